// What is common to the formats: a changeset becomes an Element (describe.h), and a format writes
// that (format_writer.h).
#include "formats/writer.h"

#include <algorithm>

#include "changelog/build_change_set.h"
#include "changelog/files.h"
#include "formats/format_writer.h"
#include "formats/insertion.h"
#include "formats/parser.h"
#include "formats/replacement.h"
#include "formats/sql_statements.h"
#include "formats/write_sql.h"
#include "text/error.h"

namespace ebbtide {
namespace {

const FormatWriter& writer_of(const std::string& file) {
  if (const FormatWriter* const writer = find_writer(file)) return *writer;
  throw Error(
      "changesets cannot be written into a file of this name; it must end in " + known_extensions(),
      {file, 0, 0});
}

/// Throws Error where formatted SQL, read again, does not say the same: a line of its SQL is taken
/// for a directive.
void require_same_when_read(const std::string& file, const ChangeSetId& id, const Element& one,
                            const WrittenFile& around) {
  const std::string text = "-- liquibase formatted sql\n\n" + sql_of_change_set(one);
  std::string why = "a line or a word of it would be taken for a directive";
  try {
    const Document document = find_format(".sql")->parse(file, text, {});
    const Nodes& nodes = document.root().children;
    Problems problems;
    if (nodes.size() == 1) {
      const ChangeSet read = build_change_set(nodes.front(), document, {around.path}, problems);
      if (equals_but_for_order(describe(read, {around.path}), one)) return;
    }
  } catch (const Error& error) {
    why = error.what();
  }
  throw Error(id.to_text() + ": formatted SQL cannot say it: " + why, {file, 0, 0});
}

Element described(const std::string& file, const FormatWriter& writer, const ChangeSet& one,
                  const WriteOptions& options) {
  const bool is_sql = writer.format == "SQL";
  Element element = is_sql && options.target != nullptr ? as_sql(one, options.file, *options.target)
                                                        : describe(one, options.file);
  if (is_sql) simplify_for_sql(element);
  if (const auto unsaid = writer.unsaid(element))
    throw Error(one.id.to_text() + ": " + std::string(writer.format) + " cannot say it: " + *unsaid,
                {file, 0, 0});
  if (is_sql) require_same_when_read(file, one.id, element, options.file);
  return element;
}

std::vector<Element> described(const std::string& file, std::span<const ChangeSet> change_sets,
                               const WriteOptions& options) {
  const FormatWriter& writer = writer_of(file);
  std::vector<Element> all;
  for (const ChangeSet& one : change_sets) all.push_back(described(file, writer, one, options));
  return all;
}

std::size_t change_sets_in(const std::string& file, const std::string& text) {
  const Document document = find_format(file)->parse(file, text, {});
  if (!document.problems().empty()) return 0;
  const Nodes& all = document.root().children;
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Node& node) { return node.is_named("changeSet"); }));
}

/// Whether two trees say the same, wherever they stand in their files.
bool says_the_same(const Node& a, const Node& b) {
  return a.name == b.name && a.text == b.text && a.children.size() == b.children.size() &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), says_the_same);
}

/// Whether a text has `more` changesets in the place of one, and all else as it was.
bool differs_only_in(const Document& before, const Node& change_set, const std::string& text,
                     std::size_t more) {
  const Document now = find_format(before.source().file())->parse(before.source().file(), text, {});
  const Nodes& old = before.root().children;
  const Nodes& all = now.root().children;
  const auto at = static_cast<std::size_t>(&change_set - old.data());
  if (!now.problems().empty() || all.size() + 1 != old.size() + more) return false;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (i == at) continue;
    if (!says_the_same(old[i], all[i < at ? i : i + more - 1])) return false;
  }
  return true;
}

}  // namespace

bool is_writable(std::string_view file) { return find_writer(file) != nullptr; }

std::string changelog_text(const std::string& file, std::span<const ChangeSet> change_sets,
                           const WriteOptions& options) {
  const FormatWriter& writer = writer_of(file);
  Element root = describe(options.file);
  for (Element& one : described(file, change_sets, options))
    root.children.push_back(std::move(one));
  return writer.whole(root);
}

WrittenFile written_file(const std::string& file, const std::string& text) {
  const Document document = find_format(file)->parse(file, text, {});
  const Node& root = document.root();
  Problems problems;
  WrittenFile written;
  written.path = root.value("logicalFilePath").value_or(normalized_path(file));
  written.quoting = parse_quoting(root.value("objectQuotingStrategy"), root, document, problems);
  return written;
}

std::string with_change_sets(const std::string& file, const std::string& text,
                             std::span<const ChangeSet> change_sets, const WriteOptions& options) {
  const FormatWriter& writer = writer_of(file);
  const std::vector<Element> more = described(file, change_sets, options);
  if (more.empty()) return text;
  const std::size_t before = change_sets_in(file, text);
  std::string all = with_entries(
      file, text, [&](const std::string& indent) { return writer.entries(more, indent); });
  try {
    if (change_sets_in(file, all) == before + more.size()) return all;
  } catch (const Error&) {
    refuse_insertion(file, "it is written in a way that changesets cannot be added to");
  }
  refuse_insertion(file, "it is written in a way that changesets cannot be added to");
}

std::string with_change_sets_for(const Document& document, const Node& change_set,
                                 std::span<const ChangeSet> change_sets,
                                 const WriteOptions& options,
                                 std::span<const std::string> comments) {
  const std::string& file = document.source().file();
  const FormatWriter& writer = writer_of(file);
  const std::vector<Element> more = described(file, change_sets, options);
  std::string all = with_replaced(document, change_set, [&](const std::string& indent) {
    std::string before;
    for (const std::string& one : comments) before += indent + one + "\n";
    return before + writer.entries(more, indent);
  });
  bool is_right = false;
  try {
    is_right = differs_only_in(document, change_set, all, more.size());
  } catch (const Error&) {
    is_right = false;
  }
  if (is_right) return all;
  throw Error(
      "the changeset cannot be replaced in this text without changing others; change it by "
      "hand",
      document.position(change_set));
}

}  // namespace ebbtide

// What is common to the formats: a changeset becomes an Element (describe.h), and a format writes
// that. A row of `writers` is all that the rest knows of a format.
#include "formats/writer.h"

#include <algorithm>
#include <array>

#include "formats/insertion.h"
#include "formats/parser.h"
#include "formats/write_json.h"
#include "formats/write_xml.h"
#include "formats/write_yaml.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct FormatWriter {
  std::string_view format;
  std::string (*whole)(const Element& root);
  std::string (*entries)(const std::vector<Element>& change_sets, const std::string& indent);
  /// What the format has no words for in a changeset.
  std::optional<std::string> (*unsaid)(const Element& change_set);
};

std::optional<std::string> nothing(const Element&) { return std::nullopt; }

std::string xml_entries(const std::vector<Element>& change_sets, const std::string& indent) {
  std::string text;
  for (const Element& one : change_sets) text += xml_of(one, indent);
  return text;
}

std::string yaml_entries(const std::vector<Element>& change_sets, const std::string& indent) {
  std::string text;
  for (const Element& one : change_sets) text += yaml_of(one, indent);
  return text;
}

std::string json_entries(const std::vector<Element>& change_sets, const std::string&) {
  std::string text;
  for (const Element& one : change_sets) text += (text.empty() ? "" : ",\n") + json_of(one, "  ");
  return text;
}

constexpr std::array writers{
    FormatWriter{"XML", [](const Element& root) { return xml_of(root); }, xml_entries,
                 unsaid_in_xml},
    FormatWriter{"YAML", [](const Element& root) { return yaml_of(root); }, yaml_entries, nothing},
    FormatWriter{"JSON", [](const Element& root) { return json_of(root); }, json_entries, nothing},
};

const FormatWriter* find_writer(std::string_view file) {
  const Format* const format = find_format(file);
  const auto found = std::find_if(writers.begin(), writers.end(), [&](const FormatWriter& one) {
    return format != nullptr && one.format == format->name;
  });
  return found == writers.end() ? nullptr : &*found;
}

const FormatWriter& writer_of(const std::string& file) {
  if (const FormatWriter* const writer = find_writer(file)) return *writer;
  throw Error(
      "changesets cannot be written into a file of this name; it must end in " + known_extensions(),
      {file, 0, 0});
}

std::vector<Element> described(const std::string& file, std::span<const ChangeSet> change_sets,
                               const WriteOptions& options) {
  std::vector<Element> all;
  for (const ChangeSet& one : change_sets) {
    all.push_back(describe(one, options.file));
    if (const auto unsaid = writer_of(file).unsaid(all.back()))
      throw Error(one.id.to_text() + ": " + *unsaid, {file, 0, 0});
  }
  return all;
}

std::size_t change_sets_in(const std::string& file, const std::string& text) {
  const Document document = find_format(file)->parse(file, text, {});
  if (!document.problems().empty()) return 0;
  const Nodes& all = document.root().children;
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const Node& node) { return node.is_named("changeSet"); }));
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

}  // namespace ebbtide

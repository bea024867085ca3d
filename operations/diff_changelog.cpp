// What a file has already is found by what it says: each of its changesets is written again without
// an identity, and so is each new one; equal texts are equal changesets.
#include "operations/diff_changelog.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "changelog/build_change_set.h"
#include "formats/parser.h"
#include "formats/writer.h"
#include "operations/schema_reading.h"
#include "operations/write_file.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

std::string read_whole(const std::string& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) throw Error("cannot read the file '" + file + "'; see who may read it");
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

/// What a changeset does, whoever it is of and whatever is said about it.
std::string deeds_of(ChangeSet& one, const std::string& file, const WriteOptions& options) {
  const ChangeSetId id = std::exchange(one.id, {"", "1", "1"});
  const Text comments = std::exchange(one.comments, Text());
  const Text context = std::exchange(one.context, Text());
  const Text labels = std::exchange(one.labels, Text());
  auto rollback = std::exchange(one.rollback, nullptr);
  std::string text;
  try {
    text = changelog_text(file, {&one, 1}, options);
  } catch (const Error&) {
    text.clear();  // then it is none that is written here
  }
  one.id = id;
  one.comments = comments;
  one.context = context;
  one.labels = labels;
  one.rollback = std::move(rollback);
  return text;
}

std::set<std::string> deeds_in(const std::string& file, const std::string& text,
                               const WriteOptions& options) {
  std::set<std::string> all;
  const Document document = find_format(file)->parse(file, text, {});
  for (const Node& node : document.root().children) {
    if (!node.is_named("changeSet")) continue;
    Problems problems;
    ChangeSet read = build_change_set(node, document, {file}, problems);
    all.insert(deeds_of(read, file, options));
  }
  return all;
}

}  // namespace

DiffChangelogReport diff_changelog(OpenDatabase& reference, OpenDatabase& database,
                                   const DiffChangelogOptions& options, const Files& files,
                                   const Surroundings& with) {
  require_writable(options.file);
  GenerateOptions making = options.making;
  making.wants = [&](schema::Kind kind) { return options.comparing.filter.has(kind); };
  return write_difference(compare(reference, database, options.comparing, files, with), database,
                          making, options.file, files);
}

DiffChangelogReport write_difference(const SchemaReport& compared, OpenDatabase& database,
                                     const GenerateOptions& making, const std::string& file,
                                     const Files& files) {
  Generated made =
      change_sets_between(compared.found, compared.reference, compared.differences,
                          compared.renaming, names_of(database, compared.found.origin), making);
  DiffChangelogReport report{file};
  report.look_like_renames = compared.look_like_renames;
  report.usual_place = compared.found.origin.default_schema;
  report.left_out = std::move(made.left_out);
  const Changelog none{Properties(Selection{})};
  const Target live = database.target(none, files, true);
  const Target target{names_in_files(names_of(database, compared.found.origin), making.with_schema,
                                     making.with_catalog),
                      live.catalog, live.files, live.properties};
  const WriteOptions writing{{}, &target};
  std::error_code error;
  report.is_new = !fs::exists(file, error);
  const std::string before = report.is_new ? "" : read_whole(file);
  std::vector<ChangeSet> wanted;
  const std::set<std::string> there =
      report.is_new ? std::set<std::string>() : deeds_in(file, before, writing);
  for (ChangeSet& one : made.change_sets) {
    if (!report.is_new && there.contains(deeds_of(one, file, writing))) {
      report.there_already.push_back(one.description());
    } else {
      wanted.push_back(std::move(one));
    }
  }
  report.change_sets = told_of(wanted);
  if (wanted.empty()) return report;
  write_file(file, report.is_new ? changelog_text(file, wanted, writing)
                                 : with_change_sets(file, before, wanted, writing));
  return report;
}

}  // namespace ebbtide

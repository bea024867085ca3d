// As Liquibase does: the file is looked for where the program stands and not on the search path,
// one that is there is refused, and without a file the changelog is XML.
#include "operations/generate.h"

#include <chrono>
#include <filesystem>

#include "changelog/changes/sql.h"
#include "formats/parser.h"
#include "formats/writer.h"
#include "operations/generate_rows.h"
#include "operations/schema_reading.h"
#include "operations/write_file.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

void require_place_for(const GenerateChangelogOptions& options) {
  if (options.file.empty()) return;
  require_writable(options.file);
  std::error_code error;
  if (!options.overwrites && fs::exists(options.file, error))
    throw Error(
        "Output ChangeLogFile '" + options.file +
        "' already exists! Choose another, or replace it with --overwrite-output-file=true");
}

schema::Scope scope_of(const GenerateChangelogOptions& options) {
  schema::Scope scope;
  scope.schemas = options.schemas;
  return scope;
}

}  // namespace

std::vector<WrittenChangeSet> told_of(const std::vector<ChangeSet>& change_sets) {
  std::vector<WrittenChangeSet> all;
  for (const ChangeSet& one : change_sets) {
    WrittenChangeSet& written = all.emplace_back(WrittenChangeSet{one.id.id, one.id.author, {}});
    for (const auto& change : one.changes) {
      const std::string name(change->type().name);
      if (written.changes.empty() || written.changes.back() != name)
        written.changes.push_back(name);
      if (&change->type() == &RawSql::kind) written.is_sql = true;
    }
    written.comments = one.comments.or_empty();
  }
  return all;
}

std::string id_prefix_of_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

void require_writable(const std::string& file) {
  if (!is_writable(file))
    throw UsageError("'" + file + "' is no file for a changelog; it must end in " +
                     known_extensions());
}

GenerateReport generated_changelog(OpenDatabase& database, const GenerateChangelogOptions& options,
                                   const Files& files, const Surroundings& with) {
  schema::Schema schema =
      read_any(database, nullptr, scope_of(options), options.declared, files, with).schema;
  options.filter.apply(schema);
  GenerateOptions making = options.making;
  making.wants = [&](schema::Kind kind) { return options.filter.has(kind); };
  const Names names = names_of(database, schema.origin);
  std::vector<TableRows> rows;
  if (options.filter.has_data()) rows = rows_of(database, schema, options.data_directory);
  const Generated generated = change_sets_of(schema, names, making, rows);
  const Changelog none{Properties(Selection{})};
  const Target live = database.target(none, files, true);
  const Target target{names_in_files(names, making.with_schema, making.with_catalog), live.catalog,
                      live.files, live.properties};
  GenerateReport report{options.file, {}, told_of(generated.change_sets), generated.left_out};
  report.text = changelog_text(options.file.empty() ? "changelog.xml" : options.file,
                               generated.change_sets, {{}, &target});
  return report;
}

GenerateReport generate_changelog(OpenDatabase& database, const GenerateChangelogOptions& options,
                                  const Files& files, const Surroundings& with) {
  const ToldOperation told_operation(with.observer, "generate-changelog");
  require_place_for(options);
  GenerateReport report = generated_changelog(database, options, files, with);
  if (!options.file.empty()) write_file(options.file, report.text);
  return report;
}

}  // namespace ebbtide

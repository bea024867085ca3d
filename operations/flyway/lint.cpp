#include "operations/flyway/lint.h"

#include <map>
#include <sstream>

#include "database/facts.h"
#include "flyway/placeholders.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "operations/lint_settings.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

/// The scripts under the names that messages have for them.
class ScriptFiles final : public Files {
 public:
  void add(const std::string& path, std::string text) {
    texts_.insert_or_assign(normalized_path(path), std::move(text));
  }
  bool exists(const std::string& path) const override {
    return texts_.contains(normalized_path(path));
  }
  std::unique_ptr<std::istream> open(const std::string& path) const override {
    const auto found = texts_.find(normalized_path(path));
    if (found == texts_.end()) throw Error(not_found(path));
    return std::make_unique<std::istringstream>(found->second);
  }
  std::vector<std::string> list(const std::string&, const FolderQuery&) const override {
    return {};
  }

 private:
  std::map<std::string, std::string> texts_;
};

lint::Settings settings_of(const FlywayPlace& place) {
  const std::string file = find_lint_settings(place.project().working_directory);
  if (file.empty()) return {};
  const auto text = read_whole_file(file);
  if (!text) throw Error("cannot read the configuration '" + file + "'");
  return parse_lint_settings(file, *text);
}

DatabaseUrl offline_url(FlywayPlace& place) {
  return DatabaseUrl::parse("offline:" + std::string(place.facts().name) +
                            "?version=" + place.connection().server_version());
}

}  // namespace

FlywayLintResult lint_flyway(FlywayPlace& place, const std::string& today) {
  const ToldOperation told_of(place.with().observer, "flyway lint");
  place.enter();
  FlywayLintResult result;
  result.about = about(place);
  const auto rows = place.history();
  const flyway::Standing standing = place.standing(rows);
  const auto files = std::make_shared<ScriptFiles>();
  LintOptions options{
      .paths = {},
      .reading = {"", files, Properties(Selection{std::string(place.facts().name), {}, ""})}};
  for (const flyway::MigrationInfo* const one : standing.pending()) {
    const flyway::ResolvedMigration& script = *one->resolved;
    const PreparedScript prepared =
        prepare({{}, script.text, script.shown, script.path, script.metadata}, place);
    files->add(script.shown, prepared.script->text);
    options.paths.push_back(script.shown);
    if (!prepared.change_set.in_transaction)
      options.outside_of_transaction.insert(normalized_path(script.shown));
  }
  options.settings = settings_of(place);
  options.today = today;
  DatabaseOptions offline;
  offline.url = offline_url(place);
  OpenDatabase dialect(std::move(offline), place.with().interruption);
  result.report = lint_files(options, dialect, &place.database(), place.with());
  result.files = files;
  return result;
}

}  // namespace ebbtide

// From settings to the options of operations, by the rows that stand beside each of them
// (operations/option_row.h): a row is all that an option needs to reach its member. An option that
// is not given and has no default leaves the member as its struct has it. What more than one option
// decides, or one that is not a value by itself, stands in a function below: the wait for the lock
// (`--lock-wait` in seconds wins over Liquibase's minutes), the place of a proof.
#include "cli/operation_options.h"

#include <algorithm>
#include <optional>

#include "operations/option_row.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

// What the options of operations set, they say themselves; these are of what operations work with.
constexpr OptionRow<DatabaseOptions> of_database[] = {
    {"default-schema-name", &DatabaseOptions::default_schema},
    {"default-catalog-name", &DatabaseOptions::default_catalog},
    {"output-default-schema", &DatabaseOptions::output_schema},
    {"output-default-catalog", &DatabaseOptions::output_catalog},
};
constexpr OptionRow<SqlStyle> of_style[] = {
    {"always-drop-instead-of-replace", &SqlStyle::drops_views_first},
    {"use-procedure-schema", &SqlStyle::schema_in_procedures},
    {"always-override-stored-logic-schema", &SqlStyle::default_schema_in_procedures},
    {"convert-data-types", &SqlStyle::converts_types},
    {"preserve-schema-case", &SqlStyle::keeps_schema_case},
};
constexpr OptionRow<TrackingNames> of_tracking[] = {
    {"database-changelog-table-name", &TrackingNames::history},
    {"database-changelog-lock-table-name", &TrackingNames::lock},
    {"liquibase-catalog-name", &TrackingNames::catalog},
    {"liquibase-schema-name", &TrackingNames::schema},
    {"liquibase-tablespace-name", &TrackingNames::tablespace},
};
constexpr OptionRow<LoadOptions> of_loading[] = {
    {"error-on-circular-include-all", &LoadOptions::circular_include_all_is_error},
    {"validate-xml-changelog-files", &LoadOptions::checks_xml_schema},
    {"allow-duplicated-changeset-identifiers", &LoadOptions::takes_duplicates},
};

void set(bool& member, const Settings& settings, std::string_view option) {
  member = settings.flag(option);
}
void set(std::optional<bool>& member, const Settings& settings, std::string_view option) {
  member = settings.flag(option);
}
void set(std::string& member, const Settings& settings, std::string_view option) {
  member = settings.text(option);
}
void set(std::optional<std::string>& member, const Settings& settings, std::string_view option) {
  member = settings.text(option);
}

template <class Options, std::size_t count>
Options read(const Settings& settings, const OptionRow<Options> (&rows)[count]) {
  Options options;
  for (const OptionRow<Options>& row : rows) {
    if (!settings.get(row.option)) continue;
    std::visit([&](const auto member) { set(options.*member, settings, row.option); }, row.member);
  }
  return options;
}

}  // namespace

DatabaseOptions database_options(const Settings& settings, DatabaseUrl url) {
  DatabaseOptions options = read(settings, of_database);
  options.url = std::move(url);
  options.style = read(settings, of_style);
  options.tracking = read(settings, of_tracking);
  return options;
}

LoadOptions load_options(const Settings& settings) {
  LoadOptions options = read(settings, of_loading);
  options.missing_include_is_error = settings.choice("on-missing-include-changelog") == "FAIL";
  options.refuses_unknown = settings.choice("changelog-parse-mode") == "STRICT";
  return options;
}

LockOptions lock_options(const Settings& settings) {
  const bool has_seconds = settings.get("lock-wait").has_value();
  const std::chrono::milliseconds wait =
      has_seconds
          ? std::chrono::seconds(settings.number("lock-wait"))
          : std::chrono::seconds(60LL * settings.number("changelog-lock-wait-time-in-minutes"));
  return {wait, std::chrono::seconds(std::max(1, settings.number("changelog-lock-poll-rate"))),
          settings.flag("allow-transaction-pooling")};
}

UpdateOptions update_options(const Settings& settings) {
  UpdateOptions options = read(settings, update_option_rows);
  options.lock = lock_options(settings);
  return options;
}

SyncOptions sync_options(const Settings& settings) {
  SyncOptions options = read(settings, sync_option_rows);
  options.lock = lock_options(settings);
  return options;
}

ScriptOptions script_options(const Settings& settings, std::string title) {
  ScriptOptions options = read(settings, script_option_rows);
  options.title = std::move(title);
  options.prepared = settings.flag("inline-prepared-statements") ? PreparedInScript::sql
                                                                 : PreparedInScript::warning;
  return options;
}

RollbackOptions rollback_options(const Settings& settings) {
  RollbackOptions options = read(settings, rollback_option_rows);
  options.tag_was_chosen = settings.get("tag-version").has_value();
  options.lock = lock_options(settings);
  return options;
}

ProofOptions proof_options(const Settings& settings) {
  ProofOptions options = read(settings, proof_option_rows);
  options.is_on_target = equals_ignoring_case(options.scratch, "target") ||
                         (options.scratch.empty() && settings.flag("liquibase-compatible"));
  options.test = read(settings, rollback_test_option_rows);
  options.test.lock = lock_options(settings);
  return options;
}

RepairOptions repair_options(const Settings& settings) {
  RepairOptions options = read(settings, repair_option_rows);
  options.lock = lock_options(settings);
  return options;
}

}  // namespace ebbtide

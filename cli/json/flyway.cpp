// Members and their meaning are Flyway's, so that whatever reads its output reads this. What has no
// meaning here is there all the same, as it is in Flyway for a run that has none of it.
#include "cli/json/flyway.h"

#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/json/lint.h"
#include "cli/json/output.h"
#include "cli/json/reports.h"
#include "cli/json/schema.h"
#include "executor/version.h"
#include "flyway/failure.h"

namespace ebbtide {
namespace {

Json text_or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json(nullptr);
}

Json name_or_null(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }

std::string now() {
  const std::time_t moment = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&moment, &utc);
  char text[sizeof "2026-01-01T00:00:00"];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  return text;
}

/// What all documents begin with.
Json headed(std::string_view operation, const FlywayResult& about) {
  return {{"flywayVersion", "ebbtide " + std::string(program_version)},
          {"database", name_or_null(about.database)},
          {"operation", operation},
          {"timestamp", now()}};
}

std::string moment(const std::string& installed_on) {
  std::string text = installed_on.substr(0, sizeof "2026-01-01 00:00:00" - 1);
  if (const std::size_t blank = text.find(' '); blank != std::string::npos) text[blank] = 'T';
  return text.empty() ? "" : text + "Z";
}

Json json_of(const FlywayMigration& one) {
  return {{"category", one.category},       {"version", one.version},
          {"description", one.description}, {"type", one.type},
          {"filepath", one.path},           {"executionTime", one.execution_time}};
}

Json json_of(const FlywayInfoLine& line) {
  const FlywayMigration& one = line.migration;
  return {{"category", one.category},
          {"version", one.version},
          {"rawVersion", line.raw_version},
          {"description", one.description},
          {"type", one.type},
          {"installedOnUTC", moment(line.installed_on)},
          {"state", line.state},
          {"undoable", one.version.empty()  ? ""
                       : line.can_be_undone ? "Yes"
                                            : "No"},
          {"filepath", one.path},
          {"undoFilepath", line.undo_path},
          {"installedBy", line.installed_by},
          {"shouldExecuteExpression", nullptr},
          {"executionTime", one.execution_time}};
}

/// As the lists of repair have them.
Json short_json(const std::vector<FlywayMigration>& all) {
  Json list = Json::array();
  for (const FlywayMigration& one : all)
    list.push_back(
        {{"version", one.version}, {"description", one.description}, {"filepath", one.path}});
  return list;
}

Json json_of(const MigrateResult& result) {
  Json migrations = Json::array();
  for (const FlywayMigration& one : result.migrations) migrations.push_back(json_of(one));
  Json document = headed("migrate", result.about);
  document["databaseType"] = result.about.product;
  document["schemaName"] = result.about.schemas;
  document["initialSchemaVersion"] = text_or_null(result.initial_version);
  document["targetSchemaVersion"] = text_or_null(result.target_version);
  document["migrations"] = migrations;
  document["migrationsExecuted"] = result.executed;
  document["success"] = true;
  document["warnings"] = result.warnings;
  document["exception"] = nullptr;
  return document;
}

/// A migrate that failed, with what it did before.
Json json_of(const MigrateFailed& error) {
  Json document = json_of(error.done());
  document["success"] = false;
  document["exception"] = error.what();
  Json about{{"errorCode", error.code()}, {"sqlState", nullptr},   {"sqlErrorCode", 0},
             {"message", error.what()},   {"lineNumber", nullptr}, {"path", nullptr}};
  if (const auto& details = error.details()) {
    about["sqlState"] = name_or_null(details->state);
    about["lineNumber"] = details->line;
    about["path"] = details->path;
  }
  document["error"] = about;
  return document;
}

/// As Flyway's JSON has it.
std::string code_of(const Error& error) {
  if (const auto* const failure = dynamic_cast<const flyway::Failure*>(&error))
    return failure->code();
  if (dynamic_cast<const UsageError*>(&error) != nullptr)
    return std::string(flyway::configuration_code);
  const bool is_of_database = dynamic_cast<const DatabaseError*>(&error) != nullptr ||
                              dynamic_cast<const ScriptFailed*>(&error) != nullptr;
  return is_of_database ? "DB_CONNECTION" : std::string(flyway::error_code);
}

}  // namespace

struct FlywayDocument::Kept {
  std::vector<Json> results;
  std::optional<Json> failure;
  std::optional<Json> plan;  ///< of an undo that has not ended
};

FlywayDocument::FlywayDocument() : kept_(std::make_unique<Kept>()) {}
FlywayDocument::~FlywayDocument() = default;

void FlywayDocument::add(const InfoResult& result) {
  Json lines = Json::array();
  for (const FlywayInfoLine& line : result.lines) lines.push_back(json_of(line));
  Json document = headed("info", result.about);
  document["database"] = result.about.database;
  document["schemaName"] = result.about.schemas;
  document["schemaVersion"] = text_or_null(result.schema_version);
  document["migrations"] = lines;
  document["allSchemasEmpty"] = result.are_schemas_empty;
  document["exception"] = nullptr;
  kept_->results.push_back(document);
}

void FlywayDocument::add(const ValidateResult& result) {
  Json invalid = Json::array();
  for (const FlywayInvalid& one : result.invalid)
    invalid.push_back({{"version", one.migration.version},
                       {"description", one.migration.description},
                       {"filepath", one.migration.path},
                       {"errorDetails", {{"errorCode", one.code}, {"errorMessage", one.message}}}});
  Json document = headed("validate", result.about);
  const bool is_valid = result.invalid.empty();
  document["errorDetails"] = is_valid ? Json(nullptr)
                                      : Json{{"errorCode", "VALIDATE_ERROR"},
                                             {"errorMessage", "Migrations have failed validation"}};
  document["invalidMigrations"] = invalid;
  document["validationSuccessful"] = is_valid;
  document["validateCount"] = result.validated;
  document["allErrorMessages"] = messages_of(result.invalid);
  document["warnings"] = Json::array();
  kept_->results.push_back(document);
}

void FlywayDocument::add(const MigrateResult& result) { kept_->results.push_back(json_of(result)); }

void FlywayDocument::add(const BaselineResult& result) {
  Json document = headed("baseline", result.about);
  document["successfullyBaselined"] = true;
  document["baselineVersion"] = result.version;
  document["warnings"] = Json::array();
  kept_->results.push_back(document);
}

void FlywayDocument::add(const RepairResult& result) {
  Json actions = Json::array();
  if (!result.removed.empty()) actions.push_back("Removed failed migrations");
  if (!result.deleted.empty()) actions.push_back("Marked missing migrations as deleted");
  if (!result.aligned.empty()) actions.push_back("Aligned applied migration checksums");
  Json document = headed("repair", result.about);
  document["repairActions"] = actions;
  document["migrationsRemoved"] = short_json(result.removed);
  document["migrationsDeleted"] = short_json(result.deleted);
  document["migrationsAligned"] = short_json(result.aligned);
  document["warnings"] = Json::array();
  kept_->results.push_back(document);
}

void FlywayDocument::add(const UndoResult& result) {
  Json undone = Json::array();
  for (const FlywayMigration& one : result.undone)
    undone.push_back({{"version", one.version},
                      {"description", one.description},
                      {"filepath", one.path},
                      {"executionTime", one.execution_time}});
  Json document = headed("undo", result.about);
  document["schemaName"] = result.about.schemas;
  document["initialSchemaVersion"] = text_or_null(result.initial_version);
  document["targetSchemaVersion"] = text_or_null(result.target_version);
  document["undoneMigrations"] = undone;
  document["migrationsUndone"] = result.undone.size();
  document["warnings"] = Json::array();
  if (auto plan = std::exchange(kept_->plan, {})) document["plan"] = std::move(*plan);
  kept_->results.push_back(document);
}

void FlywayDocument::plan(const RollbackProspect& prospect, const std::string& database) {
  kept_->plan = ebbtide::json_of(prospect, database);
}

void FlywayDocument::add(const CleanResult& result) {
  Json document = headed("clean", result.about);
  document["schemasCleaned"] = result.cleaned;
  document["schemasDropped"] = result.dropped;
  document["warnings"] = Json::array();
  kept_->results.push_back(document);
}

void FlywayDocument::add(const FlywayConvertResult& result) {
  Json document = headed("convert", result.about);
  document["changelogFile"] = result.file;
  document["written"] = result.is_written;
  document["changeSets"] = result.change_sets;
  document["rollbacks"] = result.rollbacks;
  document["properties"] = result.properties;
  document["provedOn"] = name_or_null(result.proved_on);
  document["takenOver"] = result.is_taken_over;
  document["rowsWritten"] = result.rows;
  document["notCarriedOver"] = result.left;
  kept_->results.push_back(document);
}

void FlywayDocument::add(const FlywayDriftResult& result) {
  Json document = headed("drift", result.about);
  document["hasDrift"] = result.has_drift;
  document["migrations"] = result.migrations;
  document["drift"] = json_of(result.differences);
  document["notes"] = result.notes;
  kept_->results.push_back(document);
}

void FlywayDocument::add(const FlywayLintResult& result) {
  Json document = headed("lint", result.about);
  document["failed"] = result.report.has_failed();
  document["lint"] = Json::parse(lint_json({result.report, *result.files}));
  kept_->results.push_back(document);
}

namespace {

/// Of several problems each is a line.
std::string message_of(const Error& error) {
  const auto* const several = dynamic_cast<const ValidationFailed*>(&error);
  if (several == nullptr) return error.what();
  std::vector<std::string> lines;
  for (const Problem& problem : several->problems())
    lines.push_back((problem.where.file.empty() ? "" : problem.where.to_text() + ": ") +
                    problem.message);
  return join(lines, "\n");
}

}  // namespace

void FlywayDocument::fail(const Error& error) {
  const auto* const migrate = dynamic_cast<const MigrateFailed*>(&error);
  kept_->failure =
      migrate != nullptr
          ? json_of(*migrate)
          : Json{{"error", {{"errorCode", code_of(error)}, {"message", message_of(error)}}}};
  if (auto plan = std::exchange(kept_->plan, {})) (*kept_->failure)["plan"] = std::move(*plan);
}

std::string FlywayDocument::text(bool are_several) const {
  if (kept_->failure) return json_text(*kept_->failure, 2);
  if (are_several) return json_text({{"individualResults", kept_->results}}, 2);
  return kept_->results.empty() ? "{}" : json_text(kept_->results.front(), 2);
}

void print_document(Console& console, const std::string& text) { console.raw() << text << "\n"; }

}  // namespace ebbtide

// Update and sync with all their limits. What is said at the end is Liquibase's: `Database is up to
// date, no changesets to execute` where nobody had to wait for the lock or nothing was done under
// it, else the number of rows. The summary comes also where a changeset has failed, before the
// error, with what ran before it.
#include <sstream>

#include "cli/gate_choice.h"
#include "cli/operation_options.h"
#include "cli/request.h"
#include "cli/summary.h"
#include "operations/checks.h"
#include "operations/drift_consent.h"
#include "operations/recorded_schema.h"

namespace ebbtide {
namespace {

constexpr std::string_view up_to_date = "Database is up to date, no changesets to execute";

UpdateLimit limit_to_tag(const Settings& settings) {
  return {settings.required("tag"), std::nullopt};
}

UpdateLimit limit_to_count(const Settings& settings) {
  settings.required("count");
  return {std::nullopt, settings.number("count")};
}

void show_summary(Request& request, const UpdateReport& report) {
  const std::string summary = request.settings().choice("show-summary");
  const std::string output = request.settings().choice("show-summary-output");
  if (summary == "OFF") return;
  const auto write = [&](TextOutput& out, std::size_t columns) {
    write_summary(out, report.plan, request.project().changelog(), report.result.change_sets,
                  summary == "VERBOSE", columns);
  };
  Console& console = request.console();
  if (output != "LOG" && !request.settings().flag("quiet"))
    write(console.out(), console.out_columns());
  if (output == "CONSOLE") return;
  std::ostringstream lines;
  TextOutput to_log(lines);
  write(to_log, 0);
  to_log.flush();
  const std::string text = lines.str();
  for (const std::string_view line : split(text, '\n')) {
    if (!trim(line).empty()) console.log(LogLevel::info, "liquibase.util", line);
  }
}

void record_where_asked(Request& request) {
  if (request.settings().flag("record-schema"))
    record_schema(request.database(), lock_options(request.settings()), request.files(),
                  request.surroundings());
}

/// Nothing where drift is of no interest.
std::optional<DriftConsent> drift_consent(Request& request) {
  const std::string choice = request.settings().choice("drift");
  if (choice == "IGNORE") return std::nullopt;
  DriftOptions options;
  options.compare.all_schemas = true;
  options.lock = lock_options(request.settings());
  options.read = [&](OpenDatabase& scratch) { return request.project_for(scratch); };
  return std::optional<DriftConsent>(std::in_place, request.database(), std::move(options),
                                     choice == "REFUSE" ? OnDrift::refuse : OnDrift::warn,
                                     request.files(), request.surroundings());
}

/// Updates and says what came of it; `word` is how the end is announced. As Liquibase does:
/// update-to-tag does not say that there was nothing to do.
void update_database(Request& request, const std::string& word, UpdateLimit limit,
                     std::optional<std::string> tag = {}) {
  UpdateOptions options = update_options(request.settings());
  options.limit = std::move(limit);
  options.tag = std::move(tag);
  const bool tells_idle = !options.limit.tag;
  auto consent = drift_consent(request);
  if (consent) options.consents.push_back(&*consent);
  auto gate = gate_consent(request);
  if (gate) options.consents.push_back(&*gate);
  try {
    const UpdateReport report =
        update(request.project(), request.database(), options, request.surroundings());
    record_where_asked(request);
    const bool was_idle = report.was_idle && tells_idle;
    if (was_idle) request.console().say(up_to_date);
    show_summary(request, report);
    if (was_idle) return;
    request.console().say(
        report.did_nothing && tells_idle
            ? std::string(up_to_date)
            : line_of_update(request.console().wording(), word, report.result.rows));
  } catch (const UpdateFailed& failed) {
    show_summary(request, failed.report());
    throw;
  }
}

void write_update(Request& request, const UpdateLimit& limit, const std::string& title) {
  write_update(request.project(), request.database(), limit,
               script_options(request.settings(), title), request.console().raw(),
               request.surroundings());
  warn_of_gate(request, limit);
}

SyncOptions marking(const Settings& settings, UpdateLimit limit, std::optional<int> most = {}) {
  SyncOptions options = sync_options(settings);
  options.limit = std::move(limit);
  options.most = most;
  return options;
}

void mark_database(Request& request, const SyncOptions& options) {
  request.database().connection();  // an offline one is no database to mark
  sync(request.project(), request.database(), options, request.surroundings());
}

void write_marks(Request& request, const SyncOptions& options) {
  write_sync(
      request.project(), request.database(), options,
      script_options(request.settings(), "SQL to add all changesets to database history table"),
      request.console().raw(), request.surroundings());
}

}  // namespace

void update(Request& request) {
  if (request.database().is_offline())
    throw UsageError("an offline database cannot be updated; use update-sql");
  const auto tag = request.settings().get("tag");
  if (tag) check_tag(*tag, request.database().names().facts());
  update_database(request, "Update", {}, tag);
}
void update_sql(Request& request) { write_update(request, {}, "Update Database Script"); }

void update_count(Request& request) {
  update_database(request, "Update-count", limit_to_count(request.settings()));
}
void update_count_sql(Request& request) {
  const UpdateLimit limit = limit_to_count(request.settings());
  write_update(request, limit,
               "Update " + std::to_string(*limit.count) + " Changesets Database Script");
}

void update_to_tag(Request& request) {
  update_database(request, "Update-to-tag", limit_to_tag(request.settings()));
}
void update_to_tag_sql(Request& request) {
  const UpdateLimit limit = limit_to_tag(request.settings());
  write_update(request, limit, "Update to '" + *limit.tag + "' Database Script");
}

void changelog_sync(Request& request) {
  std::optional<int> most;
  if (!request.settings().text("count").empty()) most = request.settings().number("count");
  mark_database(request, marking(request.settings(), {}, most));
  record_where_asked(request);
}
void changelog_sync_sql(Request& request) { write_marks(request, marking(request.settings(), {})); }
void changelog_sync_to_tag(Request& request) {
  mark_database(request, marking(request.settings(), limit_to_tag(request.settings())));
}
void changelog_sync_to_tag_sql(Request& request) {
  write_marks(request, marking(request.settings(), limit_to_tag(request.settings())));
}

void mark_next_changeset_ran(Request& request) {
  mark_database(request, marking(request.settings(), {}, 1));
}
void mark_next_changeset_ran_sql(Request& request) {
  write_marks(request, marking(request.settings(), {}, 1));
}

}  // namespace ebbtide

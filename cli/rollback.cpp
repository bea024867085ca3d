// A command for each way to say how far back, all of them one function with another goal. `--plan`
// works the rollback out without the lock and shows it as the result, on standard output; without
// it the same lines are progress, on standard error, before the first statement. A plan that
// refuses is shown all the same, and ends with the exit code of a refusal.
#include "cli/json/reports.h"
#include "cli/operation_options.h"
#include "cli/request.h"
#include "cli/rollback_plan.h"
#include "text/ascii.h"
#include "text/problem_line.h"

namespace ebbtide {
namespace {

RollbackGoal goal_of_tag(const Settings& settings) {
  const bool is_newest = settings.get("tag-version") && settings.choice("tag-version") == "NEWEST";
  return RollbackToTag{settings.required("tag"), is_newest,
                       settings.flag("include-matching-tag-in-rollback-oldest")};
}

RollbackGoal goal_of_count(const Settings& settings) {
  settings.required("count");
  return RollbackCount{settings.number("count")};
}

RollbackToDate goal_of_date(const Settings& settings) {
  return parse_rollback_date(settings.required("date"));
}

RollbackChosen goal_of_one(const Settings& settings) {
  return {{{settings.required("changeset-path"), settings.required("changeset-id"),
            settings.required("changeset-author")}}};
}

RollbackDeployment goal_of_update(const Settings& settings) {
  return {settings.text("deployment-id")};
}

void warn(Console& console, const std::vector<Problem>& warnings) {
  for (const Problem& one : warnings) console.warning(line_of(one));
}

/// Prints the plan: `--plan`.
void print_plan(Request& request, const RollbackProspect& prospect) {
  if (request.wants_json())
    return write_json(request.console(), prospect, request.database().shown());
  TextOutput& out = request.console().out();
  for (const std::string& line : lines_of(prospect)) out << line << "\n";
  out << totals_line(prospect) << "\n";
  warn(request.console(), prospect.warnings);
}

/// Says what is about to be undone.
void say_plan(Console& console, const RollbackProspect& prospect) {
  if (!prospect.plan.undos.empty() || !prospect.plan.kept.empty()) {
    for (const std::string& line : lines_of(prospect)) console.say(line);
  }
  warn(console, prospect.warnings);
}

void say_end(Console& console, const RollbackReport& report, bool is_rehearsal) {
  if (report.was_left_to_finish)
    return console.say("What an earlier run has begun to undo is undone.");
  if (report.result.change_sets == 0) console.say("INFO: 0 changesets rolled back.");
  if (!is_rehearsal) return;
  console.say(
      "Rehearsal: " + count_of(static_cast<std::size_t>(report.result.change_sets), "changeset") +
      " can be undone; nothing was changed" +
      (report.takes_from_sequences
           ? ", but sequences keep on from the values that were taken from them."
           : "."));
}

/// Undoes on the live database, or only shows what would be done.
void rollback_database(Request& request, const RollbackGoal& goal) {
  RollbackOptions options = rollback_options(request.settings());
  OpenDatabase& database = request.database();
  if (request.settings().flag_or("plan", false)) {
    const RollbackProspect prospect =
        foresee_rollback(request.project(), database, goal, options, request.surroundings());
    print_plan(request, prospect);
    return prospect.require_possible();
  }
  options.show = [&](const RollbackProspect& prospect) { say_plan(request.console(), prospect); };
  database.connection();
  const RollbackReport report =
      roll_back(request.project(), database, goal, options, request.surroundings());
  say_end(request.console(), report, options.is_rehearsal);
}

void write_rollback(Request& request, const RollbackGoal& goal, const std::string& title) {
  RollbackOptions options = rollback_options(request.settings());
  options.show = [&](const RollbackProspect& prospect) {
    warn(request.console(), prospect.warnings);
  };
  write_rollback(request.project(), request.database(), goal, options,
                 script_options(request.settings(), title), request.console().raw(),
                 request.surroundings());
}

void write_future(Request& request, const FutureLimit& limit) {
  write_future_rollback(
      request.project(), request.database(), limit,
      script_options(request.settings(), "SQL to roll back currently unexecuted changes"),
      request.console().raw(), request.surroundings());
}

}  // namespace

void rollback(Request& request) { rollback_database(request, goal_of_tag(request.settings())); }
void rollback_sql(Request& request) {
  const RollbackGoal goal = goal_of_tag(request.settings());
  write_rollback(request, goal, "Rollback to '" + std::get<RollbackToTag>(goal).tag + "' Script");
}

void rollback_count(Request& request) {
  rollback_database(request, goal_of_count(request.settings()));
}
void rollback_count_sql(Request& request) {
  const RollbackGoal goal = goal_of_count(request.settings());
  write_rollback(
      request, goal,
      "Rollback " + std::to_string(std::get<RollbackCount>(goal).count) + " Change(s) Script");
}

void rollback_to_date(Request& request) {
  rollback_database(request, goal_of_date(request.settings()));
}
void rollback_to_date_sql(Request& request) {
  const RollbackToDate goal = goal_of_date(request.settings());
  write_rollback(request, goal, "Rollback to " + goal.moment + " Script");
}

void rollback_one_changeset(Request& request) {
  rollback_database(request, goal_of_one(request.settings()));
}
void rollback_one_changeset_sql(Request& request) {
  const RollbackChosen goal = goal_of_one(request.settings());
  write_rollback(request, goal, "Rollback changeset " + goal.ids.front().to_text() + " Script");
}

void rollback_one_update(Request& request) {
  rollback_database(request, goal_of_update(request.settings()));
}
void rollback_one_update_sql(Request& request) {
  const RollbackDeployment goal = goal_of_update(request.settings());
  write_rollback(request, goal, "Rollback update " + goal.id + " Script");
}

void future_rollback_sql(Request& request) { write_future(request, {}); }

void future_rollback_count_sql(Request& request) {
  request.settings().required("count");
  write_future(request, {request.settings().number("count"), std::nullopt});
}

void future_rollback_from_tag_sql(Request& request) {
  write_future(request, {std::nullopt, request.settings().required("tag")});
}

}  // namespace ebbtide

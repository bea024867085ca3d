#include "cli/rollback.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "changelog/changes/sql.h"
#include "cli/preparation.h"
#include "cli/rollback_plan.h"
#include "cli/script.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "rollback/first_runs.h"
#include "rollback/replaced.h"
#include "rollback/run.h"
#include "rollback/tags.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

RollbackGoal goal_of_tag(const Workspace& workspace) {
  const Settings& settings = workspace.settings();
  const bool is_newest = settings.get("tag-version") && settings.choice("tag-version") == "NEWEST";
  return RollbackToTag{settings.required("tag"), is_newest,
                       settings.flag("include-matching-tag-in-rollback-oldest")};
}

RollbackGoal goal_of_count(const Workspace& workspace) {
  workspace.settings().required("count");
  return RollbackCount{workspace.settings().number("count")};
}

RollbackToDate goal_of_date(const Workspace& workspace) {
  return parse_rollback_date(workspace.settings().required("date"));
}

RollbackChosen goal_of_one(const Workspace& workspace) {
  const Settings& settings = workspace.settings();
  return {{{settings.required("changeset-path"), settings.required("changeset-id"),
            settings.required("changeset-author")}}};
}

RollbackDeployment goal_of_update(const Workspace& workspace) {
  return {workspace.settings().text("deployment-id")};
}

std::optional<bool> choice_of(const Settings& settings, std::string_view name) {
  return settings.get(name) ? std::optional(settings.flag(name)) : std::nullopt;
}

/// Puts the script in place of what the changesets say about their rollback.
void use_script(RollbackPlan& plan, const std::string& file, const Workspace& workspace,
                const PropertyValues& properties) {
  if (!workspace.files().exists(file))
    throw Error("of the rollback script: " + workspace.files().not_found(file) +
                "; nothing was undone");
  auto script = std::make_unique<RawSql>();
  script->where.file = file;
  script->sql = properties.expand(workspace.files().read_text(file), file);
  script->strip_comments = true;
  plan.refusals.clear();
  for (PlannedUndo& planned : plan.undos) {
    planned.undo = {};
    planned.was_marked = false;
  }
  if (plan.undos.empty()) return;
  plan.undos.front().undo.changes.emplace_back(std::move(script));
  plan.undos.front().is_by_script = true;
}

/// The live structure, as far as this user may see it.
std::optional<Structure> read_structure(Workspace& workspace) {
  if (workspace.is_offline()) return std::nullopt;
  try {
    return workspace.target(false).catalog.structure(StructureScope::default_schema);
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    workspace.console().warning(
        "the objects of the rollback are not checked, since the structure "
        "cannot be read: " +
        std::string(error.what()));
    return std::nullopt;
  }
}

void append(std::vector<Problem>& to, const std::vector<Problem>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// Works the rollback out and everything that stands in its way.
RollbackProspect foresee(Workspace& workspace, const RollbackGoal& goal, const History& history,
                         bool for_script) {
  const Settings& settings = workspace.settings();
  const Changelog& changelog = workspace.changelog();
  const bool as_liquibase = settings.flag("liquibase-compatible");
  RollbackProspect prospect;
  prospect.plan = find_rollback(goal, changelog, history, workspace.target(for_script),
                                {as_liquibase, settings.flag_or("keep-reran", false)});
  if (const std::string file = settings.text("rollback-script"); !file.empty())
    use_script(prospect.plan, file, workspace, workspace.target(for_script).properties);
  const std::optional<Structure> structure = read_structure(workspace);
  prospect.impact = assess(prospect.plan, workspace.target(true), structure ? &*structure : nullptr,
                           workspace.interruption());
  if (structure)
    judge_rows(prospect.impact.needs, workspace.connection(), prospect.impact.obstacles,
               prospect.impact.doubts);
  append(prospect.problems, prospect.plan.refusals);
  if (const auto* const to_tag = std::get_if<RollbackToTag>(&goal); to_tag && !as_liquibase) {
    append(prospect.problems,
           tag_doubts(*to_tag, changelog, history,
                      {settings.get("tag-version").has_value(), choice_of(settings, "keep-reran"),
                       choice_of(settings, "keep-unexpected")}));
  }
  append(as_liquibase ? prospect.warnings : prospect.problems, prospect.impact.obstacles);
  append(as_liquibase ? prospect.warnings : prospect.problems,
         replaced_objects(prospect.plan, changelog, history, workspace.target(for_script)));
  append(as_liquibase ? prospect.warnings : prospect.problems,
         left_by_first_runs(prospect.plan, changelog, history, workspace.target(true)));
  append(prospect.warnings, prospect.impact.doubts);
  return prospect;
}

/// Decides whether the rollback is one transaction: as somebody says, else wherever nothing speaks
/// against it. Where that was asked for and cannot be, it is a problem.
void decide_transaction(Workspace& workspace, RollbackProspect& prospect) {
  const Settings& settings = workspace.settings();
  std::vector<Problem> against =
      against_one_transaction(prospect.plan, prospect.impact, workspace.dialect());
  const bool is_asked_for =
      settings.flag_or("rehearse", false) || settings.flag_or("atomic", false);
  if (is_asked_for) {
    prospect.is_one_transaction = true;
    return append(prospect.problems, against);
  }
  if (settings.get("atomic")) return;
  append(against, doubts_of_one_transaction(prospect.impact));
  prospect.is_one_transaction = against.empty();
  prospect.against_one_transaction = std::move(against);
}

/// A rehearsal is undone by the end of its transaction: what that would not take back is refused.
void refuse_what_stays(Workspace& workspace, RollbackProspect& prospect) {
  const Reach reach(reach_rules(workspace.url().kind), workspace.dialect().syntax(), {});
  for (const ChangeSetImpact& undo : prospect.impact.change_sets) {
    const ChangeSet& change_set = *undo.change_set;
    for (const StatementImpact& statement : undo.statements) {
      if (const std::string why = reach.beyond_transaction(statement.sql); !why.empty())
        prospect.problems.push_back(
            {change_set.where,
             "the rollback cannot be rehearsed, for " + why +
                 ", which the end of the transaction does not take back; look at it with --plan",
             change_set.id.to_text()});
    }
  }
}

/// Whether a statement may take values from sequences, which no transaction gives back.
bool may_take_from_sequences(Workspace& workspace, const RollbackProspect& prospect) {
  if (!workspace.dialect().has(Feature::sequences)) return false;
  const auto takes = [](const SqlEffect& effect) {
    return effect.action == SqlAction::insert_rows || effect.action == SqlAction::unknown;
  };
  for (const ChangeSetImpact& undo : prospect.impact.change_sets) {
    for (const StatementImpact& statement : undo.statements) {
      if (std::any_of(statement.effects.begin(), statement.effects.end(), takes)) return true;
    }
  }
  return false;
}

/// The same for a rollback on the live database, with the rows that will be lost.
RollbackProspect foresee_live(Workspace& workspace, const RollbackGoal& goal,
                              const History& history) {
  RollbackProspect prospect = foresee(workspace, goal, history, false);
  decide_transaction(workspace, prospect);
  if (workspace.settings().flag_or("rehearse", false)) refuse_what_stays(workspace, prospect);
  count_losses(prospect.impact, workspace.connection());
  return prospect;
}

void warn(Workspace& workspace, const std::vector<Problem>& warnings) {
  for (const Problem& one : warnings) {
    const std::string place = one.where.file.empty() ? "" : one.where.to_text() + ": ";
    workspace.console().warning(
        place + one.message +
        (one.change_set.empty() ? "" : " [changeset " + one.change_set + "]"));
  }
}

/// What a rollback does before anything of its own plan.
std::vector<Problem> half_done(Workspace& workspace, const History& history) {
  std::vector<Problem> warnings;
  const Journal journal = open_journal(workspace, history);
  for (const JournaledChangeSet& one : journal.unfinished()) {
    if (one.direction == Direction::update) continue;
    warnings.push_back({{},
                        "an earlier run has left the rollback of this changeset half done: the "
                        "rollback finishes it first, and counts it; 'ebbtide repair' shows what of "
                        "it is applied",
                        one.id.to_text()});
  }
  return warnings;
}

/// Prints the plan and stops: `--plan`.
void show_plan(Workspace& workspace, const RollbackGoal& goal) {
  workspace.changelog();
  const History history = workspace.read_history();
  check_changelog(workspace, history, false);
  RollbackProspect prospect = foresee_live(workspace, goal, history);
  append(prospect.warnings, half_done(workspace, history));
  if (wants_json(workspace)) {
    write_json(workspace, json_of(prospect, workspace.database()));
  } else {
    for (const std::string& line : lines_of(prospect)) workspace.console().out() << line << "\n";
    workspace.console().out() << totals_line(prospect) << "\n";
    warn(workspace, prospect.warnings);
  }
  prospect.require_possible();
}

RunResult run_whole(Workspace& workspace, const RollbackPlan& plan, const History& history,
                    bool keep) {
  LiveSession session(workspace.connection(), workspace.names());
  AllTogether bracket(session, workspace.connection());
  TableHistoryWriter writer(bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  try {
    const RunResult result =
        run_rollback(plan, run_context(workspace, bracket, writer, target, check));
    if (keep) bracket.finish();
    return result;
  } catch (const ChangeSetFailed& failed) {
    throw ChangeSetFailed(std::string(failed.what()) +
                              "; nothing was undone (--atomic=false goes changeset by changeset)",
                          failed.where(), failed.change_set(), {});
  }
}

RunResult run_each(Workspace& workspace, const RollbackPlan& plan, const History& history,
                   Journal& journal) {
  LiveSession session(workspace.connection(), workspace.names());
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  return run_rollback(plan, run_context(workspace, bracket, writer, target, check, &journal));
}

/// Goes on with what an earlier run was cut off from, so that the plan starts from whole
/// changesets. Returns those that are undone by this.
std::vector<ChangeSetId> finish(Workspace& workspace, const History& history, Journal& journal) {
  LiveSession session(workspace.connection(), workspace.names());
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  return finish_rollbacks(workspace.changelog(), history,
                          run_context(workspace, bracket, writer, target, check, &journal));
}

/// Whether something ran after what the goal asks to undo, and stays.
bool leaves_later_ones(const RollbackGoal& goal, const History& history) {
  const std::set<const HistoryRow*> undone = rows_to_undo(goal, history);
  bool is_behind = false;
  for (const HistoryRow& row : history.rows()) {
    const bool is_undone = undone.contains(&row);
    if (is_behind && !is_undone) return true;
    is_behind = is_behind || is_undone;
  }
  return false;
}

/// As Liquibase does: what undoes changesets out of their order wants to be confirmed.
void require_confirmation(const Settings& settings, const RollbackGoal& goal,
                          const History& history) {
  const bool is_one = std::holds_alternative<RollbackChosen>(goal) ||
                      std::holds_alternative<RollbackDeployment>(goal);
  const bool is_confirmed = settings.flag_or("force", false) || settings.flag_or("rehearse", false);
  if (!is_one || is_confirmed || !leaves_later_ones(goal, history)) return;
  throw UsageError(
      "other changesets ran after those that would be undone, and stay; look at it with --plan, "
      "then confirm it with --force");
}

/// So that the same command after a kill ends this rollback and begins no other.
void leave_word(Lock& lock, const std::string& word) {
  if (!word.empty()) lock.announce(word);
}

/// Undoes on the live database. Everything is planned, checked and shown before the first
/// statement.
void rollback_database(Workspace& workspace, const RollbackGoal& goal) {
  if (workspace.settings().flag_or("plan", false)) return show_plan(workspace, goal);
  Connection& connection = workspace.connection();
  workspace.changelog();
  const LockOptions options = workspace.lock_options();
  Lock lock(connection, workspace.tables(), options, workspace.interruption(), workspace.console());
  prepare_history_table(workspace);
  const History early = workspace.read_history();
  require_confirmation(workspace.settings(), goal, early);
  check_changelog(workspace, early, false);
  Journal journal = open_journal(workspace, early);
  const JournalEnd end(journal);
  const std::vector<ChangeSetId> finished = finish(workspace, early, journal);
  const History history = finished.empty() ? early : workspace.read_history();
  const auto rest = rest_of(goal, finished, history, lock.left_task());
  if (!rest) return workspace.console().say("What an earlier run has begun to undo is undone.");
  const RollbackProspect prospect = foresee_live(workspace, *rest, history);
  if (!prospect.plan.undos.empty() || !prospect.plan.kept.empty()) {
    for (const std::string& line : lines_of(prospect)) workspace.console().say(line);
  }
  warn(workspace, prospect.warnings);
  prospect.require_possible();
  const bool is_rehearsal = workspace.settings().flag_or("rehearse", false);
  if (!is_rehearsal)
    leave_word(lock, word_of(goal, history.rows().size() - prospect.plan.undos.size()));
  const RunResult result = prospect.is_one_transaction
                               ? run_whole(workspace, prospect.plan, history, !is_rehearsal)
                               : run_each(workspace, prospect.plan, history, journal);
  if (result.change_sets == 0) workspace.console().say("INFO: 0 changesets rolled back.");
  if (is_rehearsal)
    workspace.console().say(
        "Rehearsal: " + count_of(static_cast<std::size_t>(result.change_sets), "changeset") +
        " can be undone; nothing was changed" +
        (may_take_from_sequences(workspace, prospect)
             ? ", but sequences keep on from the values that were taken from them."
             : "."));
}

void write_plan(Workspace& workspace, ScriptKind kind, const std::string& title,
                const History& history, const RollbackPlan& plan) {
  const Target target = workspace.target(true);
  const CheckContext check = workspace.check_context(history);
  write_script(workspace, {kind, title}, history, [&](Session& session, HistoryWriter& writer) {
    EachAlone bracket(session);
    run_rollback(plan, run_context(workspace, bracket, writer, target, check));
  });
}

void write_rollback(Workspace& workspace, const RollbackGoal& goal, const std::string& title) {
  workspace.changelog();
  const History history = script_history(workspace);
  check_changelog(workspace, history, true);
  const RollbackProspect prospect = foresee(workspace, goal, history, true);
  warn(workspace, prospect.warnings);
  prospect.require_possible();
  write_plan(workspace, ScriptKind::rollback, title, history, prospect.plan);
}

void write_future(Workspace& workspace, const FutureLimit& limit) {
  const Changelog& changelog = workspace.changelog();
  const History history = script_history(workspace);
  check_changelog(workspace, history, true);
  const RollbackPlan plan = plan_future_rollback(limit, changelog, history, workspace.target(true));
  write_plan(workspace, ScriptKind::future, "SQL to roll back currently unexecuted changes",
             history, plan);
}

}  // namespace

void rollback(Workspace& workspace) { rollback_database(workspace, goal_of_tag(workspace)); }
void rollback_sql(Workspace& workspace) {
  const RollbackGoal goal = goal_of_tag(workspace);
  write_rollback(workspace, goal, "Rollback to '" + std::get<RollbackToTag>(goal).tag + "' Script");
}

void rollback_count(Workspace& workspace) {
  rollback_database(workspace, goal_of_count(workspace));
}
void rollback_count_sql(Workspace& workspace) {
  const RollbackGoal goal = goal_of_count(workspace);
  write_rollback(
      workspace, goal,
      "Rollback " + std::to_string(std::get<RollbackCount>(goal).count) + " Change(s) Script");
}

void rollback_to_date(Workspace& workspace) {
  rollback_database(workspace, goal_of_date(workspace));
}
void rollback_to_date_sql(Workspace& workspace) {
  const RollbackToDate goal = goal_of_date(workspace);
  write_rollback(workspace, goal, "Rollback to " + goal.moment + " Script");
}

void rollback_one_changeset(Workspace& workspace) {
  rollback_database(workspace, goal_of_one(workspace));
}
void rollback_one_changeset_sql(Workspace& workspace) {
  const RollbackChosen goal = goal_of_one(workspace);
  write_rollback(workspace, goal, "Rollback changeset " + goal.ids.front().to_text() + " Script");
}

void rollback_one_update(Workspace& workspace) {
  rollback_database(workspace, goal_of_update(workspace));
}
void rollback_one_update_sql(Workspace& workspace) {
  const RollbackDeployment goal = goal_of_update(workspace);
  write_rollback(workspace, goal, "Rollback update " + goal.id + " Script");
}

void future_rollback_sql(Workspace& workspace) { write_future(workspace, {}); }

void future_rollback_count_sql(Workspace& workspace) {
  workspace.settings().required("count");
  write_future(workspace, {workspace.settings().number("count"), std::nullopt});
}

void future_rollback_from_tag_sql(Workspace& workspace) {
  write_future(workspace, {std::nullopt, workspace.settings().required("tag")});
}

}  // namespace ebbtide

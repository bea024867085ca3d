#include "cli/update.h"

#include <algorithm>

#include "cli/preparation.h"
#include "cli/script.h"
#include "cli/summary.h"
#include "executor/one_transaction.h"
#include "rollback/run.h"

namespace ebbtide {
namespace {

constexpr std::string_view up_to_date = "Database is up to date, no changesets to execute";

UpdateLimit limit_to_tag(const Workspace& workspace) {
  return {workspace.settings().required("tag"), std::nullopt};
}

UpdateLimit limit_to_count(const Workspace& workspace) {
  workspace.settings().required("count");
  return {std::nullopt, workspace.settings().number("count")};
}

std::optional<std::string> tag_to_set(Workspace& workspace) {
  const auto tag = workspace.settings().get("tag");
  if (tag) check_tag(*tag, workspace.dialect());
  return tag;
}

void show_summary(Workspace& workspace, const UpdatePlan& plan, int run) {
  const std::string summary = workspace.settings().choice("show-summary");
  const std::string output = workspace.settings().choice("show-summary-output");
  if (summary == "OFF" || output == "LOG") return;
  write_summary(workspace.console().out(), plan, workspace.changelog(), run, summary == "VERBOSE");
}

void warn_of_tag(Workspace& workspace, const UpdatePlan& plan, const UpdateLimit& limit) {
  if (plan.found_tag) return;
  workspace.console().warning("The tag '" + *limit.tag + "' was not found in the changelog '" +
                              workspace.settings().text("changelog-file") +
                              "'. All changesets in the changelog are in the update.");
}

/// What goes with an update besides its limit.
struct UpdateExtras {
  std::string word;                     ///< how the end is announced
  std::optional<std::string> tag = {};  ///< to be set at the end
};

/// Throws ValidationFailed, before the first statement, where the update cannot be one transaction.
void require_one_transaction(const UpdatePlan& plan, const RunContext& context) {
  std::vector<Problem> against = against_one_transaction(plan, context);
  if (!against.empty()) throw ValidationFailed(std::move(against));
}

/// Finishes what an earlier run was cut off from while it undid it. Returns the history behind it.
History finish_earlier_run(Workspace& workspace, const History& history, Journal& journal) {
  LiveSession session(workspace.connection(), workspace.names());
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  const auto finished =
      finish_rollbacks(workspace.changelog(), history,
                       run_context(workspace, bracket, writer, target, check, &journal));
  return finished.empty() ? history : workspace.read_history();
}

std::unique_ptr<Bracket> bracket_of(Session& session, Connection& connection,
                                    const Settings& settings) {
  if (settings.flag_or("atomic", false)) return std::make_unique<AllTogether>(session, connection);
  return std::make_unique<EachAlone>(session);
}

/// Runs the plan and sets the tag, in one transaction where that is asked for and possible.
RunResult run_pending(Workspace& workspace, const UpdatePlan& plan, const History& history,
                      const UpdateExtras& extras, Journal& journal) {
  Connection& connection = workspace.connection();
  LiveSession session(connection, workspace.names());
  const auto bracket = bracket_of(session, connection, workspace.settings());
  TableHistoryWriter writer(*bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  const RunContext context = run_context(workspace, *bracket, writer, target, check, &journal);
  if (bracket->is_one()) require_one_transaction(plan, context);
  const RunResult result = run_update(plan, history, context);
  if (extras.tag) {
    require_known_end(history);
    writer.tag_last_row(*extras.tag);
  }
  bracket->finish();
  return result;
}

/// As Liquibase does: missing checksums are filled in without a word.
void say_end(Workspace& workspace, const UpdatePlan& plan, const UpdateExtras& extras,
             const RunResult& result) {
  const bool did_nothing =
      !extras.tag && std::none_of(plan.change_sets.begin(), plan.change_sets.end(),
                                  [](const PlannedChangeSet& one) {
                                    return one.runs() ||
                                           (one.wants_checksum() && one.has_old_checksum());
                                  });
  workspace.console().say(
      did_nothing ? std::string(up_to_date)
                  : "Ebbtide: " + extras.word +
                        " has been successful. Rows affected: " + std::to_string(result.rows));
}

/// A run that was killed behind its last statement has left the lock's row taken, and Liquibase
/// would wait for it. Where a run is at work it stays.
void free_row_of_killed_run(Workspace& workspace) {
  const auto holders = Lock::holders(workspace.connection(), workspace.tables());
  const bool is_own = std::any_of(holders.begin(), holders.end(), [](const LockRow& row) {
    return LockHolder::parse(row.holder).is_ours;
  });
  if (!is_own) return;
  try {
    Lock::release(workspace.connection(), workspace.tables());
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error&) {
    // Its session is there.
  }
}

/// Runs what is pending. The history is read once without the lock: where nothing is to be done,
/// nobody has to wait. Where something is, it is read again under the lock, since another run may
/// have done it meanwhile.
void update_database(Workspace& workspace, const UpdateLimit& limit, const UpdateExtras& extras) {
  workspace.changelog();
  const History early = workspace.read_history();
  const bool is_new = early.rows().empty() && !workspace.has_history_table();
  if (!is_new) {
    UpdatePlan expected = prepare_update(workspace, early, limit, false);
    warn_of_tag(workspace, expected, limit);
    check_texts(workspace, expected, false);
    if (expected.is_idle() && !extras.tag && !early.lacks_columns() &&
        !open_journal(workspace, early).exists()) {
      free_row_of_killed_run(workspace);
      workspace.console().say(std::string(up_to_date));
      return show_summary(workspace, expected, 0);
    }
  } else {
    // As Liquibase does: the tables come before the preconditions, so that a user who may make none
    // hears of that first.
    check_change_sets(workspace, early, false);
    UpdatePlan expected = plan_update(workspace.changelog(), early, workspace.hashing(), limit);
    check_texts(workspace, expected, false);
  }
  const LockOptions options = workspace.lock_options();
  const Lock lock(workspace.connection(), workspace.tables(), options, workspace.interruption(),
                  workspace.console());
  prepare_history_table(workspace);
  const History found = workspace.read_history();
  Journal journal = open_journal(workspace, found);
  const JournalEnd end(journal);
  const History history = finish_earlier_run(workspace, found, journal);
  UpdatePlan plan = prepare_update(workspace, history, limit, false);
  check_texts(workspace, plan, false);
  if (is_new) warn_of_tag(workspace, plan, limit);
  try {
    const RunResult result = run_pending(workspace, plan, history, extras, journal);
    show_summary(workspace, plan, result.change_sets);
    say_end(workspace, plan, extras, result);
  } catch (const ChangeSetFailed& failed) {
    show_summary(workspace, plan, failed.done().change_sets);
    throw;
  }
}

void write_update(Workspace& workspace, const UpdateLimit& limit, const std::string& title) {
  workspace.changelog();
  const History history = script_history(workspace);
  UpdatePlan plan = prepare_update(workspace, history, limit, true);
  check_texts(workspace, plan, true);
  warn_of_tag(workspace, plan, limit);
  const Target target = workspace.target(true);
  const CheckContext check = workspace.check_context(history);
  write_script(workspace, {ScriptKind::update, title}, history,
               [&](Session& session, HistoryWriter& writer) {
                 EachAlone bracket(session);
                 run_update(plan, history, run_context(workspace, bracket, writer, target, check));
               });
}

/// Which changesets to record as run without running them.
struct Marking {
  UpdateLimit limit;
  std::optional<int> most;
};

/// Records changesets that have no row yet, and stores the checksums that are missing, as an update
/// does.
void mark(const UpdatePlan& plan, const History& history, const Marking& marking,
          const RunContext& context) {
  int marked = 0;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.wants_checksum()) store_checksum(planned, context);
    if (marking.most && marked >= *marking.most) continue;
    if (!planned.runs() || planned.ran != nullptr) continue;
    const int order = history.last_order() + ++marked;
    context.writer.record(history_row(*planned.change_set, ExecType::executed, order, context));
  }
}

void mark_database(Workspace& workspace, const Marking& marking) {
  Connection& connection = workspace.connection();
  const LockOptions options = workspace.lock_options();
  const Lock lock(connection, workspace.tables(), options, workspace.interruption(),
                  workspace.console());
  prepare_history_table(workspace);
  const History history = workspace.read_history();
  const UpdatePlan plan = prepare_update(workspace, history, marking.limit, false);
  LiveSession session(connection, workspace.names());
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  Transaction all(connection);
  mark(plan, history, marking, run_context(workspace, bracket, writer, target, check));
  all.commit();
}

void write_marks(Workspace& workspace, const Marking& marking) {
  const History history = script_history(workspace);
  const UpdatePlan plan = prepare_update(workspace, history, marking.limit, true);
  const Target target = workspace.target(true);
  const CheckContext check = workspace.check_context(history);
  write_script(workspace, {ScriptKind::sync, "SQL to add all changesets to database history table"},
               history, [&](Session& session, HistoryWriter& writer) {
                 EachAlone bracket(session);
                 mark(plan, history, marking,
                      run_context(workspace, bracket, writer, target, check));
               });
}

}  // namespace

void update(Workspace& workspace) {
  if (workspace.is_offline())
    throw UsageError("an offline database cannot be updated; use update-sql");
  update_database(workspace, {}, {"Update", tag_to_set(workspace)});
}
void update_sql(Workspace& workspace) { write_update(workspace, {}, "Update Database Script"); }

void update_count(Workspace& workspace) {
  update_database(workspace, limit_to_count(workspace), {"Update-count"});
}
void update_count_sql(Workspace& workspace) {
  const UpdateLimit limit = limit_to_count(workspace);
  write_update(workspace, limit,
               "Update " + std::to_string(*limit.count) + " Changesets Database Script");
}

void update_to_tag(Workspace& workspace) {
  update_database(workspace, limit_to_tag(workspace), {"Update-to-tag"});
}
void update_to_tag_sql(Workspace& workspace) {
  const UpdateLimit limit = limit_to_tag(workspace);
  write_update(workspace, limit, "Update to '" + *limit.tag + "' Database Script");
}

void changelog_sync(Workspace& workspace) { mark_database(workspace, {}); }
void changelog_sync_sql(Workspace& workspace) { write_marks(workspace, {}); }
void changelog_sync_to_tag(Workspace& workspace) {
  mark_database(workspace, {limit_to_tag(workspace), std::nullopt});
}
void changelog_sync_to_tag_sql(Workspace& workspace) {
  write_marks(workspace, {limit_to_tag(workspace), std::nullopt});
}

void mark_next_changeset_ran(Workspace& workspace) { mark_database(workspace, {{}, 1}); }
void mark_next_changeset_ran_sql(Workspace& workspace) { write_marks(workspace, {{}, 1}); }

}  // namespace ebbtide

// Undoes the changesets of a plan, the newest first. What makes it right is when the history row
// goes.
//
// Where the database can undo what defines tables, the statements and the DELETE of the row, with
// the check that it is gone, share a transaction, or a savepoint of the transaction of all:
//
//   BEGIN · DROP TABLE b · DROP TABLE a · DELETE row · COMMIT
//
// Elsewhere (MySQL and MariaDB, and every changeset with runInTransaction=false) each statement
// that defines something commits. With the row at the end, as Liquibase has it, a kill in the
// middle leaves a row for a changeset that is half gone: an update takes it for done, and a
// rollback begins at a statement that fails. With the row first and nothing else, it leaves half a
// changeset that nobody knows of. So the row goes first, in the same transaction as a note of the
// journal:
//
//   BEGIN · DELETE row · note 1 · DROP TABLE b    commits all three
//           note 2 · DROP TABLE a                 commits both
//           forget the notes · COMMIT
//
//   killed                    is there                      the next update or rollback
//   before the first commit   the row, all of the           does what it is asked for
//                             changeset
//   behind it                 no row; the journal knows     finishes this rollback first, and asks
//                             how far it came               the database about the last note
//
// Where a statement fails and none stays applied, the row comes back with all that it said; else it
// is as behind a kill.
//
// A changeset without a transaction has no BEGIN that DDL would end: there the row and `note 0` are
// committed before its first statement. Where the journal's table cannot be made, the row goes
// last, as there is nothing to find out from then.
//
// A rollback script of the user's undoes all changesets of a plan, and stands in the plan in place
// of the first one's undo. The journal then has SCRIPT where the changeset's checksum would be, so
// that nobody goes on with the changelog's own rollback behind the statements of the script.
#include "rollback/run.h"

#include <algorithm>

#include "changelog/files.h"
#include "database/facts.h"
#include "executor/change_run.h"
#include "executor/foresight.h"
#include "rollback/repair.h"
#include "sql/statement.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What the journal has in place of the changeset's checksum where a script undoes it.
constexpr std::string_view by_script = "SCRIPT";

class RollbackRun {
 public:
  explicit RollbackRun(const RunContext& context) : context_(context) {}

  RunResult run(const RollbackPlan& plan) {
    if (!context_.session.is_script())
      context_.observer.on(Planned{static_cast<int>(plan.undos.size()), Way::back});
    for (const PlannedUndo& planned : plan.undos) undo(planned);
    return result_;
  }

 private:
  void undo(const PlannedUndo& planned) {
    const ChangeSet& change_set = *planned.change_set;
    context_.interruption.check();
    context_.bracket.join();
    std::optional<ToldChangeSet> told;
    if (!context_.session.is_script()) told.emplace(context_.observer, change_set, Way::back);
    // As Liquibase does: what is undone by its row has the path without `classpath:`.
    ChangeSetId named = change_set.id;
    if (planned.row != nullptr) named.path = normalized_path(named.path);
    context_.session.comment("Rolling Back ChangeSet: " +
                             replace_all(replace_all(named.to_text(), "\r", "\\r"), "\n", "\\n"));
    // As Liquibase does: a script sets the default schema only around its rollbacks.
    if (!context_.session.is_script()) context_.session.reset();
    std::optional<JournaledRun> journaled = journal_for(planned);
    ChangeRun changes(change_set, Way::back, context_, journaled ? &*journaled : nullptr);
    if (change_set.in_transaction) context_.bracket.open(change_set);
    try {
      if (journaled) forget_first(planned, *journaled);
      if (context_.attendant != nullptr) context_.attendant->before(change_set);
      for (const UndoChange& change : planned.undo.changes) changes.run(*change);
      if (context_.attendant != nullptr) context_.attendant->behind(change_set);
      finish(planned, journaled);
    } catch (const Error& error) {
      if (told) told->statements = changes.statements();
      if (dynamic_cast<const CommitLost*>(&error) != nullptr) look_for(planned);
      if (told && fate_ == Fate::kept) told->outcome = Outcome::done;
      fail(planned, error, {changes.statements(), changes.place_of(error)}, journaled);
    }
    if (told) {
      told->outcome = Outcome::done;
      told->statements = changes.statements();
      told->rows = changes.rows();
    }
    ++result_.change_sets;
    result_.rows += changes.rows();
    if (context_.attendant != nullptr) context_.attendant->kept(change_set);
  }

  /// The connection was lost while the rollback was committed: it is done where the row is gone.
  void look_for(const PlannedUndo& planned) {
    fate_ = fate_of_commit(context_.history_after_loss, [&](const History& now) {
      return now.find(recorded_id(planned)) == nullptr;
    });
  }

  /// The name that the row has, which is what the journal and the DELETE go by: its path may be
  /// spelled otherwise than the changelog's, such as with `classpath:`.
  ChangeSetId recorded_id(const PlannedUndo& planned) const {
    return planned.row == nullptr ? planned.change_set->id : planned.row->id;
  }

  /// The journal of this rollback where the database cannot undo all of it. A rollback that an
  /// earlier run has begun goes on behind it; a new one is refused where a statement of it cannot
  /// succeed, since those before it would stay.
  std::optional<JournaledRun> journal_for(const PlannedUndo& planned) {
    std::optional<JournaledRun> journaled;
    const ChangeSet& change_set = *planned.change_set;
    if (!is_journaled(change_set, context_)) return journaled;
    journaled.emplace(
        JournaledRun::Parts{*context_.journal, context_.session, context_.observer,
                            context_.target},
        JournaledChangeSet{recorded_id(planned),
                           Direction::rollback,
                           planned.is_by_script
                               ? std::string(by_script)
                               : change_set.checksum(context_.target.hashing()).to_text(),
                           context_.deployment,
                           {}},
        change_set.in_transaction);
    const JournaledChangeSet* const earlier =
        context_.journal->find(recorded_id(planned), Direction::rollback);
    if (earlier != nullptr) {
      resume_journaled(*journaled, *earlier, change_set, context_, result_);
    } else if (const auto doomed =
                   find_doomed_statement(planned.undo, change_set, context_.target)) {
      throw ChangeSetFailed(
          "the rollback would fail at " + *doomed + "; nothing of the changeset was undone",
          change_set.where, change_set.id.to_text(), result_);
    }
    return journaled;
  }

  /// The row goes before the first statement that cannot be undone: a changeset that is half undone
  /// must not be in the history as if it were there.
  void forget_first(const PlannedUndo& planned, JournaledRun& journaled) {
    is_forgotten_ = journaled.notes();
    if (!is_forgotten_) return;
    if (planned.change_set->in_transaction) return forget_row(planned);
    SessionTransaction all(context_.session);
    forget_row(planned);
    if (context_.journal->find(recorded_id(planned), Direction::rollback) == nullptr)
      context_.journal->note(journaled.about(), {0, true, "", "", ""});
    all.commit();
  }

  /// A run before this one may have done that already.
  void forget_row(const PlannedUndo& planned) {
    if (planned.row != nullptr) context_.session.write(context_.store.forget(recorded_id(planned)));
  }

  /// Where the row has gone first, its note goes last. Outside of a transaction that is a statement
  /// of its own: a kill before it leaves a rollback to finish of which nothing is left to do.
  void finish(const PlannedUndo& planned, const std::optional<JournaledRun>& journaled) {
    if (!journaled || !is_forgotten_)
      return context_.bracket.keep(context_.store.forget(recorded_id(planned)));
    context_.journal->forget(journaled->about());
    if (planned.change_set->in_transaction) context_.bracket.keep();
  }

  struct Progress {
    int statements;
    std::optional<Position> failed_at;
  };

  /// A lost connection says nothing of how far the rollback came, and nothing can be written: the
  /// next run finds out, unless a COMMIT was under way and the history has told what became of it.
  /// Where somebody asked for the end, that is what is thrown, once all is in step.
  [[noreturn]] void fail(const PlannedUndo& planned, const Error& error, const Progress& progress,
                         std::optional<JournaledRun>& journaled) {
    const ChangeSet& change_set = *planned.change_set;
    const bool is_lost = dynamic_cast<const ConnectionLost*>(&error) != nullptr;
    std::string message = "the rollback failed: " + describe_failure(error, progress.statements);
    if (is_lost) {
      message += describe_loss(fate_, "the rollback of the changeset was", journaled.has_value());
    } else {
      if (change_set.in_transaction) context_.bracket.undo();
      message += journaled ? keep_rest(planned, *journaled)
                 : change_set.in_transaction || progress.statements == 0
                     ? ""
                     : "; " + name_statements(progress.statements, "its rollback") +
                           " permanently applied";
    }
    context_.interruption.check();
    if (context_.attendant != nullptr && !is_lost) context_.attendant->failed(change_set, stay_);
    const Position about = progress.failed_at.value_or(change_set.where);
    throw ChangeSetFailed(message, error.where().file.empty() ? about : error.where(),
                          change_set.id.to_text(), result_,
                          failed_statement(error, progress.statements));
  }

  /// Brings history and journal in step after a failure: where nothing is undone, the changeset is
  /// in the history again; else the journal knows what of it is gone. Says so.
  std::string keep_rest(const PlannedUndo& planned, JournaledRun& journaled) {
    SessionTransaction all(context_.session);
    const JournaledRun::Rest rest = journaled.stop();
    stay_ = rest.statements;
    const bool is_whole = rest.statements == 0 && (planned.row != nullptr || !rest.was_committed);
    if (is_whole && rest.was_committed) {
      context_.session.write(context_.store.restore(*planned.row));
      context_.journal->forget(journaled.about());
    }
    all.commit();
    if (is_whole) return "";
    const std::string applied =
        rest.statements == 0
            ? ""
            : name_statements(rest.statements, "its rollback") + " permanently applied, and ";
    return "; " + applied +
           "the changeset is no longer in the history: the next rollback or update finishes its "
           "rollback, and 'repair --forget' leaves it as it is";
  }

  const RunContext& context_;
  RunResult result_;
  int stay_ = 0;               ///< how many statements of one that failed stay applied
  bool is_forgotten_ = false;  ///< the row of the changeset at work went before its statements
  std::optional<Fate> fate_;   ///< of a rollback whose commit was under way when all was lost
};

}  // namespace

void finish_rollback(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const History& history, const RunContext& context) {
  const auto found = std::find_if(
      changelog.change_sets.begin(), changelog.change_sets.end(),
      [&](const ChangeSet& change_set) { return is_same(change_set.id, unfinished.id); });
  if (found == changelog.change_sets.end())
    throw Error("the changeset " + unfinished.id.to_text() +
                " is half rolled back and no longer in the changelog; put it back, or let "
                "'ebbtide repair --forget' leave the database as it is");
  if (unfinished.checksum == by_script)
    throw Error(
        "a rollback script was cut off while it undid the changeset, and what the "
        "changelog says of its rollback is not what is half done: see with 'ebbtide "
        "repair' how far the script came, undo the rest of it by hand, then let 'ebbtide "
        "repair --forget' forget it",
        found->where, unfinished.id.to_text());
  RollbackPlan plan;
  plan.undos.push_back(
      {&*found, history.find(unfinished.id), plan_undo(*found, changelog, context.target)});
  plan.refusals = plan.undos.front().undo.refusals;
  plan.require_possible();
  run_rollback(plan, context);
}

std::vector<ChangeSetId> finish_rollbacks(const Changelog& changelog, const History& history,
                                          const RunContext& context) {
  std::vector<ChangeSetId> finished;
  if (context.journal == nullptr) return finished;
  const std::vector<JournaledChangeSet> unfinished = context.journal->unfinished();
  for (const JournaledChangeSet& one : unfinished) {
    if (one.direction == Direction::update) continue;
    context.observer.note("Finishing the rollback of " + one.id.to_text() +
                          " that an earlier run has left half done.");
    if (one.direction == Direction::undo) {
      undo_unfinished(one, changelog, context);
    } else {
      finish_rollback(one, changelog, history, context);
      finished.push_back(one.id);
    }
  }
  return finished;
}

std::vector<Problem> against_one_transaction(const RollbackPlan& plan, const Impact& impact,
                                             const Facts& facts) {
  if (!facts.has(Feature::transactional_ddl))
    return {{{},
             std::string(facts.product_name) +
                 " commits every statement that defines a table, so a rollback cannot be one "
                 "transaction there",
             ""}};
  std::vector<Problem> reasons;
  for (std::size_t i = 0; i < plan.undos.size(); ++i) {
    const ChangeSet& change_set = *plan.undos[i].change_set;
    const auto add = [&](const std::string& why) {
      reasons.push_back({change_set.where, why + ", so the rollback cannot be one transaction",
                         change_set.id.to_text()});
    };
    if (!change_set.in_transaction && !plan.undos[i].was_marked)
      add("the changeset has runInTransaction=false");
    for (const StatementImpact& one : impact.change_sets.at(i).statements) {
      const auto found = sql::find_transaction_statement(one.sql, facts.syntax);
      if (found) add("'" + *found + "' in its rollback begins or ends a transaction");
    }
  }
  return reasons;
}

std::vector<Problem> doubts_of_one_transaction(const Impact& impact) {
  std::vector<Problem> doubts;
  for (const ChangeSetImpact& undo : impact.change_sets) {
    const ChangeSet& change_set = *undo.change_set;
    if (undo.has_written_sql)
      doubts.push_back({change_set.where,
                        "it is undone by SQL that was written by hand, so each changeset commits "
                        "by itself (--atomic makes the rollback one transaction)",
                        change_set.id.to_text()});
  }
  return doubts;
}

RunResult run_rollback(const RollbackPlan& plan, const RunContext& context) {
  return RollbackRun(context).run(plan);
}

}  // namespace ebbtide

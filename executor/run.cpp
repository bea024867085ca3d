// Runs the changesets of a plan in its order. What is decided for each, from top to bottom:
//
//   invalid, to be marked       its row says MARK_RAN, nothing is run
//   preconditions fail          the run ends; or the changeset is left for next time, gets its row
//                               without being run, or runs with a warning
//   half done, by the journal   no preconditions, as they held when it was begun. It goes on
//                               behind what is applied, or ends where it was changed meanwhile
//   it runs                     its changes, then its row: EXECUTED, or RERAN in place of the old
//                               one
//   it fails                    undone as far as that can be; with failOnError=false the next one
//                               runs
//
// What is kept together is for the bracket: a transaction for each changeset, all in one, or each
// statement alone. The history row is the last statement of its transaction, so that it is there if
// and only if the changeset is. Outside of one it follows at once, and the journal covers the gap.
//
// Statements may wait and be sent with the row and the COMMIT, so the error that is thrown need not
// be that of the statement at hand: which change and which statement it belongs to is asked of the
// ChangeRun. Behind the row nobody can stop a changeset any more, so that is where a wish to stop
// is looked at last.
//
// A failure says what stays: nothing where the transaction is undone; the first n statements where
// they could not be; of an atomic run the changesets that one with runInTransaction=false has
// committed. Of a lost connection it says nothing, since nobody knows: with a journal the next run
// finds out, and where a COMMIT was under way the history is read on another connection. A wish to
// stop is told as that, whatever error the cancelled statement has ended with.
//
// changeSetExecuted asks the history that the run began with, and what the run itself has recorded
// since: so a script, which writes its rows and reads none, answers as a live run does.
#include "executor/run.h"

#include <algorithm>
#include <set>

#include "database/catalog.h"
#include "database/facts.h"
#include "executor/change_run.h"
#include "executor/early_note.h"
#include "text/ascii.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

/// How much of a statement a message shows.
constexpr std::size_t most_shown = 300;

Text current_checksum(const ChangeSet& change_set, const RunContext& context) {
  return context.store.checksum_of(change_set, context.target.hashing());
}

class UpdateRun {
 public:
  UpdateRun(const UpdatePlan& plan, const History& history, const RunContext& context)
      : plan_(plan),
        history_(history),
        context_(context),
        check_(context.check),
        order_(history.last_order()),
        early_(context) {
    check_.has_run = [this](const ChangeSetId& id) {
      return std::any_of(
                 recorded_.begin(), recorded_.end(),
                 [&](const ChangeSetId& one) { return is_same_but_for_case_of_path(one, id); }) ||
             context_.check.has_run(id);
    };
  }
  UpdateRun(const UpdateRun&) = delete;
  UpdateRun& operator=(const UpdateRun&) = delete;

  RunResult run() {
    if (!context_.session.is_script())
      context_.observer.on(Planned{static_cast<int>(plan_.pending()), Way::forward});
    try {
      run_all();
    } catch (const ConnectionLost&) {
      throw;
    } catch (const Error&) {
      early_.take_back();
      throw;
    }
    context_.bracket.join();
    return result_;
  }

 private:
  void run_all() {
    for (const PlannedChangeSet& planned : plan_.change_sets) {
      if (planned.runs()) {
        run_change_set(planned);
      } else if (planned.wants_checksum()) {
        context_.bracket.join();
        store_checksum(planned, context_);
      }
    }
  }

  void run_change_set(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    context_.interruption.check();
    context_.bracket.join();
    told_.reset();
    if (!context_.session.is_script()) told_.emplace(context_.observer, change_set, Way::forward);
    run_told(planned);
    told_.reset();
  }

  void run_told(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    // As Liquibase does: a checksum that is not there is filled in before the changeset runs again.
    if (planned.ran != nullptr && !planned.ran->checksum)
      context_.session.write(
          context_.store.set_checksum(planned.ran->id, current_checksum(change_set)));
    comment(change_set);
    ++result_.change_sets;
    const auto type = gate(planned);
    if (!type) return tell(Outcome::left);
    if (*type != ExecType::mark_ran) return execute(planned);
    record(planned, *type);
    ++result_.rows;
    tell(Outcome::marked);
  }

  void tell(Outcome outcome, int statements = 0, std::int64_t rows = 0) {
    if (!told_) return;
    told_->outcome = outcome;
    told_->statements = statements;
    told_->rows = rows;
  }

  void comment(const ChangeSet& change_set) {
    context_.session.comment(
        "Changeset " + replace_all(replace_all(change_set.id.to_text(), "\r", "\\r"), "\n", "\\n"));
    if (change_set.comments) context_.session.comment(*change_set.comments);
  }

  /// How the changeset is to be run; nothing where its preconditions leave it for another time.
  std::optional<ExecType> gate(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    if (planned.is_invalid) return ExecType::mark_ran;
    Gate gate = Gate::run;
    // They held when the changeset was begun, and need not hold in the middle of it.
    const bool asks = context_.asks_preconditions && change_set.preconditions;
    if (asks && unfinished(planned) == nullptr) {
      try {
        gate = ask_preconditions(*change_set.preconditions, change_set.quoting);
      } catch (const Error& error) {
        throw ChangeSetFailed(error.what(), error.where(), change_set.id.to_text(), kept());
      }
    }
    context_.session.reset();
    if (gate == Gate::skip) return std::nullopt;
    return gate == Gate::mark_ran ? ExecType::mark_ran : ExecType::executed;
  }

  /// A question that the database answers with an error must not end the transaction of all.
  Gate ask_preconditions(const PreconditionBlock& block, Quoting quoting) {
    const Names names = check_.names.with(quoting);
    const CheckContext check{names,       check_.catalog, check_.properties,
                             check_.user, check_.has_run, check_.changelog};
    Gate gate = Gate::run;
    context_.bracket.ask([&] {
      gate =
          ask(block, check, context_.session.is_script(), context_.observer, context_.interruption);
    });
    return gate;
  }

  /// What stays when the changeset at work fails.
  RunResult kept() const {
    if (fate_ == Fate::kept) return result_;
    return context_.bracket.is_one() ? kept_ : RunResult{result_.change_sets - 1, result_.rows};
  }

  ChangeSetId recorded_id(const PlannedChangeSet& planned) const {
    return planned.ran == nullptr ? planned.change_set->id : planned.ran->id;
  }

  const JournaledChangeSet* unfinished(const PlannedChangeSet& planned) const {
    return context_.journal == nullptr
               ? nullptr
               : context_.journal->find(recorded_id(planned), Direction::update);
  }

  JournaledChangeSet journaled_as(const PlannedChangeSet& planned) const {
    return {recorded_id(planned),
            Direction::update,
            planned.change_set->checksum(context_.target.hashing()).to_text(),
            context_.deployment,
            {}};
  }

  /// What runs next, with nothing to be done before; null where there is no such changeset.
  const PlannedChangeSet* next_of(const PlannedChangeSet& planned) const {
    const PlannedChangeSet* const end = plan_.change_sets.data() + plan_.change_sets.size();
    const auto* const next = std::find_if(&planned + 1, end, [](const PlannedChangeSet& one) {
      return one.runs() || one.wants_checksum();
    });
    const bool runs = next != end && next->runs() && !next->is_invalid && next->ran == nullptr;
    return runs ? next : nullptr;
  }

  /// Lets the changeset at its end write the next one's first note, in what it commits.
  void note_next(const PlannedChangeSet& planned, const JournaledRun& journaled) {
    if (!planned.change_set->in_transaction || context_.bracket.is_one() || !journaled.notes())
      return;
    const PlannedChangeSet* const next = next_of(planned);
    if (next == nullptr || !is_journaled(*next->change_set, context_)) return;
    early_.note(*next->change_set, journaled_as(*next));
  }

  std::optional<JournaledRun> journal_for(const PlannedChangeSet& planned) {
    std::optional<JournaledRun> journaled;
    if (!is_journaled(*planned.change_set, context_)) return journaled;
    auto early = early_.take();
    journaled.emplace(JournaledRun::Parts{*context_.journal, context_.session, context_.observer,
                                          context_.target},
                      early ? early->about : journaled_as(planned),
                      planned.change_set->in_transaction);
    if (early) journaled->take_over(std::move(*early));
    if (const JournaledChangeSet* const earlier = unfinished(planned))
      resume_journaled(*journaled, *earlier, *planned.change_set, context_, kept());
    return journaled;
  }

  void begin(const ChangeSet& change_set) {
    context_.bracket.open(change_set);
    if (change_set.in_transaction || !context_.bracket.is_one()) return;
    kept_ = {result_.change_sets - 1, result_.rows};
    context_.observer.note(
        "The changeset does not run in a transaction (runInTransaction=false): " +
        count_of(static_cast<std::size_t>(kept_.change_sets), "changeset") +
        " before it committed.");
  }

  void execute(const PlannedChangeSet& planned) {
    const ChangeSet& change_set = *planned.change_set;
    // Around a transaction that is begun for the changeset, the journal makes its table; what it
    // knows of a changeset without one is kept apart from the transaction of the run.
    if (!change_set.in_transaction) begin(change_set);
    std::optional<JournaledRun> journaled = journal_for(planned);
    ChangeRun changes(change_set, Way::forward, context_, journaled ? &*journaled : nullptr);
    const Change* current = nullptr;
    if (change_set.in_transaction) begin(change_set);
    try {
      if (context_.attendant != nullptr) context_.attendant->before(change_set);
      for (const auto& change : change_set.changes) {
        current = change.get();
        changes.run(*change);
      }
      current = nullptr;
      if (context_.attendant != nullptr) context_.attendant->behind(change_set);
      // What is queued is sent with the row: behind it nobody can look any more.
      if (change_set.in_transaction) context_.interruption.check();
      if (journaled) note_next(planned, *journaled);
      record(planned, planned.ran == nullptr ? ExecType::executed : ExecType::reran);
      if (journaled) context_.journal->finish(journaled->about());
    } catch (const Error& error) {
      early_.drop();
      tell(Outcome::failed, changes.statements(), changes.rows());
      if (dynamic_cast<const CommitLost*>(&error) != nullptr) look_for(planned);
      if (fate_ == Fate::kept) tell(Outcome::done, changes.statements(), changes.rows());
      if (const Change* const failed = changes.failed_change(error)) current = failed;
      const Position& about = current == nullptr ? change_set.where : current->where;
      return fail(change_set, error, changes.place_of(error).value_or(about),
                  {changes.statements(), journaled ? &*journaled : nullptr});
    }
    tell(Outcome::done, changes.statements(), changes.rows());
    result_.rows += changes.counted_rows() + 1;
    if (!change_set.in_transaction) kept_ = result_;
    if (context_.attendant != nullptr) context_.attendant->kept(change_set);
  }

  struct Progress {
    int statements;
    JournaledRun* journal;
  };

  /// The connection was lost while the changeset was committed: it is done where its row is there.
  void look_for(const PlannedChangeSet& planned) {
    fate_ = fate_of_commit(context_.history_after_loss, [&](const History& now) {
      const HistoryRow* const row = now.find(recorded_id(planned));
      return row != nullptr && row->order == order_ &&
             (!row->deployment || row->deployment == context_.deployment);
    });
  }

  /// Undoes what can be undone; goes on only where failOnError is false.
  void fail(const ChangeSet& change_set, const Error& error, const Position& where,
            const Progress& progress) {
    const bool is_lost = dynamic_cast<const ConnectionLost*>(&error) != nullptr;
    std::string message = describe_failure(error, progress.statements);
    int stay = 0;
    if (!is_lost) {
      message += describe_other_path(change_set);
      if (change_set.in_transaction) context_.bracket.undo();
      stay = progress.journal != nullptr ? keep_rest(*progress.journal)
             : change_set.in_transaction ? 0
                                         : progress.statements;
      message += describe_rest(stay);
    } else {
      message += describe_loss(fate_, "the changeset was", progress.journal != nullptr);
    }
    if (dynamic_cast<const Interrupted*>(&error) != nullptr || context_.interruption.is_requested())
      context_.interruption.check();
    if (context_.attendant != nullptr && !is_lost) context_.attendant->failed(change_set, stay);
    if (change_set.fail_on_error == false && !is_lost) {
      return context_.observer.warning(where.to_text() + ": " + message +
                                       "; going on, since failOnError is false [changeset " +
                                       change_set.id.to_text() + "]");
    }
    message += describe_transaction();
    throw ChangeSetFailed(message, error.where().file.empty() ? where : error.where(),
                          change_set.id.to_text(), kept(),
                          failed_statement(error, progress.statements));
  }

  /// What became of the transaction of an atomic run.
  std::string describe_transaction() const {
    if (!context_.bracket.is_one()) return "";
    if (context_.bracket.is_lost())
      return "; the database has ended the transaction of the update before its time: 'history' "
             "shows what of it is kept";
    return "; all of the update is undone" +
           (kept_.change_sets == 0
                ? std::string()
                : " but for its first " +
                      count_of(static_cast<std::size_t>(kept_.change_sets), "changeset"));
  }

  /// What the journal says of a failure changes as a whole.
  int keep_rest(JournaledRun& journaled) {
    SessionTransaction all(context_.session);
    const int statements = journaled.stop().statements;
    all.commit();
    return statements;
  }

  void record(const PlannedChangeSet& planned, ExecType type) {
    HistoryRow row = history_row(*planned.change_set, type, ++order_, context_);
    recorded_.insert(planned.change_set->id);
    if (planned.ran == nullptr) return context_.bracket.keep(context_.store.record(row));
    row.id = planned.ran->id;
    context_.bracket.keep(context_.store.record_again(row));
  }

  Text current_checksum(const ChangeSet& change_set) const {
    return ebbtide::current_checksum(change_set, context_);
  }

  /// Where the history has the changeset under a path that nothing in the changelog has, it may
  /// have run already.
  std::string describe_other_path(const ChangeSet& change_set) const {
    const auto is_planned = [&](const ChangeSetId& id) {
      return std::any_of(
          plan_.change_sets.begin(), plan_.change_sets.end(),
          [&](const PlannedChangeSet& one) { return is_same(one.change_set->id, id); });
    };
    for (const HistoryRow& row : history_.rows()) {
      if (row.id.id == change_set.id.id && row.id.author == change_set.id.author &&
          !is_planned(row.id))
        return "; the history has this changeset under the path '" + row.id.path +
               "', so it may have run already: 'doctor' says what to do about paths";
    }
    return "";
  }

  const UpdatePlan& plan_;
  const History& history_;
  const RunContext& context_;
  CheckContext check_;  ///< what preconditions ask, knowing what this run has recorded
  std::set<ChangeSetId, ByIdentity> recorded_;
  int order_;
  RunResult result_;
  RunResult kept_;  ///< of an atomic run: what is committed
  std::optional<ToldChangeSet> told_;
  EarlyNotes early_;          ///< of the changeset that comes next
  std::optional<Fate> fate_;  ///< of a changeset whose commit was under way when all was lost
};

}  // namespace

HistoryRow history_row(const ChangeSet& change_set, ExecType type, int order,
                       const RunContext& context) {
  HistoryRow row;
  row.id = change_set.id;
  row.order = order;
  row.type = type;
  row.checksum = current_checksum(change_set, context);
  row.description = change_set.description();
  row.comments = limited(change_set.comments.or_empty());
  row.tag = change_set.tag();
  row.version = context.version;
  if (const std::string contexts = change_set.full_context(); !contexts.empty())
    row.contexts = contexts;
  if (const std::string labels = change_set.full_labels(); !labels.empty()) row.labels = labels;
  row.deployment = context.deployment;
  return row;
}

bool is_journaled(const ChangeSet& change_set, const RunContext& context) {
  return context.journal != nullptr &&
         !(change_set.in_transaction && context.target.facts().has(Feature::transactional_ddl));
}

void resume_journaled(JournaledRun& run, const JournaledChangeSet& earlier,
                      const ChangeSet& change_set, const RunContext& context,
                      const RunResult& done) {
  const std::string way_out =
      context.attendant != nullptr ? context.attendant->way_out(earlier.direction)
      : earlier.direction == Direction::update
          ? "'ebbtide repair' shows what is known, 'ebbtide repair --undo' undoes what was "
            "applied, 'ebbtide repair --forget' leaves it "
            "and lets the changeset start anew"
          : "'ebbtide repair' shows what is known, 'ebbtide repair --forget' leaves what is undone "
            "as it is";
  const auto refuse = [&](const std::string& why) {
    throw ChangeSetFailed(why + "; " + way_out, change_set.where, change_set.id.to_text(), done);
  };
  const JournalEntry& last = earlier.entries.back();
  if (earlier.checksum != run.about().checksum)
    refuse(
        "the changeset was changed after an earlier run had applied some of its statements, up "
        "to statement " +
        std::to_string(last.statement) + " (checksum then " + earlier.checksum + ", now " +
        run.about().checksum + ")");
  const auto applied = earlier.applied(context.target.catalog, context.target.facts().syntax);
  if (!applied)
    refuse("an earlier run was cut off during statement " + std::to_string(last.statement) +
           ", and the database does not show whether it was applied: " +
           shortened(last.sql, most_shown));
  run.resume(earlier, *applied);
  if (*applied == 0 && earlier.direction == Direction::update)
    return context.observer.note(
        "An earlier run was cut off before the first statement of the changeset.");
  context.observer.note(
      "An earlier run applied " + count_of(static_cast<std::size_t>(*applied), "statement") +
      (earlier.direction == Direction::update ? " of the changeset" : " that undo the changeset") +
      "; going on behind.");
}

std::string describe_failure(const std::exception& error, int statements) {
  std::string message = error.what();
  if (const auto* const failed = dynamic_cast<const DatabaseError*>(&error)) {
    if (!failed->state().empty()) message += " [" + failed->state() + "]";
    message += "; statement " + std::to_string(statements + 1) + ": " +
               shortened(failed->sql(), most_shown);
  }
  return message;
}

std::optional<FailedStatement> failed_statement(const std::exception& error, int statements) {
  const auto* const failed = dynamic_cast<const DatabaseError*>(&error);
  if (failed == nullptr) return std::nullopt;
  return FailedStatement{statements + 1, failed->sql(), failed->state(), failed->what()};
}

std::string describe_rest(int statements) {
  if (statements == 0) return "";
  return "; " + name_statements(statements, "the changeset") +
         " permanently applied; 'update' goes on behind, and 'repair --undo' undoes what can be "
         "undone";
}

std::string name_statements(int count, std::string_view whose) {
  const std::string of = " of " + std::string(whose);
  return count == 1 ? "statement 1" + of + " is"
                    : "statements 1 to " + std::to_string(count) + of + " are";
}

void store_checksum(const PlannedChangeSet& planned, const RunContext& context) {
  const auto stored = Checksum::parse(planned.ran->checksum.or_empty());
  const Text now = current_checksum(*planned.change_set, context);
  if (stored && !context.session.is_script())
    context.observer.on(ChecksumUpgraded{*planned.change_set, stored->to_text(), *now});
  context.session.write(context.store.set_checksum(planned.ran->id, now));
}

RunResult run_update(const UpdatePlan& plan, const History& history, const RunContext& context) {
  return UpdateRun(plan, history, context).run();
}

}  // namespace ebbtide

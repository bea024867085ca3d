// `repair --undo` takes back what stays of an update that stopped inside a changeset. The journal
// knows how many of its statements are applied; inverses are those of changes. So the changeset is
// walked forward once more, without running anything, to see how far each change reaches:
//
//   change             its statements   with 5 applied
//   1 createTable      1                whole
//   2 addColumn        2 3              whole
//   3 addLookupTable   4 5 6 7          in part: table and NOT NULL are there, the keys are not
//   4 insert           8                untouched
//
// Undone are first the change of which a part is applied, then the whole ones, the last first. The
// inverse of the part undoes more than was done (of change 3 it drops the foreign key, then the
// table), so a statement of it is left out where the database shows that what it drops is not
// there. For whole changes that would hide a mistake: an inverse that misses its object is about
// something else, and is refused before the first statement as far as that can be seen, and else
// fails.
//
// Which change the applied statements belong to is known only while they are still the same: either
// the checksum of the changeset is that in the journal, or the MD5 sums of its first statements,
// with all edits, are those that were noted. So a changeset may be corrected behind the point where
// it failed. Changes whose statements are made from the live table (SQLite's rebuilds, dropColumn)
// give others now than they did then; the journal has noted with which statement such a change
// ended, and the count is set to that.
//
// The undoing is a journaled run in a direction of its own:
//
//   the journal has                 repair --undo
//   UPDATE 1 … n                    plans and refuses, or begins: UPDATE n is confirmed and UNDO 0
//                                   noted, in one transaction, before the first statement
//   UPDATE 1 … n, UNDO 0 … k        makes the same plan from UPDATE n and goes on behind the k-th
//                                   statement of the undoing
//   neither                         has nothing to do
//
// Both are forgotten in one transaction at the end. Counting the entries of the update down
// instead, change by change as they were undone, was tried and is wrong: a kill between an inverse
// and the count left a journal that said more was applied than was there.
#include "rollback/repair.h"

#include <algorithm>
#include <utility>

#include "changelog/validate.h"
#include "database/facts.h"
#include "executor/change_run.h"
#include "executor/foresight.h"
#include "rollback/plan.h"

namespace ebbtide {
namespace {

/// The way back from the first statements of a changeset.
struct WayBack {
  Undo partial;  ///< of the change of which only a part is applied
  Undo whole;    ///< of those before it
};

/// What a changeset would run, with how many of its changes that is.
struct CountedStatements final : KeptStatements {
  bool begin(const Change&, bool) override {
    ++changes;
    return true;
  }

  int changes = 0;  ///< as the journal counts them: those for this database
};

class Planner {
 public:
  Planner(const ChangeSet& change_set, const Target& target)
      : change_set_(change_set), walk_(change_set, Way::forward, target) {}

  /// The way back from the first `statements` of the changeset. Throws RollbackRefused where a
  /// change that they belong to has no inverse, or one that cannot run here. Changes behind them
  /// are not walked: they may be made from what the applied ones would have left.
  WayBack plan(const JournaledChangeSet& unfinished, int statements) {
    std::vector<std::pair<const Change*, bool>> applied;
    for (const auto& change : change_set_.changes) {
      const std::size_t first = statements_.all.size() + 1;
      if (first > static_cast<std::size_t>(statements)) break;
      look_at(*change, unfinished);
      const std::size_t last = statements_.all.size();
      if (last >= first)
        applied.emplace_back(change.get(), last > static_cast<std::size_t>(statements));
    }
    WayBack way;
    for (auto one = applied.rbegin(); one != applied.rend(); ++one)
      add(*one->first, one->second ? way.partial : way.whole);
    if (!refusals_.empty()) throw RollbackRefused(std::move(refusals_));
    return way;
  }

  /// Whether the first statements are those that were applied, whatever follows them now.
  bool begins_with(const JournaledChangeSet& unfinished, int statements) const {
    for (int number = 1; number <= statements; ++number) {
      const JournalEntry* const entry = unfinished.find(number);
      const auto place = static_cast<std::size_t>(number) - 1;
      if (entry == nullptr || place >= statements_.all.size() ||
          !entry->is_of(statements_.all[place]))
        return false;
    }
    return true;
  }

 private:
  /// The statement that the change of this number ended with, where the journal says so.
  static std::optional<int> end_of_change(const JournaledChangeSet& unfinished, int number) {
    const auto found =
        std::find_if(unfinished.entries.begin(), unfinished.entries.end(),
                     [&](const JournalEntry& entry) { return entry.changes == number; });
    return found == unfinished.entries.end() ? std::nullopt : std::optional(found->statement);
  }

  /// Keeps the statements of a change. One that is made from a table as it stood before may give
  /// others now, or none: of it only how many they were is known.
  void look_at(const Change& change, const JournaledChangeSet& unfinished) {
    std::vector<NotMade> not_made;
    const int before = statements_.changes;
    try_walk(change, walk_, statements_, not_made);
    if (statements_.changes == before) return;  // it is for other databases
    if (const auto end = end_of_change(unfinished, statements_.changes)) {
      statements_.all.resize(static_cast<std::size_t>(*end));
    } else if (!not_made.empty()) {
      const Position& where = not_made.front().where;
      throw Error(not_made.front().message, where.file.empty() ? change.where : where,
                  change_set_.id.to_text());
    }
  }

  void add(const Change& change, Undo& undo) {
    const std::string name(change.type().name);
    auto inverse = change.inverse();
    if (!inverse) {
      refusals_.push_back({change.where,
                           "No inverse to " + name +
                               " can be made: undo it by hand, then let 'repair --forget' forget "
                               "what was applied",
                           change_set_.id.to_text()});
      return;
    }
    for (auto& part : *inverse) {
      part->where = change.where;
      for (const Problem& problem : validate(*part, walk_.target())) refusals_.push_back(problem);
      undo.changes.emplace_back(std::move(part));
    }
  }

  const ChangeSet& change_set_;
  Walk walk_;
  CountedStatements statements_;
  std::vector<Problem> refusals_;
};

class Repair {
 public:
  Repair(const ChangeSet& change_set, JournaledChangeSet update, const RunContext& context)
      : change_set_(change_set),
        update_(std::move(update)),
        context_(context),
        run_({*context.journal, context.session, context.observer, context.target},
             {update_.id, Direction::undo, update_.checksum, context.deployment, {}},
             change_set.in_transaction),
        changes_(change_set, Way::back, context, &run_) {}

  void run(const WayBack& way, int applied) {
    begin(way, applied);
    if (change_set_.in_transaction) all_.emplace(context_.session);
    try {
      run_.leave_out_what_is_so(true);
      run(way.partial);
      run_.leave_out_what_is_so(false);
      run(way.whole);
      context_.session.send();
    } catch (const Error& error) {
      fail(error);
    }
    finish();
  }

 private:
  void begin(const WayBack& way, int applied) {
    const Journal& journal = *context_.journal;
    if (const JournaledChangeSet* const earlier = journal.find(update_.id, Direction::undo)) {
      const JournaledChangeSet known = *earlier;
      return resume_journaled(run_, known, change_set_, context_, {});
    }
    refuse_what_would_fail(way);
    SessionTransaction all(context_.session);
    context_.journal->confirm(update_, {applied, true, "", "", ""});
    context_.journal->note(run_.about(), {0, true, "", "", ""});
    all.commit();
  }

  /// Edits that were made on the way there alone may have given what is to be undone another name.
  void refuse_what_would_fail(const WayBack& way) const {
    const bool is_edited =
        std::any_of(change_set_.visitors.begin(), change_set_.visitors.end(), [&](const auto& one) {
          return !one.apply_to_rollback && one.counts(context_.target.properties.selection());
        });
    auto doomed = find_doomed_statement(way.whole, change_set_, context_.target);
    if (!doomed && is_edited && !way.partial.changes.empty())
      doomed =
          "the change of which a part is applied, because modifySql edits it only on the way "
          "there (applyToRollback is not set)";
    if (doomed)
      throw GoalRefused(
          "to undo it would fail at " + *doomed +
              "; nothing of the changeset was undone: undo it by hand, then run 'ebbtide "
              "repair --forget'",
          change_set_.where, change_set_.id.to_text());
  }

  void run(const Undo& undo) {
    for (const UndoChange& change : undo.changes) changes_.run(*change);
  }

  /// Leaves the journal with what is undone by now. Where that is nothing the undoing is forgotten,
  /// and the update may go on as well as be undone. Of a lost connection nothing is said or
  /// written: the next run asks the database.
  [[noreturn]] void fail(const Error& error) {
    std::string message = "to undo it failed: " + describe_failure(error, changes_.statements());
    if (dynamic_cast<const ConnectionLost*>(&error) == nullptr) {
      all_.reset();
      SessionTransaction all(context_.session);
      const int statements = run_.stop().statements;
      if (statements == 0) context_.journal->forget(run_.about());
      all.commit();
      if (statements > 0)
        message += "; " + name_statements(statements, "its undoing") +
                   " permanently applied: the next repair --undo, update or rollback goes on "
                   "behind";
    }
    context_.interruption.check();
    throw Error(message, error.where().file.empty() ? change_set_.where : error.where(),
                change_set_.id.to_text());
  }

  void finish() {
    if (!all_) all_.emplace(context_.session);
    context_.journal->forget(run_.about());
    context_.journal->forget(update_);
    all_->commit();
  }

  const ChangeSet& change_set_;
  JournaledChangeSet update_;
  const RunContext& context_;
  JournaledRun run_;
  ChangeRun changes_;
  std::optional<SessionTransaction> all_;  ///< where the changeset is undone in one
};

/// What the journal knows of the update, of which the undoing may have been begun.
const JournaledChangeSet& update_of(const JournaledChangeSet& unfinished, const Journal& journal) {
  if (unfinished.direction == Direction::update) return unfinished;
  const JournaledChangeSet* const update = journal.find(unfinished.id, Direction::update);
  return update == nullptr ? unfinished : *update;
}

}  // namespace

void undo_unfinished(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const RunContext& context) {
  const JournaledChangeSet update = update_of(unfinished, *context.journal);
  const auto refuse = [&](const std::string& why) {
    throw GoalRefused(why + "; undo what was applied by hand, then run 'ebbtide repair --forget'",
                      {}, update.id.to_text());
  };
  const auto found =
      std::find_if(changelog.change_sets.begin(), changelog.change_sets.end(),
                   [&](const ChangeSet& change_set) { return is_same(change_set.id, update.id); });
  if (found == changelog.change_sets.end())
    refuse("the changeset is no longer in the changelog, so that nothing tells how to undo it");
  const auto applied = update.applied(context.target.catalog, context.target.facts().syntax);
  if (!applied)
    refuse("the database does not show whether statement " +
           std::to_string(update.entries.back().statement) + " was applied");
  if (*applied == 0) return context.journal->forget(update);
  Planner planner(*found, context.target);
  const WayBack way = planner.plan(update, *applied);
  const bool is_unchanged =
      found->checksum(context.target.hashing()).to_text() == update.checksum ||
      planner.begins_with(update, *applied);
  if (!is_unchanged)
    refuse(
        "the changeset was changed after its statements were applied, so that its inverse would "
        "be another one; put it back as it was");
  Repair(*found, update, context).run(way, *applied);
}

}  // namespace ebbtide

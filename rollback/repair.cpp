#include "rollback/repair.h"

#include <algorithm>
#include <utility>

#include "changelog/expression.h"
#include "changelog/validate.h"
#include "database/dialect.h"
#include "database/statement_effect.h"
#include "rollback/plan.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

/// A change of which something is applied.
struct AppliedChange {
  int first_statement;
  const Change* change;
  Changes inverse;
};

class Repair {
 public:
  Repair(const ChangeSet& change_set, const RunContext& context)
      : change_set_(change_set),
        context_(context),
        names_(context.target.names.with(change_set.quoting)),
        target_{names_, context.target.catalog, context.target.files, context.target.properties} {}

  /// Finds the inverses of the changes that the first statements belong to.
  void plan(int statements) {
    std::vector<Problem> refusals;
    int first = 1;
    for (const auto& change : change_set_.changes) {
      const int count = statements_of(*change);
      if (count > 0 && first <= statements) add({first, change.get(), {}}, refusals);
      first += count;
    }
    if (!refusals.empty()) throw RollbackRefused(std::move(refusals));
  }

  /// Whether the first statements are those that were applied, whatever follows them now.
  bool begins_with(const JournaledChangeSet& unfinished, int statements) const {
    for (int number = 1; number <= statements; ++number) {
      const JournalEntry* const entry = unfinished.find(number);
      const auto place = static_cast<std::size_t>(number) - 1;
      if (entry == nullptr || place >= sums_.size() || entry->sum != sums_[place]) return false;
    }
    return true;
  }

  void run(const JournaledChangeSet& unfinished) {
    for (auto one = applied_.rbegin(); one != applied_.rend(); ++one) {
      for (const auto& part : one->inverse) undo(*part);
      const int left = one->first_statement - 1;
      if (left == 0) {
        context_.journal->forget(unfinished);
      } else {
        context_.journal->confirm(unfinished, {left, true, "", "", ""});
      }
    }
  }

 private:
  int statements_of(const Change& change) {
    if (!dbms_matches(change.dbms(), target_.dialect().name()) ||
        is_skipped(change, target_.dialect()))
      return 0;
    int count = 0;
    change.emit(target_, [&](const Step& step) {
      const auto* const sql = std::get_if<SqlStep>(&step);
      if (sql == nullptr) return;
      sums_.push_back(md5(sql->statement.sql));
      ++count;
    });
    return count;
  }

  void add(AppliedChange applied, std::vector<Problem>& refusals) {
    const std::string name(applied.change->type().name);
    auto inverse = applied.change->inverse();
    if (!inverse) {
      refusals.push_back({applied.change->where,
                          "No inverse to " + name +
                              " can be made: undo it by hand, then let 'repair --forget' forget "
                              "what was applied",
                          change_set_.id.to_text()});
      return;
    }
    for (const auto& part : *inverse) {
      part->where = applied.change->where;
      for (const Problem& problem : validate(*part, target_)) refusals.push_back(problem);
    }
    applied.inverse = std::move(*inverse);
    applied_.push_back(std::move(applied));
  }

  /// What an earlier repair has undone, and could not tell the journal, is left out.
  void undo(const Change& change) {
    change.emit(target_, [&](const Step& step) {
      context_.interruption.check();
      const auto* const sql = std::get_if<SqlStep>(&step);
      if (sql == nullptr) return;
      if (look_for_effect(sql->statement.sql, target_.catalog) == Applied::yes) return;
      context_.session.run(*sql);
    });
  }

  const ChangeSet& change_set_;
  const RunContext& context_;
  Names names_;
  Target target_;
  std::vector<AppliedChange> applied_;
  std::vector<std::string> sums_;  ///< of the statements of the changeset as it is now
};

}  // namespace

void undo_unfinished(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const RunContext& context) {
  const std::string forget = "; undo what was applied by hand, then run 'ebbtide repair --forget'";
  const auto refuse = [&](const std::string& why) {
    throw Error(why + forget, {}, unfinished.id.to_text());
  };
  if (unfinished.direction == Direction::rollback)
    refuse("the rollback of the changeset is half done: the next rollback or update finishes it");
  const auto found = std::find_if(
      changelog.change_sets.begin(), changelog.change_sets.end(),
      [&](const ChangeSet& change_set) { return is_same(change_set.id, unfinished.id); });
  if (found == changelog.change_sets.end())
    refuse("the changeset is no longer in the changelog, so that nothing tells how to undo it");
  const auto applied = unfinished.applied(context.target.catalog);
  if (!applied)
    refuse("the database does not show whether statement " +
           std::to_string(unfinished.entries.back().statement) + " was applied");
  Repair repair(*found, context);
  repair.plan(*applied);
  const Hashing hashing{newest_checksum_version, context.target.files, context.target.properties};
  const bool is_unchanged = found->checksum(hashing).to_text() == unfinished.checksum ||
                            repair.begins_with(unfinished, *applied);
  if (!is_unchanged)
    refuse(
        "the changeset was changed after its statements were applied, so that its inverse would "
        "be another one; put it back as it was");
  repair.run(unfinished);
  if (*applied == 0) context.journal->forget(unfinished);
}

}  // namespace ebbtide

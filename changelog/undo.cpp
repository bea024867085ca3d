// How a changeset is undone is found out whole, and before anything is done:
//
//   a rollback block   its parts in the order they are written: a change as it is, a reference as
//                      the changes of that changeset, which are run again and not undone. An empty
//                      block, and the word `empty`, mean that there is nothing to do
//   none               the changes of the changeset from the last to the first, each as its
//                      inverse; one without an inverse refuses the changeset
//
//   createTable t; addColumn t.b (default 0); insert     refused: an insert has no inverse
//   createTable t; addColumn t.b (default 0)             drop b's default, drop b, drop t
//
// Everything is done with the quoting and the modifySql of the changeset that is undone, also what
// a reference brings. As Liquibase does: a part of a block that is for other databases is left out,
// but a change of the changeset that is for others needs an inverse all the same.
//
// All reasons against it are collected: what the changeset's own text says against it (flaws, and a
// block that is only a comment), changes without an inverse, and those that cannot run here. Where
// the text itself is damaged, what its SQL looks like is not asked, as it would be the same thing
// again.
#include "changelog/undo.h"

#include <algorithm>

#include "changelog/changes/sql.h"
#include "changelog/expression.h"
#include "changelog/validate.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class Planner {
 public:
  Planner(const ChangeSet& change_set, const Changelog& changelog, const Target& target)
      : change_set_(change_set), changelog_(changelog), target_(target.with(change_set.quoting)) {}

  Undo plan() {
    undo_.refusals = change_set_.flaws;
    if (change_set_.rollback) {
      add_block(*change_set_.rollback);
    } else {
      add_inverses();
    }
    return std::move(undo_);
  }

 private:
  void refuse(const Position& where, std::string message) {
    undo_.refusals.push_back({where, std::move(message), change_set_.id.to_text()});
  }

  bool is_for_target(const Change& change) const {
    return dbms_matches(change.dbms(), target_.facts().name);
  }

  void add_block(const Rollback& block) {
    if (block.refusal)
      return refuse(block.where, "the changeset cannot be rolled back, its rollback block says: " +
                                     block.refusal.str());
    for (const Rollback::Part& part : block.parts) {
      if (const auto* const change = std::get_if<std::unique_ptr<Change>>(&part)) {
        add(**change);
      } else {
        add_changes_of(std::get<Rollback::Reference>(part));
      }
    }
  }

  void add_changes_of(const Rollback::Reference& reference) {
    const ChangeSet* const other = changelog_.find(reference.id);
    if (other == nullptr)
      return refuse(reference.where, "the rollback refers to a changeset that does not exist: " +
                                         reference.id.to_text());
    for (const auto& change : other->changes) add(*change);
  }

  void add(const Change& change) {
    if (!is_for_target(change) || says_empty(change)) return;
    check(change, "the rollback block");
    undo_.changes.emplace_back(change);
  }

  /// The word `empty` as SQL stands for nothing to do.
  static bool says_empty(const Change& change) {
    return &change.type() == &RawSql::kind &&
           equals_ignoring_case(trim(static_cast<const RawSql&>(change).sql.or_empty()), "empty");
  }

  void check(const Change& change, std::string_view what) {
    for (const Problem& problem : validate(change, target_))
      refuse(problem.where, std::string(what) + " cannot run: " + problem.message);
    if (!change_set_.flaws.empty()) return;
    for (const Problem& problem : text_problems(change, target_))
      refuse(problem.where, std::string(what) + " cannot run: " + problem.message);
  }

  void add_inverses() {
    undo_.is_automatic = true;
    for (auto change = change_set_.changes.rbegin(); change != change_set_.changes.rend(); ++change)
      add_inverse(**change);
  }

  void add_inverse(const Change& change) {
    auto inverse = change.inverse();
    const std::string name(change.type().name);
    if (!inverse)
      return refuse(change.where, "No inverse to " + name + " can be made: " + advice(change));
    for (auto& part : *inverse) {
      part->where = change.where;
      if (is_skipped(*part, target_.facts()))
        refuse(change.where, std::string(part->type().name) + " is not supported on " +
                                 std::string(target_.facts().name) + ": " + advice(change));
      check(*part, "the inverse of " + name);
      undo_.changes.emplace_back(std::move(part));
    }
  }

  std::string advice(const Change& change) const {
    const bool in_sql_file =
        &change.type() == &RawSql::kind && ends_with_ignoring_case(change_set_.where.file, ".sql");
    if (in_sql_file)
      return "add a line '--rollback <SQL>' to the changeset, or '--rollback empty' where nothing "
             "is to be undone";
    return "add a <rollback> block to the changeset, or an empty one where nothing is to be undone";
  }

  const ChangeSet& change_set_;
  const Changelog& changelog_;
  Target target_;
  Undo undo_;
};

}  // namespace

Undo plan_undo(const ChangeSet& change_set, const Changelog& changelog, const Target& target) {
  return Planner(change_set, changelog, target).plan();
}

}  // namespace ebbtide

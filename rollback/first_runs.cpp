// A changeset that ran twice has one row, where it ran last, and is undone once. That is enough as
// long as nobody in between has touched what its first run made. Otherwise something is left:
//
//   history, oldest first              what is there       undone, newest first   what is there
//   (1  create view v, its first run)  v                   1  DROP VIEW v         w
//   2   rename view v to w             w                   2  rename w to v       v
//   1   create view v, RERAN           w, v
//
// The row of the first run is gone, so nothing tells that it was there but EXECTYPE. Behind the
// rollback `v` stays, although no changeset that stays has made it: a state that nobody tested.
//
// So for each changeset of the plan that is RERAN: the names that it makes are compared with the
// names that come back when the changesets between its row and the end of the rollback are undone.
// The plan runs newest first, so these are the ones behind it in the plan; what those before it
// bring back, its own undo takes away. A name that an older changeset had made as well is no
// problem: it was there before, and whoever made it takes it away or stays.
//
// Names stand for what is there: `'v'` for tables and views, which share their names, `index 'ix'`,
// `column 'orders.note'`. They are compared in lower case and only in the default schema. Forward
// the changes of the changeset count, back those of its undo; a change whose SQL is made from the
// live table tells what it does by itself. Rows only marked as ran, and what a script undoes, count
// for neither side: the first did nothing, the second is not the changelog's to judge.
#include "rollback/first_runs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "changelog/walk.h"
#include "executor/stated_effects.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Names = std::set<std::string>;

/// What is there after the effect and was not before, by its kind and name; empty for nothing.
std::string brought_by(const sql::Effect& effect) {
  const bool is_made = effect.verb == sql::Verb::create;
  if (!is_made && effect.verb != sql::Verb::rename) return "";
  const std::string& name = is_made ? effect.object.name : effect.other.name;
  const std::string& part = is_made ? effect.part : effect.other.name;
  switch (effect.thing) {
    case sql::Thing::table:
    case sql::Thing::view:
    case sql::Thing::materialized_view:
      return "'" + name + "'";
    case sql::Thing::sequence:
    case sql::Thing::function:
    case sql::Thing::procedure:
    case sql::Thing::type:
    case sql::Thing::domain:
    case sql::Thing::extension:
      return std::string(to_text(effect.thing)) + " '" + name + "'";
    case sql::Thing::trigger:
      return "trigger '" + part + "'";
    case sql::Thing::column:
      return "column '" + effect.object.name + "." + part + "'";
    case sql::Thing::index:
      return "index '" + part + "'";
    default:
      return "";
  }
}

/// Whether what the effect is about stands in the schema that names without one mean.
bool is_here(const sql::Effect& effect, const Defaults& defaults) {
  return effect.object.place.empty() ||
         equals_ignoring_case(effect.object.place, defaults.schema) ||
         equals_ignoring_case(effect.object.place, defaults.catalog);
}

/// What a change does, by its statements, or by itself where they are made when it runs.
sql::Effects effects_of_change(const Change& change, Walk& walk) {
  std::vector<NotMade> not_made;
  const sql::Effects effects = walked_effects(change, walk, not_made);
  const bool is_for_now = std::any_of(not_made.begin(), not_made.end(),
                                      [](const NotMade& one) { return one.is_for_now; });
  return is_for_now ? stated_effects(change) : effects;
}

void add_brought(const Change& change, Walk& walk, Names& names) {
  for (const sql::Effect& effect : effects_of_change(change, walk)) {
    const std::string name = brought_by(effect);
    if (!name.empty() && is_here(effect, walk.target().names.defaults())) names.insert(lower(name));
  }
}

Names brought_forward(const ChangeSet& change_set, const Target& target) {
  Names names;
  Walk walk(change_set, Way::forward, target);
  for (const auto& change : change_set.changes) add_brought(*change, walk, names);
  return names;
}

Names brought_back(const PlannedUndo& planned, const Target& target) {
  Names names;
  Walk walk(*planned.change_set, Way::back, target);
  for (const UndoChange& change : planned.undo.changes) add_brought(*change, walk, names);
  return names;
}

/// Whether what the changeset says is run to undo it: not a row of a future rollback, which has
/// none, not one that was only marked as ran, and no script.
bool is_undone_by_changelog(const PlannedUndo& planned) {
  return planned.row != nullptr && !planned.was_marked && !planned.is_by_script;
}

class FirstRuns {
 public:
  FirstRuns(const RollbackPlan& plan, const Changelog& changelog, const History& history,
            const Target& target)
      : plan_(plan), changelog_(changelog), history_(history), target_(target) {}

  std::vector<Problem> left() {
    for (auto again = plan_.undos.begin(); again != plan_.undos.end(); ++again) {
      if (!is_undone_by_changelog(*again) || again->row->type != ExecType::reran) continue;
      const Names& made = forward(*again->change_set);
      for (auto between = again + 1; !made.empty() && between != plan_.undos.end(); ++between) {
        if (is_undone_by_changelog(*between)) compare(*again, made, *between);
      }
    }
    return std::move(problems_);
  }

 private:
  /// Notes a problem for each name of `made` that comes back when `between`, which ran before
  /// `again`, is undone behind it.
  void compare(const PlannedUndo& again, const Names& made, const PlannedUndo& between) {
    for (const std::string& name : back(between)) {
      if (made.contains(name) && !is_made_before(*between.row, name))
        problems_.push_back(
            {between.change_set->where,
             "undoing the changeset brings back " + name + ", which the first run of " +
                 again.change_set->id.to_text() +
                 " has made; that changeset ran again since, is undone only once, and so " + name +
                 " would be left: roll back without it, or with a --rollback-script",
             between.change_set->id.to_text()});
    }
  }

  /// Whether another changeset had made it before this row: then its own undo, or nobody, takes it
  /// away.
  bool is_made_before(const HistoryRow& row, const std::string& name) {
    for (const HistoryRow& earlier : history_.rows()) {
      if (&earlier == &row) return false;
      const ChangeSet* const change_set = changelog_.find(earlier.id);
      if (change_set != nullptr && forward(*change_set).contains(name)) return true;
    }
    return false;
  }

  /// Worked out once.
  const Names& forward(const ChangeSet& change_set) {
    const auto [known, is_new] = forward_.try_emplace(&change_set);
    if (is_new) known->second = brought_forward(change_set, target_);
    return known->second;
  }
  const Names& back(const PlannedUndo& planned) {
    const auto [known, is_new] = back_.try_emplace(planned.change_set);
    if (is_new) known->second = brought_back(planned, target_);
    return known->second;
  }

  const RollbackPlan& plan_;
  const Changelog& changelog_;
  const History& history_;
  const Target& target_;
  std::map<const ChangeSet*, Names> forward_, back_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> left_by_first_runs(const RollbackPlan& plan, const Changelog& changelog,
                                        const History& history, const Target& target) {
  return FirstRuns(plan, changelog, history, target).left();
}

}  // namespace ebbtide

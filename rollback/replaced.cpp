// The inverse of createView is dropView, also where the change has only replaced a view, and so
// with `replaceIfExists` the rollback of a release drops the view of the release before:
//
//   1  createView v                         stays
//   2  createView v, replaceIfExists        undone: DROP VIEW v, and nothing brings back that of 1
//
// The same for createTable with `ifNotExists`, which leaves the table of 1 as it is and whose
// inverse drops it. Such a rollback is refused where what is dropped was made by a changeset that
// stays; with a rollback block of its own 2 says what it wants, and is not asked.
//
// Who has made what is found by going through the history in its order, with a map from name to the
// changeset that made it and stays. A name leaves the map where something drops it, and moves where
// something renames it, by a change or by SQL that somebody wrote; of what is to be undone only
// that counts, since what it makes will not be there. The first maker counts: who replaces an
// object has not made it. Without the renames a view that 2 had replaced and renamed was dropped,
// for the map still had it under the old name.
//
// Walking a whole history costs time, so it is done only where the plan undoes a change of this
// kind.
#include "rollback/replaced.h"

#include <algorithm>
#include <map>
#include <set>

#include "changelog/changes/sql.h"
#include "changelog/changes/table.h"
#include "changelog/changes/view.h"
#include "changelog/walk.h"
#include "executor/stated_effects.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

template <class Type>
const Type* as(const Change& change) {
  return &change.type() == &Type::kind ? &static_cast<const Type&>(change) : nullptr;
}

std::string key_of(std::string_view schema, std::string_view name) {
  return lower(std::string(schema) + "." + std::string(name));
}
std::string key_of(const Text& schema, const Text& name) {
  return key_of(schema.or_empty(), name.or_empty());
}

/// Whether the change may find what it makes, and leaves or replaces it then.
bool may_find_it(const Change& change) {
  const auto* const view = as<CreateView>(change);
  const auto* const table = as<CreateTable>(change);
  return (view != nullptr && view->replace.value_or(false)) ||
         (table != nullptr && table->if_not_exists.value_or(false));
}

/// What the SQL of a change does, where somebody wrote it. Where its file is there no longer, what
/// it made is not known.
sql::Effects written_effects(const Change& change, Walk& walk) {
  std::vector<NotMade> not_made;
  const bool is_written = as<RawSql>(change) != nullptr || as<SqlFile>(change) != nullptr;
  return is_written ? walked_effects(change, walk, not_made) : sql::Effects();
}

/// The views and tables that changesets have made, each with the one that did.
class Made {
 public:
  explicit Made(const Target& target) : target_(target) {}

  void note(const ChangeSet& change_set) {
    Walk walk(change_set, Way::forward, target_);
    for (const auto& change : change_set.changes) {
      note_new(*change, change_set);
      note_gone(*change);
      note_written(*change, walk, &change_set);
    }
  }
  /// Of one that is undone: what it makes will not be there, what it removes comes back from its
  /// own rollback.
  void note_undone(const Change& change, Walk& walk) {
    note_gone(change);
    note_written(change, walk, nullptr);
  }

  /// Who made what the change replaces; nullptr where it makes it itself, or nobody knows.
  const ChangeSet* maker_of(const Change& change) const {
    if (!may_find_it(change)) return nullptr;
    if (const auto* const view = as<CreateView>(change))
      return find(key_of(view->schema, view->name));
    const auto* const table = as<CreateTable>(change);
    return table == nullptr ? nullptr : find(key_of(table->schema, table->table));
  }

 private:
  const ChangeSet* find(const std::string& key) const {
    const auto found = by_name_.find(key);
    return found == by_name_.end() ? nullptr : found->second;
  }

  void note_new(const Change& change, const ChangeSet& change_set) {
    if (const auto* const view = as<CreateView>(change))
      by_name_.emplace(key_of(view->schema, view->name), &change_set);
    if (const auto* const table = as<CreateTable>(change))
      by_name_.emplace(key_of(table->schema, table->table), &change_set);
  }

  /// What SQL makes, where there is somebody to make it, and what it takes away.
  void note_written(const Change& change, Walk& walk, const ChangeSet* maker) {
    for (const sql::Effect& effect : written_effects(change, walk)) {
      const std::string key = key_of_object(effect);
      if (!sql::is_relation(effect.thing) && effect.thing != sql::Thing::sequence) continue;
      switch (effect.verb) {
        case sql::Verb::create:
          if (maker != nullptr && effect.thing != sql::Thing::sequence)
            by_name_.emplace(key, maker);
          break;
        case sql::Verb::drop:
          by_name_.erase(key);
          break;
        case sql::Verb::rename:
          rename(key, key_of(schema_of(effect.object), effect.other.name));
          break;
        default:
          break;
      }
    }
  }

  /// As changes name it, which leave the default schema out.
  std::string_view schema_of(const sql::Name& object) const {
    const bool is_default = equals_ignoring_case(object.place, target_.names.defaults().schema);
    return is_default ? std::string_view() : object.place;
  }
  std::string key_of_object(const sql::Effect& effect) const {
    return key_of(schema_of(effect.object), effect.object.name);
  }

  void note_gone(const Change& change) {
    if (const auto* const view = as<DropView>(change))
      by_name_.erase(key_of(view->schema, view->name));
    if (const auto* const table = as<DropTable>(change))
      by_name_.erase(key_of(table->schema, table->table));
    if (const auto* const view = as<RenameView>(change))
      rename(key_of(view->schema, view->old_name), key_of(view->schema, view->new_name));
    if (const auto* const table = as<RenameTable>(change))
      rename(key_of(table->schema, table->old_name), key_of(table->schema, table->new_name));
  }

  void rename(const std::string& from, const std::string& to) {
    const auto found = by_name_.find(from);
    if (found == by_name_.end()) return;
    by_name_[to] = found->second;
    by_name_.erase(from);
  }

  const Target& target_;
  std::map<std::string, const ChangeSet*> by_name_;
};

/// Whether anything is undone that may have been there before: else nobody has to know who made
/// what.
bool may_replace(const RollbackPlan& plan) {
  return std::any_of(plan.undos.begin(), plan.undos.end(), [](const PlannedUndo& planned) {
    const auto& changes = planned.change_set->changes;
    return planned.undo.is_automatic &&
           std::any_of(changes.begin(), changes.end(),
                       [](const auto& change) { return may_find_it(*change); });
  });
}

}  // namespace

std::vector<Problem> replaced_objects(const RollbackPlan& plan, const Changelog& changelog,
                                      const History& history, const Target& target) {
  if (!may_replace(plan)) return {};
  std::map<const HistoryRow*, const PlannedUndo*> undone;
  for (const PlannedUndo& planned : plan.undos) undone[planned.row] = &planned;
  std::vector<Problem> problems;
  Made made(target);
  for (const HistoryRow& row : history.rows()) {
    const auto found = undone.find(&row);
    if (found == undone.end()) {
      const ChangeSet* const stays = changelog.find(row.id);
      if (stays != nullptr && row.type != ExecType::mark_ran) made.note(*stays);
      continue;
    }
    const PlannedUndo& planned = *found->second;
    if (planned.was_marked) continue;
    Walk walk(*planned.change_set, Way::forward, target);
    for (const auto& change : planned.change_set->changes) {
      const ChangeSet* const maker = made.maker_of(*change);
      made.note_undone(*change, walk);
      if (!planned.undo.is_automatic) continue;
      if (maker == nullptr || maker == planned.change_set) continue;
      problems.push_back({change->where,
                          "the inverse of " + std::string(change->type().name) +
                              " drops what the changeset " + maker->id.to_text() +
                              ", which stays, has made: give the changeset a rollback block that "
                              "brings back what it replaced",
                          planned.change_set->id.to_text()});
    }
  }
  return problems;
}

}  // namespace ebbtide

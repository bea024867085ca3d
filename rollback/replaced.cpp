#include "rollback/replaced.h"

#include <algorithm>
#include <map>
#include <set>

#include "changelog/changes/table.h"
#include "changelog/changes/view.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

template <class Type>
const Type* as(const Change& change) {
  return &change.type() == &Type::kind ? &static_cast<const Type&>(change) : nullptr;
}

std::string key_of(const Text& schema, const Text& name) {
  return lower(std::string(schema.or_empty()) + "." + std::string(name.or_empty()));
}

/// The views and tables that changesets have made, each with the one that did.
class Made {
 public:
  void note(const ChangeSet& change_set) {
    for (const auto& change : change_set.changes) {
      note_new(*change, change_set);
      note_gone(*change);
    }
  }
  /// Of one that is undone: what it makes will not be there, what it removes comes back from its
  /// own rollback.
  void note_undone(const ChangeSet& change_set) {
    for (const auto& change : change_set.changes) note_gone(*change);
  }

  /// Who made what the change replaces; nullptr where it makes it itself, or nobody knows.
  const ChangeSet* maker_of(const Change& change) const {
    if (const auto* const view = as<CreateView>(change); view && view->replace.value_or(false))
      return find(key_of(view->schema, view->name));
    if (const auto* const table = as<CreateTable>(change);
        table && table->if_not_exists.value_or(false))
      return find(key_of(table->schema, table->table));
    return nullptr;
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

  std::map<std::string, const ChangeSet*> by_name_;
};

}  // namespace

std::vector<Problem> replaced_objects(const RollbackPlan& plan, const Changelog& changelog,
                                      const History& history) {
  std::map<const HistoryRow*, const PlannedUndo*> undone;
  for (const PlannedUndo& planned : plan.undos) undone[planned.row] = &planned;
  std::vector<Problem> problems;
  Made made;
  for (const HistoryRow& row : history.rows()) {
    const auto found = undone.find(&row);
    if (found == undone.end()) {
      if (const ChangeSet* const stays = changelog.find(row.id)) made.note(*stays);
      continue;
    }
    const PlannedUndo& planned = *found->second;
    made.note_undone(*planned.change_set);
    if (!planned.undo.is_automatic) continue;
    for (const auto& change : planned.change_set->changes) {
      const ChangeSet* const maker = made.maker_of(*change);
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

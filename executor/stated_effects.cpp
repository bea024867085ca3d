#include "executor/stated_effects.h"

#include "changelog/changes/alter_column.h"
#include "changelog/changes/constraint.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/view.h"

namespace ebbtide {
namespace {

template <class Type>
const Type* as(const Change& change) {
  return &change.type() == &Type::kind ? &static_cast<const Type&>(change) : nullptr;
}

SqlEffect effect_of(SqlAction action, const Text& schema, const Text& name) {
  SqlEffect effect;
  effect.action = action;
  effect.object = {std::string(schema.or_empty()), std::string(name.or_empty())};
  return effect;
}

/// A change that builds the table anew, with the same columns.
template <class Type>
bool add_rebuild(const Change& change, std::vector<SqlEffect>& effects) {
  const auto* const known = as<Type>(change);
  if (known != nullptr)
    effects.push_back(effect_of(SqlAction::alter_table, known->schema, known->table));
  return known != nullptr;
}

}  // namespace

std::vector<SqlEffect> stated_effects(const Change& change) {
  std::vector<SqlEffect> effects;
  if (const auto* const view = as<RenameView>(change)) {
    effects.push_back(effect_of(SqlAction::rename_table, view->schema, view->old_name));
    effects.back().other = {std::string(view->schema.or_empty()),
                            std::string(view->new_name.or_empty())};
  } else if (const auto* const added = as<AddColumn>(change)) {
    for (const PlacedColumn& column : added->columns) {
      effects.push_back(effect_of(SqlAction::add_column, added->schema, added->table));
      effects.back().part = column.name.or_empty();
    }
  } else if (!add_rebuild<AddDefaultValue>(change, effects) &&
             !add_rebuild<AddAutoIncrement>(change, effects) &&
             !add_rebuild<DropPrimaryKey>(change, effects)) {
    effects.emplace_back();
  }
  return effects;
}

}  // namespace ebbtide

// Some changes make their SQL from the table as it stands when they run, so a plan has no statement
// to read. Their fields say what they do all the same: renameView names both views, addColumn its
// columns. What builds a table anew with the same columns is an ALTER of the table as a whole. A
// change that is none of these is one unread effect, behind which a forecast is uncertain.
#include "executor/stated_effects.h"

#include "changelog/changes/alter_column.h"
#include "changelog/changes/constraint.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/view.h"
#include "database/facts.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

template <class Type>
const Type* as(const Change& change) {
  return &change.type() == &Type::kind ? &static_cast<const Type&>(change) : nullptr;
}

sql::Effect effect_of(Verb verb, Thing thing, const Text& schema, const Text& name) {
  sql::Effect effect;
  effect.verb = verb;
  effect.thing = thing;
  effect.object = {std::string(schema.or_empty()), std::string(name.or_empty())};
  return effect;
}

/// A change that builds the table anew, with the same columns.
template <class Type>
bool add_rebuild(const Change& change, sql::Effects& effects) {
  const auto* const known = as<Type>(change);
  if (known != nullptr)
    effects.push_back(effect_of(Verb::alter, Thing::table, known->schema, known->table));
  return known != nullptr;
}

/// Keeps what statements do.
class KeptEffects final : public Sink {
 public:
  explicit KeptEffects(const sql::Syntax& syntax) : syntax_(syntax) {}

  void take(const WalkedStatement& statement) override {
    for (sql::Effect& one : effects_of(statement.step.statement, syntax_))
      all.push_back(std::move(one));
  }

  sql::Effects all;

 private:
  const sql::Syntax& syntax_;
};

}  // namespace

sql::Effects stated_effects(const Change& change) {
  sql::Effects effects;
  if (const auto* const view = as<RenameView>(change)) {
    effects.push_back(effect_of(Verb::rename, Thing::view, view->schema, view->old_name));
    effects.back().other = {std::string(view->schema.or_empty()),
                            std::string(view->new_name.or_empty())};
  } else if (const auto* const added = as<AddColumn>(change)) {
    for (const PlacedColumn& column : added->columns) {
      effects.push_back(effect_of(Verb::create, Thing::column, added->schema, added->table));
      effects.back().part = column.name.or_empty();
    }
  } else if (!add_rebuild<AddDefaultValue>(change, effects) &&
             !add_rebuild<AddAutoIncrement>(change, effects) &&
             !add_rebuild<DropPrimaryKey>(change, effects)) {
    effects.emplace_back();
  }
  return effects;
}

sql::Effects walked_effects(const Change& change, Walk& walk, std::vector<NotMade>& not_made) {
  KeptEffects effects(walk.target().facts().syntax);
  try_walk(change, walk, effects, not_made);
  return std::move(effects.all);
}

}  // namespace ebbtide

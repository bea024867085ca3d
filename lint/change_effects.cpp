// A linter judges what a change means, not the statements it takes on one database: a column that
// is dropped by a rebuild is a column that is dropped. Names are as the changelog has them; of
// columns all is taken that an effect can say.
//
// Most changes are judged by their SQL, which is made as for a run and read again. For some that
// leads nowhere without the database. On SQLite dropColumn, addPrimaryKey and others write the
// whole table anew, from a table that is not there while a changelog is judged. A key of which only
// the table is named has to be looked up by a block. Those are told here from their fields:
//
//   addColumn             the column, and the keys in its constraints
//   dropColumn            each column
//   mergeColumns          the new column, and two that go
//   modifyDataType        the new type
//   addNotNullConstraint  with defaultNullValue an UPDATE of the NULLs first, then NOT NULL
//   keys                  addPrimaryKey, addUniqueConstraint, addForeignKeyConstraint,
//                         dropPrimaryKey, dropAllForeignKeyConstraints
//
// The order within a change is that in which it acts, as the linter's state goes on behind each
// effect. A foreign key is `not valid` where the change says validate=false.
#include "lint/change_effects.h"

#include "changelog/changes/alter_column.h"
#include "changelog/changes/constraint.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/foreign_key.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Effect;
using sql::Effects;
using sql::Thing;
using sql::Verb;

template <class Type>
const Type* as(const Change& change) {
  return &change.type() == &Type::kind ? &static_cast<const Type&>(change) : nullptr;
}

std::vector<std::string> names_in(const Text& list) {
  std::vector<std::string> names;
  for (const std::string_view one : split(list.or_empty(), ',')) names.emplace_back(trim(one));
  return names;
}

Effect effect_of(Verb verb, Thing thing, const Text& schema, const Text& table,
                 std::string_view part = {}) {
  Effect effect;
  effect.verb = verb;
  effect.thing = thing;
  effect.object = {std::string(schema.or_empty()), std::string(table.or_empty())};
  effect.part = part;
  return effect;
}

std::string default_of(const Column& column) {
  const GivenDefault& given = column.by_default.or_default();
  if (given.text) return "'" + std::string(*given.text) + "'";
  for (const Text& one : {given.numeric, given.date, given.computed, given.sequence_next})
    if (one) return std::string(*one);
  return given.boolean ? (*given.boolean ? "true" : "false") : "";
}

sql::ColumnShape shape_of(const Column& column) {
  sql::ColumnShape shape;
  shape.type = column.type.or_empty();
  shape.by_default = default_of(column);
  shape.is_identity = column.auto_increment.value_or(false);
  const Constraints& constraints = column.constraints.or_default();
  if (constraints.nullable || constraints.primary_key.value_or(false))
    shape.nullable = constraints.nullable.value_or(false);
  return shape;
}

void add_column_keys(const Text& schema, const Text& table, const Column& column,
                     Effects& effects) {
  const Constraints& constraints = column.constraints.or_default();
  const std::string name(column.name.or_empty());
  const auto add = [&](Thing thing, const Text& key) -> Effect& {
    effects.push_back(effect_of(Verb::create, thing, schema, table, key.or_empty()));
    effects.back().columns = {name};
    return effects.back();
  };
  if (constraints.primary_key.value_or(false))
    add(Thing::primary_key, constraints.primary_key_name);
  if (constraints.unique.value_or(false)) add(Thing::unique, constraints.unique_name);
  if (!constraints.has_foreign_key()) return;
  Effect& key = add(Thing::foreign_key, constraints.foreign_key_name);
  const std::string_view references = constraints.references.or_empty();
  const std::size_t open = references.find('(');
  key.other.name = constraints.references ? std::string(trim(references.substr(0, open)))
                                          : std::string(constraints.referenced_table.or_empty());
  if (open != std::string_view::npos)
    key.other_columns = names_in(references.substr(open + 1, references.find(')') - open - 1));
  if (!constraints.references) key.other_columns = names_in(constraints.referenced_columns);
}

void add_columns(const AddColumn& change, Effects& effects) {
  for (const PlacedColumn& column : change.columns) {
    effects.push_back(effect_of(Verb::create, Thing::column, change.schema, change.table,
                                column.name.or_empty()));
    effects.back().shape = shape_of(column);
    add_column_keys(change.schema, change.table, column, effects);
  }
}

void drop_columns(const DropColumn& change, Effects& effects) {
  const auto drop = [&](const Text& name) {
    effects.push_back(
        effect_of(Verb::drop, Thing::column, change.schema, change.table, name.or_empty()));
  };
  if (change.columns.empty()) return drop(change.column);
  for (const Column& one : change.columns) drop(one.name);
}

void merge(const MergeColumns& change, Effects& effects) {
  Effect made = effect_of(Verb::create, Thing::column, change.schema, change.table,
                          change.final_name.or_empty());
  made.shape.emplace().type = change.final_type.or_empty();
  effects.push_back(std::move(made));
  for (const Text& one : {change.first, change.second})
    effects.push_back(
        effect_of(Verb::drop, Thing::column, change.schema, change.table, one.or_empty()));
}

void add_key(Thing thing, const Text& schema, const Text& table, const Text& name,
             const Text& columns, Effects& effects) {
  effects.push_back(effect_of(Verb::create, thing, schema, table, name.or_empty()));
  effects.back().columns = names_in(columns);
}

void add_foreign_key(const AddForeignKeyConstraint& change, Effects& effects) {
  add_key(Thing::foreign_key, change.base_schema, change.base_table, change.name,
          change.base_columns, effects);
  effects.back().other = {std::string(change.referenced_schema.or_empty()),
                          std::string(change.referenced_table.or_empty())};
  effects.back().other_columns = names_in(change.referenced_columns);
  effects.back().not_valid = !change.validate.value_or(true);
}

/// The changes of a column as it stands; whether it was one of them.
bool alter_column(const Change& change, Effects& effects) {
  const auto add = [&](Verb verb, const auto& one) {
    effects.push_back(effect_of(verb, Thing::column, one.schema, one.table, one.column.or_empty()));
    return true;
  };
  if (const auto* const one = as<ModifyDataType>(change)) {
    add(Verb::set_type, *one);
    effects.back().shape.emplace().type = one->new_type.or_empty();
    return true;
  }
  if (const auto* const one = as<AddNotNullConstraint>(change)) {
    if (one->default_null_value) {
      effects.push_back(effect_of(Verb::update, Thing::rows, one->schema, one->table));
      effects.back().columns = {std::string(one->column.or_empty())};
      effects.back().condition = "WHERE " + std::string(one->column.or_empty()) + " IS NULL";
    }
    return add(Verb::set_not_null, *one);
  }
  if (const auto* const one = as<DropNotNullConstraint>(change))
    return add(Verb::drop_not_null, *one);
  if (const auto* const one = as<AddDefaultValue>(change)) return add(Verb::set_default, *one);
  if (const auto* const one = as<DropDefaultValue>(change)) return add(Verb::drop_default, *one);
  if (const auto* const one = as<AddAutoIncrement>(change)) return add(Verb::alter, *one);
  return false;
}

}  // namespace

Effects effects_of_change(const Change& change) {
  Effects effects;
  if (const auto* const one = as<AddColumn>(change)) {
    add_columns(*one, effects);
  } else if (const auto* const dropped = as<DropColumn>(change)) {
    drop_columns(*dropped, effects);
  } else if (const auto* const merged = as<MergeColumns>(change)) {
    merge(*merged, effects);
  } else if (const auto* const renamed = as<RenameColumn>(change)) {
    effects.push_back(effect_of(Verb::rename, Thing::column, renamed->schema, renamed->table,
                                renamed->old_name.or_empty()));
    effects.back().other.name = renamed->new_name.or_empty();
  } else if (const auto* const key = as<AddPrimaryKey>(change)) {
    add_key(Thing::primary_key, key->schema, key->table, key->name, key->columns, effects);
  } else if (const auto* const unique = as<AddUniqueConstraint>(change)) {
    add_key(Thing::unique, unique->schema, unique->table, unique->name, unique->columns, effects);
  } else if (const auto* const foreign = as<AddForeignKeyConstraint>(change)) {
    add_foreign_key(*foreign, effects);
  } else if (const auto* const gone = as<DropPrimaryKey>(change)) {
    effects.push_back(effect_of(Verb::drop, Thing::primary_key, gone->schema, gone->table,
                                gone->name.or_empty()));
  } else if (const auto* const all = as<DropAllForeignKeyConstraints>(change)) {
    effects.push_back(effect_of(Verb::drop, Thing::foreign_key, all->base_schema, all->base_table));
  } else {
    alter_column(change, effects);
  }
  return effects;
}

}  // namespace ebbtide::lint

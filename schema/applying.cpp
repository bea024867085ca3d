// What a statement leaves behind, effect by effect. Each verb has its file: creating, dropping,
// renaming; what changes in its place is here.
//
//   statement                                 state
//   ALTER TABLE a RENAME TO b                 table b whose origin is a; all that refers to a, or
//                                             is part of it, refers to b
//   CREATE VIEW v AS SELECT x FROM b          view v uses b and reads b.x: words of its text that
//                                             are relations here, and columns of these
//   ALTER TABLE b ADD FOREIGN KEY (x) …       a key; on MySQL an index too, if none begins with x.
//                                             Its name is not known, so b has unknown parts
//   CREATE INDEX i ON b (x, y)                an index; MySQL's own one for the key goes
//   DROP TABLE b                              b, its parts and programs, the sequences it owns, its
//                                             partitions; with CASCADE the keys and views of
//                                             others, and the views on these
//   ALTER TABLE t ALTER a SET NOT NULL        the column in its place
//   ALTER TABLE t MODIFY a int                the column anew: what is not said again is lost
#include "schema/applying.h"

#include "schema/parts.h"

namespace ebbtide::schema {

using sql::Thing;
using sql::Verb;

void Applying::apply(const sql::Effect& effect) {
  if (effect.is_part) return;
  switch (effect.verb) {
    case Verb::create:
      return create(effect);
    case Verb::drop:
      return drop(effect);
    case Verb::rename:
      return rename(effect);
    case Verb::move:
      return effect.thing == Thing::partition ? move_partition(effect) : move(effect);
    case Verb::alter:
    case Verb::set_type:
    case Verb::set_not_null:
    case Verb::drop_not_null:
    case Verb::set_default:
    case Verb::drop_default:
      return alter(effect);
    case Verb::validate:
      return validate(effect);
    default:
      return;
  }
}

Table* Applying::table(const Name& name) {
  const auto at = state_.tables_.find(schema_.tables, state_.placed(name));
  return at ? &schema_.tables[*at] : nullptr;
}

View* Applying::view(const Name& name) {
  const auto at = state_.views_.find(schema_.views, state_.placed(name));
  return at ? &schema_.views[*at] : nullptr;
}

Name Applying::stored(const Name& name) const {
  if (const Table* const known = state_.table(name)) return known->name;
  if (const View* const known = state_.view(name)) return known->name;
  return state_.placed(name);
}

void Applying::alter(const sql::Effect& effect) {
  if (effect.thing == Thing::domain) return alter_domain(effect);
  Table* const of = effect.thing == Thing::column ? table(effect.object) : nullptr;
  if (of == nullptr) return;
  const auto column = find_part(of->columns, effect.part);
  if (column == of->columns.end()) return;
  if (effect.verb != Verb::alter) return alter_column(effect, *column);
  if (effect.word == "expression") column->generated.reset();  // DROP EXPRESSION: values stay
  if (!effect.shape) return;
  const bool is_key = of->primary_key && has_name(of->primary_key->columns, column->name);
  std::string name = std::move(column->name);
  const int maker = column->made_by;
  *column = column_of(effect);
  column->name = std::move(name);
  column->made_by = maker;
  if (is_key && !rules_.primary_keys_take_null) column->nullable = false;
}

void Applying::alter_column(const sql::Effect& effect, Column& column) const {
  switch (effect.verb) {
    case Verb::set_type:
      if (!effect.shape) return;
      column.type = effect.shape->type;
      column.collation.reset();
      if (!effect.shape->collation.empty()) column.collation = effect.shape->collation;
      return;
    case Verb::set_not_null:
      column.nullable = false;
      return;
    case Verb::drop_not_null:
      column.nullable = true;
      return;
    case Verb::set_default:
      if (effect.shape) column.by_default = effect.shape->by_default;
      return;
    case Verb::drop_default:
      column.by_default.reset();
      if (column.numbering && column.numbering->kind == Numbering::Kind::serial)
        column.numbering = {};
      return;
    default:
      return;
  }
}

void Applying::alter_domain(const sql::Effect& effect) {
  const Name name = state_.placed(effect.object);
  for (Type& type : schema_.types) {
    if (!same_name(type.name, name)) continue;
    if (effect.verb == Verb::set_not_null) type.nullable = false;
    if (effect.verb == Verb::drop_not_null) type.nullable = true;
    if (effect.verb == Verb::drop_default) type.by_default.reset();
  }
}

void Applying::validate(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  if (of == nullptr) return;
  if (const auto key = find_part(of->foreign_keys, effect.part); key != of->foreign_keys.end())
    key->is_validated = true;
  if (const auto check = find_part(of->checks, effect.part); check != of->checks.end())
    check->is_validated = true;
}

void Applying::move_partition(const sql::Effect& effect) {
  Table* const partition = table(effect.other);
  if (partition == nullptr || effect.other.name.empty()) return;
  const Name parent = stored(effect.object);
  if (effect.word == "attach") {
    partition->parents = {parent};
    partition->bound = "";
  } else if (effect.word == "detach") {
    std::erase(partition->parents, parent);
    partition->bound.reset();
  }
}

}  // namespace ebbtide::schema

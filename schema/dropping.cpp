// What goes, and what goes with it.
//
//   a table        its parts and programs, the sequences that its columns own, its partitions
//   … CASCADE      the foreign keys that point to it, its heirs, the views that use it, and those
//                  on these
//   a column       the foreign keys that it is in, the checks that name it, the sequence that it
//                  owns
//   … its keys     gone too on PostgreSQL and SQLite, with each index whose expression or condition
//                  names it. MySQL takes the column out of them, and only an empty one goes
//   … CASCADE      the foreign keys that point to it, and the views that read it
//   a key          with CASCADE the foreign keys that point to exactly its columns
//   a sequence     with CASCADE the defaults that use it
//   a type         with CASCADE the columns of it
//   a schema       everything in it, and what needs that elsewhere
//
// Only where the database knows the word does CASCADE count (`drops_cascade`): MySQL reads it and
// does nothing. Without it nothing here asks who needs what goes. That is the forecast's question,
// and has been asked.
//
// An index may be named without its table; then whoever has it is found by its place. A constraint
// may be of any sort where the text says only CONSTRAINT, so that it is looked for in all of them.
// MySQL's primary key answers to PRIMARY, which is no name of its own.
#include "schema/applying.h"
#include "schema/parts.h"
#include "sql/cursor.h"

namespace ebbtide::schema {

using sql::Thing;

namespace {

bool has(const std::vector<Name>& names, const Name& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <class Parts>
void erase_part(Parts& parts, std::string_view name) {
  const auto found = find_part(parts, name);
  if (found != parts.end()) parts.erase(found);
}

/// Takes a column out of a list; whether nothing is left of it.
bool is_empty_without(std::vector<std::string>& columns, const std::string& column) {
  std::erase_if(columns, [&](const std::string& one) { return equals_ignoring_case(one, column); });
  return columns.empty();
}

bool is_owned_by(const Sequence& sequence, const Name& table) {
  return sequence.owned_by && sequence.name.place == table.place &&
         sequence.owned_by->starts_with(table.name + ".");
}

}  // namespace

bool Applying::cascades(const sql::Effect& effect) const {
  return effect.cascade && rules_.drops_cascade;
}

void Applying::drop(const sql::Effect& effect) {
  switch (effect.thing) {
    case Thing::table:
    case Thing::view:
    case Thing::materialized_view:
      return drop_relation(effect.object, cascades(effect));
    case Thing::sequence:
      return drop_sequence(state_.placed(effect.object), cascades(effect));
    case Thing::schema:
      return drop_schema(effect.object.name);
    case Thing::column:
      return drop_column(effect);
    case Thing::type:
    case Thing::domain:
      return drop_type(effect);
    case Thing::extension:
      return erase_part(schema_.extensions, effect.object.name);
    case Thing::partition:
      if (Table* const of = table(effect.object))
        std::erase_if(of->options, [&](const Option& option) {
          return equals_ignoring_case(option.name, "partition " + effect.part);
        });
      return;
    case Thing::index:
      return drop_part(effect);
    default:
      return sql::is_constraint(effect.thing) ? drop_part(effect) : drop_program(effect);
  }
}

void Applying::drop_relation(const Name& name, bool cascade) {
  const Name gone = stored(name);
  std::vector<Name> partitions;
  for (Table& other : schema_.tables) {
    if (has(other.parents, gone) && (other.bound || cascade)) partitions.push_back(other.name);
    if (cascade)
      std::erase_if(other.foreign_keys,
                    [&](const ForeignKey& key) { return key.referenced == gone; });
  }
  drop_all_of(gone);
  if (const auto at = state_.tables_.find(schema_.tables, gone)) {
    state_.tables_.remove(schema_.tables, *at);
  } else if (const auto shown = state_.views_.find(schema_.views, gone)) {
    state_.views_.remove(schema_.views, *shown);
  }
  for (const Name& partition : partitions) drop_relation(partition, cascade);
  if (!cascade) return;
  std::vector<Name> views;
  for (const View& one : schema_.views)
    if (has(one.uses, gone)) views.push_back(one.name);
  drop_views(views);
}

/// What hangs on a table or view and is no part of it.
void Applying::drop_all_of(const Name& gone) {
  std::erase_if(schema_.programs, [&](const Program& one) {
    return one.name.place == gone.place && one.table == gone.name;
  });
  for (std::size_t i = schema_.sequences.size(); i-- > 0;)
    if (is_owned_by(schema_.sequences[i], gone)) state_.sequences_.remove(schema_.sequences, i);
  state_.past_.erase(gone.to_text());
  state_.unknown_.erase(gone.to_text());
}

void Applying::drop_views(const std::vector<Name>& views) {
  for (const Name& one : views) drop_relation(one, true);
}

void Applying::drop_sequence(const Name& name, bool cascade) {
  const auto at = state_.sequences_.find(schema_.sequences, name);
  const Name gone = at ? schema_.sequences[*at].name : name;
  if (at) state_.sequences_.remove(schema_.sequences, *at);
  if (!cascade) return;
  for (Table& of : schema_.tables) {
    for (Column& column : of.columns) {
      if (has(column.uses, gone)) column.by_default.reset();
      std::erase(column.uses, gone);
      if (column.numbering && same_name(column.numbering->sequence, gone)) column.numbering = {};
    }
  }
}

void Applying::drop_schema(const std::string& place) {
  const auto is_in = [&](const Name& name) {
    return name.place == state_.placed({place, ""}).place;
  };
  std::vector<Name> relations;
  for (const Table& one : schema_.tables)
    if (is_in(one.name)) relations.push_back(one.name);
  for (const View& one : schema_.views)
    if (is_in(one.name)) relations.push_back(one.name);
  for (const Name& one : relations) drop_relation(one, true);
  for (std::size_t i = schema_.sequences.size(); i-- > 0;)
    if (is_in(schema_.sequences[i].name)) state_.sequences_.remove(schema_.sequences, i);
  std::erase_if(schema_.types, [&](const Type& one) { return is_in(one.name); });
  std::erase_if(schema_.routines, [&](const Routine& one) { return is_in(one.name); });
  std::erase_if(schema_.programs, [&](const Program& one) { return is_in(one.name); });
  erase_part(schema_.schemas, place);
}

void Applying::drop_part(const sql::Effect& effect) {
  const bool is_index = effect.thing == Thing::index;
  Name on = effect.object;
  std::string part = effect.part;
  if (is_index && part.empty()) {
    const auto owner = state_.owner_of_index(effect.object);
    if (!owner) return;
    on = *owner;
    part = effect.object.name;
  }
  if (View* const shown = view(on)) erase_part(shown->indexes, part);
  Table* const of = table(on);
  if (of == nullptr) return;
  const bool is_primary =
      effect.thing == Thing::primary_key ||
      (of->primary_key && !part.empty() &&
       equals_ignoring_case(part, rules_.names_primary_keys ? of->primary_key->name : "PRIMARY"));
  if (is_primary || (!is_index && has_part(of->uniques, part))) {
    const auto unique = find_part(of->uniques, part);
    const std::vector<std::string> columns = unique != of->uniques.end() ? unique->columns
                                             : of->primary_key           ? of->primary_key->columns
                                                               : std::vector<std::string>();
    for (Table& other : schema_.tables) {
      if (cascades(effect))
        std::erase_if(other.foreign_keys, [&](const ForeignKey& key) {
          return key.referenced == of->name && key.referenced_columns == columns;
        });
    }
  }
  if (is_primary) of->primary_key.reset();
  // dropAllForeignKeyConstraints names none.
  if (effect.thing == Thing::foreign_key && part.empty()) of->foreign_keys.clear();
  erase_part(of->uniques, part);
  if (is_index) return erase_part(of->indexes, part);
  erase_part(of->foreign_keys, part);
  erase_part(of->checks, part);
}

void Applying::drop_column(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  if (of == nullptr) return;
  const auto column = find_part(of->columns, effect.part);
  if (column != of->columns.end()) drop_column(of->name, column->name, cascades(effect));
}

void Applying::drop_column(const Name& gone_from, const std::string& gone, bool cascade) {
  const Name from = gone_from;
  const std::string column = gone;
  const ColumnName read{from, column};
  std::vector<Name> views;
  for (const View& one : schema_.views) {
    if (cascade && std::find(one.reads.begin(), one.reads.end(), read) != one.reads.end())
      views.push_back(one.name);
  }
  drop_views(views);
  for (Table& other : schema_.tables) {
    if (cascade)
      std::erase_if(other.foreign_keys, [&](const ForeignKey& key) {
        return key.referenced == from && has_name(key.referenced_columns, column);
      });
  }
  for (std::size_t i = schema_.sequences.size(); i-- > 0;) {
    const Sequence& one = schema_.sequences[i];
    if (is_owned_by(one, from) && *one.owned_by == from.name + "." + column)
      state_.sequences_.remove(schema_.sequences, i);
  }
  Table* const of = table(from);
  drop_keys_of(*of, column);
  erase_part(of->columns, column);
}

/// Some databases drop the keys and indexes of a column with it, others take it out of them.
void Applying::drop_keys_of(Table& of, const std::string& column) const {
  const bool keys_go = rules_.keys_go_with_columns;
  const auto names = [&](const std::string& text) {
    return !text.empty() && sql::names_within(text, rules_.syntax).contains(lower(column));
  };
  const auto is_gone = [&](Key& key) {
    if (!has_name(key.columns, column)) return false;
    return keys_go || is_empty_without(key.columns, column);
  };
  if (of.primary_key && is_gone(*of.primary_key)) of.primary_key.reset();
  std::erase_if(of.uniques, is_gone);
  std::erase_if(of.indexes, [&](Index& index) {
    const bool is_on = std::any_of(index.parts.begin(), index.parts.end(), [&](const auto& part) {
      return part.is_expression ? names(part.text) : equals_ignoring_case(part.text, column);
    });
    if (keys_go)
      return is_on || has_name(index.included, column) || names(index.predicate.value_or(""));
    std::erase_if(index.parts, [&](const IndexPart& part) {
      return !part.is_expression && equals_ignoring_case(part.text, column);
    });
    return is_on && index.parts.empty();
  });
  std::erase_if(of.foreign_keys,
                [&](const ForeignKey& key) { return has_name(key.columns, column); });
  std::erase_if(of.checks, [&](const Check& check) { return names(check.definition); });
}

void Applying::drop_program(const sql::Effect& effect) {
  if (effect.thing == Thing::function || effect.thing == Thing::procedure) {
    const Name name = state_.placed(effect.object);
    const Kind kind = effect.thing == Thing::function ? Kind::function : Kind::procedure;
    const auto found = std::find_if(
        schema_.routines.begin(), schema_.routines.end(),
        [&](const Routine& one) { return one.kind == kind && same_name(one.name, name); });
    if (found != schema_.routines.end()) schema_.routines.erase(found);
    return;
  }
  const Name on = stored(effect.object);
  const std::string& name = effect.part.empty() ? effect.object.name : effect.part;
  std::erase_if(schema_.programs, [&](const Program& one) {
    return to_text(one.kind) == to_text(effect.thing) && one.name.place == on.place &&
           equals_ignoring_case(one.name.name, name) &&
           (effect.part.empty() || equals_ignoring_case(one.table, on.name));
  });
}

void Applying::drop_type(const sql::Effect& effect) {
  const Name gone = state_.placed(effect.object);
  std::erase_if(schema_.types, [&](const Type& one) { return same_name(one.name, gone); });
  if (!cascades(effect)) return;
  std::vector<ColumnName> columns;
  for (const Table& of : schema_.tables) {
    for (const Column& column : of.columns) {
      const bool is_of_it = has(column.uses, gone) ||
                            equals_ignoring_case(column.type, gone.name) ||
                            equals_ignoring_case(column.type, gone.to_text());
      if (is_of_it) columns.push_back({of.name, column.name});
    }
  }
  for (const ColumnName& one : columns) drop_column(one.of, one.column, true);
}

}  // namespace ebbtide::schema

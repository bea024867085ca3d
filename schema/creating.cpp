// What comes to be. Its texts are those of the statement where it has some, and are missing else.
//
// A table, view, column, type or sequence that is there is not made twice, whether the statement
// says IF NOT EXISTS or not: a forecast has told that it will fail, and the chain goes on with what
// was there. OR REPLACE takes the old table or view away first.
//
// What a server adds of its own accord decides what can be foreseen behind a statement:
//
//   a key without a name       gets one that only the server knows. The table has unknown parts
//                              from then on. MySQL's primary key is the exception: it is called
//                              PRIMARY
//   PRIMARY KEY                makes its columns NOT NULL; on SQLite it does not
//   FOREIGN KEY on MySQL       gets an index where none begins with its columns. It goes again once
//                              somebody makes one that serves
//   REFERENCES t, no columns   means the primary key of t
//   PARTITION OF t             takes the columns and checks of t, as inherited ones
//   VIEW                       uses the relations that its text names, and reads each column of
//                              these tables that its text names: more than it does. SELECT * names
//                              none
//
// A table that a statement makes has no past (`past_`): nothing in the database is asked for it.
// That is so of a column too, also of one that is made again under a name that was there.
#include <algorithm>
#include <utility>

#include "schema/applying.h"
#include "schema/parts.h"
#include "sql/cursor.h"
#include "sql/table_clauses.h"
#include "text/ascii.h"

namespace ebbtide::schema {

using sql::Thing;

namespace {

template <class Objects>
bool has_object(const Objects& objects, const Name& name) {
  return std::any_of(objects.begin(), objects.end(),
                     [&](const auto& one) { return same_name(one.name, name); });
}

/// The expression in the definition of a generated column, as it is written.
std::string generated_by(const std::string& definition, const sql::Syntax& syntax) {
  const std::string statement = "CREATE TABLE t (c " + definition + ")";
  for (const sql::TablePart& part : sql::table_parts(statement, syntax))
    for (const sql::TableClause& clause : part.clauses)
      if (clause.kind == sql::TableClause::Kind::generated) return clause.value;
  return "";
}

/// What stands behind the column or expression of an index.
void take_order(sql::Cursor& at, IndexPart& part) {
  while (!at.at_end()) {
    if (at.take("collate")) {
      if (const auto name = at.take_name()) part.collation = name->to_text();
    } else if (at.take("nulls")) {
      part.nulls = at.sees("first") ? "FIRST" : "LAST";
      at.skip();
    } else if (at.take("desc")) {
      part.is_descending = true;
    } else if (!at.take("asc")) {
      const auto name = at.take_name();
      if (name) part.operator_class = name->to_text();
      if (!name) at.skip();
    }
  }
}

/// `a DESC`, `a(10)`, `lower(a)`: a name that is no column of the table begins an expression.
IndexPart index_part(const std::string& text, const Table* of, const sql::Syntax& syntax) {
  IndexPart part;
  sql::Cursor at(text, syntax);
  const auto name = at.take_plain_name();
  const auto column = of == nullptr || !name ? std::optional<std::string>() : [&] {
    const auto known = find_part(of->columns, *name);
    return known == of->columns.end() ? std::optional<std::string>() : known->name;
  }();
  if (column || (name && (at.at_end() || !at.sees("(")))) {
    part.text = column.value_or(name.value_or(""));
    if (at.take("(") && !at.at_end()) {
      part.prefix = at.peek()->text;
      at.skip();
      at.take(")");
    }
    take_order(at, part);
    return part;
  }
  part.is_expression = true;
  const sql::IndexText whole = sql::index_text("CREATE INDEX i ON t (" + text + ")", syntax);
  part.text = whole.parts.empty() ? text : whole.parts.front();
  sql::Cursor behind(text, syntax);
  if (name) behind.skip();
  if (behind.skip_brackets()) take_order(behind, part);
  return part;
}

/// What the text of a statement tells of an index besides its columns.
void take_shape(Index& index, const sql::IndexShape& shape, const Table* of,
                const sql::Syntax& syntax) {
  index.is_unique = shape.is_unique;
  index.method = shape.method;
  index.included = shape.included;
  if (!shape.predicate.empty()) index.predicate = shape.predicate;
  if (shape.parts.empty()) return;
  index.parts.clear();
  for (const std::string& one : shape.parts) index.parts.push_back(index_part(one, of, syntax));
}

}  // namespace

void Applying::create(const sql::Effect& effect) {
  switch (effect.thing) {
    case Thing::table:
      return create_table(effect);
    case Thing::view:
    case Thing::materialized_view:
      return create_view(effect);
    case Thing::column:
      return create_column(effect);
    case Thing::index:
      return create_index(effect);
    case Thing::foreign_key:
      return create_foreign_key(effect);
    case Thing::primary_key:
    case Thing::unique:
      return create_key(effect);
    case Thing::check:
    case Thing::exclusion:
      return create_check(effect);
    case Thing::trigger:
    case Thing::rule:
    case Thing::policy:
    case Thing::event:
      return create_program(effect);
    case Thing::type:
    case Thing::domain:
    case Thing::enum_value:
      return create_type(effect);
    default:
      return create_other(effect);
  }
}

void Applying::create_table(const sql::Effect& effect) {
  const Name name = state_.placed(effect.object);
  if (has_relation_called(name)) {
    if (!effect.replaces) return;
    drop_relation(name, false);
  }
  Table made;
  made.name = name;
  made.made_by = number_of(effect);
  if (!effect.other.name.empty()) copy_parent(made, effect.other);
  state_.tables_.add(schema_.tables, std::move(made));
  state_.past_[name.to_text()] = {};
  if (!effect.states_all) state_.forget_parts(name);
  // A key may stand before its columns.
  for (const bool is_column : {true, false}) {
    for (const sql::Effect& part : effect.parts)
      if ((part.thing == Thing::column) == is_column) create(part);
  }
}

/// Whether there is one of this name: to the letter where names are folded before, and on MySQL,
/// whose tables are files.
bool Applying::has_relation_called(const Name& name) const {
  const bool is_exact = rules_.syntax.fold != sql::Fold::none || rules_.schemas_are_databases;
  if (!is_exact) return state_.has_relation(name);
  const Table* const table = state_.table(name);
  const View* const view = state_.view(name);
  return (table != nullptr && table->name == name) || (view != nullptr && view->name == name);
}

/// What PARTITION OF takes from the table.
void Applying::copy_parent(Table& made, const Name& parent) const {
  made.parents = {stored(parent)};
  made.bound = "";
  const Table* const known = state_.table(parent);
  if (known == nullptr) return;
  made.columns = known->columns;
  for (Column& column : made.columns) {
    column.is_inherited = true;
    column.made_by = made.made_by;
  }
  made.checks = known->checks;
  for (Check& check : made.checks) {
    check.is_inherited = true;
    check.made_by = made.made_by;
  }
}

void Applying::create_view(const sql::Effect& effect) {
  const Name name = state_.placed(effect.object);
  if (effect.if_exists && state_.has_relation(name)) return;
  const auto known = state_.views_.find(schema_.views, name);
  if (known && effect.replaces) state_.views_.remove(schema_.views, *known);
  if (known && !effect.replaces) return;
  View made;
  made.name = name;
  made.made_by = number_of(effect);
  made.is_materialized = effect.thing == Thing::materialized_view;
  const auto use = [&](const Name& one) {
    if (!state_.has_relation(one)) return;
    const Name used = stored(one);
    if (used != name && std::find(made.uses.begin(), made.uses.end(), used) == made.uses.end())
      made.uses.push_back(used);
  };
  for (const std::string& one : effect.mentioned) use({"", one});
  for (const Name& one : effect.reads) use(one);
  for (const Name& used : made.uses) {
    const Table* const of = state_.table(used);
    if (of == nullptr) continue;
    for (const Column& column : of->columns)
      if (has_name(effect.mentioned, column.name)) made.reads.push_back({used, column.name});
  }
  state_.views_.add(schema_.views, std::move(made));
}

Column Applying::column_of(const sql::Effect& effect) const {
  Column column;
  column.name = effect.part;
  if (!effect.shape) return column;
  const sql::ColumnShape& shape = *effect.shape;
  column.type = shape.type;
  column.nullable = shape.nullable.value_or(!shape.is_identity);
  if (!shape.by_default.empty()) column.by_default = shape.by_default;
  if (!shape.collation.empty()) column.collation = shape.collation;
  if (shape.is_generated) {
    column.generated = generated_by(shape.definition, rules_.syntax);
    column.is_stored = !shape.is_virtual;
  }
  if (shape.is_identity) column.numbering.emplace();
  column.definition = shape.definition;
  return column;
}

/// `serial` as what it stands for: an integer, NOT NULL, numbered by a sequence that the column
/// owns. Where the sequence's usual name is taken, the server counts on; a long one it shortens,
/// and then only the server knows it.
void Applying::make_serial(const Name& table, Column& column) const {
  const std::span<const SerialType> types = rules_.serial_types;
  const auto kind = std::find_if(types.begin(), types.end(), [&](const SerialType& one) {
    return equals_ignoring_case(one.name, column.type);
  });
  if (kind == types.end()) return;
  column.type = kind->type;
  column.nullable = false;
  const std::string usual = table.name + "_" + column.name + "_seq";
  Name sequence{table.place, usual};
  for (int count = 1; is_taken(sequence); ++count) sequence.name = usual + std::to_string(count);
  Numbering& numbering = column.numbering.emplace();
  numbering.kind = Numbering::Kind::serial;
  numbering.type = kind->type;
  const std::size_t longest = rules_.syntax.longest_name;
  if (longest != 0 && sequence.name.size() > longest) return;
  state_.numbering_.insert(key_of(sequence));
  numbering.sequence = std::move(sequence);
}

bool Applying::is_taken(const Name& name) const {
  return state_.has_relation(name) || state_.sequence(name) != nullptr ||
         state_.table_numbered_by(name) != nullptr;
}

void Applying::create_column(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  if (of == nullptr || has_part(of->columns, effect.part)) return;
  of->columns.push_back(column_of(effect));
  of->columns.back().made_by = number_of(effect);
  make_serial(of->name, of->columns.back());
  // One that was there by its name, and went, is another one.
  if (const auto past = state_.origin(of->name); past)
    state_.past_.try_emplace(of->name.to_text(), State::Past{past, {}})
        .first->second.columns[effect.part] = std::nullopt;
}

/// The names of columns as the table has them.
std::vector<std::string> Applying::spelled(const Table& of,
                                           std::vector<std::string> columns) const {
  for (std::string& column : columns) {
    const auto known = find_part(of.columns, column);
    if (known != of.columns.end()) column = known->name;
  }
  return columns;
}

void Applying::create_index(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  View* const on = of == nullptr ? view(effect.object) : nullptr;
  if (of == nullptr && on == nullptr) return;
  std::vector<Index>& indexes = of != nullptr ? of->indexes : on->indexes;
  Index made;
  made.name = of != nullptr ? name_of_key(*of, effect) : effect.part;
  made.is_stated = true;
  made.made_by = number_of(effect);
  const std::vector<std::string> columns =
      of != nullptr ? spelled(*of, effect.columns) : effect.columns;
  for (const std::string& column : columns) made.parts.push_back({column});
  if (effect.index) take_shape(made, *effect.index, of, rules_.syntax);
  if (of != nullptr) drop_made_for_keys(*of, columns);
  if (!has_part(indexes, made.name)) indexes.push_back(std::move(made));
}

/// The index that the database made for a foreign key gives way to one that somebody makes.
void Applying::drop_made_for_keys(Table& of, const std::vector<std::string>& columns) const {
  if (!rules_.keys_need_indexes) return;
  std::erase_if(of.indexes, [&](const Index& index) {
    return !index.is_stated && has_part(of.foreign_keys, index.name) &&
           leads(columns_of(index), columns);
  });
}

/// The name that the statement gives a key or index, or that the database gives it where that is
/// known.
std::string Applying::name_of_key(const Table& of, const sql::Effect& effect) const {
  if (!effect.part.empty() || rules_.own_name == nullptr) return effect.part;
  const auto is_taken = [&](const std::string& name) {
    return (of.primary_key && equals_ignoring_case(of.primary_key->name, name)) ||
           has_part(of.uniques, name) || has_part(of.indexes, name) ||
           has_part(of.foreign_keys, name);
  };
  UnnamedKey key{effect.thing, of.name.name, effect.columns};
  std::string name = rules_.own_name(key), before;
  while (!name.empty() && name != before && is_taken(name)) {
    ++key.taken;
    before = std::exchange(name, rules_.own_name(key));
  }
  return name;
}

/// PRIMARY KEY USING INDEX: the index becomes the key's, and takes its name.
bool Applying::take_index(Table& of, const sql::Effect& effect) {
  const auto index =
      effect.index ? find_part(of.indexes, effect.index->using_index) : of.indexes.end();
  if (index == of.indexes.end()) return false;
  Key made;
  made.name = effect.part.empty() ? index->name : effect.part;
  made.columns = columns_of(*index);
  made.made_by = index->made_by;
  of.indexes.erase(index);
  keep_key(of, effect.thing == Thing::primary_key, std::move(made));
  return true;
}

void Applying::keep_key(Table& of, bool is_primary, Key made) const {
  if (!is_primary) {
    of.uniques.push_back(std::move(made));
    return;
  }
  for (Column& column : of.columns) {
    if (!rules_.primary_keys_take_null && has_name(made.columns, column.name))
      column.nullable = false;
  }
  of.primary_key = std::move(made);
}

void Applying::create_key(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  if (of == nullptr) return;
  const bool is_primary = effect.thing == Thing::primary_key;
  const bool is_named_by_table = is_primary && !rules_.names_primary_keys;
  if (take_index(*of, effect)) return;
  if (effect.part.empty() && !is_named_by_table) state_.forget_parts(of->name);
  Key made;
  made.name = is_named_by_table ? "" : name_of_key(*of, effect);
  made.is_named = !is_named_by_table && !effect.part.empty();
  made.columns = spelled(*of, effect.columns);
  made.is_inline = effect.with_column;
  made.made_by = number_of(effect);
  drop_made_for_keys(*of, made.columns);
  if (is_primary || !effect.if_exists || !has_part(of->uniques, made.name))
    keep_key(*of, is_primary, std::move(made));
}

void Applying::create_foreign_key(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  if (of == nullptr || (effect.if_exists && has_part(of->foreign_keys, effect.part))) return;
  if (effect.part.empty()) state_.forget_parts(of->name);
  ForeignKey made;
  made.name = name_of_key(*of, effect);
  made.made_by = number_of(effect);
  made.is_named = !effect.part.empty();
  made.columns = spelled(*of, effect.columns);
  made.referenced = stored(effect.other);
  made.referenced_columns = effect.other_columns;
  if (const Table* const other = state_.table(effect.other)) {
    if (made.referenced_columns.empty() && other->primary_key)
      made.referenced_columns = other->primary_key->columns;
    made.referenced_columns = spelled(*other, std::move(made.referenced_columns));
  }
  made.is_validated = !effect.not_valid;
  made.is_inline = effect.with_column;
  if (rules_.keys_need_indexes) {
    const auto serves = [&](const auto& columns) { return leads(made.columns, columns); };
    const bool has_index = (of->primary_key && serves(of->primary_key->columns)) ||
                           std::any_of(of->uniques.begin(), of->uniques.end(),
                                       [&](const Key& one) { return serves(one.columns); }) ||
                           std::any_of(of->indexes.begin(), of->indexes.end(),
                                       [&](const Index& one) { return serves(columns_of(one)); });
    if (!has_index) {
      Index& index = of->indexes.emplace_back();
      index.name = made.name;
      for (const std::string& column : made.columns) index.parts.push_back({column});
    }
  }
  of->foreign_keys.push_back(std::move(made));
}

void Applying::create_check(const sql::Effect& effect) {
  Table* const of = table(effect.object);
  if (of == nullptr || (effect.if_exists && has_part(of->checks, effect.part))) return;
  // A check that came with its column and has no name can only go with it.
  if (effect.part.empty() && !effect.with_column) state_.forget_parts(of->name);
  Check made;
  made.made_by = number_of(effect);
  made.kind = effect.thing == Thing::check ? Kind::check : Kind::exclusion;
  if (!effect.condition.empty()) made.definition = "CHECK (" + effect.condition + ")";
  made.name = effect.part;
  made.is_named = !effect.part.empty();
  made.is_validated = !effect.not_valid;
  made.is_inline = effect.with_column;
  of->checks.push_back(std::move(made));
}

void Applying::create_program(const sql::Effect& effect) {
  Program made;
  made.made_by = number_of(effect);
  made.kind = effect.thing == Thing::trigger  ? Kind::trigger
              : effect.thing == Thing::rule   ? Kind::rule
              : effect.thing == Thing::policy ? Kind::policy
                                              : Kind::event;
  const Name of = stored(effect.object);
  made.name = {of.place, effect.part.empty() ? of.name : effect.part};
  if (!effect.part.empty()) made.table = of.name;
  std::erase_if(schema_.programs, [&](const Program& one) {
    return effect.replaces && one.kind == made.kind && one.table == made.table &&
           same_name(one.name, made.name);
  });
  const bool is_there =
      std::any_of(schema_.programs.begin(), schema_.programs.end(), [&](const Program& one) {
        return one.kind == made.kind && one.table == made.table && same_name(one.name, made.name);
      });
  if (!is_there) schema_.programs.push_back(std::move(made));
}

void Applying::create_type(const sql::Effect& effect) {
  const Name name = state_.placed(effect.object);
  if (effect.thing == Thing::enum_value) {
    for (Type& type : schema_.types) {
      const bool is_new =
          std::find(type.labels.begin(), type.labels.end(), effect.part) == type.labels.end();
      if (same_name(type.name, name) && is_new) type.labels.push_back(effect.part);
    }
    return;
  }
  if (has_object(schema_.types, name)) return;
  Type made;
  made.made_by = number_of(effect);
  made.kind = effect.thing == Thing::domain ? Kind::domain : Kind::type;
  made.name = name;
  schema_.types.push_back(std::move(made));
}

void Applying::create_other(const sql::Effect& effect) {
  const Name name = state_.placed(effect.object);
  switch (effect.thing) {
    case Thing::schema:
      if (!has_part(schema_.schemas, effect.object.name))
        schema_.schemas.push_back({.name = effect.object.name, .made_by = number_of(effect)});
      return;
    case Thing::extension:
      if (!has_part(schema_.extensions, effect.object.name))
        schema_.extensions.push_back({effect.object.name});
      return;
    case Thing::sequence: {
      if (state_.sequence(name) != nullptr) return;
      Sequence made;
      made.name = name;
      return state_.sequences_.add(schema_.sequences, std::move(made));
    }
    case Thing::function:
    case Thing::procedure: {
      Routine made;
      made.kind = effect.thing == Thing::function ? Kind::function : Kind::procedure;
      made.name = name;
      if (!effect.replaces || !has_object(schema_.routines, name))
        schema_.routines.push_back(std::move(made));
      return;
    }
    default:
      return;
  }
}

}  // namespace ebbtide::schema

// A table that createTable says exactly is one: its key inline where the columns stand in the order
// of the key, its comments as attributes. A serial column takes three changes, since autoIncrement
// would make an identity of it:
//
//   createSequence, createTable with the column, addDefaultValue with the sequence's next value,
//   which makes the column own the sequence; all three go with dropTable
//
// Any other table is the statement that makes it. What neither says stands behind it.
#include <algorithm>

#include "changelog/changes/constraint.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/sequence.h"
#include "changelog/changes/table.h"
#include "generate/make.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

bool is_serial(const schema::Column& column) {
  return column.numbering && column.numbering->kind == schema::Numbering::Kind::serial;
}

schema::Sequence sequence_of(const schema::Numbering& numbering) {
  return {numbering.sequence, numbering.type,    numbering.start, numbering.increment,
          numbering.minimum,  numbering.maximum, numbering.cache, numbering.cycles};
}

/// Whether the columns of a key stand in the table in the order of the key.
bool stand_in_order(const schema::Key& key, const schema::Table& table) {
  std::size_t next = 0;
  for (const schema::Column& column : table.columns) {
    if (next < key.columns.size() && column.name == key.columns[next]) ++next;
  }
  return next == key.columns.size();
}

std::vector<std::string> all_names(const schema::Table& table, bool with_constraints) {
  std::vector<std::string> names{table.name.name};
  if (!table.name.place.empty()) names.push_back(table.name.place);
  for (const schema::Column& column : table.columns) {
    names.push_back(column.name);
    if (is_serial(column)) names.push_back(column.numbering->sequence.name);
  }
  if (table.primary_key && table.primary_key->is_named && !table.primary_key->name.empty())
    names.push_back(table.primary_key->name);
  if (with_constraints) {
    for (const schema::Key& key : table.uniques)
      if (key.is_named) names.push_back(key.name);
    for (const schema::ForeignKey& key : table.foreign_keys)
      if (key.is_named) names.push_back(key.name);
  }
  return names;
}

std::vector<std::string> table_needs(const schema::Table& table, bool with_constraints) {
  std::vector<sql::Name> uses = table.uses;
  if (with_constraints)
    for (const schema::ForeignKey& key : table.foreign_keys) uses.push_back(key.referenced);
  for (const schema::Column& column : table.columns)
    uses.insert(uses.end(), column.uses.begin(), column.uses.end());
  uses.insert(uses.end(), table.parents.begin(), table.parents.end());
  return needs_of(table.name, uses);
}

}  // namespace

void Maker::say_primary_key(const schema::Key& key, const schema::Table& table,
                            Piece& piece) const {
  auto& create = static_cast<CreateTable&>(*piece.changes.back());
  const bool has_name = key.is_named && !key.name.empty();
  if (stand_in_order(key, table)) {
    bool is_first = true;
    for (Column& column : create.columns) {
      if (std::find(key.columns.begin(), key.columns.end(), *column.name) == key.columns.end())
        continue;
      Constraints& constraints = column.constraints.ensure();
      constraints.nullable = false;
      constraints.primary_key = true;
      if (is_first && has_name) constraints.primary_key_name = key.name;
      is_first = false;
    }
    return;
  }
  auto add = std::make_unique<AddPrimaryKey>();
  spelling_.set_place(*add, table.name);
  add->table = table.name.name;
  add->columns = join(key.columns, ", ");
  if (has_name) add->name = key.name;
  piece.changes.push_back(std::move(add));
}

schema::Table Maker::without_usual_options(const schema::Table& table) const {
  schema::Table bare = table;
  std::erase_if(bare.options, [&](const schema::Option& option) {
    return std::find(usual_options_.begin(), usual_options_.end(), option) != usual_options_.end();
  });
  return bare;
}

/// Constraints that can only be made with their table, as attributes of its columns.
bool Maker::say_constraints(const schema::Table& table, CreateTable& create) const {
  const auto constraints_of = [&](const std::string& name) -> Constraints& {
    const auto found = std::find_if(create.columns.begin(), create.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found->constraints.ensure();
  };
  if (!table.checks.empty()) return false;
  for (const schema::Key& key : table.uniques) {
    const bool can_say = key.is_named && definitions_.says_key(key) && stand_in_order(key, table);
    if (!can_say) return false;
    for (const std::string& name : key.columns) {
      Constraints& constraints = constraints_of(name);
      if (constraints.unique) return false;
      constraints.unique = true;
      constraints.unique_name = key.name;
    }
  }
  for (const schema::ForeignKey& key : table.foreign_keys) {
    const bool can_say =
        key.is_named && definitions_.says_foreign_key(key) && key.columns.size() == 1 &&
        key.referenced_columns.size() == 1 && key.on_update.empty() &&
        (key.on_delete.empty() || key.on_delete == "CASCADE") && !key.deferral.is_deferrable;
    if (!can_say) return false;
    Constraints& constraints = constraints_of(key.columns.front());
    if (constraints.foreign_key_name) return false;
    constraints.foreign_key_name = key.name;
    constraints.referenced_table = key.referenced.name;
    constraints.referenced_columns = key.referenced_columns.front();
    if (!key.on_delete.empty()) constraints.delete_cascade = true;
  }
  return true;
}

bool Maker::say_table(const schema::Table& table, Piece& piece) const {
  const std::vector<std::string> names = all_names(table, !definitions_.adds_constraints());
  const schema::Key* const key = table.primary_key ? &*table.primary_key : nullptr;
  const bool can_say =
      definitions_.says_table(without_usual_options(table)) && spelling_.can_name(names) &&
      Spelling::can_remark(table.comment) &&
      (key == nullptr || (definitions_.says_key(*key) && !key->deferral.is_deferrable));
  if (!can_say) return false;
  auto create = std::make_unique<CreateTable>();
  spelling_.set_place(*create, table.name);
  create->table = table.name.name;
  if (table.comment) create->remarks = *table.comment;
  for (const schema::Column& column : table.columns) {
    auto said = spelling_.column(table, column);
    if (!said) return false;
    create->columns.push_back(std::move(*said));
  }
  if (!definitions_.adds_constraints() && !say_constraints(table, *create)) return false;
  const bool needs_change = key != nullptr && !stand_in_order(*key, table);
  if (needs_change && !definitions_.adds_constraints()) return false;
  piece.changes.push_back(std::move(create));
  if (key != nullptr) say_primary_key(*key, table, piece);
  return true;
}

/// Makes a column own the sequence that numbers its rows, and ask it where the table was said.
void Maker::own_sequence(const schema::Table& table, const schema::Column& column, bool is_said,
                         Changes& changes) const {
  if (!is_said) {
    schema::Sequence owned = sequence_of(*column.numbering);
    owned.owned_by = table.name.name + "." + column.name;
    return spelling_.append_sql(changes, definitions_.own_sequence(owned));
  }
  auto next = std::make_unique<AddDefaultValue>();
  spelling_.set_place(*next, table.name);
  next->table = table.name.name;
  next->column = column.name;
  next->sequence_next = column.numbering->sequence.name;
  changes.push_back(std::move(next));
}

Piece Maker::table_alone(const schema::Table& table, bool& is_said) const {
  Piece piece{Kind::table, table.name};
  piece.makes = {table.name.to_text()};
  if (table.primary_key) piece.makes.push_back(keys_of(table.name));
  piece.needs = table_needs(table, definitions_.is_made_with(table, Kind::foreign_key));
  piece.quoting = spelling_.quoting_of(all_names(table, !definitions_.adds_constraints()));
  Changes before;
  Pieces sequences;
  for (const schema::Column& column : table.columns) {
    if (is_serial(column)) sequence(sequence_of(*column.numbering), sequences);
  }
  for (Piece& one : sequences) {
    for (auto& change : one.changes) before.push_back(std::move(change));
  }
  is_said = say_table(table, piece);
  if (!is_said) spelling_.append_sql(piece.changes, definitions_.create_table(table));
  for (const schema::Column& column : table.columns) {
    if (is_serial(column)) own_sequence(table, column, is_said, piece.changes);
  }
  const Definitions::Statements behind = definitions_.finish_table(table, is_said);
  spelling_.append_sql(piece.changes, behind);
  const bool undoes_itself = is_said && behind.empty() && before.empty();
  piece.changes.insert(piece.changes.begin(), std::make_move_iterator(before.begin()),
                       std::make_move_iterator(before.end()));
  if (undoes_itself) return piece;
  piece.rollback = undone_by(drop_table(table.name));
  return piece;
}

Changes Maker::drop_table(const sql::Name& table) const {
  if (!spelling_.can_name({table.name}))
    return spelling_.sql({definitions_.drop(Kind::table, table)});
  DropTable drop;
  spelling_.set_place(drop, table);
  drop.table = table.name;
  return only(std::move(drop));
}

/// The table with what is to be written of it; where that is not all, it is not as it was defined.
schema::Table Maker::wanted(const schema::Table& table) const {
  const GenerateOptions& options = spelling_.options();
  schema::Table some = table;
  if (!options.has(Kind::primary_key)) some.primary_key.reset();
  if (!options.has(Kind::unique)) some.uniques.clear();
  if (!options.has(Kind::foreign_key)) some.foreign_keys.clear();
  std::erase_if(some.checks, [&](const schema::Check& one) { return !options.has(one.kind); });
  if (!options.has(Kind::index)) some.indexes.clear();
  const bool is_all = some.primary_key.has_value() == table.primary_key.has_value() &&
                      some.uniques.size() == table.uniques.size() &&
                      some.foreign_keys.size() == table.foreign_keys.size() &&
                      some.checks.size() == table.checks.size() &&
                      (some.indexes.size() == table.indexes.size() ||
                       !definitions_.is_made_with(table, Kind::index));
  if (!is_all) some.definition.clear();
  return some;
}

void Maker::table(const schema::Table& all, Pieces& pieces) const {
  const schema::Table table = wanted(all);
  bool is_said = true;
  const bool is_made = spelling_.options().has(Kind::table);
  if (is_made) pieces.push_back(table_alone(table, is_said));
  const auto is_added = [&](Kind kind) {
    if (!definitions_.adds_constraints() && kind != Kind::index) return false;
    return is_said || !definitions_.is_made_with(table, kind);
  };
  if (table.primary_key && (table.bound || !is_made) && definitions_.adds_constraints())
    pieces.push_back(primary_key(table, *table.primary_key));
  if (is_made && (!is_added(Kind::unique) || !is_added(Kind::index)))
    pieces.back().makes.push_back(keys_of(table.name));
  if (is_added(Kind::unique))
    for (const schema::Key& one : table.uniques) pieces.push_back(key(table, one));
  for (const schema::Check& one : table.checks)
    if (!one.is_inherited && is_added(one.kind)) pieces.push_back(check(table, one));
  if (is_added(Kind::foreign_key))
    for (const schema::ForeignKey& one : table.foreign_keys)
      pieces.push_back(foreign_key(table, one));
  if (is_added(Kind::index))
    for (const schema::Index& one : table.indexes) pieces.push_back(index(table.name, one));
}

}  // namespace ebbtide

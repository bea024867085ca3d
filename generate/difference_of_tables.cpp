// A column that changes in one way that has a change type is changed by that, where the database
// can change a column in place and names only what changes; else by its own statement, which says
// all.
//
//   NULL or NOT NULL, alone       addNotNullConstraint, dropNotNullConstraint
//   the type, alone               modifyDataType, where a changelog can declare both, and neither
//                                 default nor collation nor expression hangs on it
//   all else, and on MySQL        the database's ALTER; what has none is left out and told
//   on SQLite                     the table is built anew, once for all its columns and constraints
//   the comment                   apart, where it is a statement of its own (PostgreSQL)
//
// MySQL's MODIFY states a column anew. A change type that says only its type would lose the rest,
// so that the whole line is said.
//
// Three of these lose data for good, which the way back cannot undo: a column that goes, a type
// that changes, a rebuild without a column that was there. Their changesets say so in a comment.
//
// A new column is an addColumn where the words of a changelog say exactly it. With numbers, or
// where its name can only be said in quotes of its own, it is the database's statement. A column
// that is changed in its type, collation or expression has the views on its table go before it.
#include <algorithm>

#include "changelog/changes/alter_column.h"
#include "changelog/changes/constraint.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/table.h"
#include "database/facts.h"
#include "generate/difference.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using How = schema::Change;
using schema::Kind;

Piece column_piece(const sql::Name& table, const std::string& column) {
  Piece piece{Kind::column, table, column};
  piece.makes = {column_of(table, column), table.to_text()};
  return piece;
}

bool is_one(const std::set<std::string>& properties, std::string_view name) {
  return properties.size() == 1 && *properties.begin() == name;
}

std::vector<std::string> names_of(const sql::Name& table, const std::string& column) {
  std::vector<std::string> names{table.name, column};
  if (!table.place.empty()) names.push_back(table.place);
  return names;
}

}  // namespace

void Difference::add_column(const schema::Table& table, const schema::Column& column) {
  Piece piece = column_piece(table.name, column.name);
  piece.needs = needs_of(table.name, column.uses);
  const std::vector<std::string> names = names_of(table.name, column.name);
  const bool is_plain = !column.numbering && definitions_.adds_constraints();
  auto said = is_plain && spelling_.can_name(names) ? spelling_.column(table, column)
                                                    : std::optional<Column>();
  if (said) {
    auto add = std::make_unique<AddColumn>();
    spelling_.set_place(*add, table.name);
    add->table = table.name.name;
    static_cast<Column&>(add->columns.emplace_back()) = std::move(*said);
    piece.changes.push_back(std::move(add));
  } else {
    piece.changes = spelling_.sql(definitions_.add_column(table, column));
    piece.rollback = spelling_.undone_by({definitions_.drop_column(table.name, column.name)});
  }
  piece.quoting = spelling_.quoting_of(names);
  this->add(std::move(piece));
}

void Difference::drop_column(const schema::Table& table, const schema::Column& column) {
  if (definitions_.facts().has(Feature::views_know_tables)) views_on(table.name);
  Piece piece = column_piece(table.name, column.name);
  piece.makes = {column_of(table.name, column.name)};
  piece.needs = needs_of(table.name, {table.name});
  DropColumn drop;
  spelling_.set_place(drop, table.name);
  drop.table = table.name.name;
  drop.column = column.name;
  const std::vector<std::string> names = names_of(table.name, column.name);
  piece.changes = spelling_.can_name(names)
                      ? ebbtide::only(std::move(drop))
                      : spelling_.sql({definitions_.drop_column(table.name, column.name)});
  piece.rollback = spelling_.undone_by(definitions_.add_column(table, column));
  piece.quoting = spelling_.quoting_of(names);
  piece.loses_data = true;
  piece.comments = "The values of the column are lost.";
  goes_.push_back(std::move(piece));
}

bool Difference::say_column_change(Piece& piece, const Group& group, const sql::Name& table,
                                   const schema::Column& from, const schema::Column& to) const {
  const bool in_place = definitions_.facts().has(Feature::alter_column) &&
                        !definitions_.facts().has(Feature::restates_columns);
  if (!in_place || !spelling_.can_name(names_of(table, to.name))) return false;
  const auto place = [&](auto& change) {
    spelling_.set_place(change, table);
    change.table = table.name;
    change.column = to.name;
  };
  if (is_one(group.properties, "nullable")) {
    AddNotNullConstraint forbid;
    DropNotNullConstraint allow;
    place(forbid);
    place(allow);
    piece.changes = to.nullable ? only(std::move(allow)) : only(std::move(forbid));
    return true;
  }
  const auto before = definitions_.declared_type(from.type);
  const auto after = definitions_.declared_type(to.type);
  if (!is_one(group.properties, "type") || !before || !after || from.collation || to.collation)
    return false;
  if (from.by_default || to.by_default || from.generated) return false;
  ModifyDataType there, back;
  place(there);
  place(back);
  there.new_type = *after;
  back.new_type = *before;
  piece.changes = only(std::move(there));
  piece.rollback = undone_by(only(std::move(back)));
  return true;
}

void Difference::change_column(const Group& group, const schema::Table& table,
                               const schema::Column& from, const schema::Column& to) {
  Piece piece = column_piece(table.name, to.name);
  piece.needs = needs_of(table.name, to.uses);
  piece.quoting = spelling_.quoting_of(names_of(table.name, to.name));
  const bool is_read = group.properties.contains("type") ||
                       group.properties.contains("collation") ||
                       group.properties.contains("generated");
  if (is_read && definitions_.facts().has(Feature::views_know_tables)) views_on(table.name);
  if (!say_column_change(piece, group, table.name, from, to)) {
    const Definitions::Statements there = definitions_.alter_column(table, from, to);
    if (there.empty()) return leave_out(group, "no change leads there");
    piece.changes = spelling_.sql(there);
    piece.rollback = spelling_.undone_by(definitions_.alter_column(table, to, from));
  }
  if (group.properties.contains("type")) {
    piece.comments = "Values that the new type cannot hold are lost or refused.";
    piece.loses_data = true;
  }
  add(std::move(piece));
}

void Difference::column(const Group& group, const schema::Table& from, const schema::Table& to) {
  const schema::Column* const before = from.column(group.part);
  const schema::Column* const after = to.column(group.part);
  if (!definitions_.adds_constraints()) return rebuild(from, to);
  if (before == nullptr && after != nullptr) return add_column(to, *after);
  if (after == nullptr && before != nullptr) return drop_column(from, *before);
  if (before == nullptr) return;
  Group rest = group;
  const bool has_own_remarks = !definitions_.facts().has(Feature::column_remarks_inline);
  if (has_own_remarks && rest.properties.erase("comment") > 0) {
    Piece piece = column_piece(from.name, after->name);
    const schema::Text none = "";
    piece.changes = spelling_.sql({definitions_.comment(Kind::column, from.name, after->name,
                                                        after->comment ? after->comment : none)});
    piece.rollback = spelling_.undone_by({definitions_.comment(
        Kind::column, from.name, after->name, before->comment ? before->comment : none)});
    add(std::move(piece));
  }
  if (!rest.properties.empty()) change_column(rest, to, *before, *after);
}

void Difference::remarks(const Group&, const sql::Name& table, const schema::Text& from,
                         const schema::Text& to) {
  Piece piece{Kind::table, table, "comment"};
  const auto change_to = [&](const schema::Text& text) {
    SetTableRemarks set;
    spelling_.set_place(set, table);
    set.table = table.name;
    set.remarks = text.value_or("");
    return only(std::move(set));
  };
  piece.changes = change_to(to);
  piece.rollback = undone_by(change_to(from));
  piece.quoting = spelling_.quoting_of({table.name});
  piece.needs = {table.to_text()};
  add(std::move(piece));
}

void Difference::change_table(const Group& group, const schema::Table& from,
                              const schema::Table& to) {
  if (!definitions_.adds_constraints()) return rebuild(from, to);
  Group rest = group;
  if (rest.properties.erase("comment") > 0) remarks(group, from.name, from.comment, to.comment);
  if (rest.properties.empty()) return;
  const Definitions::Statements there = definitions_.alter_options(from, to);
  if (there.empty()) return leave_out(rest, "no change leads there");
  Piece piece{Kind::table, from.name, "options"};
  piece.changes = spelling_.sql(there);
  piece.rollback = spelling_.undone_by(definitions_.alter_options(to, from));
  piece.needs = {from.name.to_text()};
  add(std::move(piece));
}

void Difference::rebuild(const schema::Table& from, const schema::Table& to) {
  if (!rebuilt_.insert(from.name.to_text()).second) return;
  Piece piece{Kind::table, from.name, "rebuilt"};
  const auto triggers_of = [](const schema::Schema& schema, const sql::Name& table) {
    std::vector<std::string> texts;
    for (const schema::Program& one : schema.programs)
      if (one.table == table.name) texts.push_back(one.definition);
    return texts;
  };
  piece.changes = spelling_.sql(definitions_.rebuild(from, to, triggers_of(found_, from.name)));
  piece.rollback =
      spelling_.undone_by(definitions_.rebuild(to, from, triggers_of(found_, from.name)));
  piece.makes = {from.name.to_text()};
  for (const schema::Column& column : to.columns)
    piece.makes.push_back(column_of(to.name, column.name));
  const bool loses = std::any_of(from.columns.begin(), from.columns.end(),
                                 [&](const auto& one) { return to.column(one.name) == nullptr; });
  if (loses) {
    piece.loses_data = true;
    piece.comments = "The values of columns that go are lost.";
  }
  add(std::move(piece));
}

}  // namespace ebbtide

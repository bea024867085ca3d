// Keys, checks and indexes, each a changeset of its own, so that a table can be made before the one
// it points to.
#include <algorithm>

#include "changelog/changes/constraint.h"
#include "changelog/changes/foreign_key.h"
#include "changelog/changes/index.h"
#include "generate/make.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

std::vector<std::string> columns_needed(const sql::Name& table,
                                        const std::vector<std::string>& columns) {
  std::vector<std::string> needs = needs_of(table, {table});
  for (const std::string& column : columns) needs.push_back(column_of(table, column));
  return needs;
}

std::vector<std::string> with(std::vector<std::string> names, const sql::Name& more) {
  names.push_back(more.name);
  if (!more.place.empty()) names.push_back(more.place);
  return names;
}

}  // namespace

void Maker::comment(Piece& piece, const std::string& statement) const {
  if (statement.empty()) return;
  if (!piece.rollback) {
    if (auto inverse = piece.changes.front()->inverse())
      piece.rollback = undone_by(std::move(*inverse));
  }
  spelling_.append_sql(piece.changes, {statement});
}

Piece Maker::sql_piece(Kind kind, const sql::Name& object, std::string part,
                       const Definitions::Statements& statements,
                       const Definitions::Statements& undoing) const {
  Piece piece{kind, object, std::move(part)};
  piece.changes = spelling_.sql(statements);
  piece.rollback = spelling_.undone_by(undoing);
  return piece;
}

Piece Maker::key_piece(Kind kind, const schema::Table& table, const schema::Key& key, bool is_said,
                       const std::function<std::unique_ptr<Change>()>& typed) const {
  std::vector<std::string> names = with(key.columns, table.name);
  names.push_back(key.name);
  Piece piece{kind, table.name, key.name};
  if (is_said && definitions_.says_key(key) && spelling_.can_name(names)) {
    piece.changes.push_back(typed());
    piece.quoting = spelling_.quoting_of(names);
  } else {
    piece = sql_piece(kind, table.name, key.name, definitions_.add_key(table, key),
                      {definitions_.drop_constraint(table.name, kind, key.name)});
  }
  piece.needs = columns_needed(table.name, key.columns);
  piece.makes = {keys_of(table.name)};
  comment(piece, definitions_.comment(kind, table.name, key.name, key.comment));
  return piece;
}

Piece Maker::primary_key(const schema::Table& table, const schema::Key& key) const {
  return key_piece(Kind::primary_key, table, key, !key.deferral.is_deferrable, [&] {
    auto add = std::make_unique<AddPrimaryKey>();
    spelling_.set_place(*add, table.name);
    add->table = table.name.name;
    add->columns = join(key.columns, ", ");
    if (key.is_named) add->name = key.name;
    return add;
  });
}

Piece Maker::key(const schema::Table& table, const schema::Key& key) const {
  return key_piece(Kind::unique, table, key, key.is_named, [&] {
    auto add = std::make_unique<AddUniqueConstraint>();
    spelling_.set_place(*add, table.name);
    add->table = table.name.name;
    add->columns = join(key.columns, ", ");
    add->name = key.name;
    if (key.deferral.is_deferrable) add->deferrable = true;
    if (key.deferral.is_deferred) add->initially_deferred = true;
    return add;
  });
}

Piece Maker::foreign_key(const schema::Table& table, const schema::ForeignKey& key) const {
  std::vector<std::string> names = with(with(key.columns, table.name), key.referenced);
  names.insert(names.end(), key.referenced_columns.begin(), key.referenced_columns.end());
  names.push_back(key.name);
  Piece piece{Kind::foreign_key, table.name, key.name};
  if (definitions_.says_foreign_key(key) && key.is_named && spelling_.can_name(names)) {
    auto add = std::make_unique<AddForeignKeyConstraint>();
    add->base_schema = spelling_.place(table.name.place);
    add->base_catalog = spelling_.catalog();
    add->base_table = table.name.name;
    add->base_columns = join(key.columns, ", ");
    add->name = key.name;
    add->referenced_schema = spelling_.place(key.referenced.place);
    add->referenced_catalog = spelling_.catalog();
    add->referenced_table = key.referenced.name;
    add->referenced_columns = join(key.referenced_columns, ", ");
    if (!key.on_update.empty()) add->on_update = key.on_update;
    if (!key.on_delete.empty()) add->on_delete = key.on_delete;
    if (key.deferral.is_deferrable) add->deferrable = true;
    if (key.deferral.is_deferred) add->initially_deferred = true;
    if (!key.is_validated) add->validate = false;
    piece.changes.push_back(std::move(add));
    piece.quoting = spelling_.quoting_of(names);
  } else {
    piece =
        sql_piece(Kind::foreign_key, table.name, key.name, definitions_.add_foreign_key(table, key),
                  {definitions_.drop_constraint(table.name, Kind::foreign_key, key.name)});
  }
  piece.needs = columns_needed(table.name, key.columns);
  piece.needs.push_back(key.referenced.to_text());
  piece.needs.push_back(keys_of(key.referenced));
  comment(piece, definitions_.comment(Kind::foreign_key, table.name, key.name, key.comment));
  return piece;
}

Piece Maker::check(const schema::Table& table, const schema::Check& check) const {
  Piece piece = sql_piece(check.kind, table.name, check.name, definitions_.add_check(table, check),
                          {definitions_.drop_constraint(table.name, check.kind, check.name)});
  std::vector<std::string> columns;
  for (const schema::Column& column : table.columns) columns.push_back(column.name);
  piece.needs = columns_needed(table.name, columns);
  for (const std::string& need : needs_of(table.name, table.uses)) piece.needs.push_back(need);
  comment(piece, definitions_.comment(check.kind, table.name, check.name, check.comment));
  return piece;
}

Piece Maker::index(const sql::Name& table, const schema::Index& index) const {
  std::vector<std::string> names{index.name, table.name};
  if (!table.place.empty()) names.push_back(table.place);
  std::vector<std::string> columns;
  for (const schema::IndexPart& part : index.parts) {
    names.push_back(part.text);
    if (!part.is_expression) columns.push_back(part.text);
  }
  Piece piece{Kind::index, table, index.name};
  if (definitions_.says_index(index) && spelling_.can_name(names)) {
    auto create = std::make_unique<CreateIndex>();
    spelling_.set_place(*create, table);
    create->table = table.name;
    create->name = index.name;
    if (index.is_unique) create->unique = true;
    for (const schema::IndexPart& part : index.parts) {
      IndexedColumn& column = create->columns.emplace_back();
      column.name = part.text;
      if (part.is_descending) column.descending = true;
    }
    piece.changes.push_back(std::move(create));
    piece.quoting = spelling_.quoting_of(names);
  } else {
    piece = sql_piece(Kind::index, table, index.name, definitions_.create_index(table, index),
                      {definitions_.drop_index(table, index.name)});
  }
  piece.needs = columns_needed(table, columns);
  for (const std::string& need : needs_of(table, index.uses)) piece.needs.push_back(need);
  if (index.is_unique) piece.makes = {keys_of(table)};
  comment(piece, definitions_.comment(Kind::index, table, index.name, index.comment));
  return piece;
}

}  // namespace ebbtide

// A rename comes before all that is about the new name. Where a column is stated anew whenever it
// changes, the change type that renames it loses what else was said of it; then the statement that
// names nothing but the names does it.
#include <algorithm>

#include "changelog/changes/alter_column.h"
#include "changelog/changes/table.h"
#include "database/facts.h"
#include "generate/difference.h"

namespace ebbtide {
namespace {

/// Whether the type alone says the column.
bool is_type_alone(const schema::Column& column) {
  return column.nullable && !column.by_default && !column.generated && !column.numbering &&
         !column.collation && !column.charset && !column.on_update && !column.is_invisible &&
         !column.comment && column.options.empty();
}

}  // namespace

Piece Difference::renamed(const schema::Rename& rename) const {
  const std::string& old_name = rename.column.empty() ? rename.table.name : rename.column;
  std::vector<std::string> names{rename.table.name, old_name, rename.to};
  if (!rename.table.place.empty()) names.push_back(rename.table.place);
  Piece piece{rename.kind(), rename.table, rename.column};
  piece.quoting = spelling_.quoting_of(names);
  const schema::Table* const table = renaming_.before.table(rename.table);
  const schema::Column* const column = table == nullptr ? nullptr : table->column(rename.column);
  const auto declared =
      column == nullptr ? std::optional<std::string>() : definitions_.declared_type(column->type);
  const bool restates = definitions_.facts().has(Feature::restates_columns);
  const bool is_said = !restates || column == nullptr || (declared && is_type_alone(*column));
  if (!spelling_.can_name(names) || !is_said) {
    const auto statement = [&](const std::string& from, const std::string& to) {
      sql::Name named = rename.table;
      if (column == nullptr) named.name = from;
      return "ALTER TABLE " + definitions_.object(named) + " RENAME " +
             (column == nullptr ? "" : "COLUMN " + definitions_.quoted(from) + " ") + "TO " +
             definitions_.quoted(to);
    };
    piece.changes = spelling_.sql({statement(old_name, rename.to)});
    piece.rollback = spelling_.undone_by({statement(rename.to, old_name)});
    return piece;
  }
  if (column == nullptr) {
    RenameTable change;
    spelling_.set_place(change, rename.table);
    change.old_name = old_name;
    change.new_name = rename.to;
    piece.changes = only(std::move(change));
    return piece;
  }
  RenameColumn change;
  spelling_.set_place(change, rename.table);
  change.table = rename.table.name;
  change.old_name = old_name;
  change.new_name = rename.to;
  if (restates) change.data_type = *declared;
  piece.changes = only(std::move(change));
  return piece;
}

Piece Difference::renamed(const schema::PartRename& rename) const {
  Piece piece{rename.kind, rename.table, rename.from};
  piece.changes =
      spelling_.sql({definitions_.rename_part(rename.table, rename.kind, rename.from, rename.to)});
  piece.rollback = spelling_.undone_by(
      {definitions_.rename_part(rename.table, rename.kind, rename.to, rename.from)});
  return piece;
}

const schema::View& Difference::as_it_was(const schema::View& view) const {
  for (const schema::View& one : renaming_.before.views)
    if (one.name == view.name) return one;
  return view;
}

const schema::Program& Difference::as_it_was(const schema::Program& program) const {
  const sql::Name table = renaming_.old_name({program.name.place, program.table});
  for (const schema::Program& one : renaming_.before.programs)
    if (one.kind == program.kind && one.name == program.name && one.table == table.name) return one;
  return program;
}

}  // namespace ebbtide

// The text of a statement is all that tells how a table was made, so that it is taken as it stands
// wherever createTable would not come to the same: it names each primary key, for one.
#include "database/sqlite/definitions.h"

#include <sqlite3.h>

#include <algorithm>

#include "database/facts.h"
#include "sql/same_text.h"
#include "text/ascii.h"

namespace ebbtide {

bool SqliteDefinitions::is_keyword(std::string_view name) const {
  return sqlite3_keyword_check(name.data(), static_cast<int>(name.size())) != 0;
}

bool SqliteDefinitions::says_table(const schema::Table& table) const {
  const bool has_numbers =
      std::any_of(table.columns.begin(), table.columns.end(),
                  [](const schema::Column& column) { return column.numbering.has_value(); });
  const bool has_key = !table.primary_key || table.primary_key->is_named;
  return Definitions::says_table(table) && has_key &&
         (!has_numbers || (table.primary_key && table.primary_key->columns.size() == 1));
}

bool SqliteDefinitions::says_column(const schema::Column& column) const {
  return Definitions::says_column(column) && !column.generated && column.options.empty();
}

bool SqliteDefinitions::says_numbering(const schema::Table&, const schema::Column& column) const {
  return equals_ignoring_case(column.type, "integer") && !column.nullable;
}

bool SqliteDefinitions::says_key(const schema::Key& key) const {
  return Definitions::says_key(key) && !key.deferral.is_deferrable;
}

bool SqliteDefinitions::says_view(const schema::View& view) const {
  const auto made_of = [&](const std::string& name) {
    return sql::is_same_text("CREATE VIEW " + name + " AS " + view.query, view.definition,
                             facts().syntax);
  };
  return Definitions::says_view(view) && !view.query.empty() &&
         (made_of(view.name.name) || made_of(quoted(view.name.name)));
}

std::string SqliteDefinitions::column_text(const schema::Table& table,
                                           const schema::Column& column) const {
  std::string text = quoted(column.name);
  if (!column.type.empty()) text += " " + column.type;
  if (column.numbering && table.primary_key) text += " PRIMARY KEY AUTOINCREMENT";
  if (column.by_default) text += " DEFAULT " + *column.by_default;
  if (column.generated)
    text += " GENERATED ALWAYS AS (" + *column.generated + ")" +
            (column.is_stored ? " STORED" : " VIRTUAL");
  if (!column.nullable) text += " NOT NULL";
  if (column.collation) text += " COLLATE " + quoted(*column.collation);
  return text;
}

Definitions::Statements SqliteDefinitions::create_table(const schema::Table& table) const {
  if (!table.definition.empty()) return {table.definition};
  std::vector<std::string> parts;
  bool has_key = !table.primary_key;
  for (const schema::Column& column : table.columns) {
    parts.push_back(column_text(table, column));
    has_key = has_key || column.numbering;
  }
  const auto add = [&](const std::string& name, bool is_named, const std::string& text) {
    parts.push_back((is_named ? "CONSTRAINT " + quoted(name) + " " : "") + text);
  };
  if (!has_key)
    add(table.primary_key->name, table.primary_key->is_named,
        "PRIMARY KEY (" + list(table.primary_key->columns) + ")");
  for (const schema::Key& key : table.uniques)
    add(key.name, key.is_named, "UNIQUE (" + list(key.columns) + ")");
  for (const schema::Check& check : table.checks) add(check.name, check.is_named, check.definition);
  for (const schema::ForeignKey& key : table.foreign_keys)
    add(key.name, key.is_named,
        "FOREIGN KEY (" + list(key.columns) + ") REFERENCES " + quoted(key.referenced.name) +
            (key.referenced_columns.empty() ? "" : " (" + list(key.referenced_columns) + ")") +
            (key.on_update.empty() ? "" : " ON UPDATE " + key.on_update) +
            (key.on_delete.empty() ? "" : " ON DELETE " + key.on_delete) +
            (key.deferral.is_deferred ? " DEFERRABLE INITIALLY DEFERRED" : ""));
  std::vector<std::string> options;
  for (const schema::Option& option : table.options) options.push_back(upper(option.name));
  return {"CREATE TABLE " + quoted(table.name.name) + " (" + join(parts, ", ") + ")" +
          (options.empty() ? "" : " " + join(options, ", "))};
}

/// The old table steps aside, so that the new one is made by its own text. Names in other tables
/// and in views are not to follow it meanwhile.
Definitions::Statements SqliteDefinitions::rebuild(const schema::Table& from,
                                                   const schema::Table& to,
                                                   const std::vector<std::string>& triggers) const {
  const std::string aside = quoted("ebbtide_old_" + from.name.name);
  std::vector<std::string> kept;
  for (const schema::Column& column : to.columns) {
    const schema::Column* const before = from.column(column.name);
    if (before != nullptr && !column.generated && !before->generated) kept.push_back(column.name);
  }
  Statements all{"PRAGMA legacy_alter_table = ON",
                 "ALTER TABLE " + quoted(from.name.name) + " RENAME TO " + aside};
  for (std::string& one : create_table(to)) all.push_back(std::move(one));
  if (!kept.empty())
    all.push_back("INSERT INTO " + quoted(to.name.name) + " (" + list(kept) + ") SELECT " +
                  list(kept) + " FROM " + aside);
  all.push_back("DROP TABLE " + aside);
  all.emplace_back("PRAGMA legacy_alter_table = OFF");
  const auto has_columns = [&](const schema::Index& index) {
    return std::all_of(index.parts.begin(), index.parts.end(), [&](const schema::IndexPart& part) {
      return part.is_expression || to.column(part.text) != nullptr;
    });
  };
  for (const schema::Index& index : from.indexes)
    if (has_columns(index)) all.push_back(index.definition);
  for (const std::string& trigger : triggers) all.push_back(trigger);
  return all;
}

}  // namespace ebbtide

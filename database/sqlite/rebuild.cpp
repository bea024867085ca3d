// A rebuild follows the procedure of SQLite's manual ("Making Other Kinds Of Table Schema
// Changes"):
//
//   PRAGMA legacy_alter_table = ON
//   CREATE TABLE t_temporary (…)                    the edited text, under another name
//   INSERT INTO t_temporary (…) SELECT … FROM t     columns that both have; generated ones compute
//   DROP TABLE t
//   ALTER TABLE t_temporary RENAME TO t
//   PRAGMA legacy_alter_table = OFF
//   DELETE, INSERT in sqlite_sequence               the number that AUTOINCREMENT goes on from
//   CREATE INDEX …, CREATE TRIGGER …                as sqlite_master had them; they went with t
//   PRAGMA foreign_key_check("t")
//
// With legacy_alter_table the rename leaves the text of views, triggers and other tables alone, so
// that they go on meaning the table's old name, which is also its new one. Without it SQLite
// refuses the rename as soon as a view reads t, which is gone at that moment. To rename t away
// first is no way out: views, triggers and keys would follow it.
//
// Foreign keys must not be enforced meanwhile: DROP TABLE would first delete the rows of t, and by
// ON DELETE CASCADE those of other tables that point to them. Our connections, like Liquibase's,
// leave enforcement off.
//
// sqlite_sequence: a copy of the rows sets the number to the largest one, and the next row could
// get the number of one that was deleted. The table is renamed to the name as it is stored, not as
// the changelog spells it: to SQLite they are the same, in sqlite_sequence and in texts they are
// not.
//
// A script does not know that number, nor whether keys hold: there the copy is handed the number
// before the table goes, and nothing is checked.
//
// The check at the end fails the changeset if the edit has broken a key. It is written only where
// the keys hold now; a database that is broken already, or whose keys point to no key, is none of
// this change's business.
#include "database/sqlite/rebuild.h"

#include <algorithm>

#include "database/sqlite/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

std::string literal(std::string_view text) { return "'" + replace_all(text, "'", "''") + "'"; }
std::string in_quotes(std::string_view name) {
  return "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

/// The columns that hold values of their own in both definitions; generated ones do not.
std::vector<std::string> copied_columns(const schema::Table& table, const TableText& text) {
  std::vector<std::string> columns;
  for (const schema::Column& one : table.columns)
    if (!one.generated && text.has_column(one.name)) columns.push_back(in_quotes(one.name));
  return columns;
}

/// Sets the number the table counts on from to what it was; a copy of the rows alone could give a
/// deleted number out again.
void keep_sequence(std::string_view stored_name, const Catalog& live, Statements& sql) {
  if (live.query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").rows.empty()) return;
  const Rows counted =
      live.query("SELECT seq FROM sqlite_sequence WHERE name = " + literal(stored_name));
  if (counted.rows.empty() || !counted.rows[0][0]) return;
  sql.push_back({"DELETE FROM sqlite_sequence WHERE name = " + literal(stored_name)});
  sql.push_back({"INSERT INTO sqlite_sequence (name, seq) VALUES (" + literal(stored_name) + ", " +
                 *counted.rows[0][0] + ")"});
}

/// The same before the table goes, where its number is not known yet: the copy gets it, if it
/// counts, and takes it along when it is renamed.
Statement hand_over_sequence(std::string_view stored_name, std::string_view copy) {
  return {
      "UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = " +
      literal(stored_name) + "), seq) WHERE name = " + literal(copy)};
}

bool is_numbered(const schema::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const schema::Column& one) { return one.numbering.has_value(); });
}

bool foreign_keys_hold(const ObjectName& table, const Catalog& live) {
  try {
    return live.query("PRAGMA foreign_key_check(" + in_quotes(table.name) + ")").rows.empty();
  } catch (const DatabaseError&) {
    return false;  // a key refers to columns that are no key, or to a table that is not there
  }
}

/// Dropping a table deletes its rows first: where the session enforces foreign keys, rows that
/// point to them are deleted or changed as their keys say, and inside of a transaction that cannot
/// be turned off. Throws Error for such a table.
void require_that_no_row_is_lost(const ObjectName& table, const Catalog& live) {
  const Rows enforced = live.query("PRAGMA foreign_keys");
  if (enforced.rows.empty() || enforced.rows[0].at(0) != "1") return;
  for (const auto& [pointing, key] : live.foreign_keys_into(table)) {
    if (live.query("SELECT 1 FROM " + in_quotes(pointing.name) + " LIMIT 1").rows.empty()) continue;
    throw Error("the table '" + std::string(table.name) +
                "' has to be made anew, and SQLite would delete or change the rows of '" +
                pointing.name +
                "' that point to it, since the session enforces foreign keys; run " +
                "this without foreign_keys=true");
  }
}

/// The table with its text.
schema::Table table_of(const ObjectName& name, const Catalog& live) {
  auto table = live.table(name);
  if (!table) throw Error("there is no table '" + std::string(name.name) + "'");
  if (table->definition.empty())
    throw StructureUnknown("the table '" + std::string(name.name) +
                           "' has to be made anew, and nobody can tell what SQLite has made of its "
                           "text; run the change with 'update', or write it as SQL");
  return std::move(*table);
}

/// The statements of its indexes and triggers, which go with it.
void make_attached(const schema::Table& table, const ObjectName& name,
                   const std::vector<std::string>& lost_indexes, const Catalog& live,
                   Statements& sql) {
  for (const schema::Index& one : table.indexes) {
    if (std::find(lost_indexes.begin(), lost_indexes.end(), one.name) != lost_indexes.end())
      continue;
    if (one.definition.empty())
      throw StructureUnknown("nobody can tell the statement of the index '" + one.name +
                             "', which has to be made anew; run the change with 'update'");
    sql.push_back({one.definition});
  }
  for (const schema::Program& one : live.triggers_on(name)) sql.push_back({one.definition});
}

}  // namespace

/// Who can tell the texts of triggers, can tell that of the table.
void require_text(const ObjectName& table, const Catalog& live) { live.triggers_on(table); }

TableText table_text(const ObjectName& table, const Catalog& live) {
  return {table_of(table, live).definition, sqlite_syntax};
}

Statements rebuild_table(const ObjectName& table, const Site& site,
                         const std::function<void(TableText&)>& edit,
                         const std::vector<std::string>& lost_indexes,
                         const std::vector<FilledColumn>& filled) {
  const auto& [names, live] = site;
  if (live.is_current()) require_that_no_row_is_lost(table, live);
  require_text(table, live);
  const schema::Table known = table_of(table, live);
  TableText text(known.definition, sqlite_syntax);
  edit(text);
  std::vector<std::string> columns = copied_columns(known, text);
  std::vector<std::string> values = columns;
  for (const FilledColumn& column : filled) {
    columns.push_back(column.name);
    values.push_back(column.value);
  }
  const std::string& stored_name = known.name.name;
  const std::string name = names.object(table);
  const std::string copy_name = std::string(table.name) + "_temporary";
  const std::string copy = names.object({table.catalog, table.schema, copy_name});
  Statements sql{{"PRAGMA legacy_alter_table = ON"},
                 {text.create(copy)},
                 {"INSERT INTO " + copy + " (" + join(columns, ", ") + ") SELECT " +
                  join(values, ", ") + " FROM " + name}};
  const bool is_later = !live.is_current();
  if (is_later && is_numbered(known)) sql.push_back(hand_over_sequence(stored_name, copy_name));
  sql.push_back({"DROP TABLE " + name});
  sql.push_back({"ALTER TABLE " + copy + " RENAME TO " + names.quote(stored_name)});
  sql.push_back({"PRAGMA legacy_alter_table = OFF"});
  if (!is_later) keep_sequence(stored_name, live, sql);
  make_attached(known, table, lost_indexes, live, sql);
  if (!is_later && foreign_keys_hold(table, live))
    sql.push_back({"PRAGMA foreign_key_check(" + in_quotes(table.name) + ")"});
  return sql;
}

}  // namespace ebbtide

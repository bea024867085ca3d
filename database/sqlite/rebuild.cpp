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

Rows master_rows(std::string_view what, std::string_view condition, const Catalog& live) {
  return live.query("SELECT " + std::string(what) + " FROM sqlite_master WHERE " +
                    std::string(condition));
}

/// The columns that hold values of their own in both definitions; generated ones do not.
std::vector<std::string> copied_columns(const ObjectName& table, const TableText& text,
                                        const Catalog& live) {
  std::vector<std::string> columns;
  const Rows stored = live.query("SELECT name FROM pragma_table_xinfo(" + literal(table.name) +
                                 ") WHERE hidden = 0");
  for (const Row& row : stored.rows) {
    if (text.has_column(*row[0])) columns.push_back(in_quotes(*row[0]));
  }
  return columns;
}

/// Sets the number the table counts on from to what it was; a copy of the rows alone could give a
/// deleted number out again.
void keep_sequence(std::string_view stored_name, const Catalog& live, Statements& sql) {
  if (master_rows("1", "name = 'sqlite_sequence'", live).rows.empty()) return;
  const Rows counted =
      live.query("SELECT seq FROM sqlite_sequence WHERE name = " + literal(stored_name));
  if (counted.rows.empty() || !counted.rows[0][0]) return;
  sql.push_back({"DELETE FROM sqlite_sequence WHERE name = " + literal(stored_name)});
  sql.push_back({"INSERT INTO sqlite_sequence (name, seq) VALUES (" + literal(stored_name) + ", " +
                 *counted.rows[0][0] + ")"});
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

/// What sqlite_master says about the table in a column.
std::string master_text(std::string_view column, const ObjectName& table, const Catalog& live) {
  const Rows found =
      master_rows(column, "type = 'table' AND lower(name) = " + literal(lower(table.name)), live);
  if (found.rows.empty()) throw Error("there is no table '" + std::string(table.name) + "'");
  return *found.rows[0][0];
}

}  // namespace

TableText table_text(const ObjectName& table, const Catalog& live) {
  return TableText(master_text("sql", table, live), sqlite_syntax);
}

Statements rebuild_table(const ObjectName& table, const Site& site,
                         const std::function<void(TableText&)>& edit,
                         const std::vector<std::string>& lost_indexes,
                         const std::vector<FilledColumn>& filled) {
  const auto& [names, live] = site;
  require_that_no_row_is_lost(table, live);
  TableText text = table_text(table, live);
  edit(text);
  std::vector<std::string> columns = copied_columns(table, text, live);
  std::vector<std::string> values = columns;
  for (const FilledColumn& column : filled) {
    columns.push_back(column.name);
    values.push_back(column.value);
  }
  const std::string stored_name = master_text("name", table, live);
  const std::string name = names.object(table);
  const std::string copy =
      names.object({table.catalog, table.schema, std::string(table.name) + "_temporary"});
  Statements sql{{"PRAGMA legacy_alter_table = ON"},
                 {text.create(copy)},
                 {"INSERT INTO " + copy + " (" + join(columns, ", ") + ") SELECT " +
                  join(values, ", ") + " FROM " + name},
                 {"DROP TABLE " + name},
                 {"ALTER TABLE " + copy + " RENAME TO " + names.quote(stored_name)},
                 {"PRAGMA legacy_alter_table = OFF"}};
  keep_sequence(stored_name, live, sql);
  const Rows attached =
      master_rows("sql, name",
                  "type IN ('index', 'trigger') AND sql IS NOT NULL AND lower(tbl_name) = " +
                      literal(lower(table.name)),
                  live);
  for (const Row& row : attached.rows) {
    if (std::find(lost_indexes.begin(), lost_indexes.end(), *row[1]) == lost_indexes.end())
      sql.push_back({*row[0]});
  }
  if (foreign_keys_hold(table, live))
    sql.push_back({"PRAGMA foreign_key_check(" + in_quotes(table.name) + ")"});
  return sql;
}

}  // namespace ebbtide

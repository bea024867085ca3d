// The statements are Liquibase's to the letter, for two reasons: scripts of both tools can be
// compared, and a table that one has made is one that the other would have made. What looks like a
// whim is there for that. Names of columns are bare but for those that a dialect reserves, so that
// MariaDB reads
//
//   INSERT INTO shop.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM,
//   `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES (…)
//
// with TAG at the end only where there is one; the SET list of an update is in the order of names;
// PostgreSQL's tables are spelled in small letters, all others in capitals; nullable columns say
// NULL where the dialect does (`null_clause`).
//
// A table of an older version lacks columns. They are added in the order in which Liquibase adds
// them, NOT NULL ones with a value for the rows that exist: ORDEREXECUTED -1, EXECTYPE EXECUTED.
// Texts that are too short are widened where the database can alter a column; ID, AUTHOR and
// FILENAME never are.
#include "history/tracking_tables.h"

#include <charconv>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The length of a type such as `character varying(20)`, 0 where it gives none.
int length_of(std::string_view type) {
  const std::size_t open = type.find('(');
  int length = 0;
  if (open != std::string_view::npos)
    std::from_chars(type.data() + open + 1, type.data() + type.size(), length);
  return length;
}

}  // namespace

std::string TrackingTables::spelling(std::string_view name) const {
  return own_table_name(name, names_.facts());
}

std::string TrackingTables::type(std::string_view declared) const {
  return own_type(names_, declared);
}

std::string TrackingTables::boolean(bool value) const {
  return std::string(names_.facts().boolean(value));
}

std::string TrackingTables::text(const Text& value) const {
  return value ? guarded_literal(*value, names_.facts()) : "NULL";
}

std::vector<OwnColumn> TrackingTables::history_columns() const {
  const std::string varchar = type("varchar(255)");
  const std::string timestamp(names_.facts().spellings.tracking_timestamp);
  return {{"ID", varchar, false},
          {"AUTHOR", varchar, false},
          {"FILENAME", varchar, false},
          {"DATEEXECUTED", timestamp, false},
          {"ORDEREXECUTED", type("int"), false},
          {"EXECTYPE", type("varchar(10)"), false},
          {"MD5SUM", type("varchar(35)"), true},
          {"DESCRIPTION", varchar, true},
          {"COMMENTS", varchar, true},
          {"TAG", varchar, true},
          {"LIQUIBASE", type("varchar(20)"), true},
          {"CONTEXTS", varchar, true},
          {"LABELS", varchar, true},
          {"DEPLOYMENT_ID", type("varchar(10)"), true}};
}

std::string TrackingTables::create(const std::string& table, const std::vector<OwnColumn>& columns,
                                   const std::string& constraint) const {
  return create_own_table(names_, table, columns, constraint, tracking_.tablespace);
}

std::string TrackingTables::create_history() const {
  return create(history(), history_columns(), "");
}

std::string TrackingTables::create_lock() const {
  const std::string timestamp(names_.facts().spellings.tracking_timestamp);
  const std::vector<OwnColumn> columns{{"ID", type("int"), false},
                                       {"LOCKED", type("boolean"), false},
                                       {"LOCKGRANTED", timestamp, true},
                                       {"LOCKEDBY", type("varchar(255)"), true}};
  return create(lock(), columns,
                "CONSTRAINT " + names_.quote(names_.dialect().primary_key_name(lock_spelling_)) +
                    " PRIMARY KEY (ID)");
}

std::vector<std::string> TrackingTables::init_lock() const {
  return {"DELETE FROM " + lock(), "INSERT INTO " + lock() + " (ID, " + column("LOCKED") +
                                       ") VALUES (1, " + boolean(false) + ")"};
}

std::vector<CommentedSql> TrackingTables::upgrade_history(const schema::Table& table) const {
  std::vector<CommentedSql> sql;
  const NoCatalog none;
  const Site site{names_, none};
  const auto add_all = [&](const std::string& comment, Statements statements) {
    for (Statement& one : statements) sql.push_back({comment, std::move(one.sql)});
  };
  const std::string alter = "ALTER TABLE " + history() + " ";
  const auto add = [&](std::string_view name, std::string_view declared) {
    if (table.column_like(name) != nullptr) return false;
    const std::string nullable = std::string(names_.facts().spellings.null_clause);
    sql.push_back({"Adding missing databasechangelog." + lower(name) + " column",
                   alter + "ADD " + column(name) + " " + type(declared) + nullable});
    return true;
  };
  const auto require = [&](std::string_view name, std::string_view declared,
                           const std::string& value) {
    sql.push_back({"", "UPDATE " + history() + " SET " + column(name) + " = " + value});
    if (!names_.facts().has(Feature::alter_column)) return;
    add_all("", names_.dialect().set_nullable(history_name(), name, Text(declared), false, site));
  };
  const auto widen = [&](std::string_view name, std::string_view declared) {
    const schema::Column* const known = table.column_like(name);
    const int length = known == nullptr ? 0 : length_of(known->type);
    if (length == 0 || length >= length_of(declared) || !names_.facts().has(Feature::alter_column))
      return;
    add_all("Modifying size of databasechangelog." + lower(name) + " column",
            names_.dialect().modify_type(history_name(), name, DataType::parse(declared), site));
  };
  add("DESCRIPTION", "varchar(255)");
  add("TAG", "varchar(255)");
  add("COMMENTS", "varchar(255)");
  add("LIQUIBASE", "varchar(20)");
  if (add("ORDEREXECUTED", "int")) require("ORDEREXECUTED", "int", "-1");
  if (!add("MD5SUM", "varchar(35)")) widen("MD5SUM", "varchar(35)");
  widen("LIQUIBASE", "varchar(20)");
  if (add("EXECTYPE", "varchar(10)")) require("EXECTYPE", "varchar(10)", text(Text("EXECUTED")));
  if (!add("CONTEXTS", "varchar(255)")) widen("CONTEXTS", "varchar(255)");
  if (!add("LABELS", "varchar(255)")) widen("LABELS", "varchar(255)");
  add("DEPLOYMENT_ID", "varchar(10)");
  return sql;
}

std::string TrackingTables::read_history() const {
  return "SELECT * FROM " + history() + " ORDER BY DATEEXECUTED ASC, ORDEREXECUTED ASC";
}

std::string TrackingTables::read_history(const schema::Table& table) const {
  std::vector<std::string> order;
  for (const char* const name : {"DATEEXECUTED", "ORDEREXECUTED"}) {
    if (table.column_like(name) != nullptr) order.push_back(std::string(name) + " ASC");
  }
  return "SELECT * FROM " + history() + (order.empty() ? "" : " ORDER BY " + join(order, ", "));
}

std::string TrackingTables::insert(const HistoryRow& row) const {
  return insert_at(row, std::string(names_.facts().spellings.now));
}

std::string TrackingTables::insert_again(const HistoryRow& row) const {
  return insert_at(
      row, row.executed_at.empty() ? "NULL" : text_literal(row.executed_at, names_.facts()));
}

std::string TrackingTables::insert_at(const HistoryRow& row, const std::string& moment) const {
  const Facts& facts = names_.facts();
  return "INSERT INTO " + history() +
         " (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, " + column("DESCRIPTION") +
         ", COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID" +
         (row.tag ? ", TAG" : "") + ") VALUES (" + guarded_literal(row.id.id, facts) + ", " +
         guarded_literal(row.id.author, facts) + ", " + guarded_literal(row.id.path, facts) + ", " +
         moment + ", " + (row.has_order ? std::to_string(row.order) : "NULL") + ", " +
         text(row.checksum) + ", " + text(row.description) + ", " + text(row.comments) + ", " +
         text(Text(type_text(row))) + ", " + text(row.contexts) + ", " + text(row.labels) + ", " +
         text(row.version) + ", " + text(row.deployment) + (row.tag ? ", " + text(row.tag) : "") +
         ")";
}

std::string TrackingTables::update(const HistoryRow& row, Naming naming) const {
  const Facts& facts = names_.facts();
  return "UPDATE " + history() + " SET COMMENTS = " + text(row.comments) +
         ", CONTEXTS = " + text(row.contexts) +
         ", DATEEXECUTED = " + std::string(facts.spellings.now) +
         ", DEPLOYMENT_ID = " + text(row.deployment) + ", " + column("DESCRIPTION") + " = " +
         text(row.description) + ", EXECTYPE = " + text(Text(type_text(row))) +
         ", LABELS = " + text(row.labels) + ", LIQUIBASE = " + text(row.version) +
         ", MD5SUM = " + text(row.checksum) + ", ORDEREXECUTED = " + std::to_string(row.order) +
         (row.tag ? ", TAG = " + text(row.tag) : "") + where(row.id, naming);
}

std::string TrackingTables::where(const ChangeSetId& id, Naming naming) const {
  const Facts& facts = names_.facts();
  const auto is = [&](const std::string& column, const std::string& text) {
    const std::string literal = guarded_literal(text, facts);
    return naming == Naming::exactly ? spelled(facts.spellings.is_exactly, {column, literal})
                                     : column + " = " + literal;
  };
  return " WHERE " + is("ID", id.id) + " AND " + is("AUTHOR", id.author) + " AND " +
         is("FILENAME", id.path);
}

std::string TrackingTables::remove(const ChangeSetId& id, Naming naming) const {
  return "DELETE FROM " + history() + where(id, naming);
}

std::string TrackingTables::set_checksum(const ChangeSetId& id, const Text& checksum,
                                         Naming naming) const {
  return "UPDATE " + history() + " SET MD5SUM = " + text(checksum) + where(id, naming);
}

std::string TrackingTables::proof_of(const HistoryRow& row) const {
  return names_.dialect().row_proof(
      history(),
      where(row.id, Naming::exactly) + " AND ORDEREXECUTED = " + std::to_string(row.order), true);
}

std::string TrackingTables::proof_of_absence(const ChangeSetId& id) const {
  return names_.dialect().row_proof(history(), where(id, Naming::exactly), false);
}

std::string TrackingTables::clear_checksums() const {
  return "UPDATE " + history() + " SET MD5SUM = NULL";
}

std::string TrackingTables::tag_last_row(std::string_view tag) const {
  const NoCatalog none;
  return names_.dialect().tag_last_row(history_name(), tag, {names_, none}).front().sql;
}

std::string TrackingTables::find_tag(std::string_view tag) const {
  return "SELECT 1 FROM " + history() + " WHERE TAG = " + text_literal(tag, names_.facts());
}

std::string TrackingTables::read_lock() const {
  return "SELECT ID, " + column("LOCKED") + ", LOCKGRANTED, LOCKEDBY FROM " + lock() +
         " ORDER BY ID";
}

std::string TrackingTables::take_lock(std::string_view holder) const {
  return "UPDATE " + lock() + " SET " + column("LOCKED") + " = " + boolean(true) +
         ", LOCKEDBY = " + text_literal(holder, names_.facts()) +
         ", LOCKGRANTED = " + std::string(names_.facts().spellings.now) + " WHERE ID = 1 AND " +
         column("LOCKED") + " = " + boolean(false);
}

std::string TrackingTables::name_holder(std::string_view holder, std::string_view anew) const {
  const Facts& facts = names_.facts();
  return "UPDATE " + lock() + " SET LOCKEDBY = " + text_literal(anew, facts) +
         " WHERE ID = 1 AND LOCKEDBY = " + text_literal(holder, facts);
}

std::string TrackingTables::free_lock() const {
  return "UPDATE " + lock() + " SET " + column("LOCKED") + " = " + boolean(false) +
         ", LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1";
}

std::string TrackingTables::free_lock_of(std::string_view holder) const {
  return free_lock() + " AND LOCKEDBY = " + text_literal(holder, names_.facts());
}

std::string TrackingTables::mend_lock() const {
  return "UPDATE " + lock() + " SET " + column("LOCKED") + " = " + boolean(false) +
         " WHERE ID = 1 AND " + column("LOCKED") + " IS NULL";
}

std::vector<std::string> TrackingTables::make_lock_row() const {
  return {"DELETE FROM " + lock() + " WHERE ID <> 1", init_lock().back()};
}

}  // namespace ebbtide

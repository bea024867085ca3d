// One class for MySQL and MariaDB: what is different between them are facts, and the type of
// booleans.
//
// Both have no schemas: schemaName and catalogName mean the database, and where both are given the
// catalog counts. CHANGE and MODIFY state a column anew, so that changes which only alter a part of
// it need its type in the changelog, and what they do not say is lost (lost_properties): Liquibase
// does the same, here a warning says what goes. Several columns that are added or dropped are one
// ALTER TABLE.
#include "database/mysql/dialect.h"

#include <charconv>

#include "database/dialect.h"
#include "database/literals.h"
#include "database/mysql/column_properties.h"
#include "database/mysql/definitions.h"
#include "database/mysql/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

std::string clob_type(const DataType& type) {
  if (type.declared_as("text")) return "TEXT";
  if (type.declared_as("tinytext")) return "TINYTEXT";
  if (type.declared_as("mediumtext")) return "MEDIUMTEXT";
  return type.declared_as("nclob") ? "LONGTEXT CHARACTER SET utf8" : "LONGTEXT";
}

std::string blob_type(const DataType& type) {
  if (type.declared_as("blob") || type.definition == "java.sql.Types.BLOB") return "BLOB";
  if (type.declared_as("varbinary") || type.definition == "java.sql.Types.VARBINARY") {
    return spell_type("VARBINARY", type.parameters);
  }
  if (type.declared_as("tinyblob")) return "TINYBLOB";
  if (type.declared_as("mediumblob")) return "MEDIUMBLOB";
  return type.declared_as("binary") ? spell_type("BINARY", type.parameters) : "LONGBLOB";
}

std::string double_type(const DataType& type) {
  const std::string suffix = upper(type.suffix);
  const bool precision = contains(suffix, "PRECISION");
  const std::string rest(trim(replace_all(suffix, "PRECISION", "")));
  return spell_type(precision ? "DOUBLE PRECISION" : "DOUBLE",
                    type.parameters.size() > 1 ? type.parameters : std::vector<std::string>{},
                    rest);
}

int to_number(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

class MysqlDialect final : public Dialect {
 public:
  MysqlDialect(const Facts& facts, std::string_view boolean_type)
      : Dialect(facts), boolean_type_(boolean_type) {}

  std::unique_ptr<const Definitions> definitions(const Names& names) const override {
    return std::make_unique<MysqlDefinitions>(names);
  }

  /// MySQL has no schemas: both attributes mean the database.
  std::string place(const ObjectName& given, const Names& names) const override {
    const Defaults& defaults = names.defaults();
    const std::string_view asked = given.catalog.empty() ? given.schema : given.catalog;
    const std::string_view database = asked.empty() ? defaults.catalog : asked;
    const bool written = defaults.output_catalog || defaults.catalog_was_set ||
                         !equals_ignoring_case(database, defaults.catalog);
    return database.empty() || !written ? "" : names.quote(database);
  }

  std::string type(const DataType& type) const override {
    switch (type.family) {
      case TypeFamily::bigint:
        return spell_type("BIGINT", {}, type.suffix);
      case TypeFamily::blob:
        return blob_type(type);
      case TypeFamily::boolean:
        return type.declared_as("bit") ? spell_type("BIT", type.parameters)
                                       : std::string(boolean_type_);
      case TypeFamily::clob:
        return clob_type(type);
      case TypeFamily::currency:
        return "DECIMAL";
      case TypeFamily::date:
        return "date";
      case TypeFamily::datetime:
        return datetime_type(type);
      case TypeFamily::double_precision:
        return double_type(type);
      case TypeFamily::floating:
        return equals_ignoring_case(type.definition, "real") ? "REAL" : Dialect::type(type);
      case TypeFamily::integer:
        return spell_type("INT", {}, type.suffix);
      case TypeFamily::mediumint:
        return spell_type("MEDIUMINT", {}, type.suffix);
      case TypeFamily::number:
        return spell_type("numeric", type.parameters);
      case TypeFamily::smallint:
        return spell_type("SMALLINT", {}, type.suffix);
      case TypeFamily::time:
        return time_type(type);
      case TypeFamily::timestamp:
        return timestamp_type(type);
      case TypeFamily::tinyint:
        return spell_type("TINYINT", type.parameters, type.suffix);
      case TypeFamily::uuid:
        return facts().has(Feature::uuids) ? "UUID" : "char(36)";
      case TypeFamily::xml:
        return "LONGTEXT";
      case TypeFamily::nvarchar:
        return spell_type(
            "NVARCHAR", type.parameters,
            contains(lower(type.definition), "national character varying") ? "" : type.suffix);
      case TypeFamily::character:
      case TypeFamily::decimal:
      case TypeFamily::nchar:
      case TypeFamily::unknown:
      case TypeFamily::varchar:
        return Dialect::type(type);
    }
    return Dialect::type(type);
  }

  std::string auto_increment_clause(const AutoIncrement&) const override {
    return " AUTO_INCREMENT";
  }

  std::string table_options(const TableDefinition& table) const override {
    std::string options;
    for (const ColumnDefinition& column : table.columns) {
      if (column.auto_increment && column.auto_increment->start_with) {
        options = " AUTO_INCREMENT=" + column.auto_increment->start_with.str();
      }
    }
    if (table.remarks) options += " COMMENT=" + text_literal(*table.remarks, facts()) + " ";
    return options;
  }

  Statements rename_table(const ObjectName& from, const ObjectName& to,
                          const Site& site) const override {
    return {{alter(from, site) + " RENAME " + site.names.object(to)}};
  }

  Statements add_columns(const AddedColumns& added, const Site& site) const override {
    std::vector<std::string> clauses;
    for (const auto& column : added.columns)
      clauses.push_back(add_column_clause(column.definition, site.names));
    Statements statements{{alter(added.table, site) + join(clauses, ",")}};
    for (const auto& column : added.columns)
      append_constraints(column, added.table, site.names, statements);
    return statements;
  }

  Statements drop_columns(const ObjectName& table, const std::vector<std::string>& columns,
                          const Site& site) const override {
    if (columns.size() == 1) return Dialect::drop_columns(table, columns, site);
    std::vector<std::string> clauses;
    for (const std::string& column : columns)
      clauses.push_back(" DROP " + site.names.quote(column));
    return {{alter(table, site) + join(clauses, ",")}};
  }

  Statements rename_column(const RenamedColumn& change, const Site& site) const override {
    const std::string remarks =
        change.remarks ? " COMMENT " + text_literal(*change.remarks, facts()) + " " : "";
    return {{alter(change.table, site) + " CHANGE " + site.names.quote(change.from) + " " +
             site.names.quote(change.to) + " " + declared_type(change.data_type) + remarks}};
  }

  Statements modify_type(const ObjectName& table, std::string_view column, const DataType& type,
                         const Site& site) const override {
    return {{modify(table, column, site) + this->type(type)}};
  }

  Statements set_nullable(const ObjectName& table, std::string_view column, const Text& type,
                          bool nullable, const Site& site) const override {
    return {
        {modify(table, column, site) + declared_type(type) + (nullable ? " NULL" : " NOT NULL")}};
  }

  std::vector<std::string> lost_properties(std::string_view before, std::string_view after,
                                           bool is_key) const override {
    return mysql_lost_properties(before, after, is_key, facts().syntax);
  }

  Statements set_default(const ColumnDefault& change, const Site& site) const override {
    const Literal& value = change.value;
    const std::string sql = !value.is_expression()        ? default_literal(value, site.names)
                            : value.text.starts_with('(') ? value.text
                                                          : "(" + value.text + ")";
    return {{alter(change.table, site) + " ALTER " + site.names.quote(change.column) +
             " SET DEFAULT " + sql}};
  }

  Statements add_auto_increment(const NumberedColumn& change, const Site& site) const override {
    const AutoIncrement& numbering = change.numbering;
    Statements statements{{modify(change.table, change.column, site) +
                           declared_type(change.data_type) + auto_increment_clause(numbering)}};
    if (numbering.start_with)
      statements.push_back(
          {alter(change.table, site) + " AUTO_INCREMENT=" + numbering.start_with.str()});
    return statements;
  }

  Statements drop_primary_key(const ObjectName& table, const Text&,
                              const Site& site) const override {
    return {{alter(table, site) + " DROP PRIMARY KEY"}};
  }

  Statements drop_foreign_key(const ObjectName& table, std::string_view constraint,
                              const Site& site) const override {
    return {{alter(table, site) + " DROP FOREIGN KEY " + site.names.quote(constraint)}};
  }

  Statements rename_view(const ObjectName& from, const ObjectName& to,
                         const Site& site) const override {
    return {{"RENAME TABLE " + site.names.object(from) + " TO " + site.names.object(to)}};
  }

  Statements create_sequence(const ObjectName& sequence, const SequenceDefinition& definition,
                             const Site& site) const override {
    std::string sql = "CREATE SEQUENCE " + site.names.object(sequence);
    if (definition.data_type) sql += " AS " + definition.data_type.str();
    if (definition.increment) sql += " INCREMENT BY " + definition.increment.str();
    if (definition.min) sql += " MINVALUE " + definition.min.str();
    if (definition.max) sql += " MAXVALUE " + definition.max.str();
    if (definition.start) sql += " START WITH " + definition.start.str();
    if (definition.cache) sql += " CACHE " + definition.cache.str();
    if (definition.cycle.value_or(false)) sql += " CYCLE";
    return {{std::move(sql)}};
  }

  Statements set_table_remarks(const ObjectName& table, std::string_view remarks,
                               const Site& site) const override {
    return {{alter(table, site) + " COMMENT = " + text_literal(remarks, facts())}};
  }

  Statements set_column_remarks(const ObjectName& table, std::string_view column, const Text& type,
                                std::string_view remarks, const Site& site) const override {
    return {{alter(table, site) + " MODIFY COLUMN " + site.names.quote(column) + " " +
             declared_type(type) + " COMMENT " + text_literal(remarks, facts())}};
  }

  Statements insert_or_update(const RowUpsert& row, const Site& site) const override {
    const Names& names = site.names;
    if (row.only_update) {
      std::string update = row.update(names);
      return update.empty() ? Statements{} : Statements{{std::move(update)}};
    }
    RowUpsert lowered = row;  // null in lower case, as Liquibase writes it here
    for (RowUpsert::Cell& cell : lowered.cells) {
      if (cell.value == "NULL") cell.value = "null";
    }
    const std::string values = join(lowered.assignments(names), ",");
    if (values.empty()) return {{row.insert("INSERT IGNORE INTO ", names)}};
    return {{row.insert("INSERT INTO ", names) + "\nON DUPLICATE KEY UPDATE " + values}};
  }

  Statements tag_last_row(const ObjectName& history, std::string_view tag,
                          const Site& site) const override {
    const std::string table = site.names.object(history);
    return {{"UPDATE " + table + " AS C INNER JOIN (SELECT ORDEREXECUTED, DATEEXECUTED FROM " +
             table +
             " order by DATEEXECUTED desc, ORDEREXECUTED desc limit 1) AS D ON C.ORDEREXECUTED = "
             "D.ORDEREXECUTED AND C.DATEEXECUTED <=> D.DATEEXECUTED SET C.TAG = " +
             text_literal(tag, facts())}};
  }

 private:
  static std::string alter(const ObjectName& table, const Site& site) {
    return "ALTER TABLE " + site.names.object(table);
  }

  static std::string modify(const ObjectName& table, std::string_view column, const Site& site) {
    return alter(table, site) + " MODIFY " + site.names.quote(column) + " ";
  }

  std::string declared_type(const Text& type) const {
    return type ? this->type(DataType::parse(*type)) : "";
  }

  std::string datetime_type(const DataType& type) const {
    if (type.parameters.empty()) return "datetime";
    return to_number(type.parameters[0]) > 6 ? "datetime(6)"
                                             : spell_type("datetime", type.parameters);
  }

  std::string timestamp_type(const DataType& type) const {
    if (!type.parameters.empty() && to_number(type.parameters[0]) > 6) {
      throw Error("a timestamp with " + type.parameters[0] +
                  " fractional digits was requested, but " + std::string(facts().product_name) +
                  " has at most 6");
    }
    const bool as_declared = contains(type.definition, " ") || contains(type.definition, "(");
    return as_declared ? type.definition : "timestamp";
  }

  std::string time_type(const DataType& type) const {
    const bool fits = !type.parameters.empty() && to_number(type.parameters[0]) <= 6;
    return facts().has(Feature::time_fractions) && fits ? spell_type("time", type.parameters)
                                                        : "time";
  }

  std::string_view boolean_type_;
};

}  // namespace

std::unique_ptr<const Dialect> make_mysql_dialect(ServerVersion version) {
  return make_dialect_of_session(version, false, "");
}

std::unique_ptr<const Dialect> make_mariadb_dialect(ServerVersion version) {
  return make_dialect_of_session(version, true, "");
}

std::unique_ptr<const Dialect> make_dialect_of_session(ServerVersion version, bool is_mariadb,
                                                       std::string_view sql_mode) {
  if (is_mariadb)
    return std::make_unique<MysqlDialect>(mariadb_facts(version, sql_mode), "TINYINT(1)");
  return std::make_unique<MysqlDialect>(mysql_facts(version, sql_mode), "TINYINT");
}

}  // namespace ebbtide

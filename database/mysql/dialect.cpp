#include "database/mysql/dialect.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "database/catalog.h"
#include "database/mysql/column_properties.h"
#include "database/mysql/locks.h"
#include "database/mysql/reserved_words.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

static_assert(std::is_sorted(mysql_reserved_words.begin(), mysql_reserved_words.end()));

using Kind = Restriction::Kind;

/// What neither of the two does.
constexpr Restriction common_restrictions[] = {
    {"addAutoIncrement", "columnDataType", Kind::required},
    {"addAutoIncrement", "incrementBy", Kind::refused},
    {"addColumn", "beforeColumn", Kind::refused},
    {"addColumn", "position", Kind::refused},
    {"addForeignKeyConstraint", "deferrable", Kind::refused},
    {"addForeignKeyConstraint", "initiallyDeferred", Kind::refused},
    {"addLookupTable", "newColumnDataType", Kind::required},
    {"addNotNullConstraint", "columnDataType", Kind::required},
    {"addPrimaryKey", "clustered", Kind::refused},
    {"addPrimaryKey", "forIndexName", Kind::refused},
    {"addUniqueConstraint", "clustered", Kind::refused},
    {"addUniqueConstraint", "forIndexName", Kind::refused},
    {"createTable", "incrementBy", Kind::refused},
    {"dropIndex", "tableName", Kind::required},
    {"dropNotNullConstraint", "columnDataType", Kind::required},
    {"renameColumn", "columnDataType", Kind::required},
    {"setColumnRemarks", "columnDataType", Kind::required},
};

constexpr Restriction mysql_restrictions[] = {
    {"alterSequence", "", Kind::skipped},
    {"createSequence", "", Kind::skipped},
    {"dropSequence", "", Kind::skipped},
    {"renameSequence", "", Kind::unsupported},
};

constexpr Restriction mariadb_restrictions[] = {
    {"alterSequence", "dataType", Kind::refused},
    {"createSequence", "dataType", Kind::refused},
};

/// Where MySQL and MariaDB differ.
struct Flavor {
  std::string_view name;
  std::string_view product;
  std::string_view boolean_type;
  std::string_view extra_reserved_word;
  ServerVersion uuid_since;       ///< has a type for UUIDs from here on; major 0 for never
  ServerVersion sequences_since;  ///< likewise
  std::span<const Restriction> restrictions;
  bool own_comments;  ///< runs /*M! … */
};

constexpr Flavor mysql{"mysql", "MySQL", "TINYINT", "", {}, {}, mysql_restrictions, false};
constexpr Flavor mariadb{"mariadb",  "MariaDB",  "TINYINT(1)",         "PERIOD",
                         {10, 7, 0}, {10, 3, 0}, mariadb_restrictions, true};

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
  MysqlDialect(ServerVersion version, const Flavor& flavor, std::string_view sql_mode = {})
      : Dialect(version),
        flavor_(flavor),
        backslash_escapes_(!contains(sql_mode, "NO_BACKSLASH_ESCAPES")),
        double_quotes_are_text_(!contains(sql_mode, "ANSI_QUOTES")) {}

  std::string_view name() const override { return flavor_.name; }
  std::string_view product_name() const override { return flavor_.product; }
  std::vector<Restriction> restrictions() const override {
    std::vector<Restriction> all(std::begin(common_restrictions), std::end(common_restrictions));
    all.insert(all.end(), flavor_.restrictions.begin(), flavor_.restrictions.end());
    return all;
  }

  bool has(Feature feature) const override {
    switch (feature) {
      case Feature::sequences:
        return flavor_.sequences_since.major > 0 && version() >= flavor_.sequences_since;
      case Feature::create_or_replace_view:
      case Feature::column_remarks_inline:
      case Feature::multi_row_insert:
      case Feature::alter_column:
      case Feature::remarks:
      case Feature::keys_guard_tables:
      case Feature::keys_need_indexes:
      case Feature::schemas_are_databases:
      case Feature::views_know_tables:
      case Feature::limited_texts:
      case Feature::unchecked_keys:
        return true;
      case Feature::transactional_ddl:
      case Feature::tablespaces:
      case Feature::deferrable_keys:
      case Feature::cascaded_drops:
      case Feature::view_remarks:
      case Feature::schemas:
        return false;
    }
    return false;
  }

  char quote_mark() const override { return '`'; }

  bool is_reserved(std::string_view word) const override {
    const std::string key = upper(word);
    return key == flavor_.extra_reserved_word ||
           std::binary_search(mysql_reserved_words.begin(), mysql_reserved_words.end(), key);
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

  std::string index(const ObjectName& index, const Names& names) const override {
    return names.quote(index.name);
  }

  std::string type(const DataType& type) const override {
    switch (type.family) {
      case TypeFamily::bigint:
        return spell_type("BIGINT", {}, type.suffix);
      case TypeFamily::blob:
        return blob_type(type);
      case TypeFamily::boolean:
        return type.declared_as("bit") ? spell_type("BIT", type.parameters)
                                       : std::string(flavor_.boolean_type);
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
        return flavor_.uuid_since.major > 0 && version() >= flavor_.uuid_since ? "UUID"
                                                                               : "char(36)";
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

  std::string_view boolean(bool value) const override { return value ? "1" : "0"; }
  std::string line_break_in_literal() const override { return backslash_escapes_ ? "\\n" : "\n"; }
  std::string escape(std::string_view text) const override {
    const std::string escaped = Dialect::escape(text);
    return backslash_escapes_ ? replace_all(escaped, "\\", "\\\\") : escaped;
  }

  std::string next_value(const std::string& sequence) const override {
    return has(Feature::sequences) ? "NEXT VALUE FOR " + sequence : Dialect::next_value(sequence);
  }

  std::string concat(const std::string& first, const std::string& separator,
                     const std::string& second) const override {
    return "CONCAT_WS(" + separator + ", " + first + ", " + second + ")";
  }

  std::string auto_increment_clause(const AutoIncrement&) const override {
    return " AUTO_INCREMENT";
  }
  std::string_view null_clause() const override { return " NULL"; }

  /// MySQL wants a numbered column to come first in its key.
  std::vector<std::string> key_columns(const TableDefinition& table) const override {
    std::vector<std::string> columns = table.primary_key->columns;
    std::stable_partition(columns.begin(), columns.end(), [&](const std::string& key) {
      return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
        return column.name == key && column.auto_increment;
      });
    });
    return columns;
  }

  std::string table_options(const TableDefinition& table) const override {
    std::string options;
    for (const ColumnDefinition& column : table.columns) {
      if (column.auto_increment && column.auto_increment->start_with) {
        options = " AUTO_INCREMENT=" + column.auto_increment->start_with.str();
      }
    }
    if (table.remarks) options += " COMMENT=" + text_literal(*table.remarks) + " ";
    return options;
  }

  std::string rename_table(const std::string& from, const ObjectName& to,
                           const Names& names) const override {
    return "ALTER TABLE " + from + " RENAME " + names.object(to);
  }

  std::vector<std::string> add_columns(const AddedColumns& added, const Names& names,
                                       const Catalog&) const override {
    const std::string table = names.object(added.table);
    std::vector<std::string> clauses;
    for (const auto& column : added.columns)
      clauses.push_back(add_column_clause(column.definition, names));
    std::vector<std::string> sql{"ALTER TABLE " + table + join(clauses, ",")};
    for (const auto& column : added.columns) append_constraints(column, table, names, sql);
    return sql;
  }

  std::vector<std::string> drop_columns(const ObjectName& table,
                                        const std::vector<std::string>& columns, const Names& names,
                                        const Catalog& live) const override {
    if (columns.size() == 1) return Dialect::drop_columns(table, columns, names, live);
    std::vector<std::string> clauses;
    for (const std::string& column : columns) clauses.push_back(" DROP " + names.quote(column));
    return {"ALTER TABLE " + names.object(table) + join(clauses, ",")};
  }

  std::string rename_column(const std::string& table, const std::string& from,
                            const std::string& to, const Text& type,
                            const Text& remarks) const override {
    return "ALTER TABLE " + table + " CHANGE " + from + " " + to + " " + declared_type(type) +
           (remarks ? " COMMENT " + text_literal(*remarks) + " " : "");
  }

  std::string modify_type(const std::string& table, const std::string& column,
                          const DataType& type) const override {
    return "ALTER TABLE " + table + " MODIFY " + column + " " + this->type(type);
  }

  std::string set_nullable(const std::string& table, const std::string& column, const Text& type,
                           bool nullable) const override {
    return "ALTER TABLE " + table + " MODIFY " + column + " " + declared_type(type) +
           (nullable ? " NULL" : " NOT NULL");
  }

  std::vector<std::string> lost_properties(std::string_view before, std::string_view after,
                                           bool is_key) const override {
    return mysql_lost_properties(before, after, is_key, syntax());
  }

  bool set_nullable_keeps_default() const override { return false; }

  std::vector<std::string> set_default(const ColumnDefault& change, const Names& names,
                                       const Catalog&) const override {
    const Literal& value = change.value;
    const std::string sql = !value.is_expression()        ? default_literal(value, names)
                            : value.text.starts_with('(') ? value.text
                                                          : "(" + value.text + ")";
    return {"ALTER TABLE " + names.object(change.table) + " ALTER " + names.quote(change.column) +
            " SET DEFAULT " + sql};
  }

  std::string drop_default(const std::string& table, const std::string& column) const override {
    return "ALTER TABLE " + table + " ALTER " + column + " DROP DEFAULT";
  }

  std::vector<std::string> add_auto_increment(const NumberedColumn& change, const Names& names,
                                              const Catalog&) const override {
    const std::string alter = "ALTER TABLE " + names.object(change.table);
    std::vector<std::string> sql{alter + " MODIFY " + names.quote(change.column) + " " +
                                 declared_type(change.data_type) +
                                 auto_increment_clause(change.numbering)};
    if (change.numbering.start_with)
      sql.push_back(alter + " AUTO_INCREMENT=" + change.numbering.start_with.str());
    return sql;
  }

  bool numbers_any_column() const override { return false; }
  bool names_primary_keys() const override { return false; }
  /// As Liquibase does: lower case, whatever the table is called.
  std::string told_table_name(std::string_view table) const override { return lower(table); }
  /// As Liquibase does, the digits of CURRENT_TIMESTAMP(6) stay, and all of a function that goes on
  /// with ON UPDATE.
  std::string spell_now(std::string_view function) const override {
    if (find_ignoring_case(function, "on update") != std::string_view::npos)
      return std::string(function);
    const std::size_t open = function.find('(');
    const bool has_digits = open != std::string_view::npos && open + 1 < function.size() &&
                            is_digit(function[open + 1]);
    return has_digits ? "NOW" + std::string(function.substr(open)) : std::string(now());
  }
  bool names_not_null() const override { return false; }
  bool drops_keys_with_column() const override { return false; }

  Statements drop_primary_key(const ObjectName& table, const Text&, const Names& names,
                              const Catalog&) const override {
    return {{"ALTER TABLE " + names.object(table) + " DROP PRIMARY KEY"}};
  }

  std::vector<std::string> drop_foreign_key(const ObjectName& table, std::string_view constraint,
                                            const Names& names, const Catalog&) const override {
    return {"ALTER TABLE " + names.object(table) + " DROP FOREIGN KEY " + names.quote(constraint)};
  }

  std::string drop_unique(const std::string& table, const std::string& constraint) const override {
    return "ALTER TABLE " + table + " DROP KEY " + constraint;
  }

  std::string drop_index(const std::string& index, const std::string& table) const override {
    return "DROP INDEX " + index + " ON " + table;
  }

  std::vector<std::string> rename_view(const ObjectName& from, const ObjectName& to,
                                       const Names& names, const Catalog&) const override {
    return {"RENAME TABLE " + names.object(from) + " TO " + names.object(to)};
  }

  std::string create_sequence(const std::string& sequence,
                              const SequenceDefinition& definition) const override {
    std::string sql = "CREATE SEQUENCE " + sequence;
    if (definition.data_type) sql += " AS " + definition.data_type.str();
    if (definition.increment) sql += " INCREMENT BY " + definition.increment.str();
    if (definition.min) sql += " MINVALUE " + definition.min.str();
    if (definition.max) sql += " MAXVALUE " + definition.max.str();
    if (definition.start) sql += " START WITH " + definition.start.str();
    if (definition.cache) sql += " CACHE " + definition.cache.str();
    if (definition.cycle.value_or(false)) sql += " CYCLE";
    return sql;
  }

  std::string_view no_cycle_clause() const override { return " NOCYCLE "; }

  std::string set_table_remarks(const std::string& table, std::string_view remarks) const override {
    return "ALTER TABLE " + table + " COMMENT = " + text_literal(remarks);
  }

  std::string set_column_remarks(const std::string& table, const std::string& column,
                                 const Text& type, std::string_view remarks) const override {
    return "ALTER TABLE " + table + " MODIFY COLUMN " + column + " " + declared_type(type) +
           " COMMENT " + text_literal(remarks);
  }

  Statements insert_or_update(const RowUpsert& row) const override {
    if (row.only_update) return row.update().empty() ? Statements{} : Statements{{row.update()}};
    RowUpsert lowered = row;  // null in lower case, as Liquibase writes it here
    for (RowUpsert::Cell& cell : lowered.cells) {
      if (cell.value == "NULL") cell.value = "null";
    }
    const std::string values = lowered.assignments(",");
    if (values.empty()) return {{row.insert("INSERT IGNORE INTO ")}};
    return {{row.insert("INSERT INTO ") + "\nON DUPLICATE KEY UPDATE " + values}};
  }

  std::string_view tracking_timestamp_type() const override { return "datetime"; }
  std::string_view line_comment() const override { return "-- "; }

  sql::Syntax syntax() const override {
    return {.name_marks = double_quotes_are_text_ ? "``" : "``\"\"",
            .double_quotes_are_text = double_quotes_are_text_,
            .backslash_escapes = backslash_escapes_,
            .dashes = sql::Dashes::before_blank,
            .hash_comments = true,
            .delimiter_command = true,
            .executable_comments = true,
            .mariadb_comments = flavor_.own_comments,
            .comment_version = version().major * 10000 + version().minor * 100 + version().patch,
            .bare_routine_bodies = true};
  }

  std::vector<SqlLock> locks(const sql::Effect& effect) const override {
    return locks_by(mysql_locks(), effect);
  }

  std::string tag_last_row(const std::string& table, const std::string& tag) const override {
    return "UPDATE " + table + " AS C INNER JOIN (SELECT ORDEREXECUTED, DATEEXECUTED FROM " +
           table +
           " order by DATEEXECUTED desc, ORDEREXECUTED desc limit 1) AS D ON C.ORDEREXECUTED = "
           "D.ORDEREXECUTED AND C.DATEEXECUTED <=> D.DATEEXECUTED SET C.TAG = " +
           tag;
  }
  /// Collations take letters of another case, with another accent, and blanks at the end for the
  /// same.
  std::string is_exactly(const std::string& column, const std::string& text) const override {
    const auto bytes = [](const std::string& value) {
      return "CAST(CONVERT(" + value + " USING utf8mb4) AS BINARY)";
    };
    return bytes(column) + " = " + bytes(text);
  }

 private:
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
                  " fractional digits was requested, but " + std::string(product_name()) +
                  " has at most 6");
    }
    const bool as_declared = contains(type.definition, " ") || contains(type.definition, "(");
    return as_declared ? type.definition : "timestamp";
  }

  /// As Liquibase does: the fraction is kept where each part of the version is high enough.
  std::string time_type(const DataType& type) const {
    const bool fractions = version().major >= 5 && version().minor >= 6 && version().patch >= 4;
    const bool fits = !type.parameters.empty() && to_number(type.parameters[0]) <= 6;
    return fractions && fits ? spell_type("time", type.parameters) : "time";
  }

  const Flavor& flavor_;
  bool backslash_escapes_;
  bool double_quotes_are_text_;
};

}  // namespace

std::unique_ptr<const Dialect> make_mysql_dialect(ServerVersion version) {
  return std::make_unique<MysqlDialect>(version, mysql);
}

std::unique_ptr<const Dialect> make_mariadb_dialect(ServerVersion version) {
  return std::make_unique<MysqlDialect>(version, mariadb);
}

std::unique_ptr<const Dialect> make_dialect_of_session(ServerVersion version, bool is_mariadb,
                                                       std::string_view sql_mode) {
  return std::make_unique<MysqlDialect>(version, is_mariadb ? mariadb : mysql, sql_mode);
}

}  // namespace ebbtide

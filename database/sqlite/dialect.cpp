#include "database/sqlite/dialect.h"

#include <algorithm>

#include "database/catalog.h"
#include "database/locks.h"
#include "database/sqlite/rebuild.h"
#include "sql/edit.h"
#include "text/ascii.h"
#include "text/error.h"
#include "text/iso_date.h"

namespace ebbtide {
namespace {

using Kind = Restriction::Kind;

/// As in Liquibase 4.28: what SQLite's ALTER TABLE lacks is refused, but for the changes of columns
/// that the dialect makes by building the table anew.
constexpr Restriction restriction_table[] = {
    {"addAutoIncrement", "columnDataType", Kind::required},
    {"addLookupTable", "", Kind::unsupported},
    {"addNotNullConstraint", "", Kind::unsupported},
    {"addPrimaryKey", "", Kind::unsupported},
    {"addUniqueConstraint", "", Kind::unsupported},
    {"alterSequence", "", Kind::skipped},
    {"createProcedure", "", Kind::unsupported},
    {"createSequence", "", Kind::skipped},
    {"dropDefaultValue", "", Kind::unsupported},
    {"dropNotNullConstraint", "", Kind::unsupported},
    {"dropProcedure", "", Kind::unsupported},
    {"dropSequence", "", Kind::skipped},
    {"dropUniqueConstraint", "", Kind::unsupported},
    {"modifyDataType", "", Kind::unsupported},
    {"renameSequence", "", Kind::unsupported},
    {"setColumnRemarks", "", Kind::unsupported},
    {"setTableRemarks", "", Kind::unsupported},
};

/// Whether ALTER TABLE ADD COLUMN takes the column; else the table is built anew.
bool can_be_added(const AddedColumns::Column& column) {
  const ColumnDefinition& definition = column.definition;
  if (definition.primary_key || definition.auto_increment || column.unique || column.value)
    return false;
  const bool has_default = definition.default_value && !definition.default_value->is_null();
  if (has_default && (definition.default_value->is_expression() || column.foreign_key))
    return false;
  return has_default || !definition.not_null;
}

std::string references_clause(const ForeignKeyDefinition& key, const Names& names) {
  std::string sql = key.name ? " CONSTRAINT " + names.quote(*key.name) : "";
  sql += " REFERENCES " + (key.references
                               ? key.references.str()
                               : names.quote(key.referenced_table.or_empty()) + "(" +
                                     names.columns(key.referenced_columns.or_empty()) + ")");
  if (key.on_delete) sql += " ON DELETE " + key.on_delete.str();
  return sql;
}

std::string column_text(const AddedColumns::Column& column, const Names& names) {
  const ColumnDefinition& definition = column.definition;
  const Dialect& dialect = names.dialect();
  std::string sql = names.quote(definition.name);
  if (definition.auto_increment) {
    sql += " INTEGER PRIMARY KEY AUTOINCREMENT";
  } else {
    if (definition.type) sql += " " + dialect.type(*definition.type);
    if (definition.primary_key) sql += " PRIMARY KEY";
    sql += default_clause(definition, names);
  }
  if (definition.not_null) sql += " NOT NULL";
  if (column.unique)
    sql +=
        (column.unique->name ? " CONSTRAINT " + names.quote(*column.unique->name) : "") + " UNIQUE";
  if (column.foreign_key) sql += references_clause(*column.foreign_key, names);
  return sql;
}

/// A key of a table that exists, as its definition has it; keys never lead to another database.
std::string foreign_key_text(const ForeignKeyDefinition& key, const Names& names) {
  std::string sql = (key.name ? "CONSTRAINT " + names.quote(*key.name) + " " : "") +
                    "FOREIGN KEY (" + names.columns(key.columns) + ") REFERENCES " +
                    names.quote(key.referenced_table.or_empty()) + " (" +
                    names.columns(key.referenced_columns.or_empty()) + ")";
  if (key.on_update) sql += " ON UPDATE " + key.on_update.str();
  if (key.on_delete) sql += " ON DELETE " + key.on_delete.str();
  return sql + names.dialect().deferrable_clause(key.deferrable, key.initially_deferred);
}

std::vector<FilledColumn> filled_columns(const AddedColumns& added, const Names& names) {
  std::vector<FilledColumn> filled;
  for (const AddedColumns::Column& column : added.columns) {
    if (column.value)
      filled.push_back(
          {names.quote(column.definition.name), names.dialect().literal(*column.value, names)});
  }
  return filled;
}

class SqliteDialect final : public Dialect {
 public:
  using Dialect::Dialect;

  std::string_view name() const override { return "sqlite"; }
  std::string_view product_name() const override { return "SQLite"; }

  std::vector<Restriction> restrictions() const override {
    return {std::begin(restriction_table), std::end(restriction_table)};
  }

  bool has(Feature feature) const override {
    return feature == Feature::transactional_ddl || feature == Feature::deferrable_keys;
  }

  bool is_reserved(std::string_view) const override { return false; }

  /// SQLite's attached databases stand where others have catalogs.
  std::string place(const ObjectName& given, const Names& names) const override {
    const std::string_view asked = given.catalog.empty() ? given.schema : given.catalog;
    return asked.empty() ? "" : names.quote(asked);
  }

  std::string new_index(const ObjectName& index, const Names& names) const override {
    return names.object(index);
  }

  std::string type(const DataType& type) const override {
    switch (type.family) {
      case TypeFamily::clob:
      case TypeFamily::datetime:
      case TypeFamily::timestamp:
      case TypeFamily::uuid:
      case TypeFamily::xml:
        return "TEXT";
      case TypeFamily::currency:
        return "REAL";
      case TypeFamily::integer:
        return "INTEGER";
      case TypeFamily::date:
        return "date";
      case TypeFamily::time:
        return "time";
      case TypeFamily::bigint:
      case TypeFamily::blob:
      case TypeFamily::boolean:
      case TypeFamily::character:
      case TypeFamily::decimal:
      case TypeFamily::double_precision:
      case TypeFamily::floating:
      case TypeFamily::mediumint:
      case TypeFamily::nchar:
      case TypeFamily::number:
      case TypeFamily::nvarchar:
      case TypeFamily::smallint:
      case TypeFamily::tinyint:
      case TypeFamily::unknown:
      case TypeFamily::varchar:
        return Dialect::type(type);
    }
    return Dialect::type(type);
  }

  std::string_view boolean(bool value) const override { return value ? "1" : "0"; }
  std::string_view now() const override { return "CURRENT_TIMESTAMP"; }
  /// The JDBC driver binds moments as milliseconds since 1970, and applications that use it read
  /// and compare them as such.
  std::string bound_moment(const Literal& value, const Names& names) const override {
    const auto millis = local_millis(value.text);
    return millis && !value.is_expression() ? std::to_string(*millis) : literal(value, names);
  }

  std::string auto_increment_clause(const AutoIncrement&) const override {
    return " AUTOINCREMENT";
  }
  bool declares_numbered_key_inline() const override { return true; }

  std::vector<std::string> add_columns(const AddedColumns& added, const Names& names,
                                       const Catalog& live) const override {
    const TableText before = table_text(added.table, live);
    for (const auto& column : added.columns) {
      if (before.has_column(column.definition.name)) {
        throw Error("table '" + std::string(added.table.name) + "' has a column '" +
                    column.definition.name + "' already");
      }
    }
    if (!std::all_of(added.columns.begin(), added.columns.end(), can_be_added)) {
      return rebuild_table(
          added.table, names, live,
          [&](TableText& text) {
            for (const auto& column : added.columns) text.add_column(column_text(column, names));
          },
          {}, filled_columns(added, names));
    }
    std::vector<std::string> sql;
    for (const auto& column : added.columns) {
      sql.push_back("ALTER TABLE " + names.object(added.table) + " ADD COLUMN " +
                    column_text(column, names));
    }
    return sql;
  }

  std::vector<std::string> drop_columns(const ObjectName& table,
                                        const std::vector<std::string>& columns, const Names& names,
                                        const Catalog& live) const override {
    // SQLite itself drops a column that no key, index or view uses; a script cannot know better.
    if (!live.is_current()) return Dialect::drop_columns(table, columns, names, live);
    return rebuild_table(
        table, names, live,
        [&](TableText& text) {
          for (const std::string& column : columns) text.drop_column(column);
        },
        indexes_on(table, columns, live));
  }

  bool adds_key_columns() const override { return false; }
  bool drops_default_before_column() const override { return false; }
  bool fills_not_null_columns() const override { return true; }

  std::vector<std::string> add_foreign_key(const ObjectName& table, const ForeignKeyDefinition& key,
                                           const Names& names, const Catalog& live) const override {
    return rebuild_table(table, names, live, [&](TableText& text) {
      text.add_constraint(foreign_key_text(key, names));
    });
  }

  std::vector<std::string> drop_foreign_key(const ObjectName& table, std::string_view constraint,
                                            const Names& names,
                                            const Catalog& live) const override {
    return rebuild_table(table, names, live,
                         [&](TableText& text) { text.drop_foreign_key(constraint); });
  }

  std::string modify_type(const std::string&, const std::string&, const DataType&) const override {
    unsupported("modifyDataType");
  }

  std::vector<std::string> set_default(const ColumnDefault& change, const Names& names,
                                       const Catalog& live) const override {
    const std::string value =
        change.data_type ? literal_of_type(change.value, DataType::parse(*change.data_type), names)
                         : default_literal(change.value, names);
    const bool bare = !change.value.is_expression() || is_now(change.value.text);
    return rebuild_table(change.table, names, live, [&](TableText& text) {
      text.set_default(change.column, bare ? value : "(" + value + ")");
    });
  }

  std::vector<std::string> add_auto_increment(const NumberedColumn& change, const Names& names,
                                              const Catalog& live) const override {
    return rebuild_table(change.table, names, live,
                         [&](TableText& text) { text.number(change.column); });
  }

  Statements drop_primary_key(const ObjectName& table, const Text&, const Names& names,
                              const Catalog& live) const override {
    Statements statements;
    for (std::string& sql :
         rebuild_table(table, names, live, [](TableText& text) { text.drop_primary_key(); }))
      statements.push_back({std::move(sql)});
    return statements;
  }

  std::vector<std::string> rename_view(const ObjectName& from, const ObjectName& to,
                                       const Names& names, const Catalog& live) const override {
    const Rows found =
        live.query("SELECT sql FROM sqlite_master WHERE type = 'view' AND lower(name) = " +
                   text_literal(lower(from.name)));
    if (found.rows.empty()) throw Error("there is no view '" + std::string(from.name) + "'");
    return {"DROP VIEW " + names.object(from),
            sql::with_view_name(*found.rows[0][0], names.object(to), sqlite_syntax)};
  }

  Statements insert_or_update(const RowUpsert& row) const override {
    if (row.only_update) return row.update().empty() ? Statements{} : Statements{{row.update()}};
    return {{row.insert("INSERT OR REPLACE INTO ")}};
  }

  std::string_view tracking_timestamp_type() const override { return "TEXT"; }

  sql::Syntax syntax() const override { return sqlite_syntax; }

  std::vector<SqlLock> locks(const sql::Effect& effect) const override {
    if (effect.verb == sql::Verb::set) return {};
    return {{"RESERVED, EXCLUSIVE at the commit", "the database file"}};
  }

  std::string tag_last_row(const std::string& table, const std::string& tag) const override {
    // Not as Liquibase does: it tags every row of the last second, and a rollback to the tag then
    // undoes all of them but the first.
    return "UPDATE " + table + " SET TAG = " + tag + " WHERE rowid = (SELECT rowid FROM " + table +
           " ORDER BY DATEEXECUTED DESC, ORDEREXECUTED DESC LIMIT 1)";
  }
  /// The lowest integer has no absolute value.
  std::string row_proof(const std::string& table, const std::string& condition,
                        bool is_there) const override {
    return "SELECT abs(-9223372036854775807 - (count(*) = " + std::string(is_there ? "0" : "1") +
           ")) FROM (SELECT 1 FROM " + table + condition + " LIMIT 1)";
  }
  bool is_failed_proof(std::string_view, std::string_view message) const override {
    return message == "integer overflow";
  }

 private:
  [[noreturn]] static void unsupported(std::string_view change) {
    throw Error(std::string(change) + " is not supported on sqlite");
  }

  /// The indexes that go with these columns, as they do on PostgreSQL.
  static std::vector<std::string> indexes_on(const ObjectName& table,
                                             const std::vector<std::string>& columns,
                                             const Catalog& live) {
    std::vector<std::string> found;
    const auto is_dropped = [&](const std::string& indexed) {
      return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return equals_ignoring_case(indexed, column);
      });
    };
    const auto known = live.table(table);
    if (!known) return found;
    for (const CatalogKey& index : known->indexes) {
      if (std::any_of(index.columns.begin(), index.columns.end(), is_dropped))
        found.push_back(index.name);
    }
    return found;
  }
};

}  // namespace

std::unique_ptr<const Dialect> make_sqlite_dialect(ServerVersion version) {
  return std::make_unique<SqliteDialect>(version);
}

}  // namespace ebbtide

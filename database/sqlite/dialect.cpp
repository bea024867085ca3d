// SQLite's ALTER TABLE renames, and adds a column of the simplest kind. It refuses one that is a
// key or unique, that is NOT NULL without a default, whose default is an expression, or that refers
// to another table and has a default; and a column that is to get a value in the rows that exist
// needs them to be written. All these, and whatever else alters a table, are a rebuild:
// rebuild.cpp. That one needs the text of the table as it is then, which a script has where all
// that was done to the table is known (schema_catalog.h).
//
// Liquibase's rebuild loses what its snapshot does not know; ours edits the table's own text. The
// changes that Liquibase refuses on SQLite are refused here too (facts.cpp).
#include "database/sqlite/dialect.h"

#include <algorithm>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "database/sqlite/definitions.h"
#include "database/sqlite/facts.h"
#include "database/sqlite/rebuild.h"
#include "sql/edit.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

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
  if (key.deferrable) sql += " DEFERRABLE";
  if (key.initially_deferred) sql += " INITIALLY DEFERRED";
  return sql;
}

std::vector<FilledColumn> filled_columns(const AddedColumns& added, const Names& names) {
  std::vector<FilledColumn> filled;
  for (const AddedColumns::Column& column : added.columns) {
    if (column.value)
      filled.push_back({names.quote(column.definition.name), literal(*column.value, names)});
  }
  return filled;
}

class SqliteDialect final : public Dialect {
 public:
  using Dialect::Dialect;

  std::unique_ptr<const Definitions> definitions(const Names& names) const override {
    return std::make_unique<SqliteDefinitions>(names);
  }

  /// SQLite's attached databases stand where others have catalogs.
  std::string place(const ObjectName& given, const Names& names) const override {
    const std::string_view asked = given.catalog.empty() ? given.schema : given.catalog;
    return asked.empty() ? "" : names.quote(asked);
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

  std::string auto_increment_clause(const AutoIncrement&) const override {
    return " AUTOINCREMENT";
  }

  Statements add_columns(const AddedColumns& added, const Site& site) const override {
    const Names& names = site.names;
    require_text(added.table, site.live);
    refuse_known_columns(added, site.live);
    if (!std::all_of(added.columns.begin(), added.columns.end(), can_be_added)) {
      return rebuild_table(
          added.table, site,
          [&](TableText& text) {
            for (const auto& column : added.columns) text.add_column(column_text(column, names));
          },
          {}, filled_columns(added, names));
    }
    Statements statements;
    for (const auto& column : added.columns) {
      statements.push_back({"ALTER TABLE " + names.object(added.table) + " ADD COLUMN " +
                            column_text(column, names)});
    }
    return statements;
  }

  Statements drop_columns(const ObjectName& table, const std::vector<std::string>& columns,
                          const Site& site) const override {
    if (!site.live.is_current() && can_be_dropped(table, columns, site.live))
      return Dialect::drop_columns(table, columns, site);
    return rebuild_table(
        table, site,
        [&](TableText& text) {
          for (const std::string& column : columns) text.drop_column(column);
        },
        indexes_on(table, columns, site.live));
  }

  Statements add_foreign_key(const ObjectName& table, const ForeignKeyDefinition& key,
                             const Site& site) const override {
    return rebuild_table(table, site, [&](TableText& text) {
      text.add_constraint(foreign_key_text(key, site.names));
    });
  }

  Statements drop_foreign_key(const ObjectName& table, std::string_view constraint,
                              const Site& site) const override {
    return rebuild_table(table, site, [&](TableText& text) { text.drop_foreign_key(constraint); });
  }

  Statements modify_type(const ObjectName&, std::string_view, const DataType&,
                         const Site&) const override {
    unsupported("modifyDataType");
  }

  Statements set_default(const ColumnDefault& change, const Site& site) const override {
    const std::string value =
        change.data_type
            ? literal_of_type(change.value, DataType::parse(*change.data_type), site.names)
            : default_literal(change.value, site.names);
    const bool bare = !change.value.is_expression() || is_now(change.value.text, facts());
    return rebuild_table(change.table, site, [&](TableText& text) {
      text.set_default(change.column, bare ? value : "(" + value + ")");
    });
  }

  Statements add_auto_increment(const NumberedColumn& change, const Site& site) const override {
    return rebuild_table(change.table, site, [&](TableText& text) { text.number(change.column); });
  }

  Statements drop_primary_key(const ObjectName& table, const Text&,
                              const Site& site) const override {
    return rebuild_table(table, site, [](TableText& text) { text.drop_primary_key(); });
  }

  Statements rename_view(const ObjectName& from, const ObjectName& to,
                         const Site& site) const override {
    const auto view = site.live.view(from);
    if (!view) throw Error("there is no view '" + std::string(from.name) + "'");
    return {{"DROP VIEW " + site.names.object(from)},
            {sql::with_view_name(view->definition, site.names.object(to), sqlite_syntax)}};
  }

  Statements insert_or_update(const RowUpsert& row, const Site& site) const override {
    if (!row.only_update) return {{row.insert("INSERT OR REPLACE INTO ", site.names)}};
    std::string update = row.update(site.names);
    return update.empty() ? Statements{} : Statements{{std::move(update)}};
  }

  Statements tag_last_row(const ObjectName& history, std::string_view tag,
                          const Site& site) const override {
    // Not as Liquibase does: it tags every row of the last second, and a rollback to the tag then
    // undoes all of them but the first.
    const std::string table = site.names.object(history);
    return {{"UPDATE " + table + " SET TAG = " + text_literal(tag, facts()) +
             " WHERE rowid = (SELECT rowid FROM " + table +
             " ORDER BY DATEEXECUTED DESC, ORDEREXECUTED DESC LIMIT 1)"}};
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

  static void refuse_known_columns(const AddedColumns& added, const Catalog& live) {
    const auto known = live.table(added.table);
    if (!known) throw Error("there is no table '" + std::string(added.table.name) + "'");
    for (const auto& column : added.columns) {
      if (known->column_like(column.definition.name) != nullptr) {
        throw Error("table '" + std::string(added.table.name) + "' has a column '" +
                    column.definition.name + "' already");
      }
    }
  }

  /// Whether SQLite itself can drop the columns: it does where the text of no key, check, index,
  /// trigger or view names them. What a script knows nothing of is taken for such a one.
  static bool can_be_dropped(const ObjectName& name, const std::vector<std::string>& columns,
                             const Catalog& live) {
    try {
      require_text(name, live);
      const auto table = live.table(name);
      if (!table || table->definition.empty()) return true;
      TableText rest = table_text(name, live);
      for (const std::string& column : columns) rest.drop_column(column);
      std::vector<std::string> texts{rest.create("t")};
      for (const schema::Index& one : table->indexes) texts.push_back(one.definition);
      for (const schema::Program& one : live.triggers_on(name)) texts.push_back(one.definition);
      for (const std::string& view : live.views_on(name))
        texts.push_back(live.view({{}, {}, view}).value_or(schema::View()).definition);
      for (const std::string& column : columns) {
        const schema::Column* const known = table->column_like(column);
        if (known == nullptr) return true;
        texts.push_back(sql::mentions(known->definition, "unique", sqlite_syntax) ||
                                sql::mentions(known->definition, "primary", sqlite_syntax) ||
                                sql::mentions(known->definition, "references", sqlite_syntax)
                            ? column
                            : "");
      }
      return std::none_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
          return sql::mentions(text, column, sqlite_syntax);
        });
      });
    } catch (const StructureUnknown&) {
      return true;
    } catch (const Error&) {
      return false;
    }
  }

  /// The indexes that go with these columns, as they do on PostgreSQL.
  static std::vector<std::string> indexes_on(const ObjectName& table,
                                             const std::vector<std::string>& columns,
                                             const Catalog& live) {
    std::vector<std::string> found;
    const auto is_dropped = [&](const schema::IndexPart& indexed) {
      return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return !indexed.is_expression && equals_ignoring_case(indexed.text, column);
      });
    };
    const auto known = live.table(table);
    if (!known) return found;
    for (const schema::Index& index : known->indexes) {
      if (std::any_of(index.parts.begin(), index.parts.end(), is_dropped))
        found.push_back(index.name);
    }
    return found;
  }
};

}  // namespace

std::unique_ptr<const Dialect> make_sqlite_dialect(ServerVersion version) {
  return std::make_unique<SqliteDialect>(sqlite_facts(version));
}

}  // namespace ebbtide

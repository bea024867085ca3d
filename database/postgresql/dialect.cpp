// PostgreSQL's words, as Liquibase 4.28 says them; three of them are more than a spelling.
//
// Blocks. dropPrimaryKey without a name and loadUpdateData write a DO block, since the key's name
// has to be looked up and a row to be tried. What is in a block no reader sees, so these statements
// say themselves what they do (Statement::does): without it every forecast would end behind them.
//
// The path. SQL that names no schema finds the default one because the session's search_path is set
// at its start (session_setup), and before each step of a script. A changeset that is to run in
// another schema puts that one in front and sets the path back behind (switch_schema).
//
// Proofs. A trigger or rule may swallow a row of the history without an error. `1 / count(*)` of
// the row fails with its absence, in the same turn as the INSERT.
//
// An index that CREATE INDEX CONCURRENTLY could not finish stays, invalid, and its name is taken:
// it is dropped before the next attempt (clear_the_way).
#include "database/postgresql/dialect.h"

#include <charconv>

#include "database/dialect.h"
#include "database/literals.h"
#include "database/postgresql/definitions.h"
#include "database/postgresql/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// `10 CHAR` and the like: PostgreSQL counts letters anyway.
std::string without_char_unit(std::string_view length) {
  if (ends_with_ignoring_case(length, "char")) {
    const std::string_view digits = trim_end(length.substr(0, length.size() - 4));
    if (!digits.empty() && is_digit(digits.back())) return std::string(digits);
  }
  return std::string(length);
}

int to_number(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool with_time_zone(const DataType& type) {
  const std::string definition = lower(type.definition);
  return contains(definition, "tz") || contains(definition, "with time zone");
}

std::string timestamp_type(const DataType& type) {
  std::string sql = "TIMESTAMP";
  if (!type.parameters.empty()) {
    sql += "(" + (type.parameters.size() == 2 ? type.parameters[1] : type.parameters[0]) + ")";
  }
  if (type.family == TypeFamily::timestamp) {
    if (!type.parameters.empty() && to_number(type.parameters[0]) > 6) {
      throw Error("a timestamp with " + type.parameters[0] +
                  " fractional digits was requested, but PostgreSQL has at most 6");
    }
    if (type.declared_as("java.sql.Types.TIMESTAMP_WITH_TIMEZONE")) return sql + " WITH TIME ZONE";
    if (!type.suffix.empty()) {
      const bool one_word = find_ignoring_case(type.suffix, "timezone") != std::string_view::npos;
      return sql + " " +
             (one_word ? replace_all(upper(type.suffix), "TIMEZONE", "TIME ZONE") : type.suffix);
    }
  }
  return sql + (with_time_zone(type) ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
}

std::string time_type(const DataType& type) {
  std::string sql = "time";
  if (!type.parameters.empty() && to_number(type.parameters[0]) <= 6) {
    sql += "(" + type.parameters[0] + ")";
  }
  return sql + (with_time_zone(type) ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
}

std::string text_type(const DataType& type) {
  const bool national = type.family == TypeFamily::nvarchar;
  if (national) return spell_type("VARCHAR", type.parameters);
  std::vector<std::string> parameters = type.parameters;
  if (parameters.size() == 1) {
    parameters[0] = without_char_unit(parameters[0]);
    if (parameters[0] == "2147483647") return "CHARACTER VARYING";
  }
  return spell_type(upper(type.name), parameters, type.suffix);
}

/// As Liquibase does: of the types that are not to be converted, only these stay as they are given.
bool stays_as_spelled(const DataType& type) {
  return !type.is_converted && !type.auto_increment && !type.definition.empty() &&
         (type.family == TypeFamily::bigint || type.family == TypeFamily::smallint);
}

class PostgresqlDialect final : public Dialect {
 public:
  using Dialect::Dialect;

  std::unique_ptr<const Definitions> definitions(const Names& names) const override {
    return std::make_unique<PostgresqlDefinitions>(names);
  }

  std::string place(const ObjectName& given, const Names& names) const override {
    const Defaults& defaults = names.defaults();
    const std::string_view schema = given.schema.empty() ? defaults.schema : given.schema;
    if (schema.empty()) return "";
    if (!defaults.output_schema && equals_ignoring_case(schema, defaults.schema)) return "";
    return names.schema(schema);
  }

  SchemaSwitch switch_schema(std::string_view schema, const Names& names) const override {
    const std::string& other = names.defaults().schema;
    const std::string rest = other.empty() ? "\"$user\",\"public\"" : names.schema(other);
    std::vector<std::string> leave = session_setup(names);
    if (leave.empty()) leave = {"RESET SEARCH_PATH"};
    return {{"SET SEARCH_PATH TO " + names.schema(schema) + ", " + rest}, std::move(leave)};
  }

  std::string primary_key_name(std::string_view table) const override {
    constexpr std::size_t most = 63 - std::string_view("_pkey").size();
    if (table.size() > most) table = table.substr(0, most - 1);
    return std::string(table) + "_pkey";
  }

  std::string type(const DataType& type) const override {
    if (stays_as_spelled(type)) return type.definition;
    switch (type.family) {
      case TypeFamily::bigint:
        return spell_type("BIGINT", {}, type.suffix);
      case TypeFamily::blob:
        return type.declared_as("blob") || type.definition == "java.sql.Types.BLOB" ? "OID"
                                                                                    : "BYTEA";
      case TypeFamily::boolean:
        return type.declared_as("bit") ? spell_type("BIT", type.parameters) : Dialect::type(type);
      case TypeFamily::character:
      case TypeFamily::nchar:
      case TypeFamily::nvarchar:
      case TypeFamily::varchar:
        return text_type(type);
      case TypeFamily::clob:
        return "TEXT";
      case TypeFamily::currency:
        return "DECIMAL";
      case TypeFamily::date:
        return "date";
      case TypeFamily::datetime:
      case TypeFamily::timestamp:
        return timestamp_type(type);
      case TypeFamily::double_precision:
        return "DOUBLE PRECISION";
      case TypeFamily::floating:
        return equals_ignoring_case(type.definition, "real") ? "REAL" : Dialect::type(type);
      case TypeFamily::integer:
        return "INTEGER";
      case TypeFamily::number:
        if (!type.parameters.empty() && to_number(type.parameters[0]) > 1000) return "numeric";
        return spell_type("numeric", type.parameters);
      case TypeFamily::smallint:
      case TypeFamily::tinyint:
        return "SMALLINT";
      case TypeFamily::time:
        return time_type(type);
      case TypeFamily::uuid:
        return "UUID";
      case TypeFamily::xml:
        return "XML";
      case TypeFamily::decimal:
      case TypeFamily::mediumint:
      case TypeFamily::unknown:
        return array_type(type).value_or(Dialect::type(type));
    }
    return Dialect::type(type);
  }

  /// `numeric(38,2)[]` as the type of its elements and the brackets. Liquibase puts the parameters
  /// behind the brackets, which PostgreSQL does not understand.
  std::optional<std::string> array_type(const DataType& array) const {
    const std::string_view definition = trim(array.definition);
    const std::size_t open = definition.find('[');
    const auto element = trim(definition.substr(0, open));
    if (!definition.ends_with(']') || !element.ends_with(')')) return std::nullopt;
    return type(DataType::parse(element)) + std::string(definition.substr(open));
  }

  std::string auto_increment_clause(const AutoIncrement& numbering) const override {
    const std::string kind = numbering.generation_type.or_empty().empty()
                                 ? "BY DEFAULT"
                                 : numbering.generation_type.str();
    std::string options;
    if (numbering.start_with && *numbering.start_with != "1")
      options = "START WITH " + numbering.start_with.str();
    if (numbering.increment_by && *numbering.increment_by != "1") {
      options += (options.empty() ? "" : " ") + ("INCREMENT BY " + numbering.increment_by.str());
    }
    return " GENERATED " + kind + " AS IDENTITY" + (options.empty() ? "" : " (" + options + ")");
  }

  Statements modify_type(const ObjectName& table, std::string_view column, const DataType& type,
                         const Site& site) const override {
    const std::string name = site.names.quote(column);
    const std::string sql = this->type(type);
    return {{"ALTER TABLE " + site.names.object(table) + " ALTER COLUMN " + name + " TYPE " + sql +
             " USING (" + name + "::" + sql + ")"}};
  }

  Statements set_default(const ColumnDefault& change, const Site& site) const override {
    const Names& names = site.names;
    const std::string table = names.object(change.table);
    const std::string column = names.quote(change.column);
    // Two blanks, as Liquibase writes it.
    Statements statements{{"ALTER TABLE " + table + " ALTER COLUMN  " + column + " SET DEFAULT " +
                           default_literal(change.value, names)}};
    if (change.value.kind == Literal::Kind::sequence_next) {
      statements.push_back({"ALTER SEQUENCE " +
                            names.object({{}, change.value.schema, change.value.text}) +
                            " OWNED BY " + table + "." + column});
    }
    return statements;
  }

  Statements add_auto_increment(const NumberedColumn& change, const Site& site) const override {
    const ObjectName& table = change.table;
    const auto is_quoted = [&](std::string_view name) {
      return site.names.quote(name).starts_with('"');
    };
    std::string sequence = std::string(table.name) + "_" + std::string(change.column) + "_seq";
    if (!is_quoted(table.name) && !is_quoted(change.column)) sequence = lower(sequence);
    SequenceDefinition definition;
    definition.start = change.numbering.start_with;
    definition.increment = change.numbering.increment_by;
    const std::string_view schema =
        table.schema.empty() ? site.names.defaults().schema : table.schema;
    const Literal next{Literal::Kind::sequence_next, sequence, std::string(schema)};
    Statements statements =
        create_sequence({table.catalog, table.schema, sequence}, definition, site);
    append(statements, set_nullable(table, change.column, {}, false, site));
    append(statements, set_default({table, change.column, change.data_type, next}, site));
    return statements;
  }

  Statements drop_primary_key(const ObjectName& table, const Text& constraint,
                              const Site& site) const override {
    const Names& names = site.names;
    if (constraint)
      return {
          {"ALTER TABLE " + names.object(table) + " DROP CONSTRAINT " + names.quote(*constraint)}};
    const std::string_view given = table.schema.empty() ? names.defaults().schema : table.schema;
    const auto stored = [&](std::string_view name) {
      return stored_name(name, names.quoting(), facts());
    };
    const std::string schema = given.empty() ? "null" : stored(given);
    const std::string name = stored(table.name);
    sql::Effect dropped{sql::Verb::drop, sql::Thing::primary_key, {"", name}};
    if (!given.empty()) dropped.object.place = schema;
    return {
        {"DO $$ DECLARE constraint_name varchar;\n"
         "BEGIN\n"
         "  SELECT tc.CONSTRAINT_NAME into strict constraint_name\n"
         "    FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS tc\n"
         "    WHERE CONSTRAINT_TYPE = 'PRIMARY KEY'\n"
         "      AND TABLE_NAME = '" +
             name + "' AND TABLE_SCHEMA = '" + schema +
             "';\n"
             "    EXECUTE 'alter table " +
             (given.empty() ? schema : names.quote(schema)) + "." + names.quote(name) +
             " drop constraint \"' || constraint_name || '\"';\n"
             "END $$;",
         {},
         {std::move(dropped)}}};
  }

  Statements rename_view(const ObjectName& from, const ObjectName& to,
                         const Site& site) const override {
    return {{"ALTER TABLE " + site.names.object(from) + " RENAME TO " + site.names.quote(to.name)}};
  }

  Statements create_sequence(const ObjectName& sequence, const SequenceDefinition& definition,
                             const Site& site) const override {
    Statements statements = Dialect::create_sequence(sequence, definition, site);
    // Two blanks, as Liquibase writes it.
    constexpr std::string_view create = "CREATE SEQUENCE ";
    statements.front().sql.insert(create.size(), " IF NOT EXISTS ");
    return statements;
  }

  /// An index that could not be made concurrently stays as an invalid one.
  Statements clear_the_way(const sql::Effects& effects, const Site& site) const override {
    const Names names = site.names.with(Quoting::quote_all_objects);
    Statements statements;
    for (const sql::Effect& effect : effects) {
      const bool may_be_left = effect.is(sql::Verb::create, sql::Thing::index) &&
                               effect.concurrently && !effect.part.empty();
      if (may_be_left)
        statements.push_back({"DROP INDEX CONCURRENTLY IF EXISTS " +
                              names.object({"", effect.object.place, effect.part})});
    }
    return statements;
  }

  Statements insert_or_update(const RowUpsert& row, const Site& site) const override {
    const Names& names = site.names;
    std::string sql = "DO\n$$\nBEGIN\n";
    sql::Effects does;
    const std::string update = row.update(names);
    sql += update.empty() ? "perform * from " + names.object(row.table) + " WHERE " +
                                row.key_condition(names) + ";\n"
                          : update + ";\n";
    if (!update.empty()) does = sql::effects_of(update, facts().syntax);
    if (!row.only_update) {
      const std::string insert = row.insert("INSERT INTO ", names);
      sql += "IF not found THEN\n" + insert + ";\nEND IF;\n";
      for (sql::Effect& effect : sql::effects_of(insert, facts().syntax))
        does.push_back(std::move(effect));
    }
    return {{sql + "END;\n$$\nLANGUAGE plpgsql;", {}, std::move(does)}};
  }

  Statements tag_last_row(const ObjectName& history, std::string_view tag,
                          const Site& site) const override {
    const std::string table = site.names.object(history);
    return {{"UPDATE " + table + " t SET TAG=" + text_literal(tag, facts()) +
             " FROM (SELECT DATEEXECUTED, ORDEREXECUTED FROM " + table +
             " ORDER BY DATEEXECUTED DESC NULLS LAST, ORDEREXECUTED DESC LIMIT 1) sub WHERE "
             "t.DATEEXECUTED=sub.DATEEXECUTED AND t.ORDEREXECUTED=sub.ORDEREXECUTED"}};
  }
  std::string row_proof(const std::string& table, const std::string& condition,
                        bool is_there) const override {
    return "SELECT 1 / " + std::string(is_there ? "count(*)" : "(1 - count(*))") +
           " FROM (SELECT 1 FROM " + table + condition + " LIMIT 1) found";
  }
  std::string watchers(const ObjectName& table, const Names& names) const override {
    const std::string spelled = text_literal(names.object(table), facts());
    return "SELECT 1 FROM pg_catalog.pg_class WHERE oid = " + spelled +
           "::pg_catalog.regclass AND (relhastriggers OR relhasrules OR relkind <> 'r')";
  }
  bool is_failed_proof(std::string_view state, std::string_view) const override {
    return state == "22012";  // division by zero
  }

  std::vector<std::string> session_setup(const Names& names) const override {
    if (names.defaults().schema.empty()) return {};
    return {"SET SEARCH_PATH TO " + names.schema(names.defaults().schema) +
            ", \"$user\",\"public\""};
  }
};

}  // namespace

std::unique_ptr<const Dialect> make_postgresql_dialect(ServerVersion version) {
  return std::make_unique<PostgresqlDialect>(postgresql_facts(version, false));
}

std::unique_ptr<const Dialect> make_escaping_postgresql_dialect(ServerVersion version) {
  return std::make_unique<PostgresqlDialect>(postgresql_facts(version, true));
}

}  // namespace ebbtide

#include "database/postgresql/dialect.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "database/postgresql/locks.h"
#include "database/postgresql/reserved_words.h"
#include "sql/jdbc_escapes.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

static_assert(std::is_sorted(postgresql_reserved_words.begin(), postgresql_reserved_words.end()));

using Kind = Restriction::Kind;
constexpr Restriction restriction_table[] = {
    {"addColumn", "beforeColumn", Kind::refused},
    {"addColumn", "afterColumn", Kind::refused},
    {"addColumn", "position", Kind::refused},
    {"addUniqueConstraint", "clustered", Kind::refused},
    {"createProcedure", "replaceIfExists", Kind::refused},
    {"createSequence", "ordered", Kind::refused_when_given},
};

bool has_mixed_case(std::string_view name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::any_of(name.begin(), name.end(), is_upper) &&
         std::any_of(name.begin(), name.end(), is_lower);
}

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
  PostgresqlDialect(ServerVersion version, bool backslash_escapes)
      : Dialect(version), backslash_escapes_(backslash_escapes) {}

  std::string_view name() const override { return "postgresql"; }
  std::string_view product_name() const override { return "PostgreSQL"; }
  std::vector<Restriction> restrictions() const override {
    return {std::begin(restriction_table), std::end(restriction_table)};
  }

  bool has(Feature feature) const override {
    switch (feature) {
      case Feature::sequences:
      case Feature::transactional_ddl:
      case Feature::tablespaces:
      case Feature::deferrable_keys:
      case Feature::create_or_replace_view:
      case Feature::view_remarks:
      case Feature::multi_row_insert:
      case Feature::alter_column:
      case Feature::remarks:
      case Feature::keys_guard_tables:
      case Feature::cascaded_drops:
      case Feature::views_know_tables:
      case Feature::limited_texts:
      case Feature::schemas:
        return true;
      case Feature::column_remarks_inline:
      case Feature::keys_need_indexes:
      case Feature::schemas_are_databases:
      case Feature::unchecked_keys:
        return false;
    }
    return false;
  }

  bool is_reserved(std::string_view word) const override {
    return std::binary_search(postgresql_reserved_words.begin(), postgresql_reserved_words.end(),
                              upper(word));
  }

  bool must_quote(std::string_view name, Quoting quoting) const override {
    return (quoting == Quoting::legacy && has_mixed_case(name)) ||
           Dialect::must_quote(name, quoting);
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

  std::string stored_name(std::string_view name, Quoting quoting) const override {
    const bool kept = quoting != Quoting::legacy || contains(name, "-") || has_mixed_case(name) ||
                      (!name.empty() && is_digit(name.front())) || is_reserved(name);
    return kept ? std::string(name) : lower(name);
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

  bool prepares_loaded_rows() const override { return false; }
  std::string_view bit(bool value) const override { return value ? "B'1'" : "B'0'"; }
  std::string next_value(const std::string& sequence) const override {
    return "nextval('" + sequence + "')";
  }
  std::string current_value(const std::string& sequence) const override {
    return "currval('" + sequence + "')";
  }

  std::string escape(std::string_view text) const override {
    const std::string escaped = Dialect::escape(text);
    return backslash_escapes_ ? replace_all(escaped, "\\", "\\\\") : escaped;
  }

  std::string binary_literal(std::string_view bytes) const override {
    return text_literal("\\x" + hex(bytes));
  }

  /// A column of type oid holds the number of a large object.
  std::string binary_placeholder(std::string_view column_type) const override {
    return column_type == "oid" ? "lo_from_bytea(0, ?)" : "?";
  }

  std::string xml_literal(std::string_view text) const override {
    return "xml " + text_literal(text);
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

  bool is_generated_clause(std::string_view value) const override {
    return value.starts_with("GENERATED ALWAYS ");
  }

  bool qualifies(const TableDefinition& table) const override {
    return find_ignoring_case(table.type.or_empty(), "temp") == std::string_view::npos;
  }

  std::string drop_table(const std::string& table, bool cascade) const override {
    return "DROP TABLE " + table + (cascade ? " CASCADE" : "");
  }

  std::string modify_type(const std::string& table, const std::string& column,
                          const DataType& type) const override {
    const std::string sql = this->type(type);
    return "ALTER TABLE " + table + " ALTER COLUMN " + column + " TYPE " + sql + " USING (" +
           column + "::" + sql + ")";
  }

  std::vector<std::string> set_default(const ColumnDefault& change, const Names& names,
                                       const Catalog&) const override {
    const std::string table = names.object(change.table);
    const std::string column = names.quote(change.column);
    // Two blanks, as Liquibase writes it.
    std::vector<std::string> sql{"ALTER TABLE " + table + " ALTER COLUMN  " + column +
                                 " SET DEFAULT " + default_literal(change.value, names)};
    if (change.value.kind == Literal::Kind::sequence_next) {
      sql.push_back("ALTER SEQUENCE " + names.object({{}, change.value.schema, change.value.text}) +
                    " OWNED BY " + table + "." + column);
    }
    return sql;
  }

  std::vector<std::string> add_auto_increment(const NumberedColumn& change, const Names& names,
                                              const Catalog& live) const override {
    const std::string table = names.quote(change.table.name);
    const std::string column = names.quote(change.column);
    std::string sequence =
        std::string(change.table.name) + "_" + std::string(change.column) + "_seq";
    if (!table.starts_with('"') && !column.starts_with('"')) sequence = lower(sequence);
    SequenceDefinition definition;
    definition.start = change.numbering.start_with;
    definition.increment = change.numbering.increment_by;
    const std::string_view schema =
        change.table.schema.empty() ? names.defaults().schema : change.table.schema;
    std::vector<std::string> sql{
        create_sequence(names.object({change.table.catalog, change.table.schema, sequence}),
                        definition),
        set_nullable(names.object(change.table), column, {}, false)};
    const Literal next{Literal::Kind::sequence_next, sequence, std::string(schema)};
    for (std::string& statement :
         set_default({change.table, change.column, change.data_type, next}, names, live)) {
      sql.push_back(std::move(statement));
    }
    return sql;
  }

  Statements drop_primary_key(const ObjectName& table, const Text& constraint, const Names& names,
                              const Catalog&) const override {
    if (constraint)
      return {
          {"ALTER TABLE " + names.object(table) + " DROP CONSTRAINT " + names.quote(*constraint)}};
    const std::string_view given = table.schema.empty() ? names.defaults().schema : table.schema;
    const std::string schema = given.empty() ? "null" : stored_name(given, names.quoting());
    const std::string stored = stored_name(table.name, names.quoting());
    sql::Effect dropped{sql::Verb::drop, sql::Thing::primary_key, {"", stored}};
    if (!given.empty()) dropped.object.place = schema;
    return {
        {"DO $$ DECLARE constraint_name varchar;\n"
         "BEGIN\n"
         "  SELECT tc.CONSTRAINT_NAME into strict constraint_name\n"
         "    FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS tc\n"
         "    WHERE CONSTRAINT_TYPE = 'PRIMARY KEY'\n"
         "      AND TABLE_NAME = '" +
             stored + "' AND TABLE_SCHEMA = '" + schema +
             "';\n"
             "    EXECUTE 'alter table " +
             (given.empty() ? schema : names.quote(schema)) + "." + names.quote(stored) +
             " drop constraint \"' || constraint_name || '\"';\n"
             "END $$;",
         {},
         {std::move(dropped)}}};
  }

  std::string_view not_valid_clause() const override { return " NOT VALID "; }

  std::string cluster(const std::string& table, const std::string& index) const override {
    return "CLUSTER " + table + " USING " + index;
  }

  std::vector<std::string> rename_view(const ObjectName& from, const ObjectName& to,
                                       const Names& names, const Catalog&) const override {
    return {"ALTER TABLE " + names.object(from) + " RENAME TO " + names.quote(to.name)};
  }

  std::string create_sequence(const std::string& sequence,
                              const SequenceDefinition& definition) const override {
    // Two blanks, as Liquibase writes it.
    return Dialect::create_sequence(" IF NOT EXISTS " + sequence, definition);
  }

  std::string drop_sequence(const std::string& sequence) const override {
    return "DROP SEQUENCE " + sequence + " CASCADE";
  }

  Statements insert_or_update(const RowUpsert& row) const override {
    std::string sql = "DO\n$$\nBEGIN\n";
    sql::Effects does;
    const std::string update = row.update();
    sql += update.empty() ? "perform * from " + row.table + " WHERE " + row.key_condition() + ";\n"
                          : update + ";\n";
    if (!update.empty()) does = sql::effects_of(update, syntax());
    if (!row.only_update) {
      const std::string insert = row.insert("INSERT INTO ");
      sql += "IF not found THEN\n" + insert + ";\nEND IF;\n";
      for (sql::Effect& effect : sql::effects_of(insert, syntax()))
        does.push_back(std::move(effect));
    }
    return {{sql + "END;\n$$\nLANGUAGE plpgsql;", {}, std::move(does)}};
  }

  std::string tracking_table(std::string_view name) const override { return lower(name); }
  std::string_view tracking_timestamp_type() const override {
    return "TIMESTAMP WITHOUT TIME ZONE";
  }

  std::string line_break_in_literal() const override { return "' || CHR(10) || '"; }
  sql::Syntax syntax() const override {
    return {.dollar_quotes = true,
            .backslash_escapes = backslash_escapes_,
            .escape_strings = true,
            .returns_end_comments = true,
            .nested_comments = true,
            .semicolons_in_brackets = true,
            .has_exact_reader = true,
            .fold = sql::Fold::lower,
            .longest_name = 63};
  }
  std::string without_jdbc_escapes(std::string sql) const override {
    return ebbtide::without_jdbc_escapes(std::move(sql), syntax());
  }

  std::string without_blank_statements(std::string sql) const override {
    return ebbtide::without_blank_statements(std::move(sql), syntax());
  }

  std::vector<SqlLock> locks(const sql::Effect& effect) const override {
    return locks_by(postgresql_locks(), effect);
  }

  std::string tag_last_row(const std::string& table, const std::string& tag) const override {
    return "UPDATE " + table + " t SET TAG=" + tag +
           " FROM (SELECT DATEEXECUTED, ORDEREXECUTED FROM " + table +
           " ORDER BY DATEEXECUTED DESC NULLS LAST, ORDEREXECUTED DESC LIMIT 1) sub WHERE "
           "t.DATEEXECUTED=sub.DATEEXECUTED AND t.ORDEREXECUTED=sub.ORDEREXECUTED";
  }
  std::string row_proof(const std::string& table, const std::string& condition,
                        bool is_there) const override {
    return "SELECT 1 / " + std::string(is_there ? "count(*)" : "(1 - count(*))") +
           " FROM (SELECT 1 FROM " + table + condition + " LIMIT 1) found";
  }
  bool is_failed_proof(std::string_view state, std::string_view) const override {
    return state == "22012";  // division by zero
  }

  std::vector<std::string> session_setup(const Names& names) const override {
    if (names.defaults().schema.empty()) return {};
    return {"SET SEARCH_PATH TO " + names.schema(names.defaults().schema) +
            ", \"$user\",\"public\""};
  }

 private:
  bool backslash_escapes_;
};

}  // namespace

std::unique_ptr<const Dialect> make_postgresql_dialect(ServerVersion version) {
  return std::make_unique<PostgresqlDialect>(version, false);
}

std::unique_ptr<const Dialect> make_escaping_postgresql_dialect(ServerVersion version) {
  return std::make_unique<PostgresqlDialect>(version, true);
}

}  // namespace ebbtide

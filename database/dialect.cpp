#include "database/dialect.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "sql/statement.h"
#include "text/ascii.h"
#include "text/error.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

bool has_special_letter(std::string_view name) {
  return !std::all_of(name.begin(), name.end(), [](char c) { return is_word(c); });
}

/// `5.0` without the fraction that says nothing.
std::string without_zero_fraction(std::string_view number) {
  const std::size_t point = number.rfind('.');
  if (point == std::string_view::npos || point + 1 == number.size()) return std::string(number);
  const std::string_view fraction = number.substr(point + 1);
  const bool zeros = fraction.find_first_not_of('0') == std::string_view::npos;
  return std::string(zeros ? number.substr(0, point) : number);
}

std::string date_literal(std::string_view iso) { return "'" + replace_all(iso, "T", " ") + "'"; }

bool is_date(const Literal& value) {
  return value.kind == Literal::Kind::date || value.kind == Literal::Kind::time ||
         value.kind == Literal::Kind::timestamp;
}

std::string boolean_literal(const Literal& value, const Dialect& dialect) {
  if (value.kind == Literal::Kind::number) {
    return std::string(dialect.boolean(value.text == "1" || value.text == "1.0"));
  }
  const std::string text = lower(replace_all(value.text, "'", ""));
  for (const bool meaning : {true, false}) {
    const std::string_view digit = meaning ? "1" : "0";
    if (text == (meaning ? "true" : "false") || text == digit || text == (meaning ? "t" : "f") ||
        text == "b" + std::string(digit) || equals_ignoring_case(text, dialect.boolean(meaning))) {
      return std::string(dialect.boolean(meaning));
    }
  }
  throw Error("'" + value.text + "' is not a boolean; use true or false");
}

/// `2020-01-02T03:04:05` as Java writes it out: `2020-01-02 03:04:05.0`.
std::string java_timestamp(std::string_view canonical) {
  return replace_all(canonical, "T", " ") + (contains(canonical, ".") ? "" : ".0");
}

bool is_numbering_family(TypeFamily family) {
  switch (family) {
    case TypeFamily::bigint:
    case TypeFamily::integer:
    case TypeFamily::mediumint:
    case TypeFamily::smallint:
    case TypeFamily::tinyint:
      return true;
    default:
      return false;
  }
}

}  // namespace

ServerVersion ServerVersion::parse(std::string_view text, ServerVersion version) {
  for (int* const part : {&version.major, &version.minor, &version.patch}) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *part);
    if (error != std::errc{}) break;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  return version;
}

ServerVersion ServerVersion::parse(std::string_view text) { return parse(text, {}); }

std::string Dialect::quote(std::string_view name, Quoting quoting) const {
  if (quoting != Quoting::quote_all_objects && !must_quote(name, quoting)) {
    return std::string(trim(name));
  }
  const std::string mark(1, quote_mark());
  return mark + replace_all(name, mark, mark + mark) + mark;
}

bool Dialect::must_quote(std::string_view name, Quoting) const {
  return has_special_letter(name) || (!name.empty() && is_digit(name.front())) || is_reserved(name);
}

std::string Dialect::primary_key_name(std::string_view table) const {
  return "PK_" + upper_utf8(table);
}

std::string Dialect::type(const DataType& type) const {
  return spell_type(upper(type.name), type.parameters, type.suffix);
}

bool Dialect::is_now(std::string_view function) const {
  return starts_with_ignoring_case(function, "current_timestamp") ||
         starts_with_ignoring_case(function, "current_datetime") ||
         equals_ignoring_case(function, now());
}

std::string Dialect::escape(std::string_view text) const { return replace_all(text, "'", "''"); }

std::string Dialect::binary_literal(std::string_view bytes) const {
  return "X'" + hex(bytes) + "'";
}

std::string Dialect::next_value(const std::string&) const {
  throw Error("next value function for a sequence is not configured for database " +
              std::string(product_name()) + "; it has no sequences");
}

std::string Dialect::current_value(const std::string&) const {
  throw Error("current value function for a sequence is not configured for database " +
              std::string(product_name()));
}

std::string Dialect::concat(const std::string& first, const std::string& separator,
                            const std::string& second) const {
  return first + " || " + separator + " || " + second;
}

std::string Dialect::expression(const Literal& value, const Names& names) const {
  if (value.kind == Literal::Kind::function) {
    return is_now(value.text) ? spell_now(value.text) : value.text;
  }
  const std::string sequence = names.object({{}, value.schema, value.text});
  return value.kind == Literal::Kind::sequence_next ? next_value(sequence)
                                                    : current_value(sequence);
}

std::string Dialect::guarded_literal(std::string_view text) const {
  const std::string literal = text_literal(text);
  return sql::has_line_like_statement(text) ? replace_all(literal, "\n", line_break_in_literal())
                                            : literal;
}

std::string Dialect::literal(const Literal& value, const Names& names) const {
  if (value.is_null() || equals_ignoring_case(value.text, "null")) return "NULL";
  if (value.is_expression()) return expression(value, names);
  if (is_date(value)) return date_literal(value.text);
  switch (value.kind) {
    case Literal::Kind::boolean:
      return std::string(boolean(value.text == "true"));
    case Literal::Kind::text:
      return equals_ignoring_case(value.text, now()) ? value.text : text_literal(value.text);
    default:
      return value.text;
  }
}

std::string Dialect::literal_of_type(const Literal& value, const DataType& type,
                                     const Names& names) const {
  if (value.is_null() || equals_ignoring_case(value.text, "null")) return "null";
  if (value.is_expression()) return expression(value, names);
  if (type.is_text()) {
    return text_literal(value.kind == Literal::Kind::timestamp ? java_timestamp(value.text)
                                                               : value.text);
  }
  if (is_numbering_family(type.family)) {
    const bool as_digit =
        value.kind == Literal::Kind::boolean &&
        (type.family == TypeFamily::smallint || type.family == TypeFamily::mediumint);
    return as_digit ? (value.text == "true" ? "1" : "0") : without_zero_fraction(value.text);
  }
  switch (type.family) {
    case TypeFamily::boolean:
      return boolean_literal(value, *this);
    case TypeFamily::clob:
      return value.text.starts_with('\'') ? value.text : text_literal(value.text);
    case TypeFamily::xml:
      return xml_literal(value.text);
    case TypeFamily::date:
    case TypeFamily::time:
    case TypeFamily::datetime:
    case TypeFamily::timestamp:
      if (is_date(value)) return date_literal(value.text);
      if (value.text.ends_with("()") || equals_ignoring_case(value.text, now())) return value.text;
      return "'" + replace_all(value.text, "'", "''") + "'";
    case TypeFamily::blob:
      return value.kind == Literal::Kind::number || value.kind == Literal::Kind::boolean
                 ? value.text
                 : text_literal(value.text);
    case TypeFamily::unknown:
      return text_literal(value.text);
    default:
      return value.kind == Literal::Kind::number ? without_zero_fraction(value.text) : value.text;
  }
}

std::string Dialect::default_literal(const Literal& value, const Names& names) const {
  if (value.kind == Literal::Kind::text && value.text.empty()) return "''";
  if (value.is_null() || equals_ignoring_case(value.text, "null")) return "null";
  if (value.is_expression()) return expression(value, names);
  if (is_date(value)) return date_literal(value.text);
  if (value.kind == Literal::Kind::boolean) return std::string(boolean(value.text == "true"));
  return value.kind == Literal::Kind::text ? text_literal(value.text)
                                           : without_zero_fraction(value.text);
}

std::vector<std::string> Dialect::key_columns(const TableDefinition& table) const {
  return table.primary_key->columns;
}

std::string Dialect::table_options(const TableDefinition& table) const {
  if (!table.tablespace || !has(Feature::tablespaces)) return "";
  return " TABLESPACE " + table.tablespace.str();
}

std::string Dialect::drop_table(const std::string& table, bool) const {
  return "DROP TABLE " + table;
}

std::string Dialect::rename_table(const std::string& from, const ObjectName& to,
                                  const Names& names) const {
  return "ALTER TABLE " + from + " RENAME TO " + names.quote(to.name);
}

std::vector<std::string> Dialect::add_columns(const AddedColumns& added, const Names& names,
                                              const Catalog&) const {
  const std::string table = names.object(added.table);
  std::vector<std::string> sql;
  for (const AddedColumns::Column& column : added.columns) {
    sql.push_back("ALTER TABLE " + table + add_column_clause(column.definition, names));
    append_constraints(column, table, names, sql);
  }
  return sql;
}

void Dialect::append_constraints(const AddedColumns::Column& column, const std::string& table,
                                 const Names& names, std::vector<std::string>& sql) {
  if (column.unique) sql.push_back(add_unique_sql(table, *column.unique, names));
  if (column.foreign_key) sql.push_back(add_foreign_key_sql(table, *column.foreign_key, names));
}

std::vector<std::string> Dialect::drop_columns(const ObjectName& table,
                                               const std::vector<std::string>& columns,
                                               const Names& names, const Catalog&) const {
  std::vector<std::string> sql;
  for (const std::string& column : columns) {
    sql.push_back("ALTER TABLE " + names.object(table) + " DROP COLUMN " + names.quote(column));
  }
  return sql;
}

std::string Dialect::rename_column(const std::string& table, const std::string& from,
                                   const std::string& to, const Text&, const Text&) const {
  return "ALTER TABLE " + table + " RENAME COLUMN " + from + " TO " + to;
}

std::string Dialect::set_nullable(const std::string& table, const std::string& column, const Text&,
                                  bool nullable) const {
  // Two blanks, as Liquibase writes it.
  return "ALTER TABLE " + table + " ALTER COLUMN  " + column + (nullable ? " DROP" : " SET") +
         " NOT NULL";
}

std::string Dialect::drop_default(const std::string& table, const std::string& column) const {
  return "ALTER TABLE " + table + " ALTER COLUMN " + column + " DROP DEFAULT";
}

std::vector<std::string> Dialect::add_foreign_key(const ObjectName& table,
                                                  const ForeignKeyDefinition& key,
                                                  const Names& names, const Catalog&) const {
  return {add_foreign_key_sql(names.object(table), key, names)};
}

std::vector<std::string> Dialect::drop_foreign_key(const ObjectName& table,
                                                   std::string_view constraint, const Names& names,
                                                   const Catalog&) const {
  return {"ALTER TABLE " + names.object(table) + " DROP CONSTRAINT " + names.quote(constraint)};
}

std::string Dialect::drop_unique(const std::string& table, const std::string& constraint) const {
  return "ALTER TABLE " + table + " DROP CONSTRAINT " + constraint;
}

std::string Dialect::deferrable_clause(bool deferrable, bool initially_deferred) const {
  if (!has(Feature::deferrable_keys)) return "";
  return std::string(deferrable ? " DEFERRABLE" : "") +
         (initially_deferred ? " INITIALLY DEFERRED" : "");
}

std::string Dialect::cluster(const std::string&, const std::string&) const { return ""; }

std::string Dialect::drop_index(const std::string& index, const std::string&) const {
  return "DROP INDEX " + index;
}

std::string Dialect::create_sequence(const std::string& sequence,
                                     const SequenceDefinition& definition) const {
  std::string sql = "CREATE SEQUENCE " + sequence;
  if (definition.data_type) sql += " AS " + definition.data_type.str();
  if (definition.start) sql += " START WITH " + definition.start.str();
  if (definition.increment) sql += " INCREMENT BY " + definition.increment.str();
  if (definition.min) sql += " MINVALUE " + definition.min.str();
  if (definition.max) sql += " MAXVALUE " + definition.max.str();
  if (definition.cache && definition.cache != "0") sql += " CACHE " + definition.cache.str();
  if (definition.ordered.value_or(false)) sql += " ORDER";
  if (definition.cycle.value_or(false)) sql += " CYCLE";
  return sql;
}

std::string Dialect::alter_sequence(const std::string& sequence,
                                    const SequenceDefinition& definition) const {
  std::string sql = "ALTER SEQUENCE " + sequence;
  if (definition.data_type) sql += " AS " + definition.data_type.str();
  if (definition.increment) sql += " INCREMENT BY " + definition.increment.str();
  if (definition.min) sql += " MINVALUE " + definition.min.str();
  if (definition.max) sql += " MAXVALUE " + definition.max.str();
  if (definition.ordered) sql += *definition.ordered ? " ORDER " : " NOORDER ";
  if (definition.cache) {
    sql += definition.cache == "0" ? std::string(" NOCACHE ") : " CACHE " + definition.cache.str();
  }
  if (definition.cycle) sql += *definition.cycle ? " CYCLE " : no_cycle_clause();
  return sql;
}

std::string Dialect::set_table_remarks(const std::string& table, std::string_view remarks) const {
  return "COMMENT ON TABLE " + table + " IS " + text_literal(remarks);
}

std::string Dialect::set_column_remarks(const std::string& table, const std::string& column,
                                        const Text&, std::string_view remarks) const {
  return "COMMENT ON COLUMN " + table + "." + column + " IS " + text_literal(remarks);
}

std::string RowUpsert::insert(std::string_view verb) const {
  std::vector<std::string> columns, values;
  for (const Cell& cell : cells) {
    columns.push_back(cell.column);
    values.push_back(cell.value);
  }
  return std::string(verb) + table + " (" + join(columns, ", ") + ") VALUES (" +
         join(values, ", ") + ")";
}

std::string RowUpsert::key_condition() const {
  std::vector<std::string> conditions;
  for (const Cell& cell : cells) {
    if (cell.is_key)
      conditions.push_back(cell.column + (cell.value == "NULL" ? " is " : " = ") + cell.value);
  }
  return join(conditions, " AND ");
}

std::string RowUpsert::assignments(std::string_view separator) const {
  std::vector<std::string> parts;
  for (const Cell& cell : cells) {
    if (!cell.is_key && cell.may_update) parts.push_back(cell.column + " = " + cell.value);
  }
  return join(parts, separator);
}

std::string RowUpsert::update() const {
  RowUpsert sorted = *this;
  std::sort(sorted.cells.begin(), sorted.cells.end(),
            [](const Cell& a, const Cell& b) { return a.column < b.column; });
  const std::string values = sorted.assignments(", ");
  return values.empty() ? "" : "UPDATE " + table + " SET " + values + " WHERE " + key_condition();
}

}  // namespace ebbtide

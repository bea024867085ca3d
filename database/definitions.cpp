// What the standard says, or what most databases have in common. A statement that the server prints
// itself is taken as it is.
//
// How is it known that a changelog's words make exactly a thing? They are tried: a declared type is
// put through the dialect, and is the right one where what comes out is what the server prints. A
// default is tried as a number, as a text and as an expression, and the first that comes back as it
// was is taken. So no table here says which words fit, and one that the dialect learns fits from
// then on.
//
// What has anything besides is not said by these words: an index with an expression, a condition or
// a length, a key with options, a table with partitions. `says_…` lists what may not be there.
//
// Names are in quotes only where they would not come back without: a keyword, a capital letter
// where the server folds, a sign.
#include "database/definitions.h"

#include <algorithm>

#include "database/facts.h"
#include "database/literals.h"
#include "sql/data_type.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// `-12`, `0.5`: digits, with a point among them.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
  return text.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

}  // namespace

std::string statement_words(schema::Kind kind) {
  switch (kind) {
    case schema::Kind::statistics:
      return "STATISTICS";
    case schema::Kind::primary_key:
    case schema::Kind::unique:
    case schema::Kind::foreign_key:
    case schema::Kind::check:
    case schema::Kind::exclusion:
      return "CONSTRAINT";
    default:
      return upper(to_text(kind));
  }
}

std::string Definitions::quoted(std::string_view name) const {
  const bool is_plain = !is_keyword(name) &&
                        ebbtide::quoted(name, Quoting::legacy, facts()) == name &&
                        (facts().syntax.fold == sql::Fold::none ||
                         stored_name(name, Quoting::legacy, facts()) == name);
  return is_plain ? std::string(name) : ebbtide::quoted(name, Quoting::quote_all_objects, facts());
}

bool Definitions::is_default_place(std::string_view place) const {
  return place.empty() || place == names_.defaults().schema;
}

std::string Definitions::object(const sql::Name& name) const {
  return is_default_place(name.place) ? quoted(name.name)
                                      : quoted(name.place) + "." + quoted(name.name);
}

std::string Definitions::list(const std::vector<std::string>& names) const {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back(quoted(name));
  return join(all, ", ");
}

std::optional<std::string> Definitions::declared_type(const std::string& printed) const {
  const DataType type = DataType::parse(printed);
  const bool is_same =
      !printed.empty() && !type.auto_increment && equals_ignoring_case(names_.type(type), printed);
  return is_same ? std::optional(printed) : std::nullopt;
}

std::optional<Literal> Definitions::declared_default(const schema::Column& column) const {
  if (column.generated)
    return Literal{Literal::Kind::function, "GENERATED ALWAYS AS (" + *column.generated + ")" +
                                                (column.is_stored ? " STORED" : " VIRTUAL")};
  if (!column.by_default) return Literal{};
  const std::string& text = *column.by_default;
  const DataType type = DataType::parse(column.type);
  std::vector<Literal> candidates;
  if (is_number(text)) candidates.push_back({Literal::Kind::number, text});
  if (type.is_text() && text.size() > 1 && text.starts_with('\'') && text.ends_with('\''))
    candidates.push_back(
        {Literal::Kind::text, replace_all(text.substr(1, text.size() - 2), "''", "'")});
  candidates.push_back({Literal::Kind::function, text});
  for (const Literal& one : candidates) {
    const bool is_said = one.is_expression() ? expression(one, names_) == text
                                             : literal_of_type(one, type, names_) == text;
    if (is_said) return one;
  }
  return std::nullopt;
}

bool Definitions::says_table(const schema::Table& table) const {
  return table.options.empty() && !table.partitioned_by && table.parents.empty() && !table.bound &&
         !table.is_foreign && !table.is_virtual && !table.columns.empty();
}

bool Definitions::says_column(const schema::Column& column) const {
  return (!column.generated || facts().has(Feature::generated_columns)) && !column.collation &&
         !column.charset && !column.on_update && !column.is_invisible && !column.is_inherited;
}

bool Definitions::says_numbering(const schema::Table&, const schema::Column&) const { return true; }

bool Definitions::says_key(const schema::Key& key) const { return key.options.empty(); }

bool Definitions::says_foreign_key(const schema::ForeignKey& key) const {
  return key.options.empty();
}

bool Definitions::says_index(const schema::Index& index) const {
  const bool is_plain = std::all_of(index.parts.begin(), index.parts.end(), [](const auto& part) {
    return !part.is_expression && !part.nulls && !part.operator_class && !part.collation &&
           part.prefix.empty();
  });
  return is_plain && index.included.empty() && !index.predicate && !index.is_invisible &&
         index.options.empty();
}

/// As Liquibase does, a cache of 0 is not written.
bool Definitions::says_sequence(const schema::Sequence& sequence) const {
  return sequence.cache != "0";
}

bool Definitions::says_view(const schema::View& view) const {
  return !view.is_materialized && view.options.empty();
}

Definitions::Statements Definitions::create_table(const schema::Table& table) const {
  return {table.definition};
}

Definitions::Statements Definitions::finish_table(const schema::Table&, bool) const { return {}; }

std::string Definitions::comment(schema::Kind, const sql::Name&, std::string_view,
                                 const schema::Text&) const {
  return "";
}

Definitions::Statements Definitions::add_key(const schema::Table& table,
                                             const schema::Key& key) const {
  return {alter_table(table.name) + " ADD CONSTRAINT " + quoted(key.name) + " " + key.definition};
}

Definitions::Statements Definitions::add_foreign_key(const schema::Table& table,
                                                     const schema::ForeignKey& key) const {
  return {alter_table(table.name) + " ADD CONSTRAINT " + quoted(key.name) + " " + key.definition};
}

Definitions::Statements Definitions::add_check(const schema::Table& table,
                                               const schema::Check& check) const {
  return {alter_table(table.name) + " ADD CONSTRAINT " + quoted(check.name) + " " +
          check.definition};
}

Definitions::Statements Definitions::create_index(const sql::Name&,
                                                  const schema::Index& index) const {
  return {index.definition};
}

Definitions::Statements Definitions::create_view(const schema::View& view) const {
  return {view.definition};
}

Definitions::Statements Definitions::finish_view(const schema::View&, bool) const { return {}; }

Definitions::Statements Definitions::create_type(const schema::Type& type) const {
  return {type.definition};
}

Definitions::Statements Definitions::create_routine(const schema::Routine& routine) const {
  return {routine.definition};
}

Definitions::Statements Definitions::create_program(const schema::Program& program) const {
  return {program.definition};
}

Definitions::Statements Definitions::create_extension(const schema::Extension& extension) const {
  return {"CREATE EXTENSION IF NOT EXISTS " + quoted(extension.name) + " WITH SCHEMA " +
          quoted(extension.place)};
}

Definitions::Statements Definitions::create_schema(const schema::Namespace& schema) const {
  return {"CREATE SCHEMA IF NOT EXISTS " + quoted(schema.name)};
}

Definitions::Statements Definitions::create_sequence(const schema::Sequence& sequence) const {
  return {sequence.definition};
}

Definitions::Statements Definitions::own_sequence(const schema::Sequence&) const { return {}; }
Definitions::Statements Definitions::disown_sequence(const schema::Sequence&) const { return {}; }

Definitions::ShownColumn Definitions::shown(const schema::Column& column) const {
  switch (DataType::parse(column.type).family) {
    case TypeFamily::bigint:
    case TypeFamily::decimal:
    case TypeFamily::double_precision:
    case TypeFamily::floating:
    case TypeFamily::integer:
    case TypeFamily::mediumint:
    case TypeFamily::number:
    case TypeFamily::smallint:
    case TypeFamily::tinyint:
      return {quoted(column.name), ValueForm::number};
    default:
      return {quoted(column.name), ValueForm::text};
  }
}

Definitions::Statements Definitions::add_column(const schema::Table& table,
                                                const schema::Column& column) const {
  return {alter_table(table.name) + " ADD COLUMN " + quoted(column.name) + " " + column.definition};
}

Definitions::Statements Definitions::alter_column(const schema::Table&, const schema::Column&,
                                                  const schema::Column&) const {
  return {};
}

std::string Definitions::drop_column(const sql::Name& table, std::string_view column) const {
  return alter_table(table) + " DROP COLUMN " + quoted(column);
}

Definitions::Statements Definitions::alter_sequence(const schema::Sequence&,
                                                    const schema::Sequence&) const {
  return {};
}

Definitions::Statements Definitions::alter_type(const schema::Type&, const schema::Type&) const {
  return {};
}

Definitions::Statements Definitions::replace_routine(const schema::Routine&,
                                                     const schema::Routine&) const {
  return {};
}

Definitions::Statements Definitions::rebuild(const schema::Table&, const schema::Table&,
                                             const std::vector<std::string>&) const {
  return {};
}

Definitions::Statements Definitions::alter_options(const schema::Table&,
                                                   const schema::Table&) const {
  return {};
}

std::string Definitions::drop_constraint(const sql::Name& table, schema::Kind,
                                         std::string_view name) const {
  return alter_table(table) + " DROP CONSTRAINT " + quoted(name);
}

std::string Definitions::drop_index(const sql::Name& table, std::string_view name) const {
  return "DROP INDEX " + object({table.place, std::string(name)});
}

std::string Definitions::drop_program(const schema::Program& program) const {
  return drop(program.kind, program.name);
}

std::string Definitions::drop_routine(const schema::Routine& routine) const {
  return drop(routine.kind, routine.name);
}

std::string Definitions::drop(schema::Kind kind, const sql::Name& name) const {
  return "DROP " + statement_words(kind) + " " + object(name);
}

}  // namespace ebbtide

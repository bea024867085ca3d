// What hangs on tables and what stands beside them, and how a column becomes another one. What is
// printed by the server is a statement already; comments and states are said behind it.
#include <algorithm>

#include "database/literals.h"
#include "database/postgresql/definitions.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;
using schema::Numbering;

void add_if(Definitions::Statements& all, std::string statement) {
  if (!statement.empty()) all.push_back(std::move(statement));
}

bool has_option(const std::vector<schema::Option>& options, std::string_view name) {
  return std::any_of(options.begin(), options.end(),
                     [&](const schema::Option& one) { return one.name == name; });
}

/// ` INCREMENT BY 5 MINVALUE 1 …`, all of it, with a word before each.
template <class Numbers>
std::string all_numbers(const Numbers& one, const std::string& word = " ") {
  return word + "INCREMENT BY " + one.increment + word + "MINVALUE " + one.minimum + word +
         "MAXVALUE " + one.maximum + word + "START WITH " + one.start + word + "CACHE " +
         one.cache + word + (one.cycles ? "CYCLE" : "NO CYCLE");
}

/// How one numbering becomes another; empty where they are equal.
std::string changed_numbering(const Numbering& from, const Numbering& to) {
  std::string set;
  if (from.kind != to.kind)
    set += std::string(" SET GENERATED ") +
           (to.kind == Numbering::Kind::identity_always ? "ALWAYS" : "BY DEFAULT");
  return all_numbers(from) == all_numbers(to) ? set : set + all_numbers(to, " SET ");
}

bool is_identity(const schema::Column& column) {
  return column.numbering && column.numbering->kind != Numbering::Kind::serial;
}

/// As an expression; a column that numbers its rows by a sequence of its own has one too.
schema::Text default_text(const schema::Column& column, const Definitions& definitions) {
  if (column.numbering && column.numbering->kind == Numbering::Kind::serial)
    return "nextval(" +
           text_literal(definitions.object(column.numbering->sequence), definitions.facts()) +
           "::regclass)";
  return column.by_default;
}

}  // namespace

Definitions::Statements PostgresqlDefinitions::create_view(const schema::View& view) const {
  const bool is_empty = view.is_materialized && has_option(view.options, "no data");
  return {view.definition + (is_empty ? "\nWITH NO DATA" : "")};
}

Definitions::Statements PostgresqlDefinitions::finish_view(const schema::View& view,
                                                           bool was_said) const {
  Statements all;
  constexpr std::string_view of = "default of ";
  for (const schema::Option& option : view.options) {
    if (option.name.starts_with(of))
      all.push_back("ALTER VIEW " + object(view.name) + " ALTER COLUMN " +
                    quoted(option.name.substr(of.size())) + " SET DEFAULT " + option.value);
  }
  if (!was_said)
    add_if(all, comment(view.is_materialized ? Kind::materialized_view : Kind::view, view.name, "",
                        view.comment));
  for (std::size_t i = 0; i < view.column_comments.size(); ++i)
    add_if(all, comment(Kind::column, view.name, view.columns[i], view.column_comments[i]));
  return all;
}

Definitions::Statements PostgresqlDefinitions::create_type(const schema::Type& type) const {
  Statements all{type.definition};
  add_if(all, comment(type.kind, type.name, "", type.comment));
  for (const schema::Check& check : type.checks) {
    if (check.comment)
      all.push_back("COMMENT ON CONSTRAINT " + quoted(check.name) + " ON DOMAIN " +
                    object(type.name) + " IS " + text_literal(*check.comment, facts()));
  }
  for (const schema::Column& column : type.columns)
    add_if(all, comment(Kind::column, type.name, column.name, column.comment));
  return all;
}

Definitions::Statements PostgresqlDefinitions::create_routine(
    const schema::Routine& routine) const {
  Statements all{routine.definition};
  if (routine.comment)
    all.push_back(
        "COMMENT ON " + statement_words(routine.kind) + " " + object(routine.name) + "(" +
        (routine.kind == Kind::aggregate && routine.arguments.empty() ? "*" : routine.arguments) +
        ") IS " + text_literal(*routine.comment, facts()));
  return all;
}

Definitions::Statements PostgresqlDefinitions::create_program(
    const schema::Program& program) const {
  Statements all{program.definition};
  const sql::Name table{program.name.place, program.table};
  if (program.state) {
    const std::string verb = *program.state == "disabled"  ? " DISABLE "
                             : *program.state == "replica" ? " ENABLE REPLICA "
                                                           : " ENABLE ALWAYS ";
    all.push_back(alter_table(table) + verb + statement_words(program.kind) + " " +
                  quoted(program.name.name));
  }
  const bool is_part = program.kind != Kind::statistics;
  add_if(all, comment(program.kind, is_part ? table : program.name,
                      is_part ? program.name.name : "", program.comment));
  return all;
}

Definitions::Statements PostgresqlDefinitions::create_extension(
    const schema::Extension& extension) const {
  Statements all = Definitions::create_extension(extension);
  return all;
}

Definitions::Statements PostgresqlDefinitions::create_schema(
    const schema::Namespace& schema) const {
  Statements all = Definitions::create_schema(schema);
  if (schema.comment)
    all.push_back("COMMENT ON SCHEMA " + quoted(schema.name) + " IS " +
                  text_literal(*schema.comment, facts()));
  return all;
}

Definitions::Statements PostgresqlDefinitions::create_sequence(
    const schema::Sequence& sequence) const {
  return {"CREATE SEQUENCE " + object(sequence.name) +
          (sequence.type.empty() ? "" : " AS " + sequence.type) + all_numbers(sequence)};
}

Definitions::Statements PostgresqlDefinitions::own_sequence(
    const schema::Sequence& sequence) const {
  if (!sequence.owned_by) return {};
  const std::size_t point = sequence.owned_by->find('.');
  return {"ALTER SEQUENCE " + object(sequence.name) + " OWNED BY " +
          object({sequence.name.place, sequence.owned_by->substr(0, point)}) + "." +
          quoted(sequence.owned_by->substr(point + 1))};
}

Definitions::Statements PostgresqlDefinitions::disown_sequence(
    const schema::Sequence& sequence) const {
  return {"ALTER SEQUENCE " + object(sequence.name) + " OWNED BY NONE"};
}

std::string PostgresqlDefinitions::drop_program(const schema::Program& program) const {
  if (program.kind == Kind::statistics) return drop(program.kind, program.name);
  return "DROP " + statement_words(program.kind) + " " + quoted(program.name.name) + " ON " +
         object({program.name.place, program.table});
}

std::string PostgresqlDefinitions::drop_routine(const schema::Routine& routine) const {
  const bool is_any = routine.kind == Kind::aggregate && routine.arguments.empty();
  return drop(routine.kind, routine.name) + "(" + (is_any ? "*" : routine.arguments) + ")";
}

Definitions::ShownColumn PostgresqlDefinitions::shown(const schema::Column& column) const {
  ShownColumn usual = Definitions::shown(column);
  usual.expression += "::text";
  if (column.type == "boolean") usual.form = ValueForm::boolean;
  if (column.type.ends_with(']')) usual.form = ValueForm::text;
  return usual;
}

std::string PostgresqlDefinitions::insert_words(const schema::Table& table) const {
  const bool has_own =
      std::any_of(table.columns.begin(), table.columns.end(), [](const schema::Column& column) {
        return column.numbering && column.numbering->kind == Numbering::Kind::identity_always;
      });
  return has_own ? " OVERRIDING SYSTEM VALUE" : "";
}

Definitions::Statements PostgresqlDefinitions::add_column(const schema::Table& table,
                                                          const schema::Column& column) const {
  Statements all{alter_table(table.name) + " ADD COLUMN " + column_text(column)};
  for (std::string& one : column_settings(table, column)) all.push_back(std::move(one));
  add_if(all, comment(Kind::column, table.name, column.name, column.comment));
  return all;
}

Definitions::Statements PostgresqlDefinitions::alter_column(const schema::Table& table,
                                                            const schema::Column& from,
                                                            const schema::Column& to) const {
  const std::string alter = alter_table(table.name) + " ALTER COLUMN " + quoted(to.name);
  Statements all;
  if (from.generated != to.generated || from.is_stored != to.is_stored) {
    if (to.generated || !from.generated)
      return {alter_table(table.name) + " DROP COLUMN " + quoted(from.name),
              alter_table(table.name) + " ADD COLUMN " + column_text(to)};
    all.push_back(alter + " DROP EXPRESSION");
  }
  const schema::Text old_default = default_text(from, *this), new_default = default_text(to, *this);
  const bool has_other_type = from.type != to.type || from.collation != to.collation;
  if (is_identity(from) && !is_identity(to)) all.push_back(alter + " DROP IDENTITY");
  if (old_default && (old_default != new_default || has_other_type))
    all.push_back(alter + " DROP DEFAULT");
  if (has_other_type) {
    const std::string collation = to.collation ? " COLLATE " + quoted(*to.collation)
                                  : from.collation && from.type == to.type ? " COLLATE \"default\""
                                                                           : "";
    all.push_back(
        alter + " TYPE " + to.type + collation +
        (from.type == to.type ? "" : " USING (" + quoted(to.name) + "::" + to.type + ")"));
  }
  if (from.nullable != to.nullable)
    all.push_back(alter + (to.nullable ? " DROP" : " SET") + " NOT NULL");
  if (new_default && (old_default != new_default || has_other_type))
    all.push_back(alter + " SET DEFAULT " + *new_default);
  if (is_identity(to) && !is_identity(from)) {
    all.push_back(alter + " ADD" + numbering_text(*to.numbering));
  } else if (is_identity(to)) {
    const std::string set = changed_numbering(*from.numbering, *to.numbering);
    if (!set.empty()) all.push_back(alter + set);
  }
  return all;
}

Definitions::Statements PostgresqlDefinitions::alter_options(const schema::Table& from,
                                                             const schema::Table& to) const {
  const auto change = [&](std::string_view name, const char* with, const char* without,
                          Statements& all) {
    const bool had = has_option(from.options, name), has = has_option(to.options, name);
    if (had != has) all.push_back(alter_table(to.name) + (has ? with : without));
  };
  Statements all;
  change("unlogged", " SET UNLOGGED", " SET LOGGED", all);
  change("row security", " ENABLE ROW LEVEL SECURITY", " DISABLE ROW LEVEL SECURITY", all);
  change("force row security", " FORCE ROW LEVEL SECURITY", " NO FORCE ROW LEVEL SECURITY", all);
  return all;
}

}  // namespace ebbtide

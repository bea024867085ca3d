// A name that a change cannot have: lists of columns are split at commas and trimmed, `a desc` in
// one is a direction, a quote within a name is not doubled by Liquibase, and what looks like a
// property would be replaced.
#include "generate/spelling.h"

#include <algorithm>

#include "changelog/changes/sql.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool can_stand_in_list(const std::string& name) {
  return !name.empty() && trim(name) == name &&
         name.find_first_of(",\"`\n\r") == std::string::npos && !contains(name, "${") &&
         !ends_with_ignoring_case(name, " desc") && !ends_with_ignoring_case(name, " asc");
}

}  // namespace

bool Spelling::can_name(const std::vector<std::string>& names) const {
  return !options_.is_all_sql && std::all_of(names.begin(), names.end(), can_stand_in_list);
}

Quoting Spelling::quoting_of(const std::vector<std::string>& names) const {
  const Facts& facts = definitions_.facts();
  const bool folds = facts.syntax.fold != sql::Fold::none;
  const bool is_safe = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const bool is_bare = quoted(name, Quoting::legacy, facts) == name;
    const bool looks_computed = contains(name, "(");
    if (is_bare && definitions_.is_keyword(name)) return false;
    return !looks_computed &&
           (!is_bare || !folds || stored_name(name, Quoting::legacy, facts) == name);
  });
  return is_safe ? Quoting::legacy : Quoting::quote_all_objects;
}

Text Spelling::place(std::string_view schema) const {
  const bool is_named =
      !schema.empty() && (options_.with_schema || !definitions_.is_default_place(schema));
  if (!is_named || !definitions_.facts().has(Feature::schemas)) return {};
  for (const auto& [name, other] : options_.schemas_as) {
    const bool is_it =
        name.empty() ? definitions_.is_default_place(schema) : equals_ignoring_case(name, schema);
    if (is_it) return other;
  }
  return {schema};
}

Text Spelling::catalog() const {
  const std::string& catalog = definitions_.names().defaults().catalog;
  return options_.with_catalog && !catalog.empty() ? Text(catalog) : Text();
}

void Spelling::set_place(ObjectChange& change, const sql::Name& object) const {
  change.schema = place(object.place);
  change.catalog = catalog();
}

void Spelling::append_sql(Changes& changes, const Definitions::Statements& statements) const {
  for (const std::string& statement : statements) {
    auto sql = std::make_unique<RawSql>();
    sql->sql = statement;
    sql->target_dbms = definitions_.facts().name;
    sql->split = false;
    changes.push_back(std::move(sql));
  }
}

Changes Spelling::sql(const Definitions::Statements& statements) const {
  Changes changes;
  append_sql(changes, statements);
  return changes;
}

std::unique_ptr<Rollback> undone_by(Changes changes) {
  auto rollback = std::make_unique<Rollback>();
  for (auto& change : changes) rollback->parts.emplace_back(std::move(change));
  return rollback;
}

std::unique_ptr<Rollback> Spelling::undone_by(const Definitions::Statements& statements) const {
  return ebbtide::undone_by(sql(statements));
}

bool Spelling::can_remark(const schema::Text& comment) {
  return !comment || (!comment->empty() && trim(*comment) == *comment &&
                      comment->find('\r') == std::string::npos && !contains(*comment, "${"));
}

bool Spelling::set_default(Column& column, const schema::Column& from) const {
  const auto said = definitions_.declared_default(from);
  if (!said || contains(said->text, "${")) return false;
  if (said->is_null()) return true;
  const Literal& literal = *said;
  GivenDefault& given = column.by_default.ensure();
  switch (literal.kind) {
    case Literal::Kind::text:
      given.text = literal.text;
      return true;
    case Literal::Kind::number:
      given.numeric = literal.text;
      return true;
    case Literal::Kind::boolean:
      given.boolean = literal.text == "true";
      return true;
    default:
      given.computed = literal.text;
      return true;
  }
}

void Spelling::set_numbering(Column& column, const schema::Numbering& numbering) const {
  if (numbering.kind == schema::Numbering::Kind::serial) return;
  column.auto_increment = true;
  if (numbering.kind == schema::Numbering::Kind::auto_increment) return;
  if (numbering.kind == schema::Numbering::Kind::identity_always) column.generation_type = "ALWAYS";
  if (!numbering.start.empty() && numbering.start != "1")
    column.start_with.digits = numbering.start;
  if (!numbering.increment.empty() && numbering.increment != "1")
    column.increment_by.digits = numbering.increment;
}

std::optional<Column> Spelling::column(const schema::Table& table,
                                       const schema::Column& from) const {
  const auto type = definitions_.declared_type(from.type);
  if (!type || !definitions_.says_column(from) || !can_remark(from.comment)) return std::nullopt;
  if (from.numbering && !definitions_.says_numbering(table, from)) return std::nullopt;
  Column column;
  column.name = from.name;
  column.type = *type;
  if (!set_default(column, from)) return std::nullopt;
  if (from.numbering) set_numbering(column, *from.numbering);
  if (!from.nullable) column.constraints.ensure().nullable = false;
  if (from.comment) column.remarks = *from.comment;
  return column;
}

}  // namespace ebbtide

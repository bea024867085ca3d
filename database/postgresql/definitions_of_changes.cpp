// How types, sequences and routines become others in place. An enum can gain labels and not lose
// any; what a domain stands on stays as it is.
#include <algorithm>

#include "database/postgresql/definitions.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Statements = Definitions::Statements;

std::string quoted_label(const std::string& label) {
  return "'" + replace_all(label, "'", "''") + "'";
}

/// Nothing where a label is gone or the order is another one.
Statements added_labels(const std::string& alter, const std::vector<std::string>& from,
                        const std::vector<std::string>& to) {
  Statements all;
  std::size_t next = 0;
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (next < from.size() && from[next] == to[i]) {
      ++next;
      continue;
    }
    const std::string place = i == 0 ? (from.empty() ? "" : " BEFORE " + quoted_label(from[0]))
                                     : " AFTER " + quoted_label(to[i - 1]);
    all.push_back(alter + " ADD VALUE " + quoted_label(to[i]) + place);
  }
  return next == from.size() ? all : Statements();
}

}  // namespace

Statements PostgresqlDefinitions::alter_sequence(const schema::Sequence& from,
                                                 const schema::Sequence& to) const {
  Statements all;
  std::string text;
  if (from.type != to.type) text += " AS " + to.type;
  if (from.increment != to.increment) text += " INCREMENT BY " + to.increment;
  if (from.minimum != to.minimum || from.type != to.type) text += " MINVALUE " + to.minimum;
  if (from.maximum != to.maximum || from.type != to.type) text += " MAXVALUE " + to.maximum;
  if (from.start != to.start) text += " START WITH " + to.start;
  if (from.cache != to.cache) text += " CACHE " + to.cache;
  if (from.cycles != to.cycles) text += to.cycles ? " CYCLE" : " NO CYCLE";
  if (!text.empty()) all.push_back("ALTER SEQUENCE " + object(to.name) + text);
  if (from.owned_by != to.owned_by)
    for (std::string& one : to.owned_by ? own_sequence(to) : disown_sequence(to))
      all.push_back(std::move(one));
  if (from.comment != to.comment)
    all.push_back(comment(schema::Kind::sequence, to.name, "", to.comment.value_or("")));
  return all;
}

Statements PostgresqlDefinitions::alter_type(const schema::Type& from,
                                             const schema::Type& to) const {
  const std::string alter = "ALTER " + statement_words(to.kind) + " " + object(to.name);
  Statements all;
  if (from.sort != to.sort) return {};
  if (from.labels != to.labels) all = added_labels(alter, from.labels, to.labels);
  if (to.sort == "domain") all = altered_domain(alter, from, to);
  if (to.sort == "composite") all = altered_composite(alter, from, to);
  if (from.comment != to.comment)
    all.push_back(comment(to.kind, to.name, "", to.comment.value_or("")));
  return all;
}

Statements PostgresqlDefinitions::altered_domain(const std::string& alter, const schema::Type& from,
                                                 const schema::Type& to) const {
  if (from.base != to.base || from.collation != to.collation) return {};
  Statements all;
  if (from.by_default != to.by_default)
    all.push_back(alter + (to.by_default ? " SET DEFAULT " + *to.by_default : " DROP DEFAULT"));
  if (from.nullable != to.nullable)
    all.push_back(alter + (to.nullable ? " DROP NOT NULL" : " SET NOT NULL"));
  const auto has = [](const schema::Type& type, const schema::Check& check) {
    return std::any_of(type.checks.begin(), type.checks.end(), [&](const schema::Check& one) {
      return one.name == check.name && one.definition == check.definition;
    });
  };
  for (const schema::Check& one : from.checks)
    if (!has(to, one)) all.push_back(alter + " DROP CONSTRAINT " + quoted(one.name));
  for (const schema::Check& one : to.checks)
    if (!has(from, one))
      all.push_back(alter + " ADD CONSTRAINT " + quoted(one.name) + " " + one.definition);
  return all;
}

Statements PostgresqlDefinitions::altered_composite(const std::string& alter,
                                                    const schema::Type& from,
                                                    const schema::Type& to) const {
  const auto named = [](const schema::Type& type,
                        const std::string& name) -> const schema::Column* {
    const auto found = std::find_if(type.columns.begin(), type.columns.end(),
                                    [&](const auto& one) { return one.name == name; });
    return found == type.columns.end() ? nullptr : &*found;
  };
  Statements all;
  for (const schema::Column& one : from.columns)
    if (named(to, one.name) == nullptr)
      all.push_back(alter + " DROP ATTRIBUTE " + quoted(one.name));
  for (const schema::Column& one : to.columns) {
    const schema::Column* const before = named(from, one.name);
    if (before == nullptr) {
      all.push_back(alter + " ADD ATTRIBUTE " + quoted(one.name) + " " + one.type);
    } else if (before->type != one.type) {
      all.push_back(alter + " ALTER ATTRIBUTE " + quoted(one.name) + " TYPE " + one.type);
    }
  }
  return all;
}

/// What is returned, and how parameters are called, cannot be replaced; then it is made anew.
Statements PostgresqlDefinitions::replace_routine(const schema::Routine& from,
                                                  const schema::Routine& to) const {
  const auto header = [](const schema::Routine& one) {
    const std::size_t end = one.definition.find("\n LANGUAGE ");
    return one.definition.substr(0, end);
  };
  if (to.kind == schema::Kind::aggregate || header(from) != header(to)) {
    Statements all{drop_routine(from)};
    for (std::string& one : create_routine(to)) all.push_back(std::move(one));
    return all;
  }
  Statements all = create_routine(to);
  if (from.comment && !to.comment) {
    schema::Routine silent = to;
    silent.comment = "";
    all = create_routine(silent);
  }
  return all;
}

std::string PostgresqlDefinitions::rename_part(const sql::Name& table, schema::Kind kind,
                                               std::string_view from, std::string_view to) const {
  if (kind == schema::Kind::index)
    return "ALTER INDEX " + object({table.place, std::string(from)}) + " RENAME TO " + quoted(to);
  return alter_table(table) + " RENAME CONSTRAINT " + quoted(from) + " TO " + quoted(to);
}

}  // namespace ebbtide

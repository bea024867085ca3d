// Three sources say what is wrong with a change on a database: its fields (required and not given),
// the database's table of restrictions (not done here, required or refused here), and the change
// itself where a rule takes more than one field. An attribute that is refused counts only where it
// asks for something: `deferrable="false"` is no demand, unless the row says refused_when_given.
#include "changelog/validate.h"

#include <algorithm>

#include "changelog/expression.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool is_given(const Field& field, const Record& record) {
  if (!field.is_scalar()) return field.size(record) > 0;
  const auto text = field.get(record);
  return text && !trim(*text).empty();
}

/// The field of this name that the change sets; nothing where it does not.
const Field* given_field(const Change& change, std::string_view attribute) {
  const auto fields = change.type().fields;
  const auto field = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& one) { return one.name == attribute; });
  return field == fields.end() || !is_given(*field, change) ? nullptr : &*field;
}

/// Whether the change asks for the attribute, itself or in one of its columns; `false` asks for
/// nothing.
bool asks_for(const Change& change, std::string_view attribute) {
  const auto nested = change.nested_attributes();
  if (std::find(nested.begin(), nested.end(), attribute) != nested.end()) return true;
  const Field* const field = given_field(change, attribute);
  return field != nullptr && (field->kind != FieldKind::boolean || field->get(change) == "true");
}

std::string broken_restriction(const Restriction& restriction, const Change& change,
                               const Facts& facts) {
  const std::string name(change.type().name);
  const std::string attribute(restriction.attribute);
  const std::string product(facts.name);
  const std::string refusal =
      attribute + " is not allowed on " + product + "; remove it from " + name;
  switch (restriction.kind) {
    case Restriction::Kind::unsupported:
      return name + " is not supported on " + product +
             "; write it as sql, or give the changeset a dbms attribute";
    case Restriction::Kind::skipped:
      return "";
    case Restriction::Kind::required:
      return asks_for(change, attribute)
                 ? ""
                 : attribute + " is required for " + name + " on " + product;
    case Restriction::Kind::refused:
      return asks_for(change, attribute) ? refusal : "";
    case Restriction::Kind::refused_when_given:
      return given_field(change, attribute) != nullptr ? refusal : "";
  }
  return "";
}

}  // namespace

bool is_skipped(const Change& change, const Facts& facts) {
  return std::any_of(
      facts.restrictions.begin(), facts.restrictions.end(), [&](const Restriction& one) {
        return one.change == change.type().name && one.kind == Restriction::Kind::skipped;
      });
}

std::vector<Problem> validate(const Change& change, const Target& target) {
  std::vector<Problem> problems;
  const auto add = [&](std::string message) {
    problems.push_back({change.where, std::move(message), {}});
  };
  const Facts& facts = target.facts();
  for (const Field& field : change.type().fields) {
    if (has(field.traits, Trait::required) && !is_given(field, change)) {
      add(std::string(field.name) + " is required for " + std::string(change.type().name));
    }
  }
  for (const Restriction& restriction : facts.restrictions) {
    if (restriction.change != change.type().name) continue;
    if (std::string message = broken_restriction(restriction, change, facts); !message.empty())
      add(std::move(message));
  }
  for (std::string& message : change.problems(target)) add(std::move(message));
  return problems;
}

std::vector<Problem> text_problems(const Change& change, const Target& target) {
  if (!dbms_matches(change.dbms(), target.facts().name)) return {};
  std::vector<Problem> problems = change.text_problems(target);
  for (Problem& problem : problems) {
    if (problem.where.file.empty()) problem.where = change.where;
  }
  return problems;
}

namespace {

void add_text_problems(std::vector<Problem>& all, const Change& change, const ChangeSet& change_set,
                       const Target& target) {
  for (Problem& problem : text_problems(change, target)) {
    problem.change_set = change_set.id.to_text();
    all.push_back(std::move(problem));
  }
}

}  // namespace

std::vector<Problem> text_problems(const ChangeSet& change_set, const Target& target) {
  // What is found in the changelog itself is the cause of what is found in its SQL.
  if (!change_set.flaws.empty()) return change_set.flaws;
  std::vector<Problem> all;
  for (const SqlVisitor& visitor : change_set.visitors) {
    if (!visitor.counts(target.properties.selection())) continue;
    if (std::string message = visitor.problem(); !message.empty())
      all.push_back({visitor.where, std::move(message), change_set.id.to_text()});
  }
  for (const auto& change : change_set.changes) add_text_problems(all, *change, change_set, target);
  return all;
}

std::vector<Problem> rollback_text_problems(const ChangeSet& change_set, const Target& target) {
  std::vector<Problem> all;
  if (!change_set.rollback || !change_set.flaws.empty()) return all;
  for (const Rollback::Part& part : change_set.rollback->parts) {
    if (const auto* const change = std::get_if<std::unique_ptr<Change>>(&part))
      add_text_problems(all, **change, change_set, target);
  }
  return all;
}

}  // namespace ebbtide

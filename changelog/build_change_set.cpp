// The children of a changeset are told by their names: attributes (attribute_fields), what belongs
// to the changeset itself (child_names), and changes. A name that is none of these is a mistake
// where the format has a schema. Elsewhere only one with children is, a misspelt change; a plain
// value is an attribute that nobody asks for, as Liquibase has it.
//
// A rollback can be written in many ways, and several of them add up in their order:
//
//   <rollback>drop table t</rollback>           SQL, split and with its comments stripped
//   <rollback><dropTable tableName="t"/></…>    changes
//   <rollback changeSetId="1" …/>               the changes of that changeset, by default of the
//                                               same path
//   rollback: [drop table t, {dropTable: …}]    both kinds
//   <rollback/>, <rollback>empty</rollback>     nothing is to be done: not the same as no block
//   <rollback>-- NEVER: restore</rollback>      a refusal, where all parts are such comments
//
// What is wrong in the changeset is told with its name, which is known only in the end; so the
// problems that were added since its beginning get it then.
#include "changelog/build_change_set.h"

#include <algorithm>
#include <array>

#include "changelog/change_types.h"
#include "changelog/changes/control.h"
#include "changelog/changes/sql.h"
#include "changelog/expression.h"
#include "changelog/files.h"
#include "changelog/nul.h"
#include "sql/splitter.h"
#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

/// The attributes of a changeset, to be read like those of a change.
struct Attributes : Record {
  Text id, author, context, context_filter, labels, dbms, on_validation_fail, quoting, logical_path,
      created, run_order, run_with, spool_file;
  bool run_always = false, always_run = false, run_on_change = false, in_transaction = true,
       ignore = false;
  std::optional<bool> fail_on_error;
};

constexpr Field attribute_fields[] = {
    field<&Attributes::id>("id", "Id of the changeset"),
    field<&Attributes::author>("author", "Who wrote the changeset"),
    field<&Attributes::context>("context", "Contexts the changeset runs in"),
    field<&Attributes::context_filter>("contextFilter", "Contexts the changeset runs in"),
    field<&Attributes::labels>("labels", "Labels of the changeset"),
    field<&Attributes::dbms>("dbms", "Databases the changeset is for"),
    field<&Attributes::run_always>("runAlways", "Whether it runs on every update"),
    field<&Attributes::always_run>("alwaysRun", "Old name of runAlways"),
    field<&Attributes::run_on_change>("runOnChange", "Whether it runs again when it has changed"),
    field<&Attributes::fail_on_error>("failOnError", "Whether a failure ends the run"),
    field<&Attributes::in_transaction>("runInTransaction", "Whether it runs in a transaction"),
    field<&Attributes::on_validation_fail>("onValidationFail", "HALT or MARK_RAN"),
    field<&Attributes::quoting>("objectQuotingStrategy", "Which names are quoted"),
    field<&Attributes::logical_path>("logicalFilePath",
                                     "Path that counts instead of the file's own"),
    field<&Attributes::created>("created", "When it was written"),
    field<&Attributes::run_order>("runOrder", "first or last"),
    field<&Attributes::ignore>("ignore", "Whether it is left out"),
    field<&Attributes::run_with>("runWith", "Program that runs its SQL; kept, not used"),
    field<&Attributes::spool_file>("runWithSpoolFile",
                                   "File for that program's output; kept, not used"),
};

constexpr auto child_names =
    std::to_array<std::string_view>({"comment", "validCheckSum", "validCheckSums", "preConditions",
                                     "rollback", "modifySql", "changes", "preconditions"});

/// The attribute a node gives; nothing where it is something else.
const Field* find_attribute(const Node& node) {
  const auto found = std::find_if(std::begin(attribute_fields), std::end(attribute_fields),
                                  [&](const Field& field) { return node.is_named(field.name); });
  return found == std::end(attribute_fields) ? nullptr : found;
}

void add_problem(const Node& node, const Document& document, Problems& problems,
                 std::string message) {
  problems.push_back({document.position(node), std::move(message), {}});
}

Text filled(const Text& text) {
  const std::string_view trimmed = trim(text.or_empty());
  return trimmed.empty() ? Text() : Text(trimmed);
}

void read_attributes(ChangeSet& change_set, const Attributes& attributes,
                     const ChangeSetSurroundings& surroundings) {
  change_set.id.id = attributes.id.value_or("");
  change_set.id.author = attributes.author.value_or("");
  change_set.context =
      filled(attributes.context_filter) ? attributes.context_filter : attributes.context;
  change_set.labels = filled(attributes.labels);
  change_set.dbms = filled(attributes.dbms);
  change_set.run_always = attributes.run_always || attributes.always_run;
  change_set.run_on_change = attributes.run_on_change;
  change_set.fail_on_error = attributes.fail_on_error;
  change_set.in_transaction = attributes.in_transaction;
  change_set.mark_ran_when_invalid = attributes.on_validation_fail == "MARK_RAN";
  change_set.created = attributes.created;
  change_set.ignore = attributes.ignore;
  change_set.run_with = filled(attributes.run_with);
  change_set.id.path = surroundings.path;
  if (const Text logical = filled(attributes.logical_path)) {
    const std::string path = replace_all(*logical, "\\", "/");
    change_set.id.path = path.starts_with('/') ? path.substr(1) : path;
  }
}

void read_run_order(ChangeSet& change_set, const Attributes& attributes, const Node& node,
                    const Document& document, Problems& problems) {
  if (!attributes.run_order) return;
  if (attributes.run_order == "first") {
    change_set.run_order = RunOrder::first;
  } else if (attributes.run_order == "last") {
    change_set.run_order = RunOrder::last;
  } else {
    add_problem(node, document, problems,
                "runOrder must be 'first' or 'last', not '" + attributes.run_order.str() + "'");
  }
}

void add_valid_checksums(ChangeSet& change_set, const Node& node) {
  if (node.text && node.children.empty()) change_set.valid_checksums.emplace_back(trim(*node.text));
  for (const Node& item : node.children) {
    if (item.text) change_set.valid_checksums.emplace_back(trim(*item.text));
  }
}

void add_visitors(ChangeSet& change_set, const Node& node, const Document& document,
                  Problems& problems) {
  constexpr auto kinds =
      std::to_array<std::string_view>({"append", "prepend", "replace", "regExpReplace"});
  for (const Node& child : node.children) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](std::string_view name) { return child.is_named(name); });
    if (kind == kinds.end()) continue;
    SqlVisitor visitor;
    visitor.kind = static_cast<SqlVisitor::Kind>(kind - kinds.begin());
    visitor.where = document.position(child);
    build_record(visitor, SqlVisitor::fields(), child, document, problems);
    const auto context =
        node.value("contextFilter") ? node.value("contextFilter") : node.value("context");
    if (context) visitor.context = *context;
    if (const auto labels = node.value("labels")) visitor.labels = *labels;
    if (const auto dbms = node.value("dbms")) visitor.dbms = *dbms;
    visitor.apply_to_rollback =
        equals_ignoring_case(node.value("applyToRollback").value_or(""), "true");
    change_set.visitors.push_back(std::move(visitor));
  }
}

/// The text of a rollback block as a change, or a word for nothing to do.
void add_rollback_sql(Rollback& rollback, std::string_view text, const Node& node,
                      const Document& document) {
  const std::string_view sql = trim(text);
  if (sql.empty() || equals_ignoring_case(sql, "empty")) return;
  auto change = std::make_unique<RawSql>();
  change->where = document.position(node);
  change->sql = sql;
  change->strip_comments = true;
  rollback.parts.emplace_back(std::move(change));
}

void add_rollback_reference(Rollback& rollback, const Node& node, const Document& document,
                            const std::string& path) {
  const ChangeSetId id{std::string(node.value("changeSetPath").value_or(path)),
                       std::string(node.value("changeSetId").value_or("")),
                       std::string(node.value("changeSetAuthor").value_or(""))};
  rollback.parts.emplace_back(Rollback::Reference{id, document.position(node)});
}

void add_rollback(ChangeSet& change_set, const Node& node, const Document& document,
                  Problems& problems) {
  if (!change_set.rollback) {
    change_set.rollback = std::make_unique<Rollback>();
    change_set.rollback->where = document.position(node);
  }
  Rollback& rollback = *change_set.rollback;
  if (node.child("changeSetId") != nullptr)
    return add_rollback_reference(rollback, node, document, change_set.id.path);
  bool has_items = false;
  for (const Node& child : node.children) {
    if (child.name.empty()) {  // an item of a YAML list that is a text
      has_items = true;
      add_rollback_sql(rollback, child.text.value_or(""), child, document);
    } else if (child.is_named("comment")) {
      continue;
    } else if (auto change = build_change(child, document, problems)) {
      rollback.parts.emplace_back(std::move(change));
    }
  }
  if (node.text && !has_items) add_rollback_sql(rollback, *node.text, node, document);
}

/// Nothing but a comment where the way back should be: the comment says why there is none.
void note_refusal(Rollback& rollback) {
  const auto comment_of = [](const Rollback::Part& part) -> const RawSql* {
    const auto* const change = std::get_if<std::unique_ptr<Change>>(&part);
    if (change == nullptr || &(*change)->type() != &RawSql::kind) return nullptr;
    const auto& sql = static_cast<const RawSql&>(**change);
    const std::string_view text = trim(sql.sql.or_empty());
    return !text.empty() && is_only_comments(text, sql::Syntax{}) ? &sql : nullptr;
  };
  std::vector<std::string> words;
  for (const Rollback::Part& part : rollback.parts) {
    const RawSql* const comment = comment_of(part);
    if (comment == nullptr) return;
    words.emplace_back(trim(comment->sql.or_empty()));
  }
  if (!words.empty()) rollback.refusal = join(words, " ");
}

/// Whether it is an attribute that only a format with a schema can tell from a change.
bool is_unknown_attribute(const Node& child, const Document& document) {
  if (!document.has_schema() || !child.is_attribute || !child.children.empty()) return false;
  return find_attribute(child) == nullptr && find_change_type(child.name) == nullptr &&
         std::none_of(child_names.begin(), child_names.end(),
                      [&](std::string_view name) { return child.is_named(name); });
}

void add_child(ChangeSet& change_set, const Node& child, const Document& document,
               Problems& problems) {
  if (find_attribute(child) != nullptr || is_unknown_attribute(child, document)) return;
  if (child.is_named("comment")) {
    if (child.text)
      change_set.comments = change_set.comments
                                ? change_set.comments.str() + "\n" + std::string(*child.text)
                                : std::string(*child.text);
  } else if (child.is_named("validCheckSum") || child.is_named("validCheckSums")) {
    add_valid_checksums(change_set, child);
  } else if (child.is_named("preConditions")) {
    change_set.preconditions = build_preconditions(child, document, problems);
  } else if (child.is_named("rollback")) {
    add_rollback(change_set, child, document, problems);
  } else if (child.is_named("modifySql")) {
    add_visitors(change_set, child, document, problems);
  } else if (child.is_named("changes")) {
    for (const Node& change : child.children) {
      if (!change.is_named("comment")) add_child(change_set, change, document, problems);
    }
  } else if (auto change = build_change(child, document, problems)) {
    change_set.changes.push_back(std::move(change));
  }
}

/// Unknown plain attributes are errors where the format has a schema.
void report_unknown_attributes(const Node& node, const Document& document, Problems& problems) {
  for (const Node& child : node.children) {
    if (!is_unknown_attribute(child, document)) continue;
    if (problems.size() >= most_problems) return;
    std::vector<std::string_view> known;
    for (const Field& field : attribute_fields) known.push_back(field.name);
    add_problem(child, document, problems,
                "changeSet: unknown attribute '" + std::string(child.name) + "'" +
                    suggestion(child.name, known));
  }
}

}  // namespace

std::span<const Field> change_set_fields() { return attribute_fields; }

void check_contexts(std::string_view contexts, const Node& node, const Document& document,
                    Problems& problems) {
  try {
    check_expression(contexts);
  } catch (const Error& error) {
    add_problem(node, document, problems, error.what());
  }
}

Quoting parse_quoting(std::optional<std::string_view> text, const Node& node,
                      const Document& document, Problems& problems) {
  constexpr auto names =
      std::to_array<std::string_view>({"LEGACY", "QUOTE_ALL_OBJECTS", "QUOTE_ONLY_RESERVED_WORDS"});
  if (!text || trim(*text).empty()) return Quoting::legacy;
  const auto found = std::find(names.begin(), names.end(), trim(*text));
  if (found != names.end()) return static_cast<Quoting>(found - names.begin());
  add_problem(node, document, problems,
              "objectQuotingStrategy must be LEGACY, QUOTE_ALL_OBJECTS or "
              "QUOTE_ONLY_RESERVED_WORDS, not '" +
                  std::string(*text) + "'");
  return Quoting::legacy;
}

ChangeSet build_change_set(const Node& node, const Document& document,
                           const ChangeSetSurroundings& surroundings, Problems& problems) {
  const std::size_t problems_before = problems.size();
  ChangeSet change_set;
  change_set.where = document.position(node);
  Attributes attributes;
  for (const Node& child : node.children) {
    const Field* const field = child.text ? find_attribute(child) : nullptr;
    if (field == nullptr) continue;
    if (field->kind == FieldKind::boolean) check_boolean(child, document, problems);
    field->set(attributes, *child.text);
  }
  read_attributes(change_set, attributes, surroundings);
  read_run_order(change_set, attributes, node, document, problems);
  // As the history wants it: it has no row without an author, though an empty one will do.
  if (!document.has_schema() && !attributes.author)
    add_problem(node, document, problems, "changeSet: author is missing");
  check_contexts(change_set.context.or_empty(), node, document, problems);
  change_set.quoting = attributes.quoting
                           ? parse_quoting(*attributes.quoting, node, document, problems)
                           : surroundings.quoting;
  report_unknown_attributes(node, document, problems);
  for (const Node& child : node.children) add_child(change_set, child, document, problems);
  change_set.comments = filled(change_set.comments);
  if (change_set.rollback) note_refusal(*change_set.rollback);
  find_nul(node, document, change_set.flaws);
  for (Problem& flaw : change_set.flaws) flaw.change_set = change_set.id.to_text();
  for (std::size_t i = problems_before; i < problems.size(); ++i)
    problems[i].change_set = change_set.id.to_text();
  return change_set;
}

}  // namespace ebbtide

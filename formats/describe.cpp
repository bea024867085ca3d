// A changeset becomes what is to be written by the same tables that it was read by: each field says
// its name, whether it is a value, a record or a list, and where it stands in XML (Trait::body,
// nested and at_root). Nothing here knows a change type or a precondition by its name, so that a
// new one is written once it can be read.
//
// A field that has the value of a new record is left out: `splitStatements="true"` says nothing.
// What a setter makes of a text is written as what came of it: `valueNumeric="f(x)"` is
// valueComputed from then on, which has the same checksum.
#include "formats/describe.h"

#include <algorithm>
#include <array>

namespace ebbtide {
namespace {

void add_text(Element& to, std::string_view name, const Text& value) {
  if (value) to.add(std::string(name), Place::attribute, *value);
}

void add_flag(Element& to, std::string_view name, bool value, bool otherwise) {
  if (value == otherwise) return;
  to.add(std::string(name), Place::attribute, value ? "true" : "false").is_typed = true;
}

constexpr auto quoting_names =
    std::to_array<std::string_view>({"LEGACY", "QUOTE_ALL_OBJECTS", "QUOTE_ONLY_RESERVED_WORDS"});

void add_attributes(Element& to, const ChangeSet& one, const WrittenFile& file) {
  to.add("id", Place::attribute, one.id.id);
  to.add("author", Place::attribute, one.id.author);
  add_text(to, "contextFilter", one.context);
  add_text(to, "labels", one.labels);
  add_text(to, "dbms", one.dbms);
  add_flag(to, "runAlways", one.run_always, false);
  add_flag(to, "runOnChange", one.run_on_change, false);
  if (one.fail_on_error) add_flag(to, "failOnError", *one.fail_on_error, !*one.fail_on_error);
  add_flag(to, "runInTransaction", one.in_transaction, true);
  add_flag(to, "ignore", one.ignore, false);
  if (one.mark_ran_when_invalid) to.add("onValidationFail", Place::attribute, "MARK_RAN");
  if (one.quoting != file.quoting)
    to.add("objectQuotingStrategy", Place::attribute,
           quoting_names[static_cast<std::size_t>(one.quoting)]);
  if (!file.path.empty() && !one.id.path.empty() && one.id.path != file.path)
    to.add("logicalFilePath", Place::attribute, one.id.path);
  add_text(to, "created", one.created);
  if (one.run_order != RunOrder::none)
    to.add("runOrder", Place::attribute, one.run_order == RunOrder::first ? "first" : "last");
  add_text(to, "runWith", one.run_with);
}

void add_valid_checksums(Element& to, const std::vector<std::string>& checksums) {
  if (checksums.empty()) return;
  Element& list = to.add("validCheckSum", Place::open_list);
  for (const std::string& one : checksums) list.add("validCheckSum", Place::child, one);
}

Element describe(const Precondition& one) {
  const PreconditionType& type = one.type();
  const auto fresh = type.create();
  Element element = describe(type.name, type.fields, one, *fresh);
  auto& inner_of = const_cast<Precondition&>(one);  // asks for room; nothing is put into it
  if (const auto* const inner = inner_of.nested()) {
    element.place = Place::entries;
    for (const auto& child : *inner) element.children.push_back(describe(*child));
  }
  return element;
}

void add_reference(Element& to, const ChangeSetId& id, const ChangeSet& one) {
  Element& rollback = to.add("rollback", Place::record);
  rollback.add("changeSetId", Place::attribute, id.id);
  rollback.add("changeSetAuthor", Place::attribute, id.author);
  if (id.path != one.id.path) rollback.add("changeSetPath", Place::attribute, id.path);
}

/// The changes of a block stand together; each reference stands in a block of its own.
void add_rollback(Element& to, const ChangeSet& one) {
  const auto& parts = one.rollback->parts;
  bool is_open = false;
  for (const Rollback::Part& part : parts) {
    if (const auto* const reference = std::get_if<Rollback::Reference>(&part)) {
      add_reference(to, reference->id, one);
      is_open = false;
      continue;
    }
    if (!is_open) to.add("rollback", Place::entries);
    is_open = true;
    to.children.back().children.push_back(describe(*std::get<std::unique_ptr<Change>>(part)));
  }
  if (parts.empty()) to.add("rollback", Place::entries);
}

bool have_equal_filters(const SqlVisitor& a, const SqlVisitor& b) {
  return a.apply_to_rollback == b.apply_to_rollback && a.dbms == b.dbms && a.context == b.context &&
         a.labels == b.labels;
}

Element begin_modify_sql(const SqlVisitor& visitor) {
  Element element{.name = "modifySql", .place = Place::entries};
  add_text(element, "dbms", visitor.dbms);
  add_text(element, "contextFilter", visitor.context);
  add_text(element, "labels", visitor.labels);
  add_flag(element, "applyToRollback", visitor.apply_to_rollback, false);
  return element;
}

void add_visitors(Element& to, const std::vector<SqlVisitor>& visitors) {
  for (std::size_t i = 0; i < visitors.size(); ++i) {
    const SqlVisitor& visitor = visitors[i];
    if (i == 0 || !have_equal_filters(visitors[i - 1], visitor))
      to.children.push_back(begin_modify_sql(visitor));
    Element& edit = to.children.back().add(std::string(visitor.name()), Place::record);
    add_text(edit, "value", visitor.value);
    add_text(edit, "replace", visitor.replace);
    add_text(edit, "with", visitor.with);
  }
}

}  // namespace

Place place_of(const Field& field) {
  if (has(field.traits, Trait::nested)) return Place::child;
  // As Liquibase does: a `value` is an attribute, though a text in its place is read too.
  return has(field.traits, Trait::body) && field.name != "value" ? Place::text : Place::attribute;
}

Element describe(std::string_view name, std::span<const Field> fields, const Record& record,
                 Record& fresh) {
  Element element{.name = std::string(name)};
  for (const Field& field : fields) {
    if (field.is_scalar()) {
      const auto value = field.get(record);
      if (!value || value == field.get(fresh)) continue;
      Element& child = element.add(std::string(field.name), place_of(field), *value);
      child.is_typed = field.kind != FieldKind::text;
      continue;
    }
    const std::size_t size = field.size(record);
    if (size == 0) continue;
    Record& fresh_item = field.add(fresh);
    if (field.kind == FieldKind::record) {
      element.children.push_back(
          describe(field.name, field.fields(), field.at(record, 0), fresh_item));
      continue;
    }
    Element& list = element.add(std::string(field.name),
                                has(field.traits, Trait::at_root) ? Place::open_list : Place::list);
    for (std::size_t i = 0; i < size; ++i)
      list.children.push_back(
          describe(field.item, field.fields(), field.at(record, i), fresh_item));
  }
  return element;
}

Element describe(const Change& change) {
  const ChangeType& type = change.type();
  const auto fresh = type.create();
  return describe(type.name, type.fields, change, *fresh);
}

Element describe(const PreconditionBlock& block) {
  PreconditionBlock fresh;
  Element element = describe("preConditions", PreconditionBlock::fields(), block, fresh);
  element.place = Place::entries;
  for (const auto& one : block.all) element.children.push_back(describe(*one));
  return element;
}

Element describe(const ChangeSet& change_set, const WrittenFile& file) {
  Element element{.name = "changeSet"};
  add_attributes(element, change_set, file);
  add_valid_checksums(element, change_set.valid_checksums);
  if (change_set.preconditions) element.children.push_back(describe(*change_set.preconditions));
  if (change_set.comments) element.add("comment", Place::child, *change_set.comments);
  Element& changes = element.add("changes", Place::open_list);
  for (const auto& change : change_set.changes) changes.children.push_back(describe(*change));
  if (change_set.rollback) add_rollback(element, change_set);
  add_visitors(element, change_set.visitors);
  return element;
}

Element describe(const WrittenFile& file) {
  Element root{.name = "databaseChangeLog", .place = Place::entries};
  if (!file.path.empty()) root.add("logicalFilePath", Place::attribute, file.path);
  if (file.quoting != Quoting::legacy)
    root.add("objectQuotingStrategy", Place::attribute,
             quoting_names[static_cast<std::size_t>(file.quoting)]);
  return root;
}

}  // namespace ebbtide

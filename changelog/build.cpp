#include "changelog/build.h"

#include <algorithm>
#include <stdexcept>

#include "changelog/change_types.h"
#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

void add_problem(const Node& node, const Document& document, Problems& problems, std::string message) {
  problems.push_back({document.position(node), std::move(message), {}});
}

bool names_field(const Field& field, const Node& node) {
  return node.is_named(field.name) || (!field.alias.empty() && node.is_named(field.alias)) ||
         (!field.item.empty() && has(field.traits, Trait::at_root) && node.is_named(field.item));
}

void set_scalar(Record& record, const Field& field, std::string_view text, const Node& node, const Document& document, Problems& problems) {
  try {
    field.set(record, text);
  } catch (const std::invalid_argument& error) {
    add_problem(node, document, problems, std::string(field.name) + " " + error.what());
  }
}

void build_scalar(Record& record, const Field& field, const Node& node, const Document& document, Problems& problems) {
  const Node* given = node.child(field.name);
  if ((given == nullptr || !given->text) && !field.alias.empty()) given = node.child(field.alias);
  if (given != nullptr && given->text) {
    set_scalar(record, field, *given->text, *given, document, problems);
  } else if (has(field.traits, Trait::body) && node.text) {
    set_scalar(record, field, *node.text, node, document, problems);
  }
}

/// A list such as `columns` holds its items as `column`; YAML may leave that level out.
void build_items(Record& record, const Field& field, const Node& list, const Document& document, Problems& problems) {
  bool found = false;
  for (const Node& item : list.children) {
    if (!item.is_named(field.item)) continue;
    found = true;
    build_record(field.add(record), field.fields(), item, document, problems);
  }
  if (!found && !list.children.empty()) build_record(field.add(record), field.fields(), list, document, problems);
}

void build_list(Record& record, const Field& field, const Node& node, const Document& document, Problems& problems) {
  for (const Node& child : node.children) {
    if (child.is_named(field.name)) {
      build_items(record, field, child, document, problems);
    } else if (has(field.traits, Trait::at_root) && child.is_named(field.item)) {
      build_record(field.add(record), field.fields(), child, document, problems);
    }
  }
}

/// Attributes that Liquibase's schema lets stand in XML and no change looks at.
struct UnusedAttribute {
  std::string_view element;
  std::string_view attribute;
};
constexpr UnusedAttribute unused_attributes[] = {
    {"addColumn", "tablespace"},      {"alterSequence", "startValue"}, {"delete", "tablespace"},       {"dropColumn", "tablespace"},
    {"dropIndex", "associatedWith"},  {"dropIndex", "tablespace"},     {"dropSequence", "cacheSize"},  {"dropSequence", "cycle"},
    {"dropSequence", "dataType"},     {"dropSequence", "incrementBy"}, {"dropSequence", "maxValue"},   {"dropSequence", "minValue"},
    {"dropSequence", "ordered"},      {"dropSequence", "startValue"},  {"insert", "tablespace"},       {"mergeColumns", "tablespace"},
    {"renameColumn", "tablespace"},   {"sql", "schemaName"},           {"sql", "tableName"},           {"sql", "tablespace"},
    {"update", "tablespace"},
};

bool is_unused(const Node& element, const Node& attribute) {
  return std::any_of(std::begin(unused_attributes), std::end(unused_attributes), [&](const UnusedAttribute& one) { return element.is_named(one.element) && attribute.is_named(one.attribute); });
}

void report_unknown(std::span<const Field> fields, const Node& node, const Document& document, Problems& problems) {
  std::vector<std::string_view> known;
  for (const Field& field : fields) known.push_back(field.name);
  for (const Node& child : node.children) {
    if (std::any_of(fields.begin(), fields.end(), [&](const Field& field) { return names_field(field, child); }) || is_unused(node, child)) continue;
    add_problem(child, document, problems, std::string(node.name) + ": unknown attribute '" + std::string(child.name) + "'" + suggestion(child.name, known));
  }
}

void report_repeated(std::span<const Field> fields, const Node& node, const Document& document, Problems& problems) {
  for (const Field& field : fields) {
    if (!field.is_scalar()) continue;
    const auto named = [&](const Node& child) { return child.is_named(field.name); };
    const auto first = std::find_if(node.children.begin(), node.children.end(), named);
    if (first == node.children.end()) continue;
    const auto again = std::find_if(first + 1, node.children.end(), named);
    if (again == node.children.end()) continue;
    add_problem(*again, document, problems, std::string(node.name) + ": '" + std::string(again->name) + "' is given twice");
  }
}

}  // namespace

void build_record(Record& record, std::span<const Field> fields, const Node& node, const Document& document, Problems& problems) {
  for (const Field& field : fields) {
    if (field.is_scalar()) {
      build_scalar(record, field, node, document, problems);
    } else if (field.kind == FieldKind::records) {
      build_list(record, field, node, document, problems);
    } else if (const Node* const child = node.child(field.name)) {
      build_record(field.add(record), field.fields(), *child, document, problems);
    }
  }
  if (document.has_schema() || node.is_named("column")) report_unknown(fields, node, document, problems);
  report_repeated(fields, node, document, problems);
}

std::unique_ptr<Change> build_change(const Node& node, const Document& document, Problems& problems) {
  const ChangeType* const type = find_change_type(node.name);
  if (type == nullptr) {
    // As Liquibase does: an unknown name with a plain value is an attribute that nobody asks for.
    if (node.children.empty() && !document.has_schema()) return nullptr;
    std::vector<std::string_view> names;
    for (const ChangeType* const known : change_types()) names.push_back(known->name);
    const std::string what = "Unknown change type '" + std::string(node.name) + "'";
    add_problem(node, document, problems, is_paid_change_type(node.name) ? what + "; only Liquibase's paid edition has it: write it as sql" : what + suggestion(node.name, names));
    return nullptr;
  }
  std::unique_ptr<Change> change = type->create();
  change->where = document.position(node);
  build_record(*change, type->fields, node, document, problems);
  return change;
}

}  // namespace ebbtide

// A node becomes a record by the table of its fields (field.h). Each child goes to the first field
// that it means by its name, its other name, or as an item of a list that may stand outside of it:
//
//   <createIndex indexName="ix" tableName="t">        two scalars
//     <column name="a"/>                              an item of `columns` (Trait::at_root)
//   columns: [{column: {name: a}}]                    the list, its items named as in XML
//   columns: [{name: a, type: int}]                   one item, without that level
//   <sql>select 1</sql>                               the body, unless a child gives the field
//
// Which child a scalar is set from is only noted at first, and all are set in the end, in the order
// of the table. A setter may have a say in another field: `deleteCascade` in `onDelete`,
// `defaultValueNumeric="GENERATED_BY_DEFAULT"` in `autoIncrement`. Liquibase calls its setters in
// an order of its own, whatever the file has, and so the checksum must not depend on it here
// either.
//
// As Liquibase does: what no field means is a mistake in XML, whose schema knows better, and in a
// `column`; in any other record of YAML and JSON it is left out without a word.
#include "changelog/build.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <stdexcept>

#include "changelog/change_types.h"
#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

void add_problem(const Node& node, const Document& document, Problems& problems,
                 std::string message, ProblemKind kind = ProblemKind::mistake) {
  problems.push_back({document.position(node), std::move(message), {}, kind});
}

void set_scalar(Record& record, const Field& field, std::string_view text, const Node& node,
                const Document& document, Problems& problems) {
  try {
    field.set(record, text);
  } catch (const std::invalid_argument& error) {
    add_problem(node, document, problems, std::string(field.name) + " " + error.what());
  }
}

struct AttributeOf {
  std::string_view element;
  std::string_view attribute;
};

/// Attributes that Liquibase's schema lets stand in XML and no change looks at.
constexpr AttributeOf unused_attributes[] = {
    {"addColumn", "tablespace"},
    {"alterSequence", "startValue"},
    {"delete", "tablespace"},
    {"dropColumn", "tablespace"},
    {"dropIndex", "associatedWith"},
    {"dropIndex", "tablespace"},
    {"dropSequence", "cacheSize"},
    {"dropSequence", "cycle"},
    {"dropSequence", "dataType"},
    {"dropSequence", "incrementBy"},
    {"dropSequence", "maxValue"},
    {"dropSequence", "minValue"},
    {"dropSequence", "ordered"},
    {"dropSequence", "startValue"},
    {"insert", "tablespace"},
    {"mergeColumns", "tablespace"},
    {"renameColumn", "tablespace"},
    {"sql", "schemaName"},
    {"sql", "tableName"},
    {"sql", "tablespace"},
    {"update", "tablespace"},
};

/// Booleans that Liquibase's schema takes for any text. An empty element means all.
constexpr AttributeOf freely_spelled[] = {
    {"addDefaultValue", "defaultValueBoolean"},
    {"tagDatabase", "keepTagOnRollback"},
    {"", "valueBoolean"},
};

bool is_freely_spelled(const Node& element, const Node& attribute) {
  return std::any_of(std::begin(freely_spelled), std::end(freely_spelled),
                     [&](const AttributeOf& one) {
                       return (one.element.empty() || element.is_named(one.element)) &&
                              attribute.is_named(one.attribute);
                     });
}

bool is_unused(const Node& element, const Node& attribute) {
  return std::any_of(std::begin(unused_attributes), std::end(unused_attributes),
                     [&](const AttributeOf& one) {
                       return element.is_named(one.element) && attribute.is_named(one.attribute);
                     });
}

/// Gives the children of one node to the fields of one record. Scalars are set in the order of the
/// fields, not of the file: a setter may change what another field has, and Liquibase calls its
/// setters in an order of its own.
class RecordBuilder {
 public:
  RecordBuilder(Record& record, std::span<const Field> fields, const Node& node,
                const Document& document, Problems& problems)
      : record_(record), fields_(fields), node_(node), document_(document), problems_(problems) {
    if (fields.size() > most_fields)
      throw std::logic_error("a record has more fields than can be kept apart");
  }

  void build() {
    for (const Node& child : node_.children) take(child);
    if (node_.text) refuse_text();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const bool is_body = has(fields_[i].traits, Trait::body) && node_.text;
      if (given_[i] != nullptr) {
        set(*given_[i], fields_[i]);
      } else if (is_body) {
        set_scalar(record_, fields_[i], *node_.text, node_, document_, problems_);
      }
    }
  }

 private:
  void take(const Node& child) {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const Field& field = fields_[i];
      if (child.is_named(field.name)) return take_named(child, i);
      if (!field.alias.empty() && child.is_named(field.alias)) return take_alias(child, i);
      if (has(field.traits, Trait::at_root) && child.is_named(field.item))
        return take_item(child, field);
    }
    report_unknown(child);
  }

  /// Text between the elements is a mistake where no field is given by it.
  void refuse_text() {
    if (!document_.has_schema() || node_.is_attribute) return;
    const bool takes_text = std::any_of(fields_.begin(), fields_.end(), [](const Field& field) {
      return has(field.traits, Trait::body);
    });
    if (takes_text) return;
    add_problem(node_, document_, problems_,
                std::string(node_.name) + " cannot have text, but has '" +
                    std::string(node_.text->substr(0, 40)) + "'");
  }

  void take_item(const Node& child, const Field& field) {
    const bool is_list_of_items =
        !child.children.empty() &&
        std::all_of(child.children.begin(), child.children.end(),
                    [&](const Node& item) { return item.is_named(field.item); });
    if (is_list_of_items) return take_items(child, field);
    if (field.size(record_) == 0) reserve_items(node_, field);
    build_record(field.add(record_), field.fields(), child, document_, problems_);
  }

  void reserve_items(const Node& parent, const Field& field) {
    field.reserve(record_, static_cast<std::size_t>(std::count_if(
                               parent.children.begin(), parent.children.end(),
                               [&](const Node& item) { return item.is_named(field.item); })));
  }

  void take_named(const Node& child, std::size_t index) {
    const Field& field = fields_[index];
    if (field.is_scalar()) {
      if (is_named_[index])
        add_problem(child, document_, problems_,
                    std::string(node_.name) + ": '" + std::string(child.name) + "' is given twice");
      is_named_[index] = true;
      if (child.text) given_[index] = &child;
    } else if (field.kind == FieldKind::records) {
      take_items(child, field);
    } else {
      build_record(field.add(record_), field.fields(), child, document_, problems_);
    }
  }

  /// The field's own name counts before its other one.
  void take_alias(const Node& child, std::size_t index) {
    if (given_[index] == nullptr && child.text) given_[index] = &child;
  }

  void set(const Node& child, const Field& field) {
    if (field.kind == FieldKind::boolean && !is_freely_spelled(node_, child))
      check_boolean(child, document_, problems_);
    set_scalar(record_, field, *child.text, child, document_, problems_);
  }

  /// A list such as `columns` holds its items as `column`; YAML may leave that level out.
  void take_items(const Node& list, const Field& field) {
    bool found = false;
    reserve_items(list, field);
    for (const Node& item : list.children) {
      if (!item.is_named(field.item)) continue;
      found = true;
      build_record(field.add(record_), field.fields(), item, document_, problems_);
    }
    if (!found && !list.children.empty())
      build_record(field.add(record_), field.fields(), list, document_, problems_);
  }

  void report_unknown(const Node& child) {
    const bool is_checked = document_.has_schema() || node_.is_named("column");
    if (!is_checked || child.may_be_unknown || is_unused(node_, child) ||
        problems_.size() >= most_problems)
      return;
    std::vector<std::string_view> known;
    for (const Field& field : fields_) known.push_back(field.name);
    add_problem(child, document_, problems_,
                std::string(node_.name) + ": unknown attribute '" + std::string(child.name) + "'" +
                    suggestion(child.name, known));
  }

  static constexpr std::size_t most_fields = 64;

  Record& record_;
  std::span<const Field> fields_;
  const Node& node_;
  const Document& document_;
  Problems& problems_;
  std::bitset<most_fields> is_named_;             ///< by its own name
  std::array<const Node*, most_fields> given_{};  ///< what each scalar field is set from
};

}  // namespace

void check_boolean(const Node& node, const Document& document, Problems& problems) {
  if (!document.has_schema() || node.is_expanded) return;
  const std::string_view text = trim(node.text.value_or(""));
  for (const std::string_view known : {"true", "false", "1", "0"}) {
    if (text == known) return;
  }
  if (text.starts_with("${")) return;
  add_problem(node, document, problems,
              std::string(node.name) + " must be true or false, not '" + std::string(text) + "'");
}

void build_record(Record& record, std::span<const Field> fields, const Node& node,
                  const Document& document, Problems& problems) {
  RecordBuilder(record, fields, node, document, problems).build();
}

std::unique_ptr<Change> build_change(const Node& node, const Document& document,
                                     Problems& problems) {
  const ChangeType* const type = find_change_type(node.name);
  if (type == nullptr) {
    // As Liquibase does: an unknown name with a plain value is an attribute that nobody asks for.
    if ((node.children.empty() || document.is_lax()) && !document.has_schema()) return nullptr;
    std::vector<std::string_view> names;
    for (const ChangeType* const known : change_types()) names.push_back(known->name);
    const bool is_paid = is_paid_change_type(node.name);
    const std::string what = "Unknown change type '" + std::string(node.name) + "'";
    add_problem(node, document, problems,
                is_paid ? what + "; only Liquibase's paid edition has it: write it as sql"
                        : what + suggestion(node.name, names),
                is_paid ? ProblemKind::paid_only : ProblemKind::mistake);
    return nullptr;
  }
  std::unique_ptr<Change> change = type->create();
  change->where = document.position(node);
  build_record(*change, type->fields, node, document, problems);
  return change;
}

}  // namespace ebbtide

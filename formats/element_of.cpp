// What was read becomes what is to be written, without the model in between, which has properties
// replaced and defaults filled in. So each rule by which the tree is understood
// (changelog/build.cpp, build_change_set.cpp, formats/load.cpp) is followed here once more, by the
// same tables of fields, and puts a name into its usual place: `onUpdateSQL` becomes onSqlOutput, a
// list without its items' names gets them, rollback blocks that follow each other become one.
//
//   columns: [{name: a}]               columns with a `column` item, as XML has to have it
//   context, contextFilter             as they are; of a property only `context`, which all formats
//                                      know
//   changes in or beside `changes`     in it
//   several comments                   one, on lines of its own
//   the same attribute twice           the one that counts when it is read
//   validCheckSum, validCheckSums      one list
//   a text among changes of rollback   an `sql` with stripComments, as no other place keeps its
//                                      order
//
// What has no meaning is left out by every reader without a word, and so it would be lost here too;
// but somebody has written it, so that each is told with its place. A file whose `${…}` stay as
// they are is told as well: in a file of another format they would be replaced.
#include "formats/element_of.h"

#include <algorithm>
#include <array>

#include "changelog/build_change_set.h"
#include "changelog/change_types.h"
#include "changelog/precondition.h"
#include "formats/describe.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The entries of a changelog that are no changesets, and what they take.
struct PlainEntry {
  std::string_view name;
  std::array<std::string_view, 14> attributes;
};
constexpr std::array plain_entries{
    PlainEntry{
        "databaseChangeLog",
        {"logicalFilePath", "context", "contextFilter", "objectQuotingStrategy", "changeLogId"}},
    PlainEntry{"property",
               {"name", "value", "file", "context", "contextFilter", "labels", "dbms", "global",
                "relativeToChangelogFile", "errorIfMissing", "target"}},
    PlainEntry{"include",
               {"file", "relativeToChangelogFile", "context", "contextFilter", "labels", "ignore",
                "errorIfMissing", "id", "author", "created"}},
    PlainEntry{"includeAll",
               {"path", "relativeToChangelogFile", "context", "contextFilter", "labels", "ignore",
                "errorIfMissingOrEmpty", "endsWithFilter", "minDepth", "maxDepth", "filter",
                "resourceFilter", "resourceComparator"}},
    PlainEntry{"removeChangeSetProperty", {"change", "dbms", "remove"}},
    PlainEntry{"modifySql", {"dbms", "context", "contextFilter", "labels", "applyToRollback"}},
    PlainEntry{"rollback", {"changeSetId", "changeSetAuthor", "changeSetPath"}},
};

constexpr auto typed_names = std::to_array<std::string_view>(
    {"relativeToChangelogFile", "ignore", "errorIfMissing", "errorIfMissingOrEmpty", "global",
     "applyToRollback", "minDepth", "maxDepth"});

bool is_typed(std::string_view name) {
  return std::find(typed_names.begin(), typed_names.end(), name) != typed_names.end();
}

const Field* find_by_name(std::span<const Field> fields, const Node& node) {
  for (const Field& field : fields) {
    if (node.is_named(field.name)) return &field;
  }
  for (const Field& field : fields) {
    if (!field.alias.empty() && node.is_named(field.alias)) return &field;
  }
  return nullptr;
}

class Maker {
 public:
  explicit Maker(const Document& document) : document_(document) {}

  ReadElements make() {
    const Node& root = document_.root();
    Element element = plain(root, "databaseChangeLog", Place::entries, false);
    for (const Node& child : root.children) add_entry(element, child);
    return {std::move(element), std::move(left_out_), std::move(literal_)};
  }

 private:
  void leave_out(const Node& node, std::string_view parent) {
    if (node.name.empty() || left_out_.size() >= most_problems) return;
    left_out_.push_back({document_.position(node),
                         "'" + std::string(node.name) + "' of " + std::string(parent) +
                             " has no meaning and is left out",
                         {}});
  }

  static Element begin(const Node& node, std::string_view name, Place place) {
    Element element{.name = std::string(name), .place = place};
    element.offset = node.offset;
    return element;
  }

  /// An entry with nothing but plain values; what else is in it is left to others, or left out.
  Element plain(const Node& node, std::string_view name, Place place, bool is_all) {
    Element element = begin(node, name, place);
    const auto entry = std::find_if(plain_entries.begin(), plain_entries.end(),
                                    [&](const PlainEntry& one) { return one.name == name; });
    for (const Node& child : node.children) {
      const auto known =
          std::find_if(entry->attributes.begin(), entry->attributes.end(),
                       [&](std::string_view one) { return !one.empty() && child.is_named(one); });
      if (known == entry->attributes.end()) {
        if (is_all) leave_out(child, name);
        continue;
      }
      if (!child.text || element.child(*known) != nullptr) continue;
      element.add(std::string(*known), Place::attribute, *child.text).is_typed = is_typed(*known);
    }
    return element;
  }

  void add_entry(Element& root, const Node& node) {
    if (node.name == "changeSet") {
      root.children.push_back(change_set(node));
    } else if (node.name == "preConditions") {
      root.children.push_back(preconditions(node));
    } else if (node.name == "property") {
      root.children.push_back(property(node));
    } else if (node.name == "include" || node.name == "includeAll" ||
               node.name == "removeChangeSetProperty") {
      root.children.push_back(plain(node, node.name, Place::record, true));
    } else if (root.child(node.name) == nullptr) {
      leave_out(node, "databaseChangeLog");
    }
  }

  /// YAML and JSON know the contexts of a property by their older name only.
  Element property(const Node& node) {
    Element element = plain(node, "property", Place::record, true);
    const Element* const filter = element.child("contextFilter");
    if (filter == nullptr) return element;
    const bool counts = !trim(filter->value).empty();
    std::erase_if(element.children, [&](const Element& one) {
      return one.name == (counts ? "context" : "contextFilter");
    });
    for (Element& one : element.children) {
      if (one.name == "contextFilter") one.name = "context";
    }
    return element;
  }

  // Records

  /// The parts of a record by its fields, as build_record finds them.
  Element record(const Node& node, std::string_view name, std::span<const Field> fields) {
    Element element = begin(node, name, Place::record);
    std::vector<const Node*> given(fields.size(), nullptr);
    std::vector<Element> nested(fields.size());
    for (const Node& child : node.children) take(child, name, fields, given, nested);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Field& field = fields[i];
      if (field.is_scalar()) {
        add_scalar(element, field, given[i], node);
      } else if (!nested[i].name.empty()) {
        element.children.push_back(std::move(nested[i]));
      }
    }
    return element;
  }

  void take(const Node& child, std::string_view parent, std::span<const Field> fields,
            std::vector<const Node*>& given, std::vector<Element>& nested) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Field& field = fields[i];
      const bool is_own = child.is_named(field.name);
      const bool is_other = !field.alias.empty() && child.is_named(field.alias);
      const bool is_item = has(field.traits, Trait::at_root) && child.is_named(field.item);
      if (field.is_scalar() && (is_own || is_other)) {
        if (child.text && (is_own || given[i] == nullptr)) given[i] = &child;
        return;
      }
      if (is_own) return take_nested(child, field, nested[i]);
      if (is_item) return take_items(child, field, nested[i], true);
    }
    leave_out(child, parent);
  }

  void add_scalar(Element& element, const Field& field, const Node* given, const Node& node) {
    const bool is_body = given == nullptr && has(field.traits, Trait::body) && node.text;
    if (given == nullptr && !is_body) return;
    const std::string_view text = is_body ? *node.text : *given->text;
    Element& child = element.add(std::string(field.name), place_of(field), text);
    child.is_typed = field.kind != FieldKind::text;
    if (child.place == Place::child && given != nullptr) child.offset = given->offset;
    if ((is_body ? node : *given).is_literal && contains(text, "${"))
      literal_.push_back({document_.position(node),
                          "its ${…} stay as they are in a file without a header, and would be "
                          "replaced in any other",
                          {}});
  }

  void take_nested(const Node& child, const Field& field, Element& nested) {
    if (field.kind == FieldKind::record) {
      nested = record(child, field.name, field.fields());
    } else {
      take_items(child, field, nested, false);
    }
  }

  /// The items of a list, or what stands there in place of one. `is_alone` is of an item that
  /// stands in the change itself.
  void take_items(const Node& list, const Field& field, Element& nested, bool is_alone) {
    if (nested.name.empty()) {
      nested = begin(list, field.name,
                     has(field.traits, Trait::at_root) ? Place::open_list : Place::list);
      if (is_alone) nested.offset = 0;
    }
    const auto is_item = [&](const Node& one) { return one.is_named(field.item); };
    const bool has_only_items =
        !list.children.empty() && std::all_of(list.children.begin(), list.children.end(), is_item);
    const bool has_items = std::any_of(list.children.begin(), list.children.end(), is_item);
    if (is_alone ? !has_only_items : !has_items) {
      if (is_alone || !list.children.empty())
        nested.children.push_back(record(list, field.item, field.fields()));
      return;
    }
    for (const Node& item : list.children) {
      if (is_item(item)) nested.children.push_back(record(item, field.item, field.fields()));
    }
  }

  std::optional<Element> change(const Node& node, std::string_view parent) {
    const ChangeType* const type = find_change_type(node.name);
    if (type != nullptr) return record(node, type->name, type->fields);
    leave_out(node, parent);
    return std::nullopt;
  }

  // Preconditions

  Element preconditions(const Node& node) {
    Element element = begin(node, "preConditions", Place::entries);
    for (const Field& field : PreconditionBlock::fields()) {
      auto text = node.value(field.name);
      if (!text && !field.alias.empty()) text = node.value(field.alias);
      if (text) element.add(std::string(field.name), Place::attribute, *text);
    }
    add_preconditions(element, node);
    return element;
  }

  void add_preconditions(Element& element, const Node& node) {
    for (const Node& child : node.children) {
      if (find_by_name(PreconditionBlock::fields(), child) != nullptr) continue;
      const auto types = precondition_types();
      const auto type = std::find_if(types.begin(), types.end(), [&](const PreconditionType* one) {
        return child.is_named(one->name);
      });
      if (type == types.end()) {
        leave_out(child, node.name);
      } else if ((*type)->create()->nested() != nullptr) {
        Element nested = begin(child, (*type)->name, Place::entries);
        add_preconditions(nested, child);
        element.children.push_back(std::move(nested));
      } else {
        element.children.push_back(record(child, (*type)->name, (*type)->fields));
      }
    }
  }

  // Changesets

  /// The parts of a changeset by what they are, in the order they are written.
  struct Parts {
    Element valid_checksums{.name = "validCheckSum", .place = Place::open_list};
    std::optional<Element> preconditions;
    Text comment;
    std::size_t comment_offset = 0;
    Element changes{.name = "changes", .place = Place::open_list};
    std::vector<Element> rollbacks, edits;
  };

  Element change_set(const Node& node) {
    Element element = begin(node, "changeSet", Place::record);
    Parts parts;
    for (const Field& field : change_set_fields()) {
      const auto given =
          std::find_if(node.children.rbegin(), node.children.rend(),
                       [&](const Node& one) { return one.text && one.is_named(field.name); });
      if (given == node.children.rend()) continue;
      element.add(std::string(field.name), Place::attribute, *given->text).is_typed =
          field.kind != FieldKind::text;
    }
    for (const Node& child : node.children) add_part(parts, child, node.name);
    if (!parts.valid_checksums.children.empty())
      element.children.push_back(std::move(parts.valid_checksums));
    if (parts.preconditions) element.children.push_back(std::move(*parts.preconditions));
    if (parts.comment) {
      Element& comment = element.add("comment", Place::child, *parts.comment);
      comment.offset = parts.comment_offset;
    }
    element.children.push_back(std::move(parts.changes));
    for (Element& rollback : parts.rollbacks) name_texts(rollback);
    for (Element& rollback : parts.rollbacks) element.children.push_back(std::move(rollback));
    for (Element& edit : parts.edits) element.children.push_back(std::move(edit));
    return element;
  }

  void add_part(Parts& parts, const Node& child, std::string_view parent) {
    if (find_by_name(change_set_fields(), child) != nullptr && parent != "changes") return;
    if (child.is_named("comment")) {
      if (!child.text) return;
      parts.comment_offset = child.offset;
      parts.comment = parts.comment ? parts.comment.str() + "\n" + std::string(*child.text)
                                    : std::string(*child.text);
    } else if (child.is_named("validCheckSum") || child.is_named("validCheckSums")) {
      add_valid_checksums(parts.valid_checksums, child);
    } else if (child.is_named("preConditions")) {
      parts.preconditions = preconditions(child);
    } else if (child.is_named("rollback")) {
      add_rollback(parts.rollbacks, child);
    } else if (child.is_named("modifySql")) {
      parts.edits.push_back(modify_sql(child));
    } else if (child.is_named("changes")) {
      for (const Node& one : child.children) {
        if (!one.is_named("comment")) add_part(parts, one, "changes");
      }
    } else if (auto made = change(child, parent)) {
      parts.changes.children.push_back(std::move(*made));
    }
  }

  static void add_valid_checksums(Element& list, const Node& node) {
    if (node.text && node.children.empty())
      list.add("validCheckSum", Place::child, trim(*node.text)).offset = node.offset;
    for (const Node& item : node.children) {
      if (item.text && item.name.empty())
        list.add("validCheckSum", Place::child, trim(*item.text)).offset = item.offset;
    }
  }

  void add_rollback(std::vector<Element>& rollbacks, const Node& node) {
    if (node.child("changeSetId") != nullptr) {
      rollbacks.push_back(plain(node, "rollback", Place::record, true));
      return;
    }
    if (rollbacks.empty() || rollbacks.back().place == Place::record)
      rollbacks.push_back(begin(node, "rollback", Place::entries));
    Element& rollback = rollbacks.back();
    bool has_items = false;
    for (const Node& child : node.children) {
      if (child.name.empty()) {
        has_items = true;
        add_rollback_text(rollback, child.text.value_or(""));
      } else if (child.is_named("comment")) {
        rollback.comments.emplace_back(child.text.value_or(""));
      } else if (auto made = change(child, "rollback")) {
        rollback.children.push_back(std::move(*made));
      }
    }
    if (node.text && !has_items) add_rollback_text(rollback, *node.text);
  }

  /// A text among other parts of a rollback as the change that it is: no format but XML keeps its
  /// place, and XML behind the others only.
  static void name_texts(Element& rollback) {
    if (rollback.children.size() < 2) return;
    for (Element& part : rollback.children) {
      if (!part.name.empty()) continue;
      Element sql{.name = "sql"};
      sql.add("sql", Place::text, part.value);
      sql.add("stripComments", Place::attribute, "true").is_typed = true;
      part = std::move(sql);
    }
  }

  static void add_rollback_text(Element& rollback, std::string_view text) {
    text = trim(text);
    if (!text.empty() && !equals_ignoring_case(text, "empty")) rollback.add("", Place::text, text);
  }

  Element modify_sql(const Node& node) {
    Element element = plain(node, "modifySql", Place::entries, false);
    for (const Node& child : node.children) {
      for (const std::string_view edit : {"append", "prepend", "replace", "regExpReplace"}) {
        if (child.is_named(edit))
          element.children.push_back(record(child, edit, SqlVisitor::fields()));
      }
    }
    return element;
  }

  const Document& document_;
  std::vector<Problem> left_out_, literal_;
};

}  // namespace

ReadElements elements_of(const Document& document) { return Maker(document).make(); }

}  // namespace ebbtide

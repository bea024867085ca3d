// Liquibase validates XML against the XSD of the version that the file names. No XSD is read here.
// What follows from them stands in tables, so that every problem has its place and its remedy, and
// all of them are told at once:
//
//   root_order, change_set_order   the order of children: validCheckSum before preConditions …
//   closed_elements                what may stand in the elements around the changes
//   xml_schema_versions.cpp        what a version does not have yet, or has no more
//   closed_changes                 where 3.6 to 3.10 do not let any attribute stand
//
// The fields of change types and preconditions know their own attributes, and those are asked later
// (build.cpp). In the schemas 3.6 to 3.10 most changes take any attribute, which Liquibase then
// leaves out: these are marked first, so that nobody complains about them.
//
// A tagDatabase must be the only child of its changeset besides validCheckSum, preConditions and
// modifySql: not even a comment or a rollback may stand with it. The schemas have it so.
#include "formats/xml_schema.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

#include "formats/xml_schema_versions.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The elements that have a place of their own, first to last; all others share one.
struct Stage {
  std::string_view element;
  int rank;
};
constexpr int any_other = 3;
constexpr std::array root_order{Stage{"removeChangeSetProperty", 0}, Stage{"property", 1},
                                Stage{"preConditions", 2}};
constexpr std::array change_set_order{Stage{"validCheckSum", 0}, Stage{"preConditions", 1},
                                      Stage{"modifySql", 4}};

int rank_of(std::span<const Stage> order, const Node& node) {
  const auto found = std::find_if(order.begin(), order.end(),
                                  [&](const Stage& stage) { return stage.element == node.name; });
  return found == order.end() ? any_other : found->rank;
}

/// The elements around the changes, and all attributes and elements that stand in them. What
/// change types and preconditions take their own fields know.
struct ClosedElement {
  std::string_view name;
  std::array<std::string_view, 14> children;
};
constexpr std::array closed_elements{
    ClosedElement{"databaseChangeLog",
                  {"changeLogId", "context", "contextFilter", "logicalFilePath",
                   "objectQuotingStrategy", "changeSet", "include", "includeAll",
                   "modifyChangeSets", "preConditions", "property", "removeChangeSetProperty"}},
    ClosedElement{"property",
                  {"context", "contextFilter", "dbms", "errorIfMissing", "file", "global", "labels",
                   "name", "relativeToChangelogFile", "target", "value"}},
    ClosedElement{"include",
                  {"author", "context", "contextFilter", "created", "errorIfMissing", "file", "id",
                   "ignore", "labels", "relativeToChangelogFile"}},
    ClosedElement{"includeAll",
                  {"context", "contextFilter", "endsWithFilter", "errorIfMissingOrEmpty", "filter",
                   "ignore", "labels", "maxDepth", "minDepth", "path", "relativeToChangelogFile",
                   "resourceComparator", "resourceFilter"}},
    ClosedElement{"comment", {}},
    ClosedElement{"validCheckSum", {"comment"}},
    ClosedElement{"modifySql",
                  {"applyToRollback", "context", "contextFilter", "dbms", "labels", "append",
                   "prepend", "regExpReplace", "replace"}},
};

const ClosedElement* find_closed(const Node& node) {
  const auto found = std::find_if(closed_elements.begin(), closed_elements.end(),
                                  [&](const ClosedElement& one) { return one.name == node.name; });
  return found == closed_elements.end() ? nullptr : &*found;
}

std::string version_text(int version) {
  return std::to_string(version / 100) + "." + std::to_string(version % 100);
}

class SchemaCheck {
 public:
  SchemaCheck(Document& document, int version) : document_(document), version_(version) {}

  void run() {
    const Node& root = document_.root();
    check_order(root, root_order);
    refuse_text(root);
    check_names(root);
    for (const Node& child : root.children) {
      if (child.name == "changeSet") check_change_set(child);
    }
  }

 private:
  /// Whether the schema knows the elements and attributes in the node, and in all below it.
  void check_names(const Node& node) {
    const ClosedElement* const closed = find_closed(node);
    for (const Node& child : node.children) {
      if (child.may_be_unknown) continue;
      const std::string word = child.is_attribute ? "attribute" : "element";
      if (closed != nullptr && std::find(closed->children.begin(), closed->children.end(),
                                         child.name) == closed->children.end()) {
        problem(child, std::string(node.name) + ": unknown " + word + " '" +
                           std::string(child.name) + "'");
        continue;
      }
      auto known = schema_versions(node.name, child.name);
      if (!known && !child.is_attribute) known = schema_versions(child.name);
      if (known && (version_ < known->since || version_ > known->until)) {
        problem(child, std::string(node.name) + ": unknown " + word + " '" +
                           std::string(child.name) + "'" + advice(*known));
        continue;
      }
      if (!child.is_attribute) check_names(child);
    }
  }

  std::string advice(const SchemaVersions& known) const {
    if (known.until == 0) return "; no schema of changelogs has it in XML";
    if (version_ < known.since) {
      return "; the schema " + version_text(version_) + " of this file has none, name " +
             version_text(known.since) + " or a newer one";
    }
    return "; schemas have none since " + version_text(known.until) + ", remove it";
  }

  void problem(const Node& node, std::string message) {
    document_.note_problem(node.offset, std::move(message));
  }

  void check_change_set(const Node& node) {
    for (const std::string_view name : {"id", "author"}) {
      if (node.child(name) == nullptr)
        problem(node, "changeSet: the attribute '" + std::string(name) + "' is missing");
    }
    check_order(node, change_set_order);
    refuse_text(node);
    check_tag(node);
  }

  void check_order(const Node& parent, std::span<const Stage> order) {
    const Node* last = nullptr;
    for (const Node& child : parent.children) {
      if (child.is_attribute) continue;
      if (last != nullptr && rank_of(order, child) < rank_of(order, *last)) {
        problem(child, std::string(parent.name) + ": " + std::string(child.name) +
                           " must stand before " + std::string(last->name) + "; move it up");
        continue;
      }
      if (last != nullptr && child.name == "preConditions" && last->name == child.name)
        problem(child, std::string(parent.name) + ": there are two preConditions; make them one");
      last = &child;
    }
  }

  void refuse_text(const Node& node) {
    if (!node.text) return;
    problem(node, std::string(node.name) + " cannot have text, but has '" +
                      std::string(node.text->substr(0, 40)) + "'; SQL stands in <sql>");
  }

  void check_tag(const Node& change_set) {
    const auto is_change = [](const Node& child) {
      return !child.is_attribute && rank_of(change_set_order, child) == any_other;
    };
    const auto tag = std::find_if(change_set.children.begin(), change_set.children.end(),
                                  [](const Node& child) { return child.name == "tagDatabase"; });
    if (tag == change_set.children.end()) return;
    if (tag->child("tag") == nullptr) problem(*tag, "tagDatabase: the attribute 'tag' is missing");
    if (std::count_if(change_set.children.begin(), change_set.children.end(), is_change) == 1)
      return;
    problem(*tag, "tagDatabase must stand alone; give it a changeset of its own");
  }

  Document& document_;
  int version_;
};

struct CarriedVersions {
  int major, last_minor;
};
constexpr std::array known_versions{CarriedVersions{1, 9}, CarriedVersions{2, 0},
                                    CarriedVersions{3, 10}, CarriedVersions{4, 28}};

struct Version {
  int major = 0, minor = 0;
};

std::optional<Version> parse_version(std::string_view text) {
  Version version;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, version.major);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, version.minor);
  if (second.ec != std::errc{} || second.ptr != end || version.minor < 0) return std::nullopt;
  return version;
}

bool is_known_version(const std::optional<Version>& version) {
  return version &&
         std::any_of(known_versions.begin(), known_versions.end(), [&](const CarriedVersions& one) {
           return one.major == version->major && version->minor <= one.last_minor;
         });
}

/// The changes in which no schema lets unknown attributes stand, and those in which no schema does
/// since a version.
struct ClosedChange {
  std::string_view name;
  int since;
};
constexpr std::array closed_changes{
    ClosedChange{"addPrimaryKey", 306},    ClosedChange{"addUniqueConstraint", 306},
    ClosedChange{"createIndex", 306},      ClosedChange{"createTable", 308},
    ClosedChange{"createView", 306},       ClosedChange{"delete", 306},
    ClosedChange{"loadUpdateData", 306},   ClosedChange{"output", 306},
    ClosedChange{"setColumnRemarks", 306}, ClosedChange{"setTableRemarks", 306},
    ClosedChange{"sqlFile", 306},          ClosedChange{"tagDatabase", 308},
};

void mark_attributes(Node& change, int version) {
  const bool is_closed =
      std::any_of(closed_changes.begin(), closed_changes.end(), [&](const ClosedChange& closed) {
        return closed.name == change.name && closed.since <= version;
      });
  if (is_closed) return;
  for (Node& child : change.children) child.may_be_unknown = child.is_attribute;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  const bool has_it = text.starts_with(prefix);
  if (has_it) text.remove_prefix(prefix.size());
  return has_it;
}

/// `3.9` or `latest`: which of Liquibase's schemas a place names; empty for any other.
std::string schema_name(std::string_view location) {
  const std::string path = lower(location);
  std::string_view rest = path;
  if (!take_prefix(rest, "http://")) take_prefix(rest, "https://");
  if (!take_prefix(rest, "www.liquibase.org/xml/ns/")) return "";
  if (!take_prefix(rest, "dbchangelog/") && !take_prefix(rest, "migrator/")) return "";
  if (!take_prefix(rest, "dbchangelog-") || !rest.ends_with(".xsd")) return "";
  rest.remove_suffix(std::string_view(".xsd").size());
  return std::string(rest);
}

}  // namespace

bool is_known_schema(std::string_view location) {
  const std::string name = schema_name(location);
  return name == "latest" || is_known_version(parse_version(name));
}

int schema_version(std::string_view location) {
  const auto version = parse_version(schema_name(location));
  return version ? version->major * 100 + version->minor : newest_schema;
}

void mark_optional_attributes(Node& root, int version) {
  if (version < 306 || version > 310) return;
  for (Node& change_set : root.children) {
    if (change_set.name != "changeSet") continue;
    for (Node& change : change_set.children) {
      if (change.name != "rollback") {
        mark_attributes(change, version);
        continue;
      }
      for (Node& undoing : change.children) mark_attributes(undoing, version);
    }
  }
}

void check_schema(Document& document, int version) { SchemaCheck(document, version).run(); }

}  // namespace ebbtide

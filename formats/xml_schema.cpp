#include "formats/xml_schema.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

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

class SchemaCheck {
 public:
  explicit SchemaCheck(Document& document) : document_(document) {}

  void run() {
    const Node& root = document_.root();
    check_order(root, root_order);
    refuse_text(root);
    for (const Node& child : root.children) {
      if (child.name == "changeSet") check_change_set(child);
    }
  }

 private:
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
};

struct SchemaVersions {
  int major, last_minor;
};
constexpr std::array known_versions{SchemaVersions{1, 9}, SchemaVersions{2, 0},
                                    SchemaVersions{3, 10}, SchemaVersions{4, 28}};

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
         std::any_of(known_versions.begin(), known_versions.end(), [&](const SchemaVersions& one) {
           return one.major == version->major && version->minor <= one.last_minor;
         });
}

/// The changes in which no schema lets unknown attributes stand.
constexpr std::array<std::string_view, 5> closed_changes{"delete", "loadUpdateData", "output",
                                                         "setColumnRemarks", "setTableRemarks"};

void mark_attributes(Node& change) {
  if (std::find(closed_changes.begin(), closed_changes.end(), change.name) != closed_changes.end())
    return;
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

bool lets_any_attribute(std::string_view location) {
  const auto version = parse_version(schema_name(location));
  return version && version->major == 3 && version->minor >= 6;
}

void mark_optional_attributes(Node& root) {
  for (Node& change_set : root.children) {
    if (change_set.name != "changeSet") continue;
    for (Node& change : change_set.children) {
      if (change.name != "rollback") {
        mark_attributes(change);
        continue;
      }
      for (Node& undoing : change.children) mark_attributes(undoing);
    }
  }
}

void check_schema(Document& document) { SchemaCheck(document).run(); }

}  // namespace ebbtide

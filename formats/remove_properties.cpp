// removeChangeSetProperty is for databases that do not know where a column stands: `afterColumn`
// and its like are taken off before changes are made of the nodes, so that neither the SQL nor the
// checksum has them. As Liquibase does: addColumn is the only change it means. Its columns stand in
// the change itself or in `columns`, by the format.
#include "formats/remove_properties.h"

#include <algorithm>

namespace ebbtide {
namespace {

void clean_columns(Node& parent, const std::vector<std::string>& names) {
  const auto is_removed = [&](const Node& attribute) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return attribute.is_named(name); });
  };
  for (Node& child : parent.children) {
    if (!child.is_named("columns") && !child.is_named("column")) continue;
    std::erase_if(child.children, is_removed);
    clean_columns(child, names);
  }
}

}  // namespace

void remove_from_add_column(Node& node, const std::vector<std::string>& names) {
  if (names.empty()) return;
  if (node.name == "changes") {
    for (Node& change : node.children) remove_from_add_column(change, names);
  }
  if (node.name == "addColumn") clean_columns(node, names);
}

}  // namespace ebbtide

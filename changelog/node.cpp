#include "changelog/node.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {

bool Node::is_named(std::string_view other) const {
  return name.size() == other.size() && (name == other || equals_ignoring_case(name, other));
}

const Node* Node::child(std::string_view wanted) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const Node& node) { return node.is_named(wanted); });
  return found == children.end() ? nullptr : &*found;
}

std::optional<std::string_view> Node::value(std::string_view wanted) const {
  const Node* const found = child(wanted);
  return found == nullptr ? std::nullopt : found->text;
}

}  // namespace ebbtide

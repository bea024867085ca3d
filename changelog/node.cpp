// The tree of a large changelog is a great many nodes that live and die together. Their
// memory is taken from one resource that never gives back a part, and goes at once with the
// document: no destructor walks through the tree, which is why the root is a plain pointer into
// that memory.
#include "changelog/node.h"

#include <algorithm>

namespace ebbtide {
namespace {

/// What the nodes of a text will take, more or less; of long texts only the beginning.
std::size_t first_memory(std::size_t text) {
  constexpr std::size_t for_a_byte = 5, most = 1 << 20;
  return std::min(most, for_a_byte * (text + 1));
}

}  // namespace

Document::Document(Source source, bool has_schema)
    : source_(std::move(source)),
      has_schema_(has_schema),
      memory_(std::make_unique<std::pmr::monotonic_buffer_resource>(
          first_memory(source_.text().size()))),
      root_(memory().new_object<Node>()) {}

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

#include "changelog/node.h"

#include <algorithm>

namespace ebbtide {

namespace {

/// So many bytes of nodes a byte of text makes, more or less.
constexpr std::size_t nodes_of_text = 5;

}  // namespace

Document::Document(Source source, bool has_schema)
    : source_(std::move(source)),
      has_schema_(has_schema),
      memory_(std::make_unique<std::pmr::monotonic_buffer_resource>(nodes_of_text *
                                                                    (source_.text().size() + 1))),
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

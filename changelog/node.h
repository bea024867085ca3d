#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/ascii.h"
#include "text/source.h"

namespace ebbtide {

/// What one element of a changelog says of itself. Most formats tell only some of it: whether
/// something was an attribute is known of XML, whether it was a list of YAML and JSON.
struct NodeFields {
  std::string_view name;
  std::optional<std::string_view> text;  ///< its own text, or the value of an attribute
  std::uint32_t offset = 0;              ///< where it begins in the file
  bool is_attribute : 1 = false;         ///< written as an attribute, where the format tells
  bool is_list : 1 = false;              ///< written as a list, where the format tells
  bool is_literal : 1 = false;           ///< its `${…}` are not replaced
  bool is_expanded : 1 = false;          ///< its `${…}` were replaced
  bool may_be_unknown : 1 = false;       ///< an attribute where the file's schema lets any stand
};

struct Node;
using Nodes = std::pmr::vector<Node>;

/// One element of a changelog as every format presents it: attributes and child elements alike are
/// children, in the order they stand. Maps in a list give their entries to the list itself; each
/// plain value of a list is a child without a name, and the list's own text is `[a, b]`.
///
///   <insert tableName="t"><column name="a" value="1"/></insert>      XML
///   insert: {tableName: t, columns: [{column: {name: a, value: 1}}]}  YAML
///   insert                                                            the tree of the former
///     tableName = t
///     column
///       name = a
///       value = 1
///
/// A text that is absent is no text: `value: null`, or an element without any. `remarks=""` has an
/// empty one. The views point into the Document that owns the tree, and all nodes of a tree are in
/// its memory: neither may outlive it, and a node that is copied out of it must not either.
struct Node : NodeFields {
  using allocator_type = std::pmr::polymorphic_allocator<>;

  Nodes children;

  Node() = default;
  explicit Node(allocator_type memory) : children(memory) {}
  Node(const Node& other) = default;
  Node(Node&& other) = default;
  Node(const Node& other, allocator_type memory)
      : NodeFields(other), children(other.children, memory) {}
  Node(Node&& other, allocator_type memory)
      : NodeFields(other), children(std::move(other.children), memory) {}
  Node& operator=(const Node& other) = default;
  Node& operator=(Node&& other) = default;
  ~Node() = default;

  /// The first child of this name, in any case; nothing where it is absent.
  const Node* child(std::string_view name) const;
  /// The text of the first child of this name; nothing where there is no such child, or it has
  /// none.
  std::optional<std::string_view> value(std::string_view name) const;
  /// Whether it has this name, in any case of ASCII letters.
  bool is_named(std::string_view other) const {
    return name.size() == other.size() &&
           (name.empty() || (lower(name.front()) == lower(other.front()) &&
                             (name == other || equals_ignoring_case(name, other))));
  }
};

/// A file that has been read: its tree and the text the tree's views point into. A document whose
/// format has a schema knows which attributes there are; in the others unknown ones are left out
/// silently, as Liquibase does. It can be moved, which leaves all views right, but not copied.
///
/// A parser makes one of the text, keeps in it what is no part of that text (`keep`), fills `root`
/// and notes what is odd. What is read later may change the tree: properties are replaced in it.
class Document {
 public:
  Document(Source source, bool has_schema);
  Document(Document&&) = default;
  Document& operator=(Document&&) = delete;
  ~Document() = default;

  const Source& source() const { return source_; }
  bool has_schema() const { return has_schema_; }
  const Node& root() const { return *root_; }
  Node& root() { return *root_; }

  /// Where a node begins, for messages.
  Position position(const Node& node) const { return source_.position(node.offset); }
  Error error(const Node& node, const std::string& message) const {
    return Error(message, position(node));
  }

  /// The memory of the tree; it is given back when the document ends, all at once.
  Node::allocator_type memory() const { return memory_.get(); }
  /// Keeps a text for as long as the document lives, where it is: views into it stay right.
  std::string& keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  /// Whether changes and preconditions nobody knows are left out rather than refused.
  bool is_lax() const { return is_lax_; }
  void be_lax() { is_lax_ = true; }

  /// The offsets of letters that stand in place of bytes that are not of the file's encoding, in
  /// order; none where a format refuses such a file.
  const std::vector<std::size_t>& damaged() const { return damaged_; }
  void set_damaged(std::vector<std::size_t> offsets) { damaged_ = std::move(offsets); }

  /// What is odd about the file but does not stop it. A message says what it is taken for.
  const std::vector<Problem>& warnings() const { return warnings_; }
  /// `offset` is the byte in the text of the file.
  void warn(std::size_t offset, std::string message) {
    warnings_.push_back({source_.position(offset), std::move(message), {}});
  }
  /// What is wrong with the file and lets the rest of it be read all the same. What does not is an
  /// Error that the parser throws.
  const std::vector<Problem>& problems() const { return problems_; }
  void note_problem(std::size_t offset, std::string message) {
    problems_.push_back({source_.position(offset), std::move(message), {}});
  }

 private:
  Source source_;
  bool has_schema_;
  bool is_lax_ = false;
  std::deque<std::string> kept_;
  std::vector<std::size_t> damaged_;
  std::vector<Problem> warnings_;
  std::vector<Problem> problems_;
  std::unique_ptr<std::pmr::memory_resource> memory_;
  Node* root_;  // goes with the memory, without a walk through the tree
};

}  // namespace ebbtide

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/node.h"

namespace ebbtide {

/// Builds a tree of nodes from the events of a YAML or JSON reader. Maps become children named by
/// their keys; maps in a list give their entries to the list's node, so that
/// `columns: [{column: a}, {column: b}]` is a node `columns` with two children `column`. A key that
/// is given twice keeps its last value, and a warning says so. Nesting and the copies made by
/// aliases are bounded. Throws Error with the place of the event.
///
/// Events come as the text has them: for each key of a map `key`, then its value, which is a
/// `value`, an `alias`, or whatever a `begin_map` or `begin_list` begins up to its `end`. Offsets
/// are those of the document's source. An anchor is a number above 0, and 0 is none; it can be used
/// by an alias once its value has ended. Borrows the document, which owns all that is built.
class TreeBuilder {
 public:
  explicit TreeBuilder(Document& document);

  void begin_map(std::size_t offset, int anchor = 0);
  void begin_list(std::size_t offset, int anchor = 0);
  void end();
  /// Whether the next scalar is the key of a map.
  bool expects_key() const;
  void key(std::string name, std::size_t offset);
  /// A scalar; no text for null. A key whose value is null has a node without a text; a null in a
  /// list leaves nothing.
  void value(std::optional<std::string> text, std::size_t offset, int anchor = 0);
  void alias(int anchor, std::size_t offset);

  /// The databaseChangeLog of the file, once it has been read whole; the builder is used up by
  /// that. Throws Error where there is none, or where it is no list. A null is an empty list.
  Node take_changelog();

 private:
  struct Frame {
    Node* node = nullptr;
    bool is_map = false;
    bool is_shared = false;  // a map in a list: its entries go to the list's node
    bool key_is_pending = false;
    std::size_t first_child = 0;
    int anchor = 0;
  };
  struct Anchored {
    std::optional<std::string_view> text;
    Nodes children;
    bool is_map = false;
    bool is_list = false;
  };

  [[noreturn]] void fail(std::size_t offset, const std::string& message) const;
  Node& place_of_value(std::size_t offset);
  void push(Frame frame, std::size_t offset);
  void finish_map(const Frame& frame);
  void merge_shared_keys(Nodes& children, std::size_t first);
  void drop_repeated_keys(Nodes& children, std::size_t first);
  void finish_list(Node& node);
  void count_copies(const Nodes& nodes, std::size_t offset);

  Document& document_;
  Node top_;
  bool has_top_ = false;
  std::vector<Frame> frames_;
  std::map<int, Anchored> anchored_;
  std::size_t copied_ = 0;
};

}  // namespace ebbtide

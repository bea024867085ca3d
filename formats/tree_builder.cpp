// YAML and JSON say in lists and maps what XML says in elements, so this makes the one tree of the
// other: a key is a node, a scalar its text, and maps in a list melt into the node of the list.
//
//   columns:                              columns  (a list)
//     - column: {name: a, type: int}        column  name=a type=int
//     - column: {name: b, type: int}        column  name=b type=int
//   context: [x, y]                       context = `[x, y]`, with two children without a name
//   rollback: [drop table t]              rollback = `drop table t`
//
// A frame is a map or a list that is open. It holds its node by address, which is safe because only
// the innermost node gets children: those around it cannot move while it is open. A map in a list
// is a frame of its own on the node of the list, and `first_child` says which children are its own.
// That is what tells `column` twice in a list of maps, which is two columns, from `name` twice in
// one map, of which the last counts and a warning is due.
//
// What an anchor stands for is kept when it ends, and an alias copies it. Hence an alias inside its
// own anchor has nothing to copy and is refused, and copies are counted: nine lines in which each
// repeats the one before ten times would be a billion nodes. `<<` gives a map what it does not say
// itself; of several maps that are merged the first wins.
#include "formats/tree_builder.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

constexpr std::size_t deepest = 100;
constexpr std::size_t most_copies = 100'000;
constexpr std::string_view merge_key = "<<";
constexpr std::string_view root_name = "databaseChangeLog";

auto named(std::string_view name) {
  return [name](const Node& node) { return node.name == name; };
}

}  // namespace

TreeBuilder::TreeBuilder(Document& document) : document_(document), top_(document.memory()) {}

void TreeBuilder::fail(std::size_t offset, const std::string& message) const {
  throw Error(message, document_.source().position(offset));
}

void TreeBuilder::push(Frame frame, std::size_t offset) {
  if (frames_.size() >= deepest)
    fail(offset, "values are nested more than " + std::to_string(deepest) + " deep");
  frame.first_child = frame.node->children.size();
  frames_.push_back(frame);
}

/// The node that takes the value to come: the pending key's, or a new one without a name in a list.
Node& TreeBuilder::place_of_value(std::size_t offset) {
  if (frames_.empty()) {
    has_top_ = true;
    top_.offset = static_cast<std::uint32_t>(offset);
    return top_;
  }
  Frame& frame = frames_.back();
  if (frame.is_map) {
    frame.key_is_pending = false;
    return frame.node->children.back();
  }
  Node& item = frame.node->children.emplace_back();
  item.offset = static_cast<std::uint32_t>(offset);
  return item;
}

void TreeBuilder::begin_map(std::size_t offset, int anchor) {
  if (!frames_.empty() && !frames_.back().is_map) {
    push({.node = frames_.back().node, .is_map = true, .is_shared = true, .anchor = anchor},
         offset);
  } else {
    push({.node = &place_of_value(offset), .is_map = true, .anchor = anchor}, offset);
  }
}

void TreeBuilder::begin_list(std::size_t offset, int anchor) {
  Node& node = place_of_value(offset);
  node.is_list = true;
  push({.node = &node, .anchor = anchor}, offset);
}

bool TreeBuilder::expects_key() const {
  return !frames_.empty() && frames_.back().is_map && !frames_.back().key_is_pending;
}

void TreeBuilder::key(std::string name, std::size_t offset) {
  Frame& frame = frames_.back();
  Node& child = frame.node->children.emplace_back();
  child.name = document_.keep(std::move(name));
  child.offset = static_cast<std::uint32_t>(offset);
  frame.key_is_pending = true;
}

void TreeBuilder::value(std::optional<std::string> text, std::size_t offset, int anchor) {
  const bool null_in_list = !text && !frames_.empty() && !frames_.back().is_map;
  if (null_in_list) return;
  Node& node = place_of_value(offset);
  if (text) node.text = document_.keep(std::move(*text));
  if (anchor != 0) anchored_[anchor].text = node.text;
}

void TreeBuilder::merge_shared_keys(Nodes& children, std::size_t first) {
  const auto begin = children.begin() + static_cast<std::ptrdiff_t>(first);
  const auto merge = std::find_if(begin, children.end(), named(merge_key));
  if (merge == children.end()) return;
  Nodes shared = std::move(merge->children);
  children.erase(merge);
  Nodes missing;
  for (Node& node : shared) {
    const auto own = children.begin() + static_cast<std::ptrdiff_t>(first);
    if (std::any_of(own, children.end(), named(node.name)) ||
        std::any_of(missing.begin(), missing.end(), named(node.name)))
      continue;
    missing.push_back(std::move(node));
  }
  children.insert(children.begin() + static_cast<std::ptrdiff_t>(first),
                  std::make_move_iterator(missing.begin()), std::make_move_iterator(missing.end()));
}

void TreeBuilder::drop_repeated_keys(Nodes& children, std::size_t first) {
  std::map<std::string_view, std::size_t> places;
  Nodes unique;
  for (std::size_t i = first; i < children.size(); ++i) {
    const auto [place, is_new] = places.emplace(children[i].name, unique.size());
    if (is_new) {
      unique.push_back(std::move(children[i]));
    } else {
      document_.warn(children[i].offset, "the key '" + std::string(children[i].name) +
                                             "' is given twice; the last value counts");
      unique[place->second] = std::move(children[i]);
    }
  }
  children.resize(first);
  std::move(unique.begin(), unique.end(), std::back_inserter(children));
}

void TreeBuilder::finish_map(const Frame& frame) {
  Nodes& children = frame.node->children;
  merge_shared_keys(children, frame.first_child);
  std::vector<std::string_view> names;
  for (std::size_t i = frame.first_child; i < children.size(); ++i)
    names.push_back(children[i].name);
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) != names.end())
    drop_repeated_keys(children, frame.first_child);
}

/// Plain values of a list: one alone is the node's text; several stay as items, and their list is
/// the text that Liquibase makes of them.
void TreeBuilder::finish_list(Node& node) {
  const auto is_plain = [](const Node& child) { return child.name.empty() && child.text; };
  const auto count = std::count_if(node.children.begin(), node.children.end(), is_plain);
  if (count == 0) return;
  if (count == 1) {
    const auto only = std::find_if(node.children.begin(), node.children.end(), is_plain);
    node.text = only->text;
    node.children.erase(only);
    return;
  }
  std::vector<std::string> texts;
  for (const Node& child : node.children) {
    if (is_plain(child)) texts.emplace_back(*child.text);
  }
  node.text = document_.keep("[" + join(texts, ", ") + "]");
}

void TreeBuilder::end() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.is_map) {
    finish_map(frame);
  } else {
    finish_list(*frame.node);
  }
  if (frame.anchor == 0) return;
  const auto begin = frame.node->children.begin() + static_cast<std::ptrdiff_t>(frame.first_child);
  anchored_[frame.anchor] = {.text = frame.is_map ? std::nullopt : frame.node->text,
                             .children = {begin, frame.node->children.end()},
                             .is_map = frame.is_map,
                             .is_list = !frame.is_map};
}

void TreeBuilder::count_copies(const Nodes& nodes, std::size_t offset) {
  copied_ += nodes.size();
  if (copied_ > most_copies)
    fail(offset, "aliases repeat more than " + std::to_string(most_copies) + " values");
  for (const Node& node : nodes) count_copies(node.children, offset);
}

void TreeBuilder::alias(int anchor, std::size_t offset) {
  const auto found = anchored_.find(anchor);
  if (found == anchored_.end()) fail(offset, "this alias stands inside what it is an alias of");
  const Anchored& original = found->second;
  count_copies(original.children, offset);
  const bool map_in_list = original.is_map && !frames_.empty() && !frames_.back().is_map;
  Node& node = map_in_list ? *frames_.back().node : place_of_value(offset);
  if (!original.is_map) node.text = original.text;
  node.is_list = node.is_list || original.is_list;
  node.children.insert(node.children.end(), original.children.begin(), original.children.end());
}

Node TreeBuilder::take_changelog() {
  if (!has_top_) fail(0, "the file is empty: a list named databaseChangeLog was expected");
  const auto found = std::find_if(top_.children.begin(), top_.children.end(), named(root_name));
  if (found == top_.children.end() || top_.is_list) {
    const Node* const like = top_.children.empty() ? nullptr : &top_.children.front();
    const std::string hint = like == nullptr ? "" : suggestion(root_name, {like->name});
    fail(like == nullptr ? 0 : like->offset,
         "Could not find databaseChangeLog node" +
             (hint.empty() ? "; the file must begin with 'databaseChangeLog:'"
                           : "; is '" + std::string(like->name) + "' a spelling mistake?"));
  }
  const bool is_null = !found->text && found->children.empty();
  if (!found->is_list && !is_null) {
    fail(found->offset,
         "databaseChangeLog does not contain a list of entries. Each changeSet must begin ' - "
         "changeSet:'");
  }
  return std::move(*found);
}

}  // namespace ebbtide

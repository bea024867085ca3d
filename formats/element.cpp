#include "formats/element.h"

#include <algorithm>
#include <set>

namespace ebbtide {

const Element* Element::child(std::string_view wanted) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const Element& one) { return one.name == wanted; });
  return found == children.end() ? nullptr : &*found;
}

Element& Element::add(std::string child_name, Place child_place) {
  return add(std::move(child_name), child_place, "");
}

Element& Element::add(std::string child_name, Place child_place, std::string_view child_value) {
  Element& element = children.emplace_back();
  element.name = std::move(child_name);
  element.place = child_place;
  element.value = child_value;
  return element;
}

std::vector<const Element*> members_of(const Element& element) {
  if (element.name != "changeSet") return sorted_children(element);
  std::vector<const Element*> members;
  for (const Element& child : element.children) members.push_back(&child);
  return members;
}

bool has_repeated_names(const Element& element) {
  std::set<std::string_view> names;
  return std::any_of(element.children.begin(), element.children.end(),
                     [&](const Element& child) { return !names.insert(child.name).second; });
}

std::vector<const Element*> sorted_children(const Element& element) {
  std::vector<const Element*> sorted;
  sorted.reserve(element.children.size());
  for (const Element& child : element.children) sorted.push_back(&child);
  std::ranges::stable_sort(sorted, {}, [](const Element* one) { return one->name; });
  return sorted;
}

}  // namespace ebbtide

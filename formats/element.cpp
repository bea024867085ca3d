#include "formats/element.h"

#include <algorithm>
#include <set>

namespace ebbtide {
namespace {

std::vector<const Element*> in_order(const Element& element) {
  std::vector<const Element*> all;
  for (const Element& child : element.children) all.push_back(&child);
  return all;
}

}  // namespace

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
  return element.name == "changeSet" ? in_order(element) : sorted_children(element);
}

bool equals_but_for_order(const Element& a, const Element& b) {
  if (a.name != b.name || a.value != b.value || a.children.size() != b.children.size())
    return false;
  const bool is_record = a.place == Place::record;
  const auto mine = is_record ? sorted_children(a) : in_order(a);
  const auto others = is_record ? sorted_children(b) : in_order(b);
  return std::equal(
      mine.begin(), mine.end(), others.begin(),
      [](const Element* one, const Element* other) { return equals_but_for_order(*one, *other); });
}

bool has_repeated_names(const Element& element) {
  std::set<std::string_view> names;
  return std::any_of(element.children.begin(), element.children.end(),
                     [&](const Element& child) { return !names.insert(child.name).second; });
}

std::vector<const Element*> sorted_children(const Element& element) {
  std::vector<const Element*> sorted = in_order(element);
  std::ranges::stable_sort(sorted, {}, [](const Element* one) { return one->name; });
  return sorted;
}

}  // namespace ebbtide

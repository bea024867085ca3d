#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// Where a part of a changelog stands in what holds it. XML tells attributes from elements and
/// texts; YAML and JSON give each value under its name, and tell lists from maps.
enum class Place {
  attribute,  ///< a value; in XML an attribute
  text,       ///< a value; in XML the text of the element around it
  child,      ///< a value; in XML the text of an element of its own
  record,     ///< parts by their names, each of which stands there once
  list,       ///< parts in their order
  open_list,  ///< the same; in XML they stand in the element around it, without one for the list
  entries     ///< parts by their names, which may repeat: a list of maps in YAML and JSON
};

/// One part of a changelog that is to be written, the same for all formats:
///
///   insert                       record
///     tableName = t              attribute
///     columns                    open_list
///       column                   record
///         name = a               attribute
///         value = 1              attribute
///
/// What makes one gives the parts in any order, and each format sorts them as Liquibase does. An
/// entry without a name is a plain item of a list. It is a value, and a tree of values.
struct Element {
  std::string name = {};
  Place place = Place::record;
  std::string value = {};  ///< of attribute, text and child
  bool is_typed = false;   ///< a boolean or a number, which YAML and JSON write without quotes
  std::vector<Element> children = {};
  std::vector<std::string> comments = {};       ///< of the author, in front of it
  std::vector<std::string> last_comments = {};  ///< behind its last child
  std::size_t offset = 0;                       ///< where it begins in the file it was read from

  bool is_value() const {
    return place == Place::attribute || place == Place::text || place == Place::child;
  }
  /// The first child of this very name; nothing where there is none.
  const Element* child(std::string_view wanted) const;
  Element& add(std::string child_name, Place child_place);
  Element& add(std::string child_name, Place child_place, std::string_view child_value);
};

/// The children in the order of their names, equal names in the order they stand.
std::vector<const Element*> sorted_children(const Element& element);
/// Whether both say the same: the same names and values, those of records in any order.
bool equals_but_for_order(const Element& a, const Element& b);
/// The children as YAML and JSON have them in a map: a changeset in its own order, all else sorted.
std::vector<const Element*> members_of(const Element& element);
/// Whether two children have one name, which a map cannot say.
bool has_repeated_names(const Element& element);

}  // namespace ebbtide

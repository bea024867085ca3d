#pragma once

#include <string>

#include "formats/element.h"

namespace ebbtide {

/// A whole changelog in JSON, in the order of YAML: id and author first, the rest of a change
/// sorted by name. JSON has no comments; those of the elements are left out.
std::string json_of(const Element& root);
/// One entry of it, such as a changeset, as an object whose lines begin with `indent`, without a
/// line end behind it.
std::string json_of(const Element& entry, const std::string& indent);

}  // namespace ebbtide

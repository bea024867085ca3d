#pragma once

#include <string>

#include "formats/element.h"

namespace ebbtide {

/// A whole changelog in YAML, as Liquibase lays it out: lists as far to the right as their names,
/// id and author first, the rest of a change sorted by name.
std::string yaml_of(const Element& root);
/// One entry of it, such as a changeset, whose dash has `indent` before it.
std::string yaml_of(const Element& entry, const std::string& indent);

}  // namespace ebbtide

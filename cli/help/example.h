#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "changelog/field.h"

namespace ebbtide {

/// One change or precondition of the tables, with the example that its row has in XML.
struct ExampleOf {
  std::string_view name;
  std::span<const Field> fields;
  std::string_view xml;
};

/// The example as a changelog has it in XML, in lines that are no wider than `width` where its
/// values allow it.
std::string example_in_xml(const ExampleOf& example, std::size_t width);
/// The same in YAML: an item of a list of changes or preconditions.
std::string example_in_yaml(const ExampleOf& example);

}  // namespace ebbtide

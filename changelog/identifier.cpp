#include "changelog/identifier.h"

#include "text/error.h"

namespace ebbtide {

ChangeSetId parse_identifier(const std::string& text) {
  const std::size_t first = text.find("::");
  const std::size_t second = first == std::string::npos ? first : text.find("::", first + 2);
  if (second == std::string::npos)
    throw UsageError("Invalid changeSet identifier: " + text + "; write path::id::author");
  return {text.substr(0, first), text.substr(first + 2, second - first - 2),
          text.substr(second + 2)};
}

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// One line of a Java properties file.
struct JavaProperty {
  std::string key;
  std::string value;
  int line = 0;
};

/// Reads a Java properties file: `key=value`, `key: value` or `key value`, comments with `#` or
/// `!`, `\` at the end of a line to go on in the next, and escapes such as `\u00e9`. Throws Error,
/// naming `file`, for an escape that is none.
std::vector<JavaProperty> parse_java_properties(std::string_view text, const std::string& file);

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// One entry of a Java properties file, its escapes resolved, in UTF-8. A key that stands twice
/// comes twice, in the order of the file; which one counts is up to who reads them (Java's last).
struct JavaProperty {
  std::string key;
  std::string value;
  int line = 0;
  /// Whether letters beyond ASCII in it are UTF-8, so that they were hardly meant as they are read.
  bool looks_like_utf8 = false;
};

/// Reads a Java properties file: `key=value`, `key: value` or `key value`, comments with `#` or
/// `!`, `\` at the end of a line to go on in the next, and escapes such as `\u00e9`. As Java and
/// so Liquibase does: bytes are letters of ISO-8859-1; but a byte order mark, which would spoil the
/// first key, is passed over. Throws Error, naming `file`, for an escape that is none.
std::vector<JavaProperty> parse_java_properties(std::string_view bytes, const std::string& file);

/// What to say of a property that looks like UTF-8; its value may be a password and is not told.
std::string warning_of_utf8(const JavaProperty& property);

}  // namespace ebbtide

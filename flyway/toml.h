#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide::flyway {

/// A value of a TOML file: its whole key with dots, and its text; of an array, its values between
/// commas.
struct TomlValue {
  std::string key;
  std::string value;
};

/// Reads TOML 1.0 as far as configurations have it: tables, dotted and quoted keys, all four kinds
/// of strings, numbers, dates and booleans as they are written, arrays, inline tables. Throws
/// Failure, with file and line, for anything else.
std::vector<TomlValue> parse_toml(std::string_view text, const std::string& file);

}  // namespace ebbtide::flyway

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

/// Reads TOML 1.0, the values in the order of their keys in the file. Throws Failure, with file,
/// line and column, for what is none.
std::vector<TomlValue> parse_toml(std::string_view text, const std::string& file);

}  // namespace ebbtide::flyway

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace ebbtide::flyway {

/// A placeholder that has no value.
class PlaceholderMissing : public Error {
 public:
  using Error::Error;
};

/// What stands for `${name}` in scripts; names in any case. A value is not looked through again.
class Placeholders {
 public:
  /// An empty prefix replaces nothing.
  Placeholders(std::string prefix, std::string suffix)
      : prefix_(std::move(prefix)), suffix_(std::move(suffix)) {}

  struct Value {
    std::string name;  ///< in small letters
    std::optional<std::string> value;
  };

  /// The last value of a name counts. One that is built in and has no value here is absent.
  void set(std::string_view name, std::optional<std::string> value);
  /// Throws PlaceholderMissing for the first name that has no value; also for what is behind a
  /// prefix that no suffix follows.
  std::string replace(std::string_view text) const;

  const std::vector<Value>& values() const { return values_; }

 private:
  std::string prefix_, suffix_;
  std::vector<Value> values_;
};

}  // namespace ebbtide::flyway

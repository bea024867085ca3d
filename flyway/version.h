#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide::flyway {

/// The version of a migration: numbers of any size between dots. `1.0` is `1` and `001` is `1`;
/// the text stays as it was written.
class Version {
 public:
  /// Of `1_2`, `1.2`, `2024.01.01`; nothing where it is no version.
  static std::optional<Version> parse(std::string_view text);

  /// With dots, as the history keeps it.
  std::string text() const;
  /// As it was written.
  const std::string& written() const { return raw_; }

  friend std::strong_ordering operator<=>(const Version& a, const Version& b);
  friend bool operator==(const Version& a, const Version& b) {
    return (a <=> b) == std::strong_ordering::equal;
  }

 private:
  std::string raw_;
  std::vector<std::string> parts_;  ///< without leading zeros, and without parts of zero at the end
};

}  // namespace ebbtide::flyway

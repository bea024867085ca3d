#pragma once

#include <compare>
#include <string_view>

namespace ebbtide {

/// The version of a database server, as far as SQL depends on it.
struct ServerVersion {
  int major = 0;
  int minor = 0;
  int patch = 0;

  /// Reads `15.3` or `10.11.6-MariaDB`; parts that are missing are those of `otherwise`.
  static ServerVersion parse(std::string_view text, ServerVersion otherwise);
  static ServerVersion parse(std::string_view text);
  friend auto operator<=>(const ServerVersion&, const ServerVersion&) = default;
};

}  // namespace ebbtide

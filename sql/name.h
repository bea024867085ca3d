#pragma once

#include <string>

namespace ebbtide::sql {

/// The name of a thing, as the database stores it: what stands without quotes is folded as the
/// server does. An empty place is the session's.
struct Name {
  std::string place = {};  ///< the schema, or the database where that is the same
  std::string name = {};

  /// `place.name`, or the name alone.
  std::string to_text() const { return place.empty() ? name : place + "." + name; }
  friend bool operator==(const Name&, const Name&) = default;
};

}  // namespace ebbtide::sql

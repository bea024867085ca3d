#pragma once

#include <string>

namespace ebbtide::sql {

/// The name of a thing, as the database stores it: what stands without quotes is folded as the
/// server does, quotes are gone, what is too long is cut. So two names of one thing are equal where
/// the server's rule is to the letter; where it compares in any case, whoever compares has to. An
/// empty place is the session's. Of `database.schema.table` the last two count.
struct Name {
  std::string place = {};  ///< the schema, or the database where that is the same
  std::string name = {};

  /// `place.name`, or the name alone.
  std::string to_text() const { return place.empty() ? name : place + "." + name; }
  friend bool operator==(const Name&, const Name&) = default;
};

}  // namespace ebbtide::sql

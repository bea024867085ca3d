#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace ebbtide {

/// One value of a settings file in YAML, with where it stands: a text, a list, or a map, whose
/// entries have keys. A null is an empty text.
struct Setting {
  enum class Kind { text, list, map };

  Kind kind = Kind::text;
  std::string key = {};  ///< of an entry of a map
  Position where = {};   ///< of the key where there is one
  std::string text = {};
  std::vector<Setting> items = {};

  /// The entry of this key; nullptr where there is none.
  const Setting* find(std::string_view entry) const;
  /// The texts of a list, or a single text.
  std::vector<std::string> texts() const;
};

/// Reads a file of settings, JSON too. A file of nothing is an empty map. Throws Error with the
/// place where it is no YAML, where a key stands twice, and where the whole is no map.
Setting parse_settings_tree(const std::string& file, const std::string& text);

}  // namespace ebbtide

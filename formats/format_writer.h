#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/element.h"

namespace ebbtide {

/// One format that changelogs are written in. To add one: a row in format_writer.cpp.
struct FormatWriter {
  std::string_view format;
  /// A whole file.
  std::string (*whole)(const Element& root);
  /// Changesets, as they stand behind others: each line begins with `indent`.
  std::string (*entries)(const std::vector<Element>& change_sets, const std::string& indent);
  /// What the format has no words for in a changeset.
  std::optional<std::string> (*unsaid)(const Element& change_set);
};

/// The writer for a file of this name; nothing where its format is none.
const FormatWriter* find_writer(std::string_view file);

}  // namespace ebbtide

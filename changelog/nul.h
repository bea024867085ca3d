#pragma once

#include <istream>
#include <optional>

#include "changelog/build.h"

namespace ebbtide {

/// Finds the texts with a NUL in a node and below it, each with its place: as a byte of the file or
/// as the escape that stands for it. Stops at most_problems.
void find_nul(const Node& node, const Document& document, Problems& found);

/// The first NUL of a file that is read to there; nothing where there is none. `file` is how the
/// problem names it.
std::optional<Problem> find_nul(std::istream& input, const std::string& file);

}  // namespace ebbtide

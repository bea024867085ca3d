// The words that a database keeps for itself.
#pragma once

#include <string_view>

namespace ebbtide::lint {

struct Scene;

/// Whether the database of the scene takes the name only in quotes, as a word of its own.
bool is_reserved_word(std::string_view name, const Scene& scene);

}  // namespace ebbtide::lint

#pragma once

#include <string_view>

#include "sql/syntax.h"

namespace ebbtide::sql {

/// Whether two texts differ in their layout alone: blanks, comments, the case of words, quotes that
/// a lower-case name need not have. Strings, and names that need their quotes, count to the letter.
bool is_same_text(std::string_view a, std::string_view b, const Syntax& syntax);

/// Whether `found`, the PARTITION BY of a table, says what `expected` says and at most has more
/// partitions in its list.
bool only_adds_partitions(std::string_view expected, std::string_view found, const Syntax& syntax);

/// Whether two types are whole numbers of one kind that are only shown in different widths:
/// `int(11)`, `int(5)`. `tinyint(1)` is what programs take for a boolean, and no other's like.
bool differ_in_width_alone(std::string_view a, std::string_view b, const Syntax& syntax);

}  // namespace ebbtide::sql

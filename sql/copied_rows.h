#pragma once

#include <cstddef>
#include <string_view>

#include "sql/syntax.h"

namespace ebbtide::sql {

/// Whether the rows of the statement come from the client: COPY … FROM STDIN.
bool takes_rows(std::string_view statement, const Syntax& syntax);

/// The rows that stand in a script behind such a statement: whole lines, up to the line `\.`, which
/// is none of them, or to the end.
struct CopiedRows {
  std::string_view rows;
  std::size_t end = 0;  ///< the byte of the script behind all of it
};
/// `behind` is the byte behind the statement, before its semicolon.
CopiedRows read_copied_rows(std::string_view script, std::size_t behind);

}  // namespace ebbtide::sql

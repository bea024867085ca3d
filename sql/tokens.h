#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/splitter.h"

namespace ebbtide {

/// One token of a SQL statement. Comments and blanks are none.
struct SqlToken {
  enum class Kind { word, quoted_name, text, number, symbol };
  Kind kind = Kind::symbol;
  std::string value;      ///< a name or text without its quotes; a word as it is written
  std::size_t begin = 0;  ///< where it stands in the statement
  std::size_t end = 0;

  bool is_name() const { return kind == Kind::word || kind == Kind::quoted_name; }
  /// Whether it is this keyword, in any case.
  bool is(std::string_view keyword) const;
};

/// The tokens of a statement as the database of this syntax sees them.
std::vector<SqlToken> sql_tokens(std::string_view sql, const SqlSyntax& syntax);

}  // namespace ebbtide

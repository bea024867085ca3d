#pragma once

#include <istream>

#include "database/sql_syntax.h"
#include "text/text.h"

namespace ebbtide {

/// Whether every comment, string and quoted name of a SQL text is closed and no NUL is in it, found
/// out much faster than by taking the text apart. Where it cannot tell it says no; the splitter
/// then has the answer.
bool is_surely_closed(std::istream& input, const SqlSyntax& syntax, const Text& delimiter);

}  // namespace ebbtide

#pragma once

#include <istream>
#include <string_view>

#include "sql/syntax.h"
#include "text/text.h"

namespace ebbtide {

/// Whether every comment, string and quoted name of a SQL text is closed and no NUL is in it, found
/// out much faster than by taking the text apart. Where it cannot tell it says no; the splitter
/// then has the answer. Reads the stream to its end, or to where it cannot tell.
bool is_surely_closed(std::istream& input, const sql::Syntax& syntax, const Text& delimiter);

/// The same at first sight, for any database and the delimiter `;`: whether all in a text is closed
/// and there is a statement in it. Most texts are such; of the others nothing is known.
bool is_plainly_whole(std::string_view sql);

/// Whether nothing in a text can begin a comment, in any database: stripping comments leaves it as
/// it is.
bool has_no_comments(std::string_view sql);

}  // namespace ebbtide

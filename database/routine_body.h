#pragma once

#include <string>

#include "database/script.h"

namespace ebbtide {

/// The statement without the comments in its dollar-quoted bodies, if it makes a function or
/// procedure in SQL or PL/pgSQL, or is a DO block. Liquibase strips comments there too, since it
/// does not know dollar quotes; in other languages `--` may mean something else, and in other
/// statements such a text is data, so these stay.
std::string without_body_comments(std::string statement, const SqlSyntax& syntax);

}  // namespace ebbtide

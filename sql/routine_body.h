#pragma once

#include <string>

#include "sql/splitter.h"

namespace ebbtide {

/// The statements without the comments in dollar-quoted bodies of functions and procedures in SQL
/// or PL/pgSQL and of DO blocks. Liquibase strips comments there too, since it does not know dollar
/// quotes; in other languages `--` may mean something else, and in other statements such a text is
/// data, so these stay.
std::string without_body_comments(std::string sql, const sql::Syntax& syntax);

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>

#include "sql/syntax.h"

/// What dump tools write around the definitions of a schema.
namespace ebbtide::sql {

/// The statement without the lines in front of it that are for a client, such as psql's
/// `\restrict key`: the server would not know them. Comments before them go too.
std::string without_client_commands(std::string statement, const Syntax& syntax);

/// Whether it is a SELECT that only sets something for the session, as pg_dump writes it:
/// `SELECT pg_catalog.set_config('search_path', '', false)`.
bool only_sets(std::string_view statement, const Syntax& syntax);

/// Whether it only says where a sequence goes on, which is no part of a schema:
/// `SELECT pg_catalog.setval('s', 5)`, MariaDB's `DO SETVAL(s, 5, 0)`.
bool only_moves_sequence(std::string_view statement, const Syntax& syntax);

}  // namespace ebbtide::sql

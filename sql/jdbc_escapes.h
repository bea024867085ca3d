#pragma once

#include <string>
#include <string_view>

#include "sql/splitter.h"

namespace ebbtide {

/// SQL that was written for PostgreSQL's JDBC driver, as the server takes it: `??` is the operator
/// `?`, and `{d …}`, `{t …}`, `{ts …}`, `{fn …}`, `{oj …}` and `{escape …}` are spelled out as the
/// driver does. Texts, quoted names and comments stay, and so does what is no complete escape.
std::string without_jdbc_escapes(std::string sql, const sql::Syntax& syntax);

/// As the driver sends it: of several statements in one text those that are blank are left out, and
/// so is a `;` at the end. A text without such comes back as it is, to the byte.
std::string without_blank_statements(std::string sql, const sql::Syntax& syntax);

}  // namespace ebbtide

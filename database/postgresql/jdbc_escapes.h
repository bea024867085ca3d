#pragma once

#include <string>
#include <string_view>

#include "database/script.h"

namespace ebbtide {

/// SQL that was written for PostgreSQL's JDBC driver, as the server takes it: `??` is the operator
/// `?`, and `{d …}`, `{t …}`, `{ts …}`, `{fn …}`, `{oj …}` and `{escape …}` are spelled out as the
/// driver does. Texts, quoted names and comments stay, and so does what is no complete escape.
std::string without_jdbc_escapes(std::string_view sql, const SqlSyntax& syntax);

}  // namespace ebbtide

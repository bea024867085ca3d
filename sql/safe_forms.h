#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/syntax.h"

namespace ebbtide::sql {

/// `CREATE INDEX CONCURRENTLY …` for a CREATE INDEX; nothing for what is none, or says it already.
std::optional<std::string> built_concurrently(std::string_view sql, const Syntax& syntax);

/// The statement with NOT VALID behind all that it says; nothing for what is no ALTER TABLE.
std::optional<std::string> not_validated(std::string_view sql, const Syntax& syntax);

}  // namespace ebbtide::sql

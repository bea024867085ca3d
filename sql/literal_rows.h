#pragma once

#include <optional>
#include <string_view>

#include "sql/cursor.h"

namespace ebbtide::sql {

/// Of an INSERT whose rows are numbers, plain texts, TRUE, FALSE and NULL, and which says nothing
/// behind them: what stands before the first row, `INSERT INTO t (a, b) VALUES`. Nothing for all
/// else. Whether a server reads such a statement hangs on that part alone, which is the same for
/// very many.
std::optional<std::string_view> head_of_literal_rows(Cursor code);

/// Whether it is a statement that only adds rows and reads none, for sure: it begins with INSERT,
/// and neither SELECT nor TABLE nor a semicolon stands anywhere in it. Of those a file may have
/// millions, and nothing before or behind them hangs on what they do.
bool only_adds_rows(const Cursor& code);

}  // namespace ebbtide::sql

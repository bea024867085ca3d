#pragma once

#include "sql/cursor.h"

namespace ebbtide::sql {

/// Whether the condition that is next holds for every row by what it says alone, whatever stands in
/// the columns: `1 = 1`, `TRUE`, `(a = 7) OR 'x' = 'x'`. It ends before ORDER BY, LIMIT, RETURNING
/// or the bracket that closes. False also where nobody can tell.
bool is_always_true(Cursor condition);

}  // namespace ebbtide::sql

#pragma once

#include <vector>

#include "database/sql_cursor.h"

namespace ebbtide {

/// The tables and views in the FROM clauses of a query which names no queries of its own (WITH),
/// as far as they are surely such: none that is called as a function, and no derived table.
std::vector<SqlObject> relations_read(SqlCursor query);

}  // namespace ebbtide

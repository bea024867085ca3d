#pragma once

#include "database/sql_cursor.h"

namespace ebbtide {

/// Reads one column, key, index or constraint as CREATE TABLE lists it and ALTER TABLE … ADD names
/// it, and appends what it adds to the table; a column may bring keys with it. Goes on to the comma
/// or parenthesis behind it.
void read_table_part(SqlCursor& cursor, const SqlObject& table, std::vector<SqlEffect>& effects);

/// Reads what stands behind the name of a new table into its parts.
void read_table_body(SqlCursor& cursor, SqlEffect& creating);

}  // namespace ebbtide

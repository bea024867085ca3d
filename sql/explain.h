#pragma once

#include <optional>

#include "sql/cursor.h"

namespace ebbtide::sql {

/// The statement that EXPLAIN ANALYZE, in any of its spellings, runs while it explains it, or
/// MariaDB's ANALYZE; nothing where the next words are neither: EXPLAIN alone runs nothing, and
/// ANALYZE of a table only counts.
std::optional<Cursor> statement_run_by_explain(Cursor at);

}  // namespace ebbtide::sql

#pragma once

#include "database/facts.h"

namespace ebbtide {

/// How SQLite reads SQL.
inline constexpr sql::Syntax sqlite_syntax{.name_marks = "\"\"``[]"};

Facts sqlite_facts(ServerVersion version);

}  // namespace ebbtide

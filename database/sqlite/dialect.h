#pragma once

#include <memory>

#include "database/dialect.h"

namespace ebbtide {

/// How SQLite reads SQL.
inline constexpr sql::Syntax sqlite_syntax{.name_marks = "\"\"``[]"};

/// SQLite's SQL, from version 3.35 on.
std::unique_ptr<const Dialect> make_sqlite_dialect(ServerVersion version);

}  // namespace ebbtide

#pragma once

#include "database/flyway_words.h"

namespace ebbtide {

/// What Flyway 13 says to PostgreSQL, for the row of `drivers.cpp`. Borrows constants only.
FlywayWords postgresql_flyway_words();

}  // namespace ebbtide

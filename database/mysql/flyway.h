#pragma once

#include "database/flyway_words.h"

namespace ebbtide {

/// What Flyway 13 says to MySQL and MariaDB, for the row of `drivers.cpp`. Borrows constants only.
FlywayWords mysql_flyway_words();

}  // namespace ebbtide

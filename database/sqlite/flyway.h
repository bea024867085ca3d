#pragma once

#include "database/flyway_words.h"

namespace ebbtide {

FlywayWords sqlite_flyway_words();

}  // namespace ebbtide

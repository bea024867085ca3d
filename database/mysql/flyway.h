#pragma once

#include "database/flyway_words.h"

namespace ebbtide {

FlywayWords mysql_flyway_words();

}  // namespace ebbtide

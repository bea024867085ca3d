#pragma once

#include "database/flyway_words.h"

namespace ebbtide {

FlywayWords postgresql_flyway_words();

}  // namespace ebbtide

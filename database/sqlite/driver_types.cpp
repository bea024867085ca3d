#include "database/sqlite/driver_types.h"

namespace ebbtide {

DriverTypes sqlite_driver_types() { return {.size_counts_digits = true}; }

}  // namespace ebbtide

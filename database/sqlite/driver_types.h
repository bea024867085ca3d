#pragma once

#include "database/driver_types.h"

namespace ebbtide {

/// The types as sqlite-jdbc tells them, for the row of `drivers.cpp`: those that were declared.
DriverTypes sqlite_driver_types();

}  // namespace ebbtide

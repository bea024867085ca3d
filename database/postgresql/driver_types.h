#pragma once

#include "database/driver_types.h"

namespace ebbtide {

/// The types as pgjdbc tells them, for the row of `drivers.cpp`.
DriverTypes postgresql_driver_types();

}  // namespace ebbtide

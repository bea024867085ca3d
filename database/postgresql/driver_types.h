#pragma once

#include "database/driver_types.h"

namespace ebbtide {

DriverTypes postgresql_driver_types();

}  // namespace ebbtide

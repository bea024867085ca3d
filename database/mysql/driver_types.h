#pragma once

#include "database/driver_types.h"

namespace ebbtide {

DriverTypes mysql_driver_types();

}  // namespace ebbtide

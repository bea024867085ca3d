#pragma once

#include "database/driver_types.h"

namespace ebbtide {

/// The types as MariaDB's Connector/J and MySQL's tell them, for the row of `drivers.cpp`.
DriverTypes mysql_driver_types();

}  // namespace ebbtide

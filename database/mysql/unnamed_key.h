#pragma once

#include <string>

#include "schema/unnamed_key.h"

namespace ebbtide {

/// `orders_ibfk_1` for a foreign key; an index has the name of its first column: `a`, `a_2`.
std::string mysql_own_name(const UnnamedKey& key);

}  // namespace ebbtide

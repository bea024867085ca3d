#pragma once

#include <string>

#include "schema/unnamed_key.h"

namespace ebbtide {

/// `orders_pkey`, `orders_a_b_key`, `orders_a_fkey1`, `orders_a_idx`, as the server makes them.
std::string postgresql_own_name(const UnnamedKey& key);

}  // namespace ebbtide

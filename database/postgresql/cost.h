#pragma once

#include "database/cost.h"

namespace ebbtide {

/// Of PostgreSQL from 10 on; which version it is decides about defaults of new columns alone.
std::optional<EffectCost> postgresql_cost(const sql::Effect& effect, const TableBefore& before,
                                          const Facts& facts);

}  // namespace ebbtide

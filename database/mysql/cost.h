#pragma once

#include "database/cost.h"

namespace ebbtide {

/// Of MySQL from 8.0 and of MariaDB from 10.4 on, which add and drop columns without writing rows.
std::optional<EffectCost> mysql_cost(const sql::Effect& effect, const TableBefore& before,
                                     const Facts& facts);
std::optional<EffectCost> mariadb_cost(const sql::Effect& effect, const TableBefore& before,
                                       const Facts& facts);

}  // namespace ebbtide

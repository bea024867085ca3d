#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/locks.h"
#include "database/server_version.h"
#include "database/statistics.h"
#include "schema/model.h"
#include "sql/effect.h"

namespace ebbtide {

struct Facts;

/// How long a statement holds its locks, by what it has to do while it holds them: change what the
/// catalog says, look at every row, or write every row again.
enum class Cost { instant, scan, rewrite };
/// `instant`, `scan`, `rewrite`.
std::string_view to_text(Cost cost);

/// What is known of a table before a statement. What is not known is taken for the worse.
struct TableBefore {
  const schema::Column* column = nullptr;  ///< that the effect is about
  bool is_proved_not_null = false;         ///< so the columns are, or a check that was looked at
  bool is_without_values = false;          ///< the columns of the key are new, and NULL everywhere
  std::string_view sql = {};               ///< the whole statement
  ServerVersion version = {};              ///< of the server; 0 for one of today
};

struct EffectCost {
  Cost cost = Cost::instant;
  std::string why = {};  ///< `is serial`: goes on after the name of the column or table
};

/// The class of cost of one effect of a statement; nothing for what changes rows alone, or touches
/// no table, and on a database of which nobody has said.
std::optional<EffectCost> cost_of(const sql::Effect& effect, const TableBefore& before,
                                  const Facts& facts);

/// What changes the catalog alone on every database; nothing for all else.
std::optional<EffectCost> usual_cost(const sql::Effect& effect);

/// Of each object the strongest of its locks, in the order in which the objects come.
std::vector<SqlLock> strongest_locks(const std::vector<SqlLock>& locks, const Facts& facts);

/// `5000000 rows, 858 MiB`, as far as it is known; empty where nothing is.
std::string to_text(const TableSize& size);

}  // namespace ebbtide

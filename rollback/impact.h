#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "database/property_loss.h"
#include "database/sql_effect.h"
#include "executor/interruption.h"
#include "rollback/plan.h"
#include "schema/structure.h"

namespace ebbtide {

/// Rows that are gone after a statement.
struct DataLoss {
  enum class Kind { table, rows, column };
  Kind kind = Kind::table;
  std::string what;                  ///< `table orders`, `column orders.note`
  std::string rows_sql = {};         ///< selects the rows: `FROM orders WHERE note IS NOT NULL`
  std::optional<std::int64_t> rows;  ///< how many there are now; absent where nobody counted
  bool at_least = false;             ///< there are more, and counting stopped
};

struct StatementImpact {
  std::string sql;
  std::vector<SqlEffect> effects;
  std::vector<SqlLock> locks;
  std::vector<DataLoss> losses;
  std::vector<PropertyLoss> property_losses;
};

/// What undoing one changeset does.
struct UndoImpact {
  const PlannedUndo* planned = nullptr;
  std::vector<StatementImpact> statements;
  std::vector<std::string> notes;
  bool has_written_sql = false;  ///< by hand, so that only the database knows all it does
};

/// What a whole rollback costs.
struct LossTotals {
  std::int64_t statements = 0;
  std::int64_t tables = 0;
  std::int64_t columns = 0;
  std::int64_t rows = 0;        ///< of tables that go, and deleted ones
  std::int64_t values = 0;      ///< of columns that go
  std::int64_t properties = 0;  ///< of columns that stay
  bool at_least = false;        ///< there are more rows or values, or some that nobody counted
};

/// What a whole rollback does, found out without doing it. Borrows the plan.
struct Impact {
  std::vector<UndoImpact> undos;
  std::vector<Problem> obstacles;  ///< what would certainly fail or break
  std::vector<Problem> doubts;     ///< what may: read out of SQL that somebody wrote
};

/// Works out the impact of a plan. The target makes the statements, as for a script; the structure
/// is that of the live database before the rollback, nothing where there is none. Throws
/// Interrupted.
Impact assess(const RollbackPlan& plan, const Target& target, const Structure* live,
              const Interruption& interruption);

LossTotals totals_of(const Impact& impact);

/// Counts the rows that will be lost, in a transaction that is undone. What cannot be counted stays
/// without a number.
void count_losses(Impact& impact, Connection& connection);

}  // namespace ebbtide

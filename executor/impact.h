#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "changelog/walk.h"
#include "database/interruption.h"
#include "database/locks.h"
#include "database/property_loss.h"
#include "executor/row_needs.h"
#include "schema/structure.h"
#include "sql/effect.h"

namespace ebbtide {

class Connection;

/// Rows that are gone after a statement.
struct DataLoss {
  enum class Kind { table, rows, column };
  Kind kind = Kind::table;
  std::string what;                  ///< `table orders`, `column orders.note`
  std::string rows_sql = {};         ///< selects the rows: `FROM orders WHERE note IS NOT NULL`
  std::optional<std::int64_t> rows;  ///< how many there are now; absent where nobody counted
  bool at_least = false;             ///< there are more, and counting stopped
  bool may_change = false;           ///< the run changes rows there first, so that it may be others
};

/// What one statement does: to structures, by which locks, and to rows and columns that are there.
struct StatementImpact {
  std::string sql;
  sql::Effects effects;
  std::vector<SqlLock> locks;
  std::vector<DataLoss> losses;
  std::vector<PropertyLoss> property_losses;
};

/// A changeset that is about to be run or undone, by these changes.
struct Intended {
  const ChangeSet* change_set = nullptr;
  Way way = Way::forward;
  std::vector<const Change*> changes;
};

/// What that does.
struct ChangeSetImpact {
  const ChangeSet* change_set = nullptr;
  std::vector<StatementImpact> statements;
  std::vector<std::string> notes;
  bool has_written_sql = false;  ///< by hand, so that only the database knows all it does
};

/// What a whole run costs.
struct LossTotals {
  std::int64_t statements = 0;
  std::int64_t tables = 0;
  std::int64_t columns = 0;
  std::int64_t rows = 0;        ///< of tables that go, and deleted ones
  std::int64_t values = 0;      ///< of columns that go
  std::int64_t properties = 0;  ///< of columns that stay
  bool at_least = false;        ///< there are more rows or values, or some that nobody counted
};

/// What a whole run does, found out without doing it. Borrows the changelog.
struct Impact {
  std::vector<ChangeSetImpact> change_sets;  ///< in the order they run
  std::vector<Problem> obstacles;            ///< what would certainly fail or break
  std::vector<Problem> doubts;               ///< what may: read out of SQL that somebody wrote
  std::vector<RowNeed> needs = {};           ///< for judge_rows, where there is a database to ask
};

/// Works out the impact of a run, changeset by changeset. The target makes the statements, as for a
/// script; the structure is that of the live database before the run, nothing where there is none.
/// Throws Interrupted.
Impact assess(const std::vector<Intended>& run, const Target& target, const Structure* live,
              const Interruption& interruption);

/// The sums over all changesets of the run.
LossTotals totals_of(const Impact& impact);

/// Counts the rows that will be lost, in a transaction that is undone. What cannot be counted stays
/// without a number.
void count_losses(Impact& impact, Connection& connection);

}  // namespace ebbtide

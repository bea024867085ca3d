#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "changelog/walk.h"
#include "database/cost.h"
#include "database/interruption.h"
#include "database/locks.h"
#include "database/property_loss.h"
#include "executor/row_needs.h"
#include "schema/model.h"
#include "sql/effect.h"

namespace ebbtide {

class Connection;

/// Rows, or values of a column, that are gone after a statement.
struct DataLoss {
  enum class Kind { table, rows, column };
  Kind kind = Kind::table;
  std::string what;                  ///< `table orders`, `column orders.note`
  std::string rows_sql = {};         ///< selects the rows: `FROM orders WHERE note IS NOT NULL`
  std::optional<std::int64_t> rows;  ///< how many there are now; absent where nobody counted
  bool at_least = false;             ///< there are more, and counting stopped
  bool may_change = false;           ///< the run changes rows there first, so that it may be others
};

/// What a statement costs: the work on the table that takes it longest.
struct StatementCost {
  Cost cost = Cost::instant;
  sql::Name table = {};
  TableSize size = {};  ///< now, where somebody has asked
};

/// What one statement does: to structures, by which locks, and to rows and columns that are there.
/// Of SQL that somebody wrote it is what is read in it.
struct StatementImpact {
  std::string sql;
  sql::Effects effects;
  std::vector<SqlLock> locks;  ///< of each object the strongest
  std::vector<DataLoss> losses;
  std::vector<PropertyLoss> property_losses;
  std::optional<StatementCost> cost = {};
};

/// A changeset that is about to be run or undone, by these changes, in the order they run.
/// Borrowed.
struct Intended {
  const ChangeSet* change_set = nullptr;
  Way way = Way::forward;
  std::vector<const Change*> changes;
};

/// What that does. `notes` are what is to be said of it and belongs to no statement: SQL that is
/// made when it runs, an index that stays.
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

/// What a whole run does, found out without doing it. Obstacles refuse a run and doubts are
/// warnings; what is neither is no promise that it will work. Borrows the changelog. Made in three
/// steps, of which the last two need a database: assess, judge_rows with its `needs`, count_losses.
struct Impact {
  std::vector<ChangeSetImpact> change_sets;  ///< in the order they run
  std::vector<Problem> obstacles;            ///< what would certainly fail or break
  std::vector<Problem> doubts;               ///< what may: read out of SQL that somebody wrote
  std::vector<RowNeed> needs = {};           ///< for judge_rows, where there is a database to ask
};

/// Works out the impact of a run, changeset by changeset. The target makes the statements, as for a
/// script; the schema is that of the live database before the run, with its dependents, null where
/// there is none, or it cannot be read: then there are no obstacles but of SQL that cannot be made,
/// and no rows to count. Changes nothing. Throws Interrupted and ConnectionLost.
Impact assess(const std::vector<Intended>& run, const Target& target, const schema::Schema* live,
              const Interruption& interruption);

/// The sums over all changesets of the run. Rows that are deleted and then dropped with their table
/// count twice.
LossTotals totals_of(const Impact& impact);

/// Adds how big the tables are that statements look at or write again.
void add_sizes(Impact& impact, const Statistics& statistics,
               const std::vector<std::string>& own_places);

/// Counts the rows that will be lost, in a transaction that is undone. What cannot be counted stays
/// without a number; counting stops behind a million rows of a loss. No transaction may be open.
/// Throws ConnectionLost.
void count_losses(Impact& impact, Connection& connection);

}  // namespace ebbtide

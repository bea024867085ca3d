// The lock first, then the tables, then the history: what is read before the lock may be another
// run's work by the time it is held, and of two runs that make the table at once one would fail.
#include "executor/locked.h"

namespace ebbtide {

Locked::Locked(OpenDatabase& database, const LockOptions& options, const Surroundings& with,
               Tables tables)
    : database_(database),
      lock_(database.connection(), database.store(), options, with.interruption, with.observer) {
  if (tables == Tables::up_to_date) {
    for (const CommentedSql& step : database.store().missing())
      database.connection().execute({step.sql});
  }
  read_again();
}

void Locked::read_again() { history_ = std::make_shared<const History>(database_.read_history()); }

}  // namespace ebbtide

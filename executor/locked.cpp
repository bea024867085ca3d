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

#include "executor/locked.h"

#include "database/catalog.h"

namespace ebbtide {
namespace {

void prepare_history_table(OpenDatabase& database) {
  Connection& connection = database.connection();
  const TrackingTables& tables = database.tables();
  const auto table = connection.catalog(database.names().defaults())->table(tables.history_name());
  if (!table) {
    connection.execute({tables.create_history()});
    return;
  }
  for (const CommentedSql& step : tables.upgrade_history(*table)) connection.execute({step.sql});
}

}  // namespace

Locked::Locked(OpenDatabase& database, const LockOptions& options, const Surroundings& with,
               Tables tables)
    : database_(database),
      lock_(database.connection(), database.tables(), options, with.interruption, with.observer) {
  if (tables == Tables::up_to_date) prepare_history_table(database);
  read_again();
}

void Locked::read_again() { history_ = std::make_shared<const History>(database_.read_history()); }

}  // namespace ebbtide

// The text is a snapshot on one line, cut into rows. With it stands how far the history
// was: what is expected changes with each changeset, and nobody is told of drift that is none.
#include "operations/recorded_schema.h"

#include "database/connection.h"
#include "database/facts.h"
#include "history/own_table.h"
#include "history/schema_table.h"
#include "operations/schema_reading.h"
#include "operations/snapshot_file.h"
#include "text/error.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

SchemaTable table_of(OpenDatabase& database) {
  return {database.names(), database.options().tracking};
}

/// What the history has had run, in its order.
std::string state_of(const History& history) {
  std::string all;
  for (const HistoryRow& row : history.rows())
    all +=
        row.id.to_text() + '\x1f' + std::string(type_text(row)) + '\x1f' + row.executed_at + '\x1e';
  return md5(all);
}

/// The rows that are kept; nothing where the table is missing.
std::optional<Rows> rows_of(OpenDatabase& database) {
  try {
    return database.connection().query({table_of(database).select()});
  } catch (const DatabaseError& error) {
    if (!is_about_missing_table(error, database.names().facts())) throw;
    return std::nullopt;
  }
}

}  // namespace

void record_schema(OpenDatabase& database, const LockOptions& lock, const Files& files,
                   const Surroundings& with) {
  const Locked locked(database, lock, with);
  schema::Scope scope;
  scope.all = has_schemas(database.names().facts());
  scope.grants = true;
  const std::string line = snapshot_line(schema_of(database, scope, files));
  const SchemaTable table = table_of(database);
  Connection& connection = database.connection();
  if (!rows_of(database)) connection.execute({table.create()});
  Transaction all(connection);
  for (const std::string& sql : table.replace(state_of(locked.history()), line))
    connection.execute({sql});
  all.commit();
}

std::string recorded_schema(OpenDatabase& database) {
  const auto rows = rows_of(database);
  if (!rows || rows->rows.empty())
    throw Error("nothing is recorded of how " + database.shown() +
                " should be; 'ebbtide update --record-schema' does it");
  const std::string now = state_of(database.read_history());
  std::string text;
  for (const Row& row : rows->rows) {
    if (row.at(0) != now)
      throw Error(
          "the history of " + database.shown() +
          " has gone on since its schema was recorded; record it again with 'ebbtide update "
          "--record-schema', or find drift with --baseline=scratch");
    text += row.at(1).value_or("");
  }
  return text;
}

}  // namespace ebbtide

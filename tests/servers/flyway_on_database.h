#pragma once

#include <string>

#include "operations/flyway/migrate.h"
#include "tests/support/flyway_folder.h"
#include "tests/support/test_database.h"

namespace ebbtide {

/// A Flyway project on a database of its own on each server that there is.
class FlywayOnDatabase : public OnDatabase, protected FlywayFolder {
 protected:
  template <class Operation>
  auto run(const Operation& operation, const flyway::Settings& more = {}) {
    return run_on(database().url(), operation, {}, more);
  }
  MigrateResult migrate_with(const flyway::Settings& more = {}) {
    return run([](FlywayPlace& place) { return migrate(place); }, more);
  }
};

}  // namespace ebbtide

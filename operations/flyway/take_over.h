#pragma once

#include <string>
#include <vector>

#include "changelog/project.h"
#include "operations/flyway/carried_scripts.h"

namespace ebbtide {

/// A row of DATABASECHANGELOG that stands for rows of Flyway's history.
struct CarriedRow {
  std::string id;                                ///< of the changeset
  const flyway::AppliedMigration* of = nullptr;  ///< whose date and place it takes
  std::string comment;
};

/// What the history says has run, as rows of changesets, in the order of the ranks; and what of it
/// no changeset stands for. Borrows the history.
struct TakeOverPlan {
  std::vector<CarriedRow> rows;
  std::vector<std::string> notes;
};

/// Plans the rows. Changes nothing. Throws Failure where there is no history, where a migration has
/// failed, and where validation has something against the history.
TakeOverPlan plan_take_over(const FlywayPlace& place,
                            const std::vector<flyway::AppliedMigration>& history,
                            const std::vector<CarriedScript>& scripts);

/// Writes the rows that are missing, in one transaction, and gives how many that were. Flyway's own
/// table stays as it is. `home` is the database as the commands of changelogs see it.
std::size_t take_over(const TakeOverPlan& plan, const Project& project, OpenDatabase& home,
                      const Surroundings& with);

}  // namespace ebbtide

#pragma once

#include <functional>
#include <string>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// What all results say of the place.
FlywayResult about(FlywayPlace& place);

/// Who a row says that it is by.
std::string installed_by(const FlywayPlace& place);

/// Makes schemas that are missing and the history, with the row that says so. Throws Failure where
/// a schema has something in it and no baseline is asked for.
void prepare_history(FlywayPlace& place, const std::function<void()>& creates);
/// The same whatever is in the schemas, and without a baseline.
void create_history(FlywayPlace& place, const std::function<void()>& creates);

/// The row of a baseline by the configuration.
flyway::AppliedMigration baseline_row(const FlywayPlace& place, int rank);

/// Writes rows outside of migrations, in a transaction of their own.
void write_rows(FlywayPlace& place, const RowChanges& rows);

}  // namespace ebbtide

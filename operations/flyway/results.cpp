#include "operations/flyway/results.h"

namespace ebbtide {

FlywayMigration told(const flyway::MigrationInfo& info) {
  FlywayMigration one;
  const flyway::Type type = info.type();
  const bool is_of_file = !flyway::is_synthetic(type);
  if (info.version()) one.version = info.version()->text();
  if (is_of_file || (type == flyway::Type::deleted && !info.version()))
    one.category = flyway::is_undo(type)       ? "Undo"
                   : info.is_repeatable()      ? "Repeatable"
                   : flyway::is_baseline(type) ? "Baseline"
                                               : "Versioned";
  one.description = info.description();
  one.type = flyway::to_text(type);
  if (info.resolved != nullptr) one.path = info.resolved->path;
  if (info.applied != nullptr) one.execution_time = info.applied->execution_time;
  return one;
}

}  // namespace ebbtide

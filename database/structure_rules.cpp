#include "database/structure_rules.h"

#include "database/dialect.h"

namespace ebbtide {

StructureRules structure_rules(const Names& names) {
  const Dialect& dialect = names.dialect();
  const Defaults& defaults = names.defaults();
  StructureRules rules;
  rules.syntax = dialect.syntax();
  const std::string& own = defaults.schema.empty() ? defaults.catalog : defaults.schema;
  rules.own_places = {own.empty() ? "main" : own};
  rules.drops_cascade = dialect.has(Feature::cascaded_drops);
  rules.views_know_tables = dialect.has(Feature::views_know_tables);
  rules.keys_guard_tables = dialect.has(Feature::keys_guard_tables);
  rules.keys_need_indexes = dialect.has(Feature::keys_need_indexes);
  rules.keys_go_with_columns = dialect.drops_keys_with_column();
  rules.names_primary_keys = dialect.names_primary_keys();
  rules.schemas_are_databases = dialect.has(Feature::schemas_are_databases);
  return rules;
}

}  // namespace ebbtide

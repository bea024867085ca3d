#include "database/structure_rules.h"

#include "database/facts.h"
#include "database/names.h"

namespace ebbtide {

StructureRules structure_rules(const Names& names) {
  const Facts& facts = names.facts();
  const Defaults& defaults = names.defaults();
  StructureRules rules;
  rules.syntax = facts.syntax;
  const std::string& own = defaults.schema.empty() ? defaults.catalog : defaults.schema;
  rules.own_places = {own.empty() ? std::string(facts.own_place) : own};
  rules.drops_cascade = facts.has(Feature::cascaded_drops);
  rules.views_know_tables = facts.has(Feature::views_know_tables);
  rules.keys_guard_tables = facts.has(Feature::keys_guard_tables);
  rules.keys_need_indexes = facts.has(Feature::keys_need_indexes);
  rules.keys_go_with_columns = facts.has(Feature::keys_go_with_columns);
  rules.names_primary_keys = facts.has(Feature::names_primary_keys);
  rules.keeps_texts = facts.has(Feature::keeps_texts);
  rules.primary_keys_take_null = facts.has(Feature::primary_keys_take_null);
  rules.schemas_are_databases = facts.has(Feature::schemas_are_databases);
  rules.serial_types = facts.serial_types;
  return rules;
}

}  // namespace ebbtide

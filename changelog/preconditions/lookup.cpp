// `tableExists tableName="Person"`: is the table PERSON, or person, meant? There is no one answer.
// Liquibase asks each database in another way for each kind of object, and names are folded and
// compared as it happens on that way. A precondition that holds in one tool and not in the other
// makes them run other changesets, so all of it is kept, as data: LookupRules says for each kind of
// object of a database how the asked name is compared with the stored one. The questions were put
// to Liquibase, 1,700 of them, for each database, kind, quoting strategy and letter case
// (tests/precondition_names).
//
// So the catalog is asked for everything of this name but for its case, and the rule picks. What is
// looked for by its table is looked for in the first table that the rule for tables finds; what has
// no table named is looked for in the whole schema, where the database can tell.
#include "changelog/preconditions/lookup.h"

#include <algorithm>

#include "database/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {

std::string Lookup::folded(std::string_view name) const {
  const Quoting quoting = context_.names.quoting();
  // As Liquibase does: here even a reserved word is looked for in small letters.
  if (quoting == Quoting::quote_only_reserved_words) return lower(name);
  return stored_name(name, quoting, context_.names.facts());
}

bool Lookup::matches(NameMatch match, std::string_view asked, std::string_view stored) const {
  switch (match) {
    case NameMatch::exact:
      return asked == stored;
    case NameMatch::any_case:
      return equals_ignoring_case(asked, stored);
    case NameMatch::lowered:
      return lower(asked) == stored;
    case NameMatch::folded:
      return folded(asked) == stored;
    case NameMatch::both_folded:
      return folded(asked) == folded(stored);
    case NameMatch::never:
      return false;
  }
  return false;
}

/// A schema that is not named is the default one, which is the only one there the catalog looks in.
bool Lookup::in_schema(NameMatch match, const ObjectName& asked, std::string_view stored) const {
  return asked.schema.empty() || matches(match, asked.schema, stored);
}

bool Lookup::has(StoredObject::Kind kind, const ObjectName& name) const {
  const bool is_sequence = kind == StoredObject::Kind::sequence;
  const NameMatch match = is_sequence ? rules_.sequence : rules_.relation;
  const NameMatch schema = is_sequence ? rules_.sequence : rules_.relation_schema;
  const auto found = context_.catalog.objects_like(name);
  return std::any_of(found.begin(), found.end(), [&](const StoredObject& one) {
    return one.kind == kind && matches(match, name.name, one.name) &&
           in_schema(schema, name, one.schema);
  });
}

bool Lookup::has_column(const ObjectName& relation, std::string_view column) const {
  const auto has_it = [&](const StoredObject& one) {
    if (one.kind == StoredObject::Kind::sequence ||
        !matches(rules_.relation, relation.name, one.name) ||
        !in_schema(rules_.column_schema, relation, one.schema))
      return false;
    const auto names = context_.catalog.column_names(one);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return matches(rules_.column, column, name);
    });
  };
  const auto found = context_.catalog.objects_like(relation);
  return std::any_of(found.begin(), found.end(), has_it);
}

std::optional<CatalogTable> Lookup::read(const StoredObject& table) const {
  return context_.catalog.table({{}, table.schema, table.name, Quoting::quote_all_objects});
}

std::optional<CatalogTable> Lookup::key_table(NameMatch schema, const ObjectName& table) const {
  for (const StoredObject& one : context_.catalog.objects_like(table)) {
    if (one.kind == StoredObject::Kind::table && matches(rules_.key_table, table.name, one.name) &&
        in_schema(schema, table, one.schema))
      return read(one);
  }
  return std::nullopt;
}

bool Lookup::has_columns(NameMatch match, const CatalogKey& key, const Text& columns) const {
  const auto asked = split_list(columns.or_empty());
  return std::equal(asked.begin(), asked.end(), key.columns.begin(), key.columns.end(),
                    [&](const auto& a, const auto& b) { return matches(match, a, b); });
}

bool Lookup::has_key_named(StoredKey::Kind kind, NameMatch match, const ObjectName& place,
                           const Text& name) const {
  const ObjectName like{place.catalog, place.schema, name.or_empty(), place.quoting};
  const auto found = context_.catalog.keys_like(kind, like);
  return std::any_of(found.begin(), found.end(), [&](const StoredKey& one) {
    return matches(match, name.or_empty(), one.name) &&
           in_schema(rules_.relation_schema, place, one.schema);
  });
}

bool Lookup::has_index(const ObjectName& table, const Text& index, const Text& columns) const {
  // As Liquibase does: the schema is the table's; without a table it is not looked at. Columns do
  // not count beside a name.
  if (table.name.empty())
    return has_key_named(StoredKey::Kind::index, rules_.index, {{}, {}, {}, table.quoting}, index);
  const auto found = key_table(rules_.relation_schema, table);
  if (!found) return false;
  const auto is_it = [&](const CatalogKey& key) {
    return index ? matches(rules_.index, *index, key.name)
                 : has_columns(rules_.index_column, key, columns);
  };
  return std::any_of(found->indexes.begin(), found->indexes.end(), is_it) ||
         (!index && found->primary_key && is_it(*found->primary_key));
}

bool Lookup::has_primary_key(const ObjectName& table, const Text& key) const {
  if (!table.name.empty()) {
    const auto found = key_table(rules_.relation_schema, table);
    return found && found->primary_key &&
           (!key || matches(rules_.primary_key, *key, found->primary_key->name));
  }
  if (rules_.primary_key_needs_table)
    throw Error("primaryKeyExists needs a tableName on " +
                std::string(context_.names.facts().product_name));
  return has_key_named(StoredKey::Kind::primary_key, rules_.primary_key, table, key);
}

bool Lookup::has_foreign_key(const ObjectName& table, const Text& key) const {
  if (table.name.empty())
    return has_key_named(StoredKey::Kind::foreign_key, rules_.foreign_key, table, key);
  const auto found = key_table(rules_.relation_schema, table);
  if (!found) return false;
  return std::any_of(found->foreign_keys.begin(), found->foreign_keys.end(), [&](const auto& one) {
    return !key || matches(rules_.foreign_key, *key, one.name);
  });
}

bool Lookup::has_unique_columns(const ObjectName& asked, const CatalogTable& table,
                                const Text& columns) const {
  if (rules_.unique_by_columns_is_folded &&
      (asked.name != table.name || !in_schema(NameMatch::lowered, asked, folded(asked.schema))))
    return false;
  return std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(),
                     [&](const auto& one) {
                       return has_columns(rules_.unique_column, one, columns) &&
                              (!rules_.unique_by_columns_is_folded || is_folded(one.name));
                     });
}

bool Lookup::has_unique_constraint(const ObjectName& table, const Text& constraint,
                                   const Text& columns) const {
  const auto found = key_table(rules_.unique_schema, table);
  if (!found) return false;
  if (!constraint) return has_unique_columns(table, *found, columns);
  const auto is_it = [&](const CatalogKey& key) {
    return matches(rules_.unique_constraint, *constraint, key.name);
  };
  return std::any_of(found->unique_constraints.begin(), found->unique_constraints.end(), is_it) ||
         (rules_.primary_key_is_unique && found->primary_key && is_it(*found->primary_key));
}

}  // namespace ebbtide

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
namespace {

/// Those that are only carried along too; an expression has no name.
std::vector<std::string> columns_of(const schema::Index& index) {
  std::vector<std::string> names;
  for (const schema::IndexPart& part : index.parts)
    names.push_back(part.is_expression ? "" : part.text);
  names.insert(names.end(), index.included.begin(), index.included.end());
  return names;
}

}  // namespace

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

std::optional<schema::Table> Lookup::read(const StoredObject& table) const {
  return context_.catalog.table({{}, table.schema, table.name, Quoting::quote_all_objects});
}

std::optional<schema::Table> Lookup::key_table(NameMatch schema, const ObjectName& table) const {
  for (const StoredObject& one : context_.catalog.objects_like(table)) {
    if (one.kind == StoredObject::Kind::table && matches(rules_.key_table, table.name, one.name) &&
        in_schema(schema, table, one.schema))
      return read(one);
  }
  return std::nullopt;
}

bool Lookup::has_columns(NameMatch match, const std::vector<std::string>& stored,
                         const Text& columns) const {
  const auto asked = split_list(columns.or_empty());
  return std::equal(asked.begin(), asked.end(), stored.begin(), stored.end(),
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
  return found && has_index(*found, index, columns);
}

bool Lookup::has_index(const schema::Table& table, const Text& index, const Text& columns) const {
  const auto is_index = [&](const schema::Index& one) {
    return index ? matches(rules_.index, *index, one.name)
                 : has_columns(rules_.index_column, columns_of(one), columns);
  };
  const auto is_key = [&](std::string_view name, const std::vector<std::string>& stored) {
    return index ? rules_.keys_are_indexes && matches(rules_.index, *index, name)
                 : has_columns(rules_.index_column, stored, columns);
  };
  const auto is_unique = [&](const schema::Key& one) { return is_key(one.name, one.columns); };
  const auto is_exclusion = [&](const schema::Check& one) {
    return one.kind == schema::Kind::exclusion && index && is_key(one.name, {});
  };
  return std::any_of(table.indexes.begin(), table.indexes.end(), is_index) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), is_unique) ||
         std::any_of(table.checks.begin(), table.checks.end(), is_exclusion) ||
         (table.primary_key && is_key(name_of(*table.primary_key), table.primary_key->columns));
}

std::string_view Lookup::name_of(const schema::Key& primary_key) const {
  return primary_key.name.empty() ? rules_.primary_key_name : std::string_view(primary_key.name);
}

bool Lookup::has_primary_key(const ObjectName& table, const Text& key) const {
  if (!table.name.empty()) {
    const auto found = key_table(rules_.relation_schema, table);
    return found && found->primary_key &&
           (!key || matches(rules_.primary_key, *key, name_of(*found->primary_key)));
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

bool Lookup::has_unique_columns(const ObjectName& asked, const schema::Table& table,
                                const Text& columns) const {
  if (rules_.unique_by_columns_is_folded &&
      (asked.name != table.name.name ||
       !in_schema(NameMatch::lowered, asked, folded(asked.schema))))
    return false;
  return std::any_of(table.uniques.begin(), table.uniques.end(), [&](const auto& one) {
    return has_columns(rules_.unique_column, one.columns, columns) &&
           (!rules_.unique_by_columns_is_folded || is_folded(one.name));
  });
}

bool Lookup::has_unique_constraint(const ObjectName& table, const Text& constraint,
                                   const Text& columns) const {
  const auto found = key_table(rules_.unique_schema, table);
  if (!found) return false;
  if (!constraint) return has_unique_columns(table, *found, columns);
  const auto is_it = [&](const schema::Key& key) {
    return matches(rules_.unique_constraint, *constraint, key.name);
  };
  return std::any_of(found->uniques.begin(), found->uniques.end(), is_it) ||
         (rules_.primary_key_is_unique && found->primary_key && is_it(*found->primary_key));
}

}  // namespace ebbtide

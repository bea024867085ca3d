// A column of an index may be an expression, which is left as it is where it says computed="true"
// or, saying nothing, looks like one (`lower(name)`); computed="false" makes a name of anything. An
// index that belongs to a key (associatedWith) is not made: the key makes it.
#include "changelog/changes/index.h"

#include <algorithm>

#include "changelog/changes/families.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto create_index_fields = with_place({
    field<&CreateIndex::associated_with>(
        "associatedWith",
        "Key the index belongs to: primaryKey, uniqueConstraint or foreignKey; such an index is "
        "not created, the key brings it",
        Trait::unsummed),
    field<&CreateIndex::clustered>("clustered", "Whether the table is sorted by the index"),
    records<&CreateIndex::columns>("columns", "column", "Columns of the index, in order",
                                   Trait::required | Trait::at_root),
    field<&CreateIndex::name>("indexName", "Name of the index"),
    field<&CreateIndex::table>("tableName", "Table that gets the index", Trait::required),
    field<&CreateIndex::tablespace>("tablespace", "Tablespace of the index"),
    field<&CreateIndex::unique>("unique", "Whether the indexed values are unique"),
});

constexpr auto drop_index_fields = with_place({
    field<&DropIndex::name>("indexName", "Name of the index", Trait::required),
    field<&DropIndex::table>("tableName", "Table that has the index; MySQL and MariaDB need it"),
});

std::string column_sql(const Column& column, const Names& names) {
  const std::string_view name = column.name.or_empty();
  const std::string sql = column.is_computed() ? std::string(name)
                          : column.computed    ? names.quote(name)
                                               : names.column_or_expression(name);
  return sql + (column.descending.value_or(false) ? " DESC" : "");
}

bool belongs_to_key(const Text& associated_with) {
  const auto marks = split_list(associated_with.or_empty());
  return std::any_of(marks.begin(), marks.end(), [](const std::string& mark) {
    return mark == "primaryKey" || mark == "uniqueConstraint" || mark == "foreignKey";
  });
}

}  // namespace

const ChangeType CreateIndex::kind{"createIndex", "Creates an index on columns of a table",
                                   create_index_fields, create<CreateIndex>,
                                   "<createIndex tableName='book' indexName='book_title' "
                                   "unique='false'><column name='title'/></createIndex>"};

void CreateIndex::emit(const Target& target, const Emit& emit) const {
  if (belongs_to_key(associated_with)) return;
  const Names& names = target.names;
  std::vector<std::string> parts;
  for (const Column& column : columns) parts.push_back(column_sql(column, names));
  const std::string table_sql = names.object(named(table));
  const Facts& facts = target.facts();
  const bool has_place = facts.has(Feature::new_index_has_place);
  const std::string index =
      !name ? "" : (has_place ? names.object(named(name)) : names.quote(*name)) + " ";
  std::string sql = std::string("CREATE ") + (unique.value_or(false) ? "UNIQUE " : "") + "INDEX " +
                    index + "ON " + table_sql + "(" + join(parts, ", ") + ")";
  if (!trim(tablespace.or_empty()).empty() && facts.has(Feature::tablespaces))
    sql += " TABLESPACE " + tablespace.str();
  emit_sql(emit, std::move(sql));
  if (clustered.value_or(false) && !facts.spellings.cluster.empty())
    emit_sql(emit, spelled(facts.spellings.cluster, {table_sql, names.quote(name.or_empty())}));
}

std::optional<Changes> CreateIndex::inverse() const {
  if (!name) return std::nullopt;
  DropIndex drop;
  drop.place_like(*this);
  drop.table = table;
  drop.name = name;
  return only(std::move(drop));
}

std::vector<std::string> CreateIndex::problems(const Target&) const {
  const bool unnamed = std::any_of(columns.begin(), columns.end(),
                                   [](const Column& column) { return !column.name; });
  return unnamed ? std::vector<std::string>{"column 'name' is required for all columns in an index"}
                 : std::vector<std::string>{};
}

const ChangeType DropIndex::kind{"dropIndex", "Drops an index", drop_index_fields,
                                 create<DropIndex>,
                                 "<dropIndex tableName='book' indexName='book_title'/>"};

void DropIndex::emit(const Target& target, const Emit& emit) const {
  const Facts& facts = target.facts();
  const std::string index = facts.has(Feature::indexes_belong_to_tables)
                                ? target.names.quote(name.or_empty())
                                : target.names.object(named(name));
  emit_sql(emit, spelled(facts.spellings.drop_index, {index, target.names.object(named(table))}));
}

std::span<const ChangeType* const> index_changes() {
  static constexpr const ChangeType* types[] = {&CreateIndex::kind, &DropIndex::kind};
  return types;
}

}  // namespace ebbtide

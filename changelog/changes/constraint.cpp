// Keys and constraints. An inverse that would have to drop what has no name is none: the database
// has made up a name that only the live table tells. The primary key is the exception, since a
// table has only one.
#include "changelog/changes/constraint.h"

#include "changelog/changes/families.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto add_primary_key_fields = with_place({
    field<&AddPrimaryKey::clustered>("clustered", "Whether the table is sorted by the key"),
    field<&AddPrimaryKey::columns>("columnNames", "Columns of the key", Trait::required),
    field<&AddPrimaryKey::name>("constraintName", "Name of the key"),
    field<&AddPrimaryKey::for_index_catalog>("forIndexCatalogName",
                                             "Catalog of the index the key uses"),
    field<&AddPrimaryKey::for_index>("forIndexName", "Index the key uses"),
    field<&AddPrimaryKey::for_index_schema>("forIndexSchemaName",
                                            "Schema of the index the key uses"),
    field<&AddPrimaryKey::table>("tableName", "Table that gets the key", Trait::required),
    field<&AddPrimaryKey::tablespace>("tablespace", "Tablespace of the key's index"),
    field<&AddPrimaryKey::validate>("validate", "Whether rows that exist are checked"),
});

constexpr auto drop_primary_key_fields = with_place({
    field<&DropPrimaryKey::name>("constraintName", "Name of the key"),
    field<&DropPrimaryKey::drop_index>("dropIndex", "Whether the key's index goes too"),
    field<&DropPrimaryKey::table>("tableName", "Table that loses its key", Trait::required),
});

constexpr auto add_unique_constraint_fields = with_place({
    field<&AddUniqueConstraint::clustered>("clustered",
                                           "Whether the table is sorted by the constraint's index"),
    field<&AddUniqueConstraint::columns>("columnNames", "Columns that are unique together",
                                         Trait::required),
    field<&AddUniqueConstraint::name>("constraintName", "Name of the constraint"),
    field<&AddUniqueConstraint::deferrable>("deferrable",
                                            "Whether the check can be put off to COMMIT"),
    field<&AddUniqueConstraint::disabled>("disabled",
                                          "Whether the constraint is made but not used"),
    field<&AddUniqueConstraint::for_index_catalog>("forIndexCatalogName",
                                                   "Catalog of the index the constraint uses"),
    field<&AddUniqueConstraint::for_index>("forIndexName", "Index the constraint uses"),
    field<&AddUniqueConstraint::for_index_schema>("forIndexSchemaName",
                                                  "Schema of the index the constraint uses"),
    field<&AddUniqueConstraint::initially_deferred>("initiallyDeferred",
                                                    "Whether the constraint is checked at COMMIT"),
    field<&AddUniqueConstraint::table>("tableName", "Table that gets the constraint",
                                       Trait::required),
    field<&AddUniqueConstraint::tablespace>("tablespace", "Tablespace of the constraint's index"),
    field<&AddUniqueConstraint::validate>("validate", "Whether rows that exist are checked"),
});

constexpr auto drop_unique_constraint_fields = with_place({
    field<&DropUniqueConstraint::name>("constraintName", "Name of the constraint", Trait::required),
    field<&DropUniqueConstraint::table>("tableName", "Table that loses the constraint",
                                        Trait::required),
    field<&DropUniqueConstraint::unique_columns>(
        "uniqueColumns", "Columns of the constraint, for databases that must know"),
});

constexpr auto add_not_null_constraint_fields = with_place({
    field<&AddNotNullConstraint::data_type>("columnDataType",
                                            "Data type of the column; MySQL and MariaDB need it"),
    field<&AddNotNullConstraint::column>("columnName", "Column that forbids NULL", Trait::required),
    field<&AddNotNullConstraint::name>("constraintName",
                                       "Name of the constraint; kept, not written to SQL"),
    field<&AddNotNullConstraint::default_null_value>("defaultNullValue",
                                                     "Value for the rows that have NULL"),
    field<&AddNotNullConstraint::table>("tableName", "Table that has the column", Trait::required),
    field<&AddNotNullConstraint::validate>("validate", "Whether rows that exist are checked"),
});

constexpr auto drop_not_null_constraint_fields = with_place({
    field<&DropNotNullConstraint::data_type>("columnDataType",
                                             "Data type of the column; MySQL and MariaDB need it"),
    field<&DropNotNullConstraint::column>("columnName", "Column that allows NULL", Trait::required),
    field<&DropNotNullConstraint::name>("constraintName", "Name of the constraint"),
    field<&DropNotNullConstraint::table>("tableName", "Table that has the column", Trait::required),
});

/// The value rows with NULL get: text, or what the column's type makes of it.
std::string value_for_null(const AddNotNullConstraint& change, const Target& target) {
  const Facts& facts = target.facts();
  const Literal text{Literal::Kind::text, change.default_null_value.str()};
  if (!change.data_type) return literal(text, target.names);
  const DataType type = DataType::parse(*change.data_type);
  if (type.family != TypeFamily::boolean) return literal(text, target.names);
  const std::string boolean = literal_of_type(text, type, target.names);
  const bool is_true = boolean == facts.boolean(true);
  if (type.declared_as("bit"))
    return std::string(is_true ? facts.spellings.bit_on : facts.spellings.bit_off);
  // As Liquibase does: a word such as TRUE becomes text, a digit does not.
  return is_digit(boolean.front()) ? boolean
                                   : literal({Literal::Kind::text, boolean}, target.names);
}

}  // namespace

const ChangeType AddPrimaryKey::kind{"addPrimaryKey", "Makes columns the primary key of a table",
                                     add_primary_key_fields, create<AddPrimaryKey>,
                                     "<addPrimaryKey tableName='book' columnNames='id' "
                                     "constraintName='book_pk'/>"};

void AddPrimaryKey::emit(const Target& target, const Emit& emit) const {
  const Names& names = target.names;
  const Facts& facts = target.facts();
  const std::string table_sql = names.object(named(table));
  const bool with_name = name && facts.has(Feature::names_primary_keys);
  std::string sql = "ALTER TABLE " + table_sql + " ADD " +
                    (with_name ? "CONSTRAINT " + names.quote(*name) + " " : "") + "PRIMARY KEY (" +
                    names.columns(columns.or_empty()) + ")";
  if (!trim(tablespace.or_empty()).empty() && facts.has(Feature::tablespaces))
    sql += " USING INDEX TABLESPACE " + tablespace.str();
  emit_sql(emit, std::move(sql));
  if (clustered.value_or(false) && name && !facts.spellings.cluster.empty())
    emit_sql(emit, spelled(facts.spellings.cluster, {table_sql, names.quote(*name)}));
}

std::optional<Changes> AddPrimaryKey::inverse() const {
  DropPrimaryKey drop;
  drop.place_like(*this);
  drop.table = table;
  drop.name = name;
  if (for_index) drop.drop_index = false;
  return only(std::move(drop));
}

std::vector<std::string> AddPrimaryKey::problems(const Target& target) const {
  const bool wants_name =
      clustered.value_or(false) && !name && !target.facts().spellings.cluster.empty();
  if (!wants_name) return {};
  return {std::string(target.facts().product_name) +
          " requires constraintName on addPrimaryKey when clustered=true"};
}

const ChangeType DropPrimaryKey::kind{
    "dropPrimaryKey", "Drops the primary key of a table", drop_primary_key_fields,
    create<DropPrimaryKey>, "<dropPrimaryKey tableName='book' constraintName='book_pk'/>"};

void DropPrimaryKey::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().drop_primary_key(named(table), name, target.site()));
}

const ChangeType AddUniqueConstraint::kind{
    "addUniqueConstraint", "Makes columns of a table unique", add_unique_constraint_fields,
    create<AddUniqueConstraint>,
    "<addUniqueConstraint tableName='book' columnNames='isbn, "
    "edition' constraintName='book_isbn_unique'/>"};

void AddUniqueConstraint::emit(const Target& target, const Emit& emit) const {
  UniqueDefinition unique;
  unique.name = name;
  unique.columns = split_list(columns.or_empty());
  unique.deferrable = deferrable.value_or(false);
  unique.initially_deferred = initially_deferred.value_or(false);
  unique.tablespace = tablespace;
  unique.for_index_catalog = for_index_catalog;
  unique.for_index_schema = for_index_schema;
  unique.for_index = for_index;
  emit_sql(emit, add_unique_sql(target.names.object(named(table)), unique, target.names));
}

std::optional<Changes> AddUniqueConstraint::inverse() const {
  // Without a name nobody knows what to drop; Liquibase would drop a constraint called null.
  if (!name) return std::nullopt;
  DropUniqueConstraint drop;
  drop.place_like(*this);
  drop.table = table;
  drop.name = name;
  return only(std::move(drop));
}

const ChangeType DropUniqueConstraint::kind{"dropUniqueConstraint", "Drops a unique constraint",
                                            drop_unique_constraint_fields,
                                            create<DropUniqueConstraint>,
                                            "<dropUniqueConstraint tableName='book' "
                                            "constraintName='book_isbn_unique'/>"};

void DropUniqueConstraint::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, spelled(target.facts().spellings.drop_unique,
                         {target.names.object(named(table)), target.names.quote(name.or_empty())}));
}

const ChangeType AddNotNullConstraint::kind{
    "addNotNullConstraint", "Forbids NULL in a column", add_not_null_constraint_fields,
    create<AddNotNullConstraint>,
    "<addNotNullConstraint tableName='book' columnName='title' "
    "columnDataType='varchar(200)' defaultNullValue='untitled'/>"};

void AddNotNullConstraint::emit(const Target& target, const Emit& emit) const {
  const std::string table_sql = target.names.object(named(table));
  const std::string column_sql = target.names.quote(column.or_empty());
  if (default_null_value && !equals_ignoring_case(*default_null_value, "null")) {
    emit_sql(emit, "UPDATE " + table_sql + " SET " + column_sql + " = " +
                       value_for_null(*this, target) + " WHERE " + column_sql + " IS NULL");
  }
  emit_sql(emit, target.dialect().set_nullable(named(table), column.or_empty(), data_type, false,
                                               target.site()));
}

std::optional<Changes> AddNotNullConstraint::inverse() const {
  DropNotNullConstraint drop;
  drop.place_like(*this);
  drop.table = table;
  drop.column = column;
  drop.data_type = data_type;
  return only(std::move(drop));
}

const ChangeType DropNotNullConstraint::kind{
    "dropNotNullConstraint", "Allows NULL in a column", drop_not_null_constraint_fields,
    create<DropNotNullConstraint>,
    "<dropNotNullConstraint tableName='book' columnName='title' "
    "columnDataType='varchar(200)'/>"};

void DropNotNullConstraint::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().set_nullable(named(table), column.or_empty(), data_type, true,
                                               target.site()));
}

std::optional<Changes> DropNotNullConstraint::inverse() const {
  AddNotNullConstraint add;
  add.place_like(*this);
  add.table = table;
  add.column = column;
  add.data_type = data_type;
  add.name = name;
  return only(std::move(add));
}

std::span<const ChangeType* const> constraint_changes() {
  static constexpr const ChangeType* types[] = {
      &AddPrimaryKey::kind,        &DropPrimaryKey::kind,       &AddUniqueConstraint::kind,
      &DropUniqueConstraint::kind, &AddNotNullConstraint::kind, &DropNotNullConstraint::kind};
  return types;
}

}  // namespace ebbtide

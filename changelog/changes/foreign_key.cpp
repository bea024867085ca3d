// addLookupTable is four changes in one, made by those that there are for each of them:
//
//   CREATE TABLE states AS SELECT DISTINCT state AS id FROM person WHERE state IS NOT NULL
//   id is made NOT NULL, then the primary key of states, and person.state points to it
//
// Its inverse drops the foreign key and then the table; the values were never moved away, so
// nothing is lost. The catalogs of the two tables count for the first statement only.
#include "changelog/changes/foreign_key.h"

#include "changelog/changes/constraint.h"
#include "changelog/changes/families.h"
#include "changelog/changes/table.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// `deleteCascade="true"` is an old way to say onDelete="CASCADE". As Liquibase does: beside
/// onDelete, and where it is false, it takes onDelete away, from the checksum too.
void read_delete_cascade(Record& record, std::string_view text) {
  auto& change = static_cast<AddForeignKeyConstraint&>(record);
  const bool cascades = equals_ignoring_case(text, "true") && !change.on_delete;
  change.on_delete = cascades ? Text("CASCADE") : Text();
}

constexpr Field add_foreign_key_fields[] = {
    field<&AddForeignKeyConstraint::base_columns>(
        "baseColumnNames", "Columns that point to the other table", Trait::required),
    field<&AddForeignKeyConstraint::base_catalog>("baseTableCatalogName",
                                                  "Catalog of the table that gets the key"),
    field<&AddForeignKeyConstraint::base_table>("baseTableName", "Table that gets the key",
                                                Trait::required),
    field<&AddForeignKeyConstraint::base_schema>("baseTableSchemaName",
                                                 "Schema of the table that gets the key"),
    field<&AddForeignKeyConstraint::name>("constraintName", "Name of the foreign key",
                                          Trait::required),
    field<&AddForeignKeyConstraint::deferrable>("deferrable",
                                                "Whether the check can be put off to COMMIT"),
    field<&AddForeignKeyConstraint::initially_deferred>("initiallyDeferred",
                                                        "Whether the key is checked at COMMIT"),
    field<&AddForeignKeyConstraint::on_delete>(
        "onDelete", "What becomes of rows whose target is deleted: CASCADE, SET NULL, RESTRICT …"),
    field<&AddForeignKeyConstraint::on_update>("onUpdate",
                                               "What becomes of rows whose target changes its key"),
    field<&AddForeignKeyConstraint::referenced_columns>("referencedColumnNames",
                                                        "Columns pointed to", Trait::required),
    field<&AddForeignKeyConstraint::referenced_catalog>("referencedTableCatalogName",
                                                        "Catalog of the table pointed to"),
    field<&AddForeignKeyConstraint::referenced_table>("referencedTableName", "Table pointed to",
                                                      Trait::required),
    field<&AddForeignKeyConstraint::referenced_schema>("referencedTableSchemaName",
                                                       "Schema of the table pointed to"),
    field<&AddForeignKeyConstraint::references_unique_column>(
        "referencesUniqueColumn", "Of no meaning any more; kept for old changelogs",
        Trait::unsummed),
    field<&AddForeignKeyConstraint::validate>("validate", "Whether rows that exist are checked"),
    field<&AddForeignKeyConstraint::delete_cascade>(
        "deleteCascade", "Old way to say onDelete=\"CASCADE\"", Trait::unsummed)
        .read_by(read_delete_cascade),
};

constexpr Field drop_foreign_key_fields[] = {
    field<&DropForeignKeyConstraint::base_catalog>("baseTableCatalogName",
                                                   "Catalog of the table that has the key"),
    field<&DropForeignKeyConstraint::base_table>("baseTableName", "Table that has the key",
                                                 Trait::required),
    field<&DropForeignKeyConstraint::base_schema>("baseTableSchemaName",
                                                  "Schema of the table that has the key"),
    field<&DropForeignKeyConstraint::name>("constraintName", "Name of the foreign key",
                                           Trait::required),
};

constexpr Field drop_all_foreign_keys_fields[] = {
    field<&DropAllForeignKeyConstraints::base_catalog>("baseTableCatalogName",
                                                       "Catalog of the table that has the keys"),
    field<&DropAllForeignKeyConstraints::base_table>("baseTableName", "Table that has the keys",
                                                     Trait::required),
    field<&DropAllForeignKeyConstraints::base_schema>("baseTableSchemaName",
                                                      "Schema of the table that has the keys"),
};

constexpr Field add_lookup_table_fields[] = {
    field<&AddLookupTable::name>("constraintName", "Name of the foreign key"),
    field<&AddLookupTable::existing_column>("existingColumnName", "Column whose values move",
                                            Trait::required),
    field<&AddLookupTable::existing_catalog>("existingTableCatalogName",
                                             "Catalog of the existing table"),
    field<&AddLookupTable::existing_table>("existingTableName", "Table that has the column",
                                           Trait::required),
    field<&AddLookupTable::existing_schema>("existingTableSchemaName",
                                            "Schema of the existing table"),
    field<&AddLookupTable::new_data_type>("newColumnDataType",
                                          "Data type of the new column; MySQL and MariaDB need it"),
    field<&AddLookupTable::new_column>("newColumnName", "Column of the new table", Trait::required),
    field<&AddLookupTable::new_catalog>("newTableCatalogName", "Catalog of the new table"),
    field<&AddLookupTable::new_table>("newTableName", "Name of the new table", Trait::required),
    field<&AddLookupTable::new_schema>("newTableSchemaName", "Schema of the new table"),
};

ObjectName object_name(const Text& catalog, const Text& schema, const Text& name) {
  return {catalog.or_empty(), schema.or_empty(), name.or_empty()};
}

}  // namespace

const ChangeType AddForeignKeyConstraint::kind{
    "addForeignKeyConstraint", "Makes columns point to a key of another table",
    add_foreign_key_fields, create<AddForeignKeyConstraint>,
    "<addForeignKeyConstraint constraintName='book_author_fk' "
    "baseTableName='book' baseColumnNames='author_id' "
    "referencedTableName='author' referencedColumnNames='id' "
    "onDelete='CASCADE'/>"};

void AddForeignKeyConstraint::emit(const Target& target, const Emit& emit) const {
  ForeignKeyDefinition key;
  key.name = name;
  key.columns = base_columns.or_empty();
  key.referenced_catalog = referenced_catalog;
  key.referenced_schema = referenced_schema;
  key.referenced_table = referenced_table;
  key.referenced_columns = referenced_columns;
  key.on_update = on_update;
  key.on_delete = on_delete;
  key.validate = validate.value_or(true);
  key.deferrable = deferrable.value_or(false);
  key.initially_deferred = initially_deferred.value_or(false);
  emit_sql(emit, target.dialect().add_foreign_key(
                     object_name(base_catalog, base_schema, base_table), key, target.site()));
}

std::optional<Changes> AddForeignKeyConstraint::inverse() const {
  DropForeignKeyConstraint drop;
  drop.base_catalog = base_schema ? Text() : base_catalog;
  drop.base_schema = base_schema;
  drop.base_table = base_table;
  drop.name = name;
  return only(std::move(drop));
}

const ChangeType DropForeignKeyConstraint::kind{"dropForeignKeyConstraint", "Drops a foreign key",
                                                drop_foreign_key_fields,
                                                create<DropForeignKeyConstraint>,
                                                "<dropForeignKeyConstraint baseTableName='book' "
                                                "constraintName='book_author_fk'/>"};

void DropForeignKeyConstraint::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit,
           target.dialect().drop_foreign_key(object_name(base_catalog, base_schema, base_table),
                                             name.or_empty(), target.site()));
}

const ChangeType DropAllForeignKeyConstraints::kind{
    "dropAllForeignKeyConstraints", "Drops all foreign keys of a table",
    drop_all_foreign_keys_fields, create<DropAllForeignKeyConstraints>,
    "<dropAllForeignKeyConstraints baseTableName='book'/>"};

void DropAllForeignKeyConstraints::emit(const Target& target, const Emit& emit) const {
  const ObjectName name = object_name(base_catalog, base_schema, base_table);
  const auto table = target.live_table(name);
  if (!table) return;
  for (const schema::ForeignKey& key : table->foreign_keys) {
    emit_sql(emit, target.dialect().drop_foreign_key(name, key.name, target.site()));
  }
}

const ChangeType AddLookupTable::kind{"addLookupTable",
                                      "Moves the values of a column to a table of their own",
                                      add_lookup_table_fields, create<AddLookupTable>,
                                      "<addLookupTable existingTableName='book' "
                                      "existingColumnName='language' newTableName='language' "
                                      "newColumnName='name' newColumnDataType='varchar(50)' "
                                      "constraintName='book_language_fk'/>"};

Text AddLookupTable::constraint_name() const {
  if (name) return name;
  return "FK_" + upper_utf8(existing_table.or_empty()) + "_" + upper_utf8(new_table.or_empty());
}

void AddLookupTable::emit(const Target& target, const Emit& emit) const {
  const Names& names = target.names;
  const std::string column = names.quote(existing_column.or_empty());
  emit_sql(emit, "CREATE TABLE " + names.object(object_name(new_catalog, new_schema, new_table)) +
                     " AS SELECT DISTINCT " + column + " AS " + names.quote(new_column.or_empty()) +
                     " FROM " +
                     names.object(object_name(existing_catalog, existing_schema, existing_table)) +
                     " WHERE " + column + " IS NOT NULL");
  AddNotNullConstraint not_null;
  not_null.schema = new_schema;
  not_null.table = new_table;
  not_null.column = new_column;
  not_null.data_type = new_data_type;
  not_null.emit(target, emit);
  AddPrimaryKey key;
  key.schema = new_schema;
  key.table = new_table;
  key.columns = new_column;
  key.emit(target, emit);
  AddForeignKeyConstraint reference;
  reference.base_schema = existing_schema;
  reference.base_table = existing_table;
  reference.base_columns = existing_column;
  reference.referenced_schema = new_schema;
  reference.referenced_table = new_table;
  reference.referenced_columns = new_column;
  reference.name = constraint_name();
  reference.emit(target, emit);
}

std::optional<Changes> AddLookupTable::inverse() const {
  Changes changes;
  auto drop_key = std::make_unique<DropForeignKeyConstraint>();
  drop_key->base_schema = existing_schema;
  drop_key->base_table = existing_table;
  drop_key->name = constraint_name();
  auto drop_table = std::make_unique<DropTable>();
  drop_table->schema = new_schema;
  drop_table->table = new_table;
  changes.push_back(std::move(drop_key));
  changes.push_back(std::move(drop_table));
  return changes;
}

std::span<const ChangeType* const> foreign_key_changes() {
  static constexpr const ChangeType* types[] = {
      &AddForeignKeyConstraint::kind, &DropForeignKeyConstraint::kind,
      &DropAllForeignKeyConstraints::kind, &AddLookupTable::kind};
  return types;
}

}  // namespace ebbtide

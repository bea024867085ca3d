// createTable is one statement, with all keys and constraints of its columns in it, and remarks
// behind it where the database does not take them inline. Columns of the primary key are one key,
// of which the first says the name and all else:
//
//   a int primaryKey primaryKeyName=pk, b int primaryKey primaryKeyName=other
//     a INTEGER NOT NULL, b INTEGER NOT NULL, CONSTRAINT pk PRIMARY KEY (a, b)
#include "changelog/changes/table.h"

#include "changelog/changes/families.h"
#include "database/dialect.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto create_table_fields = with_place({
    records<&CreateTable::columns>("columns", "column",
                                   "Columns of the table, with their constraints",
                                   Trait::required | Trait::at_root),
    field<&CreateTable::if_not_exists>("ifNotExists", "Whether a table that exists is left alone",
                                       Trait::unsummed),
    field<&CreateTable::remarks>("remarks", "Comment on the table"),
    field<&CreateTable::table>("tableName", "Name of the table", Trait::required),
    field<&CreateTable::table_type>("tableType", "Kind of table, such as temporary"),
    field<&CreateTable::tablespace>("tablespace",
                                    "Tablespace of the table, where the database has them"),
});

constexpr auto drop_table_fields = with_place({
    field<&DropTable::cascade>("cascadeConstraints",
                               "Whether constraints that refer to the table go too"),
    field<&DropTable::table>("tableName", "Name of the table", Trait::required),
});

constexpr auto rename_table_fields = with_place({
    field<&RenameTable::new_name>("newTableName", "New name for the table", Trait::required),
    field<&RenameTable::old_name>("oldTableName", "Name of the existing table", Trait::required),
});

constexpr auto set_table_remarks_fields = with_place({
    field<&SetTableRemarks::remarks>("remarks", "Comment on the table"),
    field<&SetTableRemarks::table>("tableName", "Name of the table", Trait::required),
});

bool is_blank(const Text& text) { return trim(text.or_empty()).empty(); }

/// As Liquibase does: the first column of a key says all of the key but its columns.
void add_key_column(TableDefinition& table, const Column& column) {
  const Constraints& constraints = *column.constraints;
  table.columns.back().not_null = true;
  const bool is_first = !table.primary_key;
  if (is_first) table.primary_key.emplace();
  PrimaryKeyDefinition& key = *table.primary_key;
  key.columns.emplace_back(column.name.or_empty());
  if (is_first) {
    key.name = constraints.primary_key_name;
    key.tablespace = constraints.primary_key_tablespace;
    key.validate = constraints.validate_primary_key.value_or(true);
    key.deferrable = constraints.deferrable.value_or(false);
    key.initially_deferred = constraints.initially_deferred.value_or(false);
  }
}

void add_column(TableDefinition& table, const Column& column) {
  table.columns.push_back(column.definition());
  if (!column.constraints) return;
  const Constraints& constraints = *column.constraints;
  if (constraints.primary_key.value_or(false)) add_key_column(table, column);
  if (constraints.has_foreign_key()) {
    ForeignKeyDefinition key = constraints.foreign_key();
    key.columns = column.name.or_empty();
    table.foreign_keys.push_back(std::move(key));
  }
  if (constraints.unique.value_or(false)) {
    table.unique_constraints.push_back(
        {.name = constraints.unique_name, .columns = {std::string(column.name.or_empty())}});
  }
}

TableDefinition definition_of(const CreateTable& change) {
  TableDefinition table;
  table.catalog = change.catalog;
  table.schema = change.schema;
  table.name = change.table.or_empty();
  table.if_not_exists = change.if_not_exists.value_or(false);
  table.type = change.table_type;
  if (!is_blank(change.tablespace)) table.tablespace = change.tablespace;
  table.remarks = change.remarks;
  for (const Column& column : change.columns) add_column(table, column);
  return table;
}

}  // namespace

const ChangeType CreateTable::kind{"createTable", "Creates a table", create_table_fields,
                                   create<CreateTable>,
                                   "<createTable tableName='book'><column name='id' type='int' "
                                   "autoIncrement='true'><constraints primaryKey='true' "
                                   "nullable='false'/></column><column name='title' "
                                   "type='varchar(200)'><constraints nullable='false'/></column>"
                                   "<column name='bought' type='date' "
                                   "defaultValueComputed='CURRENT_DATE'/></createTable>"};

void CreateTable::emit(const Target& target, const Emit& emit) const {
  const Dialect& dialect = target.dialect();
  emit_sql(emit, create_table_sql(definition_of(*this), target.names));
  const Facts& facts = target.facts();
  if (!facts.has(Feature::remarks) || facts.has(Feature::column_remarks_inline)) return;
  if (!is_blank(remarks))
    emit_sql(emit, dialect.set_table_remarks(named(table), trim(*remarks), target.site()));
  for (const Column& column : columns) {
    if (is_blank(column.remarks)) continue;
    emit_sql(emit, dialect.set_column_remarks(named(table), column.name.or_empty(), column.type,
                                              trim(*column.remarks), target.site()));
  }
}

std::optional<Changes> CreateTable::inverse() const {
  DropTable drop;
  drop.catalog = catalog;
  drop.schema = schema;
  drop.table = table;
  return only(std::move(drop));
}

std::vector<std::string> CreateTable::problems(const Target&) const {
  std::vector<std::string> found;
  for (const Column& column : columns) {
    if (!column.type && !column.is_computed())
      found.emplace_back("column 'type' is required for all columns");
    if (!column.name) found.emplace_back("column 'name' is required for all columns");
    const bool unnamed_key = column.constraints && column.constraints->has_foreign_key() &&
                             is_blank(column.constraints->foreign_key_name);
    if (unnamed_key) found.emplace_back("createTable with references requires foreignKeyName");
  }
  return found;
}

std::vector<std::string_view> CreateTable::nested_attributes() const {
  for (const Column& column : columns) {
    if (column.auto_increment.value_or(false) && column.increment_by) return {"incrementBy"};
  }
  return {};
}

const ChangeType DropTable::kind{"dropTable", "Drops a table", drop_table_fields, create<DropTable>,
                                 "<dropTable tableName='book' cascadeConstraints='true'/>"};

void DropTable::emit(const Target& target, const Emit& emit) const {
  const bool cascades = cascade.value_or(false) && target.facts().has(Feature::cascaded_drops);
  emit_sql(emit, "DROP TABLE " + target.names.object(named(table)) + (cascades ? " CASCADE" : ""));
}

const ChangeType RenameTable::kind{"renameTable", "Renames a table", rename_table_fields,
                                   create<RenameTable>,
                                   "<renameTable oldTableName='book' newTableName='title'/>"};

void RenameTable::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().rename_table(named(old_name), named(new_name), target.site()));
}

std::optional<Changes> RenameTable::inverse() const {
  RenameTable back = *this;
  back.place_like(*this);
  std::swap(back.old_name, back.new_name);
  return only(std::move(back));
}

const ChangeType SetTableRemarks::kind{"setTableRemarks", "Sets the comment on a table",
                                       set_table_remarks_fields, create<SetTableRemarks>,
                                       "<setTableRemarks tableName='book' remarks='What can be "
                                       "borrowed'/>"};

void SetTableRemarks::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().set_table_remarks(named(table), trim(remarks.or_empty()),
                                                    target.site()));
}

std::span<const ChangeType* const> table_changes() {
  static constexpr const ChangeType* types[] = {&CreateTable::kind, &DropTable::kind,
                                                &RenameTable::kind, &SetTableRemarks::kind};
  return types;
}

}  // namespace ebbtide

// Changes of one column. The largest is addColumn, which can bring a default, a value for the rows
// there are, constraints and a remark. Where a database cannot do all that at once it takes several
// statements, and their order is what makes it right: rows need their value before NULL is
// forbidden.
//
//   addColumn t.b int, valueNumeric 1, defaultValueNumeric 5, nullable false
//
//   PostgreSQL                                  MariaDB
//   ALTER TABLE t ADD b INTEGER DEFAULT 5       ALTER TABLE t ADD b INT DEFAULT 5 NULL
//   UPDATE t SET b = 1                          UPDATE t SET b = 1
//   ALTER TABLE t ALTER COLUMN  b SET NOT NULL  ALTER TABLE t MODIFY b INT NOT NULL
//                                               ALTER TABLE t ALTER b SET DEFAULT 5
//
// MODIFY states the column anew, so the default is gone behind it and is set once more. SQLite has
// neither: the table is built anew, in one step, with the value in it.
//
// The inverse drops first what the column has brought and would be in the way: its default, as
// Liquibase does, and on a live database its foreign keys, which MySQL does not drop with it.
#include "changelog/changes/alter_column.h"

#include <algorithm>

#include "changelog/changes/constraint.h"
#include "changelog/changes/default_value.h"
#include "changelog/changes/families.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr auto add_column_fields = with_place({
    records<&AddColumn::columns>(
        "columns", "column",
        "Columns to add, with their constraints and a value for the rows that exist",
        Trait::required | Trait::at_root),
    field<&AddColumn::table>("tableName", "Table that receives the columns", Trait::required),
});

constexpr auto drop_column_fields = with_place({
    field<&DropColumn::column>("columnName", "Column to drop, where it is one"),
    records<&DropColumn::columns>("columns", "column", "Columns to drop, where they are several",
                                  Trait::at_root | Trait::unsummed_if_empty),
    field<&DropColumn::table>("tableName", "Table that loses the columns", Trait::required),
});

constexpr auto rename_column_fields = with_place({
    field<&RenameColumn::data_type>("columnDataType",
                                    "Data type of the column; MySQL and MariaDB need it"),
    field<&RenameColumn::new_name>("newColumnName", "New name for the column", Trait::required),
    field<&RenameColumn::old_name>("oldColumnName", "Name of the existing column", Trait::required),
    field<&RenameColumn::remarks>("remarks", "Comment on the column, for MySQL and MariaDB"),
    field<&RenameColumn::table>("tableName", "Table that has the column", Trait::required),
});

constexpr auto modify_data_type_fields = with_place({
    field<&ModifyDataType::column>("columnName", "Column to change", Trait::required),
    field<&ModifyDataType::new_type>("newDataType", "New data type of the column", Trait::required),
    field<&ModifyDataType::table>("tableName", "Table that has the column", Trait::required),
});

constexpr auto merge_columns_fields = with_place({
    field<&MergeColumns::first>("column1Name", "Column that gives the first half", Trait::required),
    field<&MergeColumns::second>("column2Name", "Column that gives the second half",
                                 Trait::required),
    field<&MergeColumns::final_name>("finalColumnName", "Name of the new column", Trait::required),
    field<&MergeColumns::final_type>("finalColumnType", "Data type of the new column",
                                     Trait::required),
    field<&MergeColumns::join_string>("joinString", "Text between the halves"),
    field<&MergeColumns::table>("tableName", "Table that has the columns", Trait::required),
});

constexpr auto set_column_remarks_fields = with_place({
    field<&SetColumnRemarks::data_type>("columnDataType",
                                        "Data type of the column; MySQL and MariaDB need it"),
    field<&SetColumnRemarks::column>("columnName", "Column to comment on", Trait::required),
    field<&SetColumnRemarks::parent_type>("columnParentType",
                                          "TABLE or VIEW, for databases that must know"),
    field<&SetColumnRemarks::remarks>("remarks", "Comment on the column"),
    field<&SetColumnRemarks::table>("tableName", "Table that has the column", Trait::required),
});

constexpr auto add_auto_increment_fields = with_place({
    field<&AddAutoIncrement::data_type>(
        "columnDataType", "Data type of the column; MySQL, MariaDB and SQLite need it"),
    field<&AddAutoIncrement::column>("columnName", "Column that numbers the rows", Trait::required),
    field<&AddAutoIncrement::default_on_null>(
        "defaultOnNull", "Whether NULL is replaced by a number; kept, not written to SQL"),
    field<&AddAutoIncrement::generation_type>("generationType", "ALWAYS or BY DEFAULT"),
    field<&AddAutoIncrement::increment_by>("incrementBy", "Step from number to number"),
    field<&AddAutoIncrement::start_with>("startWith", "First number"),
    field<&AddAutoIncrement::table>("tableName", "Table that has the column", Trait::required),
});

bool is_blank(const Text& text) { return trim(text.or_empty()).empty(); }

/// `schema.table(column)` taken apart, for a foreign key that is added after its column.
void split_references(ForeignKeyDefinition& key) {
  if (!key.references) return;
  const std::string_view text = *key.references;
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  const std::string_view table = trim(text.substr(0, open));
  if (open == std::string_view::npos || close == std::string_view::npos || table.empty()) {
    throw Error("references must be table(column), not '" + std::string(text) + "'");
  }
  const std::size_t point = table.find('.');
  key.referenced_schema = point == std::string_view::npos ? Text{} : Text(table.substr(0, point));
  key.referenced_table = point == std::string_view::npos ? table : table.substr(point + 1);
  key.referenced_catalog = {};
  key.referenced_columns = trim(text.substr(open + 1, close - open - 1));
}

AddedColumns::Column added_column(const PlacedColumn& column, const Facts& facts) {
  AddedColumns::Column added;
  added.definition = column.definition();
  added.definition.after = column.after;
  if (!column.auto_increment.value_or(false)) added.definition.auto_increment.reset();
  if (!column.constraints) return added;
  const Constraints& constraints = *column.constraints;
  // Rows that exist get their value first; NOT NULL comes after that.
  if (column.value_literal() && added.definition.not_null) {
    if (facts.has(Feature::fills_not_null_columns)) {
      added.value = column.value_literal();
    } else {
      added.definition.not_null = false;
    }
  }
  if (constraints.unique.value_or(false)) {
    added.unique =
        UniqueDefinition{.name = constraints.unique_name, .columns = {added.definition.name}};
  }
  if (constraints.has_foreign_key()) {
    added.foreign_key = constraints.foreign_key();
    added.foreign_key->columns = added.definition.name;
    added.foreign_key->deferrable = added.foreign_key->initially_deferred =
        false;  // as Liquibase does
    split_references(*added.foreign_key);
  }
  return added;
}

bool is_not_null(const PlacedColumn& column) {
  return column.constraints && column.constraints->nullable.has_value() &&
         !*column.constraints->nullable;
}

/// NOT NULL for a column whose rows have got their value; MySQL then needs the default again.
void emit_late_not_null(const AddColumn& change, const PlacedColumn& column, const Target& target,
                        const Emit& emit) {
  AddNotNullConstraint not_null;
  not_null.catalog = change.catalog;
  not_null.schema = change.schema;
  not_null.table = change.table;
  not_null.column = column.name;
  not_null.data_type = column.type;
  not_null.emit(target, emit);
  const auto value = column.default_literal();
  if (!value || !target.facts().has(Feature::restates_columns)) return;
  emit_sql(emit, target.dialect().set_default(
                     {change.named(change.table), column.name.or_empty(), column.type, *value},
                     target.site()));
}

/// What takes the default off a column that is dropped next; no changelog can name it.
struct DropAddedDefault final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column;

  void emit(const Target& target, const Emit& emit) const override {
    if (!target.facts().has(Feature::drops_default_first)) return;
    emit_sql(emit,
             spelled(target.facts().spellings.drop_default,
                     {target.names.object(named(table)), target.names.quote(column.or_empty())}));
  }
};
const ChangeType DropAddedDefault::kind{
    "drop of an added default", "Takes the default off a column that goes", {}, nullptr};

}  // namespace

const ChangeType AddColumn::kind{"addColumn", "Adds columns to an existing table",
                                 add_column_fields, create<AddColumn>,
                                 "<addColumn tableName='book'><column name='pages' type='int' "
                                 "defaultValueNumeric='0'/></addColumn>"};

void AddColumn::emit(const Target& target, const Emit& emit) const {
  const Dialect& dialect = target.dialect();
  const Facts& facts = target.facts();
  AddedColumns added{named(table), {}};
  for (const PlacedColumn& column : columns) added.columns.push_back(added_column(column, facts));
  emit_sql(emit, dialect.add_columns(added, target.site()));
  const std::string name = target.names.object(named(table));
  for (const PlacedColumn& column : columns) {
    const bool is_filled = is_not_null(column) && facts.has(Feature::fills_not_null_columns);
    if (const auto value = column.updating_literal(); value && !is_filled) {
      emit_sql(emit, "UPDATE " + name + " SET " + target.names.quote(column.name.or_empty()) +
                         " = " + literal(*value, target.names));
    }
  }
  for (const PlacedColumn& column : columns) {
    if (column.value_literal() && is_not_null(column) &&
        !facts.has(Feature::fills_not_null_columns))
      emit_late_not_null(*this, column, target, emit);
  }
  if (!facts.has(Feature::remarks) || facts.has(Feature::column_remarks_inline)) return;
  for (const PlacedColumn& column : columns) {
    if (is_blank(column.remarks)) continue;
    emit_sql(emit, dialect.set_column_remarks(named(table), column.name.or_empty(), column.type,
                                              trim(*column.remarks), target.site()));
  }
}

std::optional<Changes> AddColumn::inverse() const {
  Changes changes;
  DropColumn drop;
  drop.place_like(*this);
  drop.table = table;
  for (const PlacedColumn& column : columns) {
    if (column.default_literal()) {
      auto drop_default = std::make_unique<DropAddedDefault>();
      drop_default->place_like(*this);
      drop_default->table = table;
      drop_default->column = column.name;
      changes.push_back(std::move(drop_default));
    }
    if (column.constraints && column.constraints->has_foreign_key()) drop.came_with_keys = true;
    Column dropped;
    dropped.name = column.name;
    drop.columns.push_back(std::move(dropped));
  }
  changes.push_back(std::make_unique<DropColumn>(std::move(drop)));
  return changes;
}

std::vector<std::string> AddColumn::problems(const Target& target) const {
  std::vector<std::string> found;
  for (const PlacedColumn& column : columns) {
    if (!column.name) found.emplace_back("column 'name' is required for all columns");
    if (!column.type && !column.is_computed())
      found.emplace_back("columnType is required for addColumn on " +
                         std::string(target.facts().name));
    const bool numbered = column.auto_increment.value_or(false);
    const bool key = column.constraints && column.constraints->primary_key.value_or(false);
    if (numbered && !key && !target.facts().has(Feature::numbers_any_column))
      found.emplace_back("Cannot add a non-primary key identity column");
    if (key && !target.facts().has(Feature::adds_key_columns))
      found.emplace_back("Cannot add a primary key column");
  }
  return found;
}

std::vector<std::string_view> AddColumn::nested_attributes() const {
  std::vector<std::string_view> given;
  for (const PlacedColumn& column : columns) {
    if (column.after) given.emplace_back("afterColumn");
    if (column.before) given.emplace_back("beforeColumn");
    if (column.position) given.emplace_back("position");
  }
  return given;
}

const ChangeType DropColumn::kind{"dropColumn", "Drops columns of a table", drop_column_fields,
                                  create<DropColumn>,
                                  "<dropColumn tableName='book' columnName='pages'/>"};

void DropColumn::emit(const Target& target, const Emit& emit) const {
  std::vector<std::string> names;
  for (const Column& dropped : columns) names.emplace_back(dropped.name.or_empty());
  if (names.empty()) names.emplace_back(column.or_empty());
  const bool keys_stay = came_with_keys && !target.facts().has(Feature::keys_go_with_columns);
  if (keys_stay && target.catalog.is_current()) drop_keys(names, target, emit);
  emit_sql(emit, target.dialect().drop_columns(named(table), names, target.site()));
}

void DropColumn::drop_keys(const std::vector<std::string>& names, const Target& target,
                           const Emit& emit) const {
  const auto live = target.live_table(named(table));
  if (!live) return;
  const auto is_dropped = [&](const std::string& key_column) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return equals_ignoring_case(name, key_column);
    });
  };
  for (const schema::ForeignKey& key : live->foreign_keys) {
    if (std::any_of(key.columns.begin(), key.columns.end(), is_dropped))
      emit_sql(emit, target.dialect().drop_foreign_key(named(table), key.name, target.site()));
  }
}

std::vector<std::string> DropColumn::problems(const Target& target) const {
  if (column || !columns.empty()) return {};
  return {"columnName is required for dropColumn on " + std::string(target.facts().name)};
}

const ChangeType RenameColumn::kind{"renameColumn", "Renames a column", rename_column_fields,
                                    create<RenameColumn>,
                                    "<renameColumn tableName='book' oldColumnName='name' "
                                    "newColumnName='title' columnDataType='varchar(200)'/>"};

void RenameColumn::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().rename_column(
                     {named(table), old_name.or_empty(), new_name.or_empty(), data_type, remarks},
                     target.site()));
}

std::optional<Changes> RenameColumn::inverse() const {
  RenameColumn back = *this;
  back.place_like(*this);
  back.remarks.reset();
  std::swap(back.old_name, back.new_name);
  return only(std::move(back));
}

const ChangeType ModifyDataType::kind{"modifyDataType", "Changes the data type of a column",
                                      modify_data_type_fields, create<ModifyDataType>,
                                      "<modifyDataType tableName='book' columnName='title' "
                                      "newDataType='varchar(400)'/>"};

void ModifyDataType::emit(const Target& target, const Emit& emit) const {
  DataType type = DataType::parse(new_type.or_empty());
  type.is_converted = target.names.defaults().style.converts_types;
  emit_sql(emit,
           target.dialect().modify_type(named(table), column.or_empty(), type, target.site()));
}

const ChangeType MergeColumns::kind{"mergeColumns",
                                    "Makes one column out of two, with a text between them",
                                    merge_columns_fields, create<MergeColumns>,
                                    "<mergeColumns tableName='author' column1Name='first_name' "
                                    "joinString=' ' column2Name='last_name' "
                                    "finalColumnName='full_name' finalColumnType='varchar(200)'/>"};

void MergeColumns::emit(const Target& target, const Emit& emit) const {
  const Names& names = target.names;
  const Dialect& dialect = target.dialect();
  AddedColumns::Column merged;
  merged.definition.name = final_name.or_empty();
  merged.definition.type = DataType::parse(final_type.or_empty());
  emit_sql(emit, dialect.add_columns({named(table), {merged}}, target.site()));
  emit_sql(emit, "UPDATE " + names.object(named(table)) + " SET " +
                     names.quote(final_name.or_empty()) + " = " +
                     spelled(target.facts().spellings.concat,
                             {names.quote(first.or_empty()),
                              text_literal(join_string.value_or("null"), target.facts()),
                              names.quote(second.or_empty())}));
  for (const Text& part : {first, second}) {
    emit_sql(emit,
             dialect.drop_columns(named(table), {std::string(part.or_empty())}, target.site()));
  }
}

const ChangeType SetColumnRemarks::kind{"setColumnRemarks", "Sets the comment on a column",
                                        set_column_remarks_fields, create<SetColumnRemarks>,
                                        "<setColumnRemarks tableName='book' columnName='title' "
                                        "remarks='As on the cover'/>"};

void SetColumnRemarks::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().set_column_remarks(named(table), column.or_empty(), data_type,
                                                     trim(remarks.or_empty()), target.site()));
}

const ChangeType AddAutoIncrement::kind{"addAutoIncrement",
                                        "Makes an existing column number its rows",
                                        add_auto_increment_fields, create<AddAutoIncrement>,
                                        "<addAutoIncrement tableName='book' columnName='id' "
                                        "columnDataType='int' startWith='1000'/>"};

void AddAutoIncrement::emit(const Target& target, const Emit& emit) const {
  emit_sql(emit, target.dialect().add_auto_increment(
                     {named(table),
                      column.or_empty(),
                      data_type,
                      {start_with.digits, increment_by.digits, generation_type}},
                     target.site()));
}

std::span<const ChangeType* const> alter_column_changes() {
  static constexpr const ChangeType* types[] = {
      &AddColumn::kind,    &DropColumn::kind,       &RenameColumn::kind,    &ModifyDataType::kind,
      &MergeColumns::kind, &SetColumnRemarks::kind, &AddAutoIncrement::kind};
  return types;
}

}  // namespace ebbtide

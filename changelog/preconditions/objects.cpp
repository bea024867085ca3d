// Whether something is there. The question is Lookup's; here are the attributes, and the words for
// a no, which are Liquibase's.
#include "changelog/preconditions/families.h"
#include "changelog/preconditions/lookup.h"
#include "changelog/preconditions/object.h"
#include "database/catalog.h"

namespace ebbtide {
namespace {

struct TableExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table;
  Failures check(const CheckContext& context) const override {
    return fails_unless(Lookup(context).has(StoredObject::Kind::table, named(table, context)),
                        "Table " + context.names.object(named(table, context)) + " does not exist");
  }
};
constexpr Field table_exists_fields[] = {
    field<&TableExists::catalog>("catalogName", "Name of the database catalog"),
    field<&TableExists::schema>("schemaName", "Name of the database schema"),
    field<&TableExists::table>("tableName", "Name of the table", Trait::required),
};
const PreconditionType TableExists::kind{"tableExists", "There is a table of this name",
                                         table_exists_fields, make<TableExists>,
                                         "<tableExists tableName='book'/>"};

struct ViewExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text view;
  Failures check(const CheckContext& context) const override {
    return fails_unless(Lookup(context).has(StoredObject::Kind::view, named(view, context)),
                        "View " + context.names.object(named(view, context)) + " does not exist");
  }
};
constexpr Field view_exists_fields[] = {
    field<&ViewExists::catalog>("catalogName", "Name of the database catalog"),
    field<&ViewExists::schema>("schemaName", "Name of the database schema"),
    field<&ViewExists::view>("viewName", "Name of the view", Trait::required),
};
const PreconditionType ViewExists::kind{"viewExists", "There is a view of this name",
                                        view_exists_fields, make<ViewExists>,
                                        "<viewExists viewName='long_book'/>"};

struct SequenceExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text sequence;
  Failures check(const CheckContext& context) const override {
    return fails_unless(
        Lookup(context).has(StoredObject::Kind::sequence, named(sequence, context)),
        "Sequence " + context.names.object(named(sequence, context)) + " does not exist");
  }
};
constexpr Field sequence_exists_fields[] = {
    field<&SequenceExists::catalog>("catalogName", "Name of the database catalog"),
    field<&SequenceExists::schema>("schemaName", "Name of the database schema"),
    field<&SequenceExists::sequence>("sequenceName", "Name of the sequence", Trait::required),
};
const PreconditionType SequenceExists::kind{"sequenceExists", "There is a sequence of this name",
                                            sequence_exists_fields, make<SequenceExists>,
                                            "<sequenceExists sequenceName='book_number'/>"};

struct ColumnExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, column;
  Failures check(const CheckContext& context) const override {
    const bool exists = Lookup(context).has_column(named(table, context), column.or_empty());
    return fails_unless(exists, "Column '" + context.names.object(named(table, context)) + "." +
                                    column.value_or("") + "' does not exist");
  }
};
constexpr Field column_exists_fields[] = {
    field<&ColumnExists::catalog>("catalogName", "Name of the database catalog"),
    field<&ColumnExists::column>("columnName", "Name of the column", Trait::required),
    field<&ColumnExists::schema>("schemaName", "Name of the database schema"),
    field<&ColumnExists::table>("tableName", "Table that has the column", Trait::required),
};
const PreconditionType ColumnExists::kind{"columnExists", "The table has a column of this name",
                                          column_exists_fields, make<ColumnExists>,
                                          "<columnExists tableName='book' columnName='pages'/>"};

struct IndexExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, index, columns;
  Failures check(const CheckContext& context) const override {
    const bool exists = Lookup(context).has_index(named(table, context), index, columns);
    return fails_unless(
        exists, "Index " +
                    index.value_or("on " + table.value_or("") + "(" + columns.value_or("") + ")") +
                    " does not exist");
  }
};
constexpr Field index_exists_fields[] = {
    field<&IndexExists::catalog>("catalogName", "Name of the database catalog"),
    field<&IndexExists::columns>("columnNames", "Columns of the index"),
    field<&IndexExists::index>("indexName", "Name of the index"),
    field<&IndexExists::schema>("schemaName", "Name of the database schema"),
    field<&IndexExists::table>("tableName", "Table that has the index"),
};
const PreconditionType IndexExists::kind{"indexExists", "There is such an index",
                                         index_exists_fields, make<IndexExists>,
                                         "<indexExists tableName='book' indexName='book_title'/>"};

struct PrimaryKeyExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, key;
  Failures check(const CheckContext& context) const override {
    const bool exists = Lookup(context).has_primary_key(named(table, context), key);
    return fails_unless(exists, table ? "Primary Key does not exist on " + table.str()
                                      : "Primary Key " + key.value_or("") + " does not exist");
  }
};
constexpr Field primary_key_exists_fields[] = {
    field<&PrimaryKeyExists::catalog>("catalogName", "Name of the database catalog"),
    field<&PrimaryKeyExists::key>("primaryKeyName", "Name of the key"),
    field<&PrimaryKeyExists::schema>("schemaName", "Name of the database schema"),
    field<&PrimaryKeyExists::table>("tableName", "Table that has the key"),
};
const PreconditionType PrimaryKeyExists::kind{"primaryKeyExists", "The table has a primary key",
                                              primary_key_exists_fields, make<PrimaryKeyExists>,
                                              "<primaryKeyExists tableName='book' "
                                              "primaryKeyName='book_pk'/>"};

struct UniqueConstraintExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, constraint, columns;
  Failures check(const CheckContext& context) const override {
    const bool exists =
        Lookup(context).has_unique_constraint(named(table, context), constraint, columns);
    return fails_unless(exists, "Unique Constraint " +
                                    constraint.value_or("on " + table.value_or("") + "(" +
                                                        columns.value_or("") + ")") +
                                    " does not exist");
  }
};
constexpr Field unique_constraint_exists_fields[] = {
    field<&UniqueConstraintExists::catalog>("catalogName", "Name of the database catalog"),
    field<&UniqueConstraintExists::columns>("columnNames", "Columns of the constraint"),
    field<&UniqueConstraintExists::constraint>("constraintName", "Name of the constraint"),
    field<&UniqueConstraintExists::schema>("schemaName", "Name of the database schema"),
    field<&UniqueConstraintExists::table>("tableName", "Table that has the constraint",
                                          Trait::required),
};
const PreconditionType UniqueConstraintExists::kind{
    "uniqueConstraintExists", "The table has such a unique constraint",
    unique_constraint_exists_fields, make<UniqueConstraintExists>,
    "<uniqueConstraintExists tableName='book' columnNames='isbn, "
    "edition'/>"};

struct ForeignKeyExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, key;
  Failures check(const CheckContext& context) const override {
    const bool exists = Lookup(context).has_foreign_key(named(table, context), key);
    return fails_unless(
        exists, "Foreign Key " + key.value_or("on " + table.value_or("")) + " does not exist");
  }
};
constexpr Field foreign_key_exists_fields[] = {
    field<&ForeignKeyExists::catalog>("catalogName", "Name of the database catalog"),
    field<&ForeignKeyExists::key>("foreignKeyName", "Name of the foreign key"),
    field<&ForeignKeyExists::table>("foreignKeyTableName", "Table that has the key"),
    field<&ForeignKeyExists::schema>("schemaName", "Name of the database schema"),
};
const PreconditionType ForeignKeyExists::kind{
    "foreignKeyConstraintExists", "There is such a foreign key", foreign_key_exists_fields,
    make<ForeignKeyExists>,
    "<foreignKeyConstraintExists foreignKeyTableName='book' "
    "foreignKeyName='book_author_fk'/>"};

constexpr const PreconditionType* family[] = {&TableExists::kind,
                                              &ViewExists::kind,
                                              &SequenceExists::kind,
                                              &ColumnExists::kind,
                                              &IndexExists::kind,
                                              &PrimaryKeyExists::kind,
                                              &UniqueConstraintExists::kind,
                                              &ForeignKeyExists::kind};

}  // namespace

std::span<const PreconditionType* const> object_preconditions() { return family; }

}  // namespace ebbtide

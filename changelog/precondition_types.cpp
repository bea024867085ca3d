#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "changelog/change_set.h"
#include "changelog/changes/control.h"
#include "changelog/expression.h"
#include "changelog/precondition.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

using Failures = std::vector<std::string>;

template <class T>
std::unique_ptr<Precondition> make() {
  return std::make_unique<T>();
}

Failures fails_unless(bool holds, std::string message) {
  return holds ? Failures{} : Failures{std::move(message)};
}

/// A precondition about something in a schema.
struct ObjectPrecondition : Precondition {
  Text catalog, schema;
  ObjectName named(const Text& name, const CheckContext& context) const {
    return {catalog.or_empty(), schema.or_empty(), name.or_empty(), context.names.quoting()};
  }
};

bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return equals_ignoring_case(x, y); });
}

/// Whether a key has the name and columns that were asked for, as far as they were.
bool key_matches(const CatalogKey& key, const Text& name, const Text& columns) {
  if (name && !equals_ignoring_case(key.name, *name)) return false;
  return !columns || same_columns(key.columns, split_list(*columns));
}

/// Whether the question holds for the table, or for any table where none is named.
template <class Question>
bool any_table(const ObjectName& place, const Text& table, const CheckContext& context,
               const Question& question) {
  const Quoting quoting = table ? place.quoting : Quoting::quote_all_objects;
  std::vector<std::string> names;
  if (table) {
    names.push_back(table.str());
  } else {
    names = context.catalog.table_names(place);
  }
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const auto found = context.catalog.table({place.catalog, place.schema, name, quoting});
    return found && question(*found);
  });
}

std::int64_t count_rows(const ObjectPrecondition& precondition, const Text& table,
                        const CheckContext& context) {
  const Rows rows = context.catalog.query("SELECT COUNT(*) FROM " +
                                          context.names.object(precondition.named(table, context)));
  std::int64_t count = 0;
  const std::string& text = *rows.rows.at(0).at(0);
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

struct Nested : Precondition {
  Preconditions inner;
  Preconditions* nested() override { return &inner; }
};

struct And final : Nested {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Failures check(const CheckContext& context) const override { return ask_all(inner, context); }
};
const PreconditionType And::kind{"and", "All of the preconditions inside hold", {}, make<And>};

struct Or final : Nested {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Failures check(const CheckContext& context) const override {
    Failures all;
    for (const auto& precondition : inner) {
      const Failures failed = precondition->check(context);
      if (failed.empty()) return {};
      all.insert(all.end(), failed.begin(), failed.end());
    }
    return all.empty() ? Failures{"or has no preconditions inside"} : all;
  }
};
const PreconditionType Or::kind{"or", "One of the preconditions inside holds", {}, make<Or>};

struct Not final : Nested {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Failures check(const CheckContext& context) const override {
    const bool none_holds = std::none_of(inner.begin(), inner.end(), [&](const auto& precondition) {
      return ask(*precondition, inner, context).empty();
    });
    return fails_unless(none_holds, "Not precondition failed");
  }
};
const PreconditionType Not::kind{"not", "None of the preconditions inside holds", {}, make<Not>};

struct Dbms final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text names;
  Failures check(const CheckContext& context) const override {
    const std::string_view dbms = context.names.dialect().name();
    return fails_unless(
        dbms_matches(names.or_empty(), dbms, false),
        "DBMS Precondition failed: expected " + names.value_or("") + ", got " + std::string(dbms));
  }
  bool is_for_others(const Dialect& dialect) const override {
    return !dbms_matches(names.or_empty(), dialect.name(), false);
  }
};
constexpr Field dbms_fields[] = {
    field<&Dbms::names>("type", "Databases, as a list; !name leaves one out", Trait::required)};
const PreconditionType Dbms::kind{"dbms", "The database is one of these", dbms_fields, make<Dbms>};

struct RunningAs final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text username;
  Failures check(const CheckContext& context) const override {
    const std::string user = context.user.substr(0, context.user.find('@'));
    return fails_unless(
        equals_ignoring_case(user, username.or_empty()),
        "RunningAs Precondition failed: expected " + username.value_or("") + ", was " + user);
  }
};
constexpr Field running_as_fields[] = {
    field<&RunningAs::username>("username", "Name of the user", Trait::required)};
const PreconditionType RunningAs::kind{"runningAs", "This user is connected", running_as_fields,
                                       make<RunningAs>};

struct ChangeSetExecuted final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text id, author, file;
  Failures check(const CheckContext& context) const override {
    const ChangeSetId wanted{file.value_or(where.file), id.value_or(""), author.value_or("")};
    return fails_unless(context.has_run(wanted),
                        "Changeset '" + wanted.to_text() + "' has not been run");
  }
};
constexpr Field change_set_executed_fields[] = {
    field<&ChangeSetExecuted::author>("author", "Author of the changeset", Trait::required),
    field<&ChangeSetExecuted::file>("changeLogFile",
                                    "Changelog of the changeset; this one by default"),
    field<&ChangeSetExecuted::id>("id", "Id of the changeset", Trait::required),
};
const PreconditionType ChangeSetExecuted::kind{"changeSetExecuted",
                                               "The changeset is in the history",
                                               change_set_executed_fields, make<ChangeSetExecuted>};

struct TableExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table;
  Failures check(const CheckContext& context) const override {
    return fails_unless(context.catalog.table(named(table, context)).has_value(),
                        "Table " + context.names.object(named(table, context)) + " does not exist");
  }
};
constexpr Field table_exists_fields[] = {
    field<&TableExists::catalog>("catalogName", "Name of the database catalog"),
    field<&TableExists::schema>("schemaName", "Name of the database schema"),
    field<&TableExists::table>("tableName", "Name of the table", Trait::required),
};
const PreconditionType TableExists::kind{"tableExists", "There is a table of this name",
                                         table_exists_fields, make<TableExists>};

struct ViewExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text view;
  Failures check(const CheckContext& context) const override {
    return fails_unless(context.catalog.has_view(named(view, context)),
                        "View " + context.names.object(named(view, context)) + " does not exist");
  }
};
constexpr Field view_exists_fields[] = {
    field<&ViewExists::catalog>("catalogName", "Name of the database catalog"),
    field<&ViewExists::schema>("schemaName", "Name of the database schema"),
    field<&ViewExists::view>("viewName", "Name of the view", Trait::required),
};
const PreconditionType ViewExists::kind{"viewExists", "There is a view of this name",
                                        view_exists_fields, make<ViewExists>};

struct SequenceExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text sequence;
  Failures check(const CheckContext& context) const override {
    // As Liquibase does: the name counts as it is written, not as SQL would read it.
    ObjectName exact = named(sequence, context);
    exact.quoting = Quoting::quote_all_objects;
    return fails_unless(
        context.catalog.has_sequence(exact),
        "Sequence " + context.names.object(named(sequence, context)) + " does not exist");
  }
};
constexpr Field sequence_exists_fields[] = {
    field<&SequenceExists::catalog>("catalogName", "Name of the database catalog"),
    field<&SequenceExists::schema>("schemaName", "Name of the database schema"),
    field<&SequenceExists::sequence>("sequenceName", "Name of the sequence", Trait::required),
};
const PreconditionType SequenceExists::kind{"sequenceExists", "There is a sequence of this name",
                                            sequence_exists_fields, make<SequenceExists>};

struct ColumnExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, column;
  Failures check(const CheckContext& context) const override {
    const bool exists = any_table(
        named({}, context), table, context,
        [&](const CatalogTable& found) { return found.column(column.or_empty()) != nullptr; });
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
                                          column_exists_fields, make<ColumnExists>};

struct IndexExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, index, columns;
  Failures check(const CheckContext& context) const override {
    // As Liquibase does: the schema is the table's; without a table it is not looked at.
    const ObjectName place = table ? named({}, context) : ObjectName{};
    const bool exists = any_table(place, table, context, [&](const CatalogTable& found) {
      return std::any_of(found.indexes.begin(), found.indexes.end(),
                         [&](const auto& key) { return key_matches(key, index, columns); });
    });
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
                                         index_exists_fields, make<IndexExists>};

struct PrimaryKeyExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, key;
  Failures check(const CheckContext& context) const override {
    const bool exists =
        any_table(named({}, context), table, context, [&](const CatalogTable& found) {
          return found.primary_key && key_matches(*found.primary_key, key, {});
        });
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
                                              primary_key_exists_fields, make<PrimaryKeyExists>};

struct UniqueConstraintExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, constraint, columns;
  Failures check(const CheckContext& context) const override {
    const bool exists =
        any_table(named({}, context), table, context, [&](const CatalogTable& found) {
          return std::any_of(
              found.unique_constraints.begin(), found.unique_constraints.end(),
              [&](const auto& key) { return key_matches(key, constraint, columns); });
        });
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
    unique_constraint_exists_fields, make<UniqueConstraintExists>};

struct ForeignKeyExists final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table, key;
  Failures check(const CheckContext& context) const override {
    const bool exists =
        any_table(named({}, context), table, context, [&](const CatalogTable& found) {
          return std::any_of(found.foreign_keys.begin(), found.foreign_keys.end(),
                             [&](const auto& candidate) {
                               return !key || equals_ignoring_case(candidate.name, *key);
                             });
        });
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
const PreconditionType ForeignKeyExists::kind{"foreignKeyConstraintExists",
                                              "There is such a foreign key",
                                              foreign_key_exists_fields, make<ForeignKeyExists>};

struct TableIsEmpty final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table;
  Failures check(const CheckContext& context) const override {
    return fails_unless(count_rows(*this, table, context) == 0,
                        "Table " + table.value_or("") + " is not empty.");
  }
};
constexpr Field table_is_empty_fields[] = {
    field<&TableIsEmpty::catalog>("catalogName", "Name of the database catalog"),
    field<&TableIsEmpty::schema>("schemaName", "Name of the database schema"),
    field<&TableIsEmpty::table>("tableName", "Name of the table", Trait::required),
};
const PreconditionType TableIsEmpty::kind{"tableIsEmpty", "The table has no rows",
                                          table_is_empty_fields, make<TableIsEmpty>};

struct RowCount final : ObjectPrecondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text table;
  Integer expected;
  Failures check(const CheckContext& context) const override {
    const std::string rows = std::to_string(count_rows(*this, table, context));
    return fails_unless(expected.digits == rows, "Table " + table.value_or("") +
                                                     " does not have the expected row count of " +
                                                     expected.digits.value_or("") +
                                                     ". It contains " + rows + " rows");
  }
};
constexpr Field row_count_fields[] = {
    field<&RowCount::catalog>("catalogName", "Name of the database catalog"),
    field<&RowCount::expected>("expectedRows", "How many rows there must be", Trait::required),
    field<&RowCount::schema>("schemaName", "Name of the database schema"),
    field<&RowCount::table>("tableName", "Name of the table", Trait::required),
};
const PreconditionType RowCount::kind{"rowCount", "The table has this many rows", row_count_fields,
                                      make<RowCount>};

struct SqlCheck final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text expected, sql;
  Failures check(const CheckContext& context) const override {
    std::string_view query = trim(sql.or_empty());
    if (query.ends_with(';')) query.remove_suffix(1);
    const Rows answer =
        context.catalog.query(context.names.dialect().without_jdbc_escapes(std::string(query)));
    if (answer.rows.size() > 1)
      throw Error("sqlCheck: the query answers " + std::to_string(answer.rows.size()) +
                      " rows; it must answer one",
                  where);
    if (answer.rows.empty() || !answer.rows[0].at(0))
      return {"No rows returned from SQL Precondition"};
    const std::string& got = *answer.rows[0][0];
    return fails_unless(expected == got, "SQL Precondition failed.  Expected '" +
                                             expected.value_or("") + "' got '" + got + "'");
  }
};
constexpr Field sql_check_fields[] = {
    field<&SqlCheck::expected>("expectedResult", "What the query must answer, as text",
                               Trait::required),
    field<&SqlCheck::sql>("sql", "The query", Trait::required | Trait::body),
};
const PreconditionType SqlCheck::kind{"sqlCheck", "The query answers this", sql_check_fields,
                                      make<SqlCheck>};

struct PropertyDefined final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text property, value;
  Failures check(const CheckContext& context) const override {
    const std::string name = property.value_or("");
    const Text found = context.properties.find(name, where.file);
    if (!found) return {"Changelog property '" + name + "' was not set"};
    return fails_unless(!value || found == value,
                        "Expected changelog property '" + name + "' to have a value of '" +
                            value.value_or("") + "'.  Got '" + found.str() + "'");
  }
};
constexpr Field property_defined_fields[] = {
    field<&PropertyDefined::property>("property", "Name of the property", Trait::required),
    field<&PropertyDefined::value>("value", "The value it must have"),
};
const PreconditionType PropertyDefined::kind{"changeLogPropertyDefined", "The property is set",
                                             property_defined_fields, make<PropertyDefined>};

struct ExpectedQuotingStrategy final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text strategy;
  Failures check(const CheckContext& context) const override {
    constexpr std::array<std::string_view, 3> names{"LEGACY", "QUOTE_ALL_OBJECTS",
                                                    "QUOTE_ONLY_RESERVED_WORDS"};
    const std::string_view used = names[static_cast<std::size_t>(context.names.quoting())];
    return fails_unless(strategy == used, "Quoting strategy Precondition failed: expected " +
                                              strategy.value_or("") + ", got " + std::string(used));
  }
};
constexpr Field quoting_fields[] = {field<&ExpectedQuotingStrategy::strategy>(
    "strategy", "LEGACY, QUOTE_ALL_OBJECTS or QUOTE_ONLY_RESERVED_WORDS", Trait::required)};
const PreconditionType ExpectedQuotingStrategy::kind{"expectedQuotingStrategy",
                                                     "Names are quoted this way", quoting_fields,
                                                     make<ExpectedQuotingStrategy>};

struct CustomPrecondition final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text java_class;
  std::vector<JavaParameter> parameters;
  bool runs_java() const override { return true; }
  Failures check(const CheckContext&) const override {
    throw Error("customPrecondition runs the Java class '" + java_class.value_or("") +
                    "', which needs a JVM; use sqlCheck",
                where);
  }
};
constexpr Field custom_fields[] = {
    field<&CustomPrecondition::java_class>("className", "Java class of the precondition",
                                           Trait::required),
    records<&CustomPrecondition::parameters>("param", "param", "Parameters of the class",
                                             Trait::at_root),
};
const PreconditionType CustomPrecondition::kind{
    "customPrecondition", "A precondition written in Java; it cannot be checked here",
    custom_fields, make<CustomPrecondition>};

constexpr std::array<const PreconditionType*, 20> table{&And::kind,
                                                        &Or::kind,
                                                        &Not::kind,
                                                        &PropertyDefined::kind,
                                                        &ChangeSetExecuted::kind,
                                                        &ColumnExists::kind,
                                                        &CustomPrecondition::kind,
                                                        &Dbms::kind,
                                                        &ExpectedQuotingStrategy::kind,
                                                        &ForeignKeyExists::kind,
                                                        &IndexExists::kind,
                                                        &PrimaryKeyExists::kind,
                                                        &RowCount::kind,
                                                        &RunningAs::kind,
                                                        &SequenceExists::kind,
                                                        &SqlCheck::kind,
                                                        &TableExists::kind,
                                                        &TableIsEmpty::kind,
                                                        &UniqueConstraintExists::kind,
                                                        &ViewExists::kind};

}  // namespace

std::span<const PreconditionType* const> precondition_types() { return table; }

}  // namespace ebbtide

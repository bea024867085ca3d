// Preconditions that query tables. A table that is not there is an error (onError) and not a no
// (onFail), since the question has no answer.
#include <charconv>
#include <cstdint>

#include "changelog/preconditions/families.h"
#include "changelog/preconditions/object.h"
#include "database/catalog.h"
#include "database/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

std::int64_t count_rows(const ObjectPrecondition& precondition, const Text& table,
                        const CheckContext& context) {
  const Rows rows = context.catalog.query("SELECT COUNT(*) FROM " +
                                          context.names.object(precondition.named(table, context)));
  std::int64_t count = 0;
  const std::string& text = *rows.rows.at(0).at(0);
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

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
                                          table_is_empty_fields, make<TableIsEmpty>,
                                          "<tableIsEmpty tableName='book'/>"};

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
                                      make<RowCount>,
                                      "<rowCount tableName='book' expectedRows='0'/>"};

struct SqlCheck final : Precondition {
  static const PreconditionType kind;
  const PreconditionType& type() const override { return kind; }
  Text expected, sql;
  std::vector<std::string> queries() const override { return {std::string(sql.or_empty())}; }
  Failures check(const CheckContext& context) const override {
    std::string_view query = trim(sql.or_empty());
    if (query.ends_with(';')) query.remove_suffix(1);
    const Rows answer =
        context.catalog.query(without_jdbc_escapes(std::string(query), context.names.facts()));
    require_one_cell(answer);
    if (!answer.rows[0].at(0)) return {"No rows returned from SQL Precondition"};
    const std::string& got = *answer.rows[0][0];
    return fails_unless(expected == got, "SQL Precondition failed.  Expected '" +
                                             expected.value_or("") + "' got '" + got + "'");
  }

 private:
  /// As Liquibase does: anything but one row of one column is an error, not a "no".
  void require_one_cell(const Rows& answer) const {
    if (answer.rows.size() != 1)
      throw Error("sqlCheck: the query answers " + count_of(answer.rows.size(), "row") +
                      "; it must answer one",
                  where);
    if (answer.rows[0].size() != 1)
      throw Error("sqlCheck: the query answers " + count_of(answer.rows[0].size(), "column") +
                      "; it must answer one",
                  where);
  }
};
constexpr Field sql_check_fields[] = {
    field<&SqlCheck::expected>("expectedResult", "What the query must answer, as text",
                               Trait::required),
    field<&SqlCheck::sql>("sql", "The query", Trait::required | Trait::body),
};
const PreconditionType SqlCheck::kind{"sqlCheck", "The query answers this", sql_check_fields,
                                      make<SqlCheck>,
                                      "<sqlCheck expectedResult='0'>SELECT count(*) FROM book "
                                      "WHERE title IS NULL</sqlCheck>"};

constexpr const PreconditionType* family[] = {&TableIsEmpty::kind, &RowCount::kind,
                                              &SqlCheck::kind};

}  // namespace

std::span<const PreconditionType* const> row_preconditions() { return family; }

}  // namespace ebbtide

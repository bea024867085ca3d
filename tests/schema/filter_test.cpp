#include "schema/filter.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide::schema {
namespace {

Schema shop() {
  Schema schema;
  Table orders{.name = {"public", "orders"}};
  orders.columns = {{.name = "id", .type = "int"}, {.name = "note", .type = "int"}};
  orders.primary_key = Key{.name = "pk_orders", .columns = {"id"}};
  orders.indexes = {{.name = "ix_note"}};
  Table book{.name = {"public", "book"}};
  book.columns = {{.name = "id", .type = "int"}};
  schema.tables = {book, orders};
  schema.views = {{.name = {"public", "v_orders"}}};
  schema.programs = {{.name = {"public", "touch"}, .table = "orders"}};
  schema.routines = {{.name = {"public", "area"}}};
  return schema;
}

std::string kept(const Filter::Wanted& wanted) {
  Schema schema = shop();
  Filter(wanted).apply(schema);
  std::string text;
  for (const Table& table : schema.tables) {
    text += table.name.name + "(";
    for (const Column& column : table.columns) text += column.name + " ";
    if (table.primary_key) text += table.primary_key->name + " ";
    for (const Index& index : table.indexes) text += index.name + " ";
    text += ") ";
  }
  for (const View& view : schema.views) text += view.name.name + " ";
  for (const Routine& routine : schema.routines) text += routine.name.name + " ";
  for (const Program& program : schema.programs) text += program.name.name + " ";
  return text;
}

TEST(Filter, WithoutPatternsAllIsKept) {
  EXPECT_EQ(kept({}), "book(id ) orders(id note pk_orders ix_note ) v_orders area touch ");
}

TEST(Filter, ATableTakesWhatBelongsToItAlong) {
  EXPECT_EQ(kept({.include = "table:orders"}), "orders(id note pk_orders ix_note ) touch ");
  EXPECT_EQ(kept({.exclude = "table:ord.*"}), "book(id ) v_orders area ");
}

TEST(Filter, PatternsMatchWholeNamesOfAnyTypeOrOfTheirs) {
  EXPECT_EQ(kept({.exclude = "order"}), kept({}));
  EXPECT_EQ(kept({.exclude = ".*orders"}), "book(id ) area ");
  EXPECT_EQ(kept({.exclude = "index:.*, view:.*"}),
            "book(id ) orders(id note pk_orders ) area touch ");
  EXPECT_EQ(kept({.include = "column:note"}), "orders(note ) ");
}

TEST(Filter, CaseCountsWhereItDoesInTheDatabase) {
  EXPECT_EQ(kept({.include = "table:BOOK"}), "");
  EXPECT_EQ(kept({.include = "table:BOOK", .ignores_case = true}), "book(id ) ");
}

TEST(Filter, TypesAreSingularOrPluralInAnyCase) {
  const Filter filter({.types = "Table, primaryKeys, CHECKCONSTRAINTS,data"});
  EXPECT_TRUE(filter.has(Kind::table) && filter.has(Kind::primary_key) && filter.has(Kind::check));
  EXPECT_FALSE(filter.has(Kind::column));
  EXPECT_TRUE(filter.has_data());
  EXPECT_TRUE(Filter().has(Kind::trigger));
  EXPECT_FALSE(Filter().has(Kind::grant) || Filter().has_data());
}

std::string refusal(const Filter::Wanted& wanted) {
  try {
    Filter filter(wanted);
    return "";
  } catch (const UsageError& error) {
    return error.what();
  }
}

TEST(Filter, RefusesWhatIsNoTypeAndNoExpression) {
  EXPECT_TRUE(refusal({.types = "tables,Foo,packages"})
                  .starts_with("Unknown snapshot type(s) foo, packages; known are catalogs,"));
  EXPECT_EQ(refusal({.include = "a", .exclude = "b"}),
            "Cannot specify both 'excludeObjects' and 'includeObjects'");
  EXPECT_TRUE(refusal({.include = "table:("}).starts_with("'table:(' chooses no objects: "));
}

}  // namespace
}  // namespace ebbtide::schema

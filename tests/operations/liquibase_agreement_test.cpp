#include "operations/liquibase_agreement.h"

#include <gtest/gtest.h>

#include "schema/compare.h"

namespace ebbtide {
namespace {

using schema::Schema;
using schema::Table;

Schema with(Table table) {
  table.name.name = "t";
  Schema schema;
  schema.tables.push_back(std::move(table));
  return schema;
}

/// What is left of the differences between what Liquibase says and what is there.
std::string left(Schema told, const Schema& reduced, const Schema& whole) {
  agree(told, {whole, reduced});
  std::string text;
  for (const schema::Difference& one : differences(told, reduced)) text += one.to_text() + "\n";
  return text;
}
std::string left(const Table& told, const Table& known) {
  return left(with(told), with(known), with(known));
}

Table with_default(const char* text) {
  return {.name = {}, .columns = {{.name = "a", .type = "int", .by_default = text}}};
}

TEST(LiquibaseAgreement, ADefaultIsTheSameInOtherWriting) {
  EXPECT_EQ(left(with_default("new"), with_default("'new'")), "");
  EXPECT_EQ(left(with_default("0.0"), with_default("0")), "");
  EXPECT_EQ(left(with_default("1.0E10"), with_default("10000000000")), "");
  EXPECT_EQ(left(with_default("random()"), with_default("(random())")), "");
  EXPECT_EQ(left(with_default("'0'"), with_default("b'0'")), "");
  EXPECT_EQ(left(with_default("'12:00:00'"), with_default("'12:00:00+01'")), "");
  EXPECT_EQ(left(Table{.name = {}, .columns = {{.name = "a", .type = "int"}}}, with_default("''")),
            "");
}

TEST(LiquibaseAgreement, AnotherDefaultIsADifference) {
  EXPECT_EQ(left(with_default("'old'"), with_default("'new'")),
            "column t.a: default is ''new'', expected is ''old''\n");
  EXPECT_EQ(left(with_default("1.5"), with_default("1")),
            "column t.a: default is '1', expected is '1.5'\n");
  EXPECT_EQ(left(with_default("b'c'"), with_default("b'd'")),
            "column t.a: default is 'b'd'', expected is 'b'c''\n");
  EXPECT_NE(left(Table{.name = {}, .columns = {{.name = "a", .type = "int"}}}, with_default("1")),
            "");
}

TEST(LiquibaseAgreement, OfIndexesOverTheSameColumnsOneStandsForAll) {
  const schema::Index one{.name = "i", .parts = {{.text = "a"}}};
  const schema::Index other{.name = "j", .method = "hash", .parts = {{.text = "a"}}};
  const schema::Index third{.name = "k", .parts = {{.text = "b"}}};
  EXPECT_EQ(left(with({.name = {}, .indexes = {other}}), with({.name = {}, .indexes = {one}}),
                 with({.name = {}, .indexes = {one, other}})),
            "");
  EXPECT_EQ(left(Table{.name = {}, .indexes = {one}}, Table{.name = {}, .indexes = {one, third}}),
            "index t.k is unexpected\n");
  EXPECT_EQ(left(Table{.name = {}, .indexes = {third}}, Table{.name = {}, .indexes = {one}}),
            "index t.i is unexpected\nindex t.k is missing\n");
}

TEST(LiquibaseAgreement, IndexesThatTheSystemNamedAreUniqueConstraints) {
  const schema::Index index{
      .name = "sqlite_autoindex_t_1", .is_unique = true, .parts = {{.text = "a"}}};
  EXPECT_EQ(left(Table{.name = {}, .indexes = {index}},
                 Table{.name = {}, .uniques = {{.name = "u", .columns = {"a"}}}}),
            "");
  EXPECT_EQ(left(Table{.name = {}, .indexes = {index}}, Table{.name = {}}),
            "unique constraint t.(a) is missing\n");
}

TEST(LiquibaseAgreement, KeysWithoutANameAreRunTogether) {
  const schema::ForeignKey a{.name = "", .is_named = false, .columns = {"a"}},
      b{.name = "", .is_named = false, .columns = {"b"}},
      both{.name = "", .is_named = false, .columns = {"a", "b"}};
  EXPECT_EQ(
      left(Table{.name = {}, .foreign_keys = {both}}, Table{.name = {}, .foreign_keys = {a, b}}),
      "");
  EXPECT_NE(left(Table{.name = {}, .foreign_keys = {both}}, Table{.name = {}, .foreign_keys = {a}}),
            "");
}

TEST(LiquibaseAgreement, NotNullOfADomainIsThatOfTheColumn) {
  Schema whole = with({.name = {}, .columns = {{.name = "a", .type = "mail"}}});
  const Schema told =
      with({.name = {}, .columns = {{.name = "a", .type = "mail", .nullable = false}}});
  EXPECT_NE(left(told, whole, whole), "");
  whole.types = {{.kind = schema::Kind::domain, .name = {"", "mail"}, .nullable = false}};
  EXPECT_EQ(left(told, with(whole.tables.front()), whole), "");
}

TEST(LiquibaseAgreement, TheQueryOfAViewMayNameTheDatabase) {
  Schema told, known;
  told.origin.catalog = "shop";
  told.views = {{.name = {"", "v"}, .query = "select `shop`.`t`.`a` from `shop`.`t`"}};
  known.views = {{.name = {"", "v"}, .query = "select `t`.`a` from `t`"}};
  EXPECT_EQ(left(told, known, known), "");
  known.views.front().query = "select `t`.`b` from `t`";
  EXPECT_NE(left(told, known, known), "");
}

}  // namespace
}  // namespace ebbtide

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
  EXPECT_EQ(left(with_default("'12:00:00'"), with_default("12:00:00.000")), "");
  EXPECT_EQ(left(with_default("'14:00:00'"), with_default("-10:00:00")), "");
  EXPECT_EQ(left(with_default("'22:59:58'"), with_default("838:59:58")), "");
  EXPECT_EQ(left(with_default(R"('a\\b')"), with_default(R"('a\b')")), "");
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
  EXPECT_NE(left(with_default("'12:00:00'"), with_default("12:00:00.500")), "");
  EXPECT_NE(left(with_default("'14:00:00'"), with_default("10:00:00")), "");
}

Table numbered(schema::Numbering::Kind kind, const char* start, const char* increment) {
  Table table{.name = {}, .columns = {{.name = "a", .type = "int"}}};
  schema::Numbering& numbering = table.columns.front().numbering.emplace();
  numbering.kind = kind;
  numbering.start = start;
  numbering.increment = increment;
  return table;
}

TEST(LiquibaseAgreement, ASerialStartsWhereItsSequenceStands) {
  const auto serial = schema::Numbering::Kind::serial;
  const auto identity = schema::Numbering::Kind::identity_by_default;
  EXPECT_EQ(left(numbered(serial, "6", "1"), numbered(serial, "1", "1")), "");
  EXPECT_EQ(left(numbered(serial, "-6", "-1"), numbered(serial, "-1", "-1")), "");
  EXPECT_NE(left(numbered(serial, "1", "1"), numbered(serial, "6", "1")), "");
  EXPECT_NE(left(numbered(serial, "6", "2"), numbered(serial, "1", "1")), "");
  EXPECT_NE(left(numbered(identity, "6", "1"), numbered(identity, "1", "1")), "");
}

TEST(LiquibaseAgreement, AUniqueKeyIsNeverDeferrable) {
  const schema::Key told{.name = "u", .columns = {"a"}};
  const schema::Key deferred{.name = "u", .columns = {"a"}, .deferral = {true, true}};
  EXPECT_EQ(left(Table{.name = {}, .uniques = {told}}, Table{.name = {}, .uniques = {deferred}}),
            "");
  EXPECT_NE(left(Table{.name = {}, .uniques = {deferred}}, Table{.name = {}, .uniques = {told}}),
            "");
}

/// `o`, which is partitioned into `p`, and that into `q`; `t` points to `o`.
Schema partitioned() {
  const schema::ForeignKey into_o{
      .name = "f", .columns = {"x"}, .referenced = {"", "o"}, .referenced_columns = {"a"}};
  Schema schema;
  schema.tables = {
      {.name = {"", "o"},
       .primary_key = schema::Key{.name = "o_pkey", .columns = {"a"}},
       .uniques = {{.name = "o_b", .columns = {"b"}}},
       .foreign_keys = {into_o},
       .indexes = {{.name = "o_c", .parts = {{.text = "c"}}}}},
      {.name = {"", "p"}, .parents = {{"", "o"}}, .bound = "FOR VALUES IN (1)"},
      {.name = {"", "q"}, .parents = {{"", "p"}}, .bound = "FOR VALUES IN (2)"},
      {.name = {"", "t"}, .foreign_keys = {into_o}},
  };
  return schema;
}

TEST(LiquibaseAgreement, APartitionHasTheKeysOfItsParents) {
  const Schema known = partitioned();
  Schema told = known;
  for (const std::size_t at : {1U, 2U}) {
    told.tables[at].primary_key = schema::Key{.name = "p_pkey", .columns = {"a"}};
    told.tables[at].uniques = {{.name = "p_b", .columns = {"b"}}};
    told.tables[at].indexes = {{.name = "p_c", .parts = {{.text = "c"}}}};
    told.tables[at].foreign_keys = known.tables[3].foreign_keys;
  }
  schema::ForeignKey once_more = known.tables[3].foreign_keys.front();
  once_more.name = "f1";
  once_more.referenced.name = "q";
  told.tables[3].foreign_keys.push_back(once_more);
  EXPECT_EQ(left(told, known, known), "");
  told.tables[1].primary_key->columns = {"b"};
  told.tables[2].uniques.front().columns = {"a"};
  told.tables[3].foreign_keys.back().columns = {"y"};
  EXPECT_EQ(left(told, known, known),
            "primary key p.p_pkey is missing\nunique constraint q.p_b is missing\nforeign key t.f1 "
            "is missing\n");
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

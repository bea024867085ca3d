#include "database/facts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "database/literals.h"
#include "database/names.h"
#include "schema/unnamed_key.h"

namespace ebbtide {
namespace {

TEST(Spelled, PutsOperandsWhereTheyBelong) {
  EXPECT_EQ(spelled("CONCAT_WS(%2, %1, %3)", {"a", "' '", "b"}), "CONCAT_WS(' ', a, b)");
  EXPECT_EQ(spelled("%1 = %1", {"x"}), "x = x");
  EXPECT_EQ(spelled("100 %", {"x"}), "100 %");
}

TEST(Spelled, LooksIntoNoOperand) {
  EXPECT_EQ(spelled("DROP INDEX %1 ON %2", {"\"%2\"", "t"}), "DROP INDEX \"%2\" ON t");
}

TEST(Features, AreASet) {
  constexpr Features some{Feature::sequences, Feature::jdbc_escapes};
  EXPECT_TRUE(some.has(Feature::sequences));
  EXPECT_TRUE(some.has(Feature::jdbc_escapes));
  EXPECT_FALSE(some.has(Feature::schemas));
  EXPECT_TRUE(some.with(Feature::schemas).has(Feature::schemas));
  EXPECT_FALSE(some.with(Feature::schemas, false).has(Feature::schemas));
}

TEST(Facts, DependOnTheVersionWhereTheDatabaseDoes) {
  const auto has = [](std::string_view version, Feature feature) {
    return make_dialect("mariadb", version)->facts().has(feature);
  };
  EXPECT_FALSE(has("10.2.44", Feature::sequences));
  EXPECT_TRUE(has("10.3.0", Feature::sequences));
  EXPECT_FALSE(has("10.6.12", Feature::uuids));
  EXPECT_TRUE(has("10.7.1", Feature::uuids));
}

/// Recorded from PostgreSQL 15 and MariaDB 10.11.
TEST(Facts, KnowTheNamesOfKeysThatNobodyNames) {
  const auto name = [](std::string_view database, sql::Thing thing, std::string_view table,
                       const std::vector<std::string>& columns, std::size_t taken = 0) {
    return make_dialect(database, "")->facts().own_name({thing, table, columns, taken});
  };
  EXPECT_EQ(name("postgresql", sql::Thing::primary_key, "t", {"a"}), "t_pkey");
  EXPECT_EQ(name("postgresql", sql::Thing::foreign_key, "t", {"a", "b"}, 1), "t_a_b_fkey1");
  EXPECT_EQ(name("postgresql", sql::Thing::index, "t", {"a"}), "t_a_idx");
  const std::string_view long_table = "a_table_with_a_name_that_is_as_long_as_forty_c";
  const std::string long_column = "and_a_column_that_is_long_as_well_for_sure";
  EXPECT_EQ(name("postgresql", sql::Thing::unique, long_table, {long_column}),
            "a_table_with_a_name_that_is_a_and_a_column_that_is_long_as__key");
  EXPECT_EQ(name("postgresql", sql::Thing::unique, long_table, {long_column, "b"}, 1),
            "a_table_with_a_name_that_is_a_and_a_column_that_is_long_as_key1");
  EXPECT_EQ(name("mariadb", sql::Thing::foreign_key, "b", {"a"}, 1), "b_ibfk_2");
  EXPECT_EQ(name("mysql", sql::Thing::unique, "b", {"a"}), "a");
  EXPECT_EQ(name("mysql", sql::Thing::index, "b", {"a", "id"}, 1), "a_2");
}

TEST(Facts, HaveSortedReservedWords) {
  for (const std::string_view name : database_names()) {
    const Facts facts = make_dialect(name, "")->facts();
    for (const auto words : {facts.reserved_words, facts.own_reserved_words})
      EXPECT_TRUE(std::is_sorted(words.begin(), words.end())) << name;
  }
  EXPECT_TRUE(make_dialect("mariadb", "")->facts().is_reserved("period"));
  EXPECT_FALSE(make_dialect("mysql", "")->facts().is_reserved("period"));
}

TEST(Facts, QuoteByTwoMarksAndOpenTextsAsTheySay) {
  Facts facts{.name = "own", .product_name = "Own"};
  facts.syntax.name_marks = "[]";
  facts.spellings.text_open = "N'";
  EXPECT_EQ(quoted("a]b [c", Quoting::legacy, facts), "[a]]b [c]");
  EXPECT_EQ(quoted("plain", Quoting::legacy, facts), "plain");
  EXPECT_EQ(quoted("plain", Quoting::quote_all_objects, facts), "[plain]");
  EXPECT_EQ(text_literal("it's", facts), "N'it''s'");
}

TEST(Facts, FoldNamesAsTheDatabaseStoresThem) {
  Facts facts{.name = "own", .product_name = "Own"};
  EXPECT_EQ(stored_name("Person", Quoting::legacy, facts), "Person");
  facts.syntax.fold = sql::Fold::upper;
  EXPECT_EQ(stored_name("person", Quoting::legacy, facts), "PERSON");
  EXPECT_EQ(stored_name("person", Quoting::quote_all_objects, facts), "person");
}

TEST(ClearTheWay, DropsAnIndexThatWasNotFinished) {
  const auto postgresql = make_dialect("postgresql", "");
  const NoCatalog none;
  const Names names(*postgresql, {});
  const auto clearing = [&](std::string_view sql) {
    std::string text;
    const sql::Effects effects = sql::effects_of(sql, postgresql->facts().syntax);
    for (const Statement& one : postgresql->clear_the_way(effects, {names, none})) text += one.sql;
    return text;
  };
  EXPECT_EQ(clearing("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS Ix ON ONLY S.\"T x\" (a)"),
            "DROP INDEX CONCURRENTLY IF EXISTS \"s\".\"ix\"");
  EXPECT_EQ(clearing("CREATE INDEX CONCURRENTLY \"i \"\"x\" ON t (a)"),
            "DROP INDEX CONCURRENTLY IF EXISTS \"i \"\"x\"");
  EXPECT_EQ(clearing("CREATE INDEX CONCURRENTLY ON t (a)"), "");
  EXPECT_EQ(clearing("CREATE INDEX ix ON t (a)"), "");
}

}  // namespace
}  // namespace ebbtide

// What statements do: a line each in effects.txt, `dialects | sql | effects`.
#include <gtest/gtest.h>

#include <fstream>

#include "sql/effect.h"
#include "tests/support/syntax.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

std::string effects(std::string_view sql, std::string_view dialect) {
  std::string text;
  for (const Effect& effect : effects_of(sql, syntax_of(dialect)))
    text += (text.empty() ? "" : "; ") + effect.to_text();
  return text;
}

TEST(Effects, AreWhatTheTableSays) {
  std::ifstream lines(std::string(TESTS_FOLDER) + "/sql/effects.txt");
  ASSERT_TRUE(lines);
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const std::size_t first = line.find(" | "), last = line.rfind(" |");
    ASSERT_LT(first, last) << line;
    const std::string sql = replace_all(line.substr(first + 3, last - first - 3), "\\n", "\n");
    const std::string expected(trim(std::string_view(line).substr(last + 2)));
    for (const std::string_view dialect : split(std::string_view(line).substr(0, first), ' '))
      EXPECT_EQ(effects(sql, dialect), expected) << dialect << " | " << sql;
    ++count;
  }
  EXPECT_GT(count, 100);
}

TEST(Effects, AModeThatIsTakenAwayChangesTheMeaningOfQuotes) {
  Syntax ansi = syntax_of("mariadb"), plain = ansi, no_backslash = ansi;
  ansi.double_quotes_are_text = false;
  no_backslash.backslash_escapes = false;
  const auto changes = [](std::string_view sql, const Syntax& syntax) {
    return effects_of(sql, syntax).at(0).changes_meaning;
  };
  for (const char* const sql : {"SET sql_mode = ''", "SET SESSION sql_mode=DEFAULT",
                                "SET @@session.sql_mode = 'STRICT_ALL_TABLES'"}) {
    EXPECT_TRUE(changes(sql, ansi)) << sql;
    EXPECT_TRUE(changes(sql, no_backslash)) << sql;
    EXPECT_FALSE(changes(sql, plain)) << sql;
  }
  EXPECT_FALSE(changes("SET sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')", ansi));
  EXPECT_TRUE(changes("SET sql_mode = REPLACE(@@sql_mode, 'ANSI_QUOTES', '')", ansi));
}

TEST(Effects, HalfAStatementCrashesNothing) {
  const std::string whole =
      "CREATE TABLE a.b (c int DEFAULT (1) REFERENCES d (e), UNIQUE KEY f (g), CHECK (h > 1)); "
      "ALTER TABLE a ADD (b int), DROP PARTITION p, RENAME COLUMN a TO b, ALTER c TYPE int; "
      "WITH x AS (DELETE FROM t) UPDATE a, b SET c = 1 WHERE d; ALTER TYPE t RENAME VALUE 'a' TO "
      "'b'";
  for (const std::string_view dialect : database_names()) {
    for (std::size_t size = 0; size <= whole.size(); ++size)
      EXPECT_NO_THROW(effects(whole.substr(0, size), dialect)) << whole.substr(0, size);
  }
}

TEST(Effects, WordsOfEachVerbAndThingAreItsOwn) {
  for (int i = 0; i < static_cast<int>(Verb::unread); ++i)
    EXPECT_NE(to_text(static_cast<Verb>(i)), to_text(static_cast<Verb>(i + 1)));
  EXPECT_EQ(to_text(Verb::unread), "unread");
  EXPECT_EQ(to_text(Verb::run_code), "run code");
  EXPECT_EQ(to_text(Thing::other), "other");
  EXPECT_EQ(to_text(Thing::rows), "rows");
  EXPECT_EQ(to_text(Thing::constraint), "constraint");
}

}  // namespace
}  // namespace ebbtide::sql

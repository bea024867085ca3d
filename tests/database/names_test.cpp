#include "database/names.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"
#include "database/literals.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// A name as a dialect quotes it.
std::string quoted(std::string_view dialect, std::string_view name,
                   Quoting quoting = Quoting::legacy) {
  return Names(*make_dialect(dialect, ""), {}, quoting).quote(name);
}

/// A table in a place, where the run is connected to `app` of `shop`.
std::string placed(std::string_view dialect, const ObjectName& name, Defaults defaults = {}) {
  return Names(*make_dialect(dialect, ""), std::move(defaults)).object(name);
}

TEST(Names, PlainOnesAreNotQuoted) {
  for (const char* const dialect : {"postgresql", "mysql", "mariadb", "sqlite"})
    EXPECT_EQ(quoted(dialect, "person"), "person") << dialect;
}

TEST(Names, OfMixedCaseAreQuotedInPostgresqlOnly) {
  EXPECT_EQ(quoted("postgresql", "Person"), "\"Person\"");
  EXPECT_EQ(quoted("postgresql", "PERSON"), "PERSON");
  EXPECT_EQ(quoted("mysql", "Person"), "Person");
}

TEST(Names, ReservedWordsAreQuoted) {
  EXPECT_EQ(quoted("postgresql", "user"), "\"user\"");
  EXPECT_EQ(quoted("mysql", "rank"), "`rank`");
  EXPECT_EQ(quoted("mysql", "user"), "user");
}

TEST(Names, OddLettersAreQuotedAndMarksDoubled) {
  EXPECT_EQ(quoted("postgresql", "my table"), "\"my table\"");
  EXPECT_EQ(quoted("postgresql", "a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(quoted("mysql", "a`b"), "`a``b`");
  EXPECT_EQ(quoted("sqlite", "1st"), "\"1st\"");
}

TEST(Names, AllAreQuotedWhereThatIsAskedFor) {
  EXPECT_EQ(quoted("postgresql", "person", Quoting::quote_all_objects), "\"person\"");
  EXPECT_EQ(quoted("mysql", "person", Quoting::quote_all_objects), "`person`");
}

TEST(Names, OfObjectsHaveTheirSchema) {
  EXPECT_EQ(placed("postgresql", {"", "app", "t"}), "app.t");
  EXPECT_EQ(placed("postgresql", {"", "", "t"}), "t");
  EXPECT_EQ(placed("mysql", {"app", "", "t"}), "app.t");
  EXPECT_EQ(placed("sqlite", {"", "main", "t"}), "main.t");
}

TEST(Names, TheDefaultSchemaIsWrittenWhereItIsKnown) {
  Defaults defaults;
  defaults.schema = "app";
  EXPECT_EQ(placed("postgresql", {"", "", "t"}, defaults), "app.t");
  defaults.output_schema = false;
  EXPECT_EQ(placed("postgresql", {"", "", "t"}, defaults), "t");
}

TEST(Names, ExpressionsStayAsTheyAre) {
  const auto dialect = make_dialect("postgresql", "");
  const Names names(*dialect, {});
  EXPECT_EQ(names.column_or_expression("lower(Name)"), "lower(Name)");
  EXPECT_EQ(names.column_or_expression("Name"), "\"Name\"");
}

TEST(Names, OfAListKeepTheirDirection) {
  const auto dialect = make_dialect("postgresql", "");
  const Names names(*dialect, {});
  EXPECT_EQ(names.columns("a, B desc,c ASC,desc"), "a, B DESC, c, \"desc\"");
  EXPECT_EQ(names.columns(std::vector<std::string>{"x y", "b"}), "\"x y\", b");
}

std::string literal(std::string_view dialect, const Literal& value) {
  const auto words = make_dialect(dialect, "");
  return ebbtide::literal(value, Names(*words, {}));
}

Facts facts(std::string_view dialect) { return make_dialect(dialect, "")->facts(); }

TEST(JdbcEscapes, AreUndoneOutsideOfTextsAndComments) {
  const std::string two(2, '?');
  const auto sql = [&](const std::string& mark) {
    return "SELECT '" + two + "', $$ " + two + " $$, \"u" + two + "\" FROM t WHERE j " + mark +
           " 'x' AND j " + mark + "| a AND j ? 'y' -- " + two + "\n/* " + two + " */";
  };
  EXPECT_EQ(without_jdbc_escapes(sql(two), facts("postgresql")), sql("?"));
  EXPECT_EQ(without_jdbc_escapes(sql(two), facts("mariadb")), sql(two));
}

TEST(JdbcEscapes, AreSpelledOutAsTheDriverOfPostgresqlDoes) {
  const auto postgresql = [](std::string sql) {
    return without_jdbc_escapes(std::move(sql), facts("postgresql"));
  };
  EXPECT_EQ(postgresql("SELECT {ts '2013-01-01 00:00:00'}, {D  '2013-01-01'}, {t'10:00:00'}"),
            "SELECT TIMESTAMP '2013-01-01 00:00:00', DATE '2013-01-01', TIME '10:00:00'");
  EXPECT_EQ(postgresql("SELECT * FROM {oj a LEFT JOIN b ON a.x = b.x} WHERE c LIKE 'a' "
                       "{escape '/'}"),
            "SELECT * FROM a LEFT JOIN b ON a.x = b.x WHERE c LIKE 'a' ESCAPE '/'");
  EXPECT_EQ(postgresql("SELECT {fn now()}, {fn concat('a','b')}, {fn ucase('a')}, {fn user()}, "
                       "{fn curdate()}, {fn foo(1)}"),
            "SELECT now(), ('a'||'b'), upper('a'), user, current_date, foo(1)");
  EXPECT_EQ(postgresql("SELECT {fn ifnull(null, {d '2013-01-01'})}, {fn length('abc')}"),
            "SELECT coalesce(null, DATE '2013-01-01'), length(trim(trailing from 'abc'))");
}

TEST(JdbcEscapes, StayWhereTheyAreNone) {
  const std::string texts =
      "SELECT '{ts ''x''}', E'\\'{d ''x''}', \"{d 'x'}\", $$ {d 'x'} $$, '{\"d\": 1}' -- {d 'x'}\n "
      "/* {d 'x'} */";
  const std::string broken =
      "SELECT {x 'y'}, {}, { d 'x'}, {ts\n'x'}, {d 1}, {fn left('a')} {fn concat('a', {d 'x'";
  const Facts postgresql = facts("postgresql");
  EXPECT_EQ(without_jdbc_escapes(texts, postgresql), texts);
  EXPECT_EQ(without_jdbc_escapes(broken, postgresql),
            replace_all(broken, "{fn left('a')}", "left('a')"));
}

TEST(JdbcEscapes, AreNoEndlessWorkWhereTheyAreManyOrDeep) {
  const Facts postgresql = facts("postgresql");
  std::string open, closed;
  for (int i = 0; i < 100'000; ++i) open += "{oj a ";
  closed = open + std::string(100'000, '}');
  EXPECT_EQ(without_jdbc_escapes(open, postgresql), open);
  EXPECT_TRUE(without_jdbc_escapes(closed, postgresql).starts_with("a a a "));
  EXPECT_TRUE(contains(without_jdbc_escapes(closed, postgresql), "{oj a {oj a "));
}

TEST(BlankStatements, AreLeftOutAsTheDriverOfPostgresqlDoes) {
  const auto postgresql = [](std::string sql) {
    return without_blank_statements(std::move(sql), facts("postgresql"));
  };
  EXPECT_EQ(postgresql("select 1;;\nselect 2;\n\n;  select 3 -- c\n;\n-- d\n;"),
            "select 1;\nselect 2;  select 3 -- c\n;\n-- d");
  EXPECT_EQ(postgresql("select $$ ;; $$, ';;' /* ;; */; ;"), "select $$ ;; $$, ';;' /* ;; */");
  EXPECT_EQ(postgresql("select 1; select 2"), "select 1; select 2");
  EXPECT_EQ(without_blank_statements("select 1;;", facts("mariadb")), "select 1;;");
}

TEST(Literals, GuardedOnesHaveNoLineLikeAStatement) {
  const auto guarded = [](std::string_view dialect, std::string_view text) {
    return guarded_literal(text, facts(dialect));
  };
  EXPECT_EQ(guarded("postgresql", "two\nlines"), "'two\nlines'");
  EXPECT_EQ(guarded("postgresql", "it's\n  drop table t"),
            "'it''s' || CHR(10) || '  drop table t'");
  EXPECT_EQ(guarded("sqlite", "a\nDROP TABLE t"), "'a' || CHAR(10) || 'DROP TABLE t'");
  EXPECT_EQ(guarded("mysql", "a\\b\nDROP TABLE t"), "'a\\\\b\\nDROP TABLE t'");
}

TEST(Literals, AreSpelledAsEachDatabaseWantsThem) {
  using Kind = Literal::Kind;
  struct Case {
    Literal value;
    const char* postgresql;
    const char* mysql;
    const char* sqlite;
  };
  const Case cases[] = {
      {{Kind::null, ""}, "NULL", "NULL", "NULL"},
      {{Kind::text, "it's"}, "'it''s'", "'it''s'", "'it''s'"},
      {{Kind::text, "a\\b"}, "'a\\b'", "'a\\\\b'", "'a\\b'"},
      {{Kind::text, "null"}, "NULL", "NULL", "NULL"},
      {{Kind::number, "1.50"}, "1.50", "1.50", "1.50"},
      {{Kind::boolean, "true"}, "TRUE", "1", "1"},
      {{Kind::boolean, "false"}, "FALSE", "0", "0"},
      {{Kind::date, "2020-01-02"}, "'2020-01-02'", "'2020-01-02'", "'2020-01-02'"},
      {{Kind::time, "10:11:12"}, "'10:11:12'", "'10:11:12'", "'10:11:12'"},
      {{Kind::timestamp, "2020-01-02T03:04:05.12"},
       "'2020-01-02 03:04:05.12'",
       "'2020-01-02 03:04:05.12'",
       "'2020-01-02 03:04:05.12'"},
      {{Kind::function, "now()"}, "NOW()", "NOW()", "now()"},
      {{Kind::function, "current_timestamp"}, "NOW()", "NOW()", "CURRENT_TIMESTAMP"},
      {{Kind::function, "upper('x')"}, "upper('x')", "upper('x')", "upper('x')"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(literal("postgresql", one.value), one.postgresql) << one.value.text;
    EXPECT_EQ(literal("mysql", one.value), one.mysql) << one.value.text;
    EXPECT_EQ(literal("sqlite", one.value), one.sqlite) << one.value.text;
  }
}

TEST(Literals, OfSequencesAreCalls) {
  EXPECT_EQ(literal("postgresql", {Literal::Kind::sequence_next, "s", "app"}), "nextval('app.s')");
  EXPECT_EQ(literal("mariadb", {Literal::Kind::sequence_next, "s"}), "NEXT VALUE FOR s");
  EXPECT_THROW(literal("mysql", {Literal::Kind::sequence_next, "s"}), Error);
}

TEST(Drivers, UnknownDialectsAreRefused) {
  EXPECT_THROW(make_dialect("oracle", ""), UsageError);
  EXPECT_EQ(make_dialect("MariaDB", "10.11")->facts().version, (ServerVersion{10, 11, 0}));
  EXPECT_EQ(make_dialect("postgresql", "15.3")->facts().version.major, 15);
}

TEST(ServerVersion, IsReadAsFarAsItIsOne) {
  EXPECT_EQ(ServerVersion::parse("10.11.6-MariaDB"), (ServerVersion{10, 11, 6}));
  EXPECT_EQ(ServerVersion::parse("15"), (ServerVersion{15, 0, 0}));
  EXPECT_EQ(ServerVersion::parse("", {999, 999, 0}), (ServerVersion{999, 999, 0}));
  EXPECT_LT(ServerVersion::parse("9.6"), ServerVersion::parse("10.0"));
}

}  // namespace
}  // namespace ebbtide

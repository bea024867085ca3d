#include "sql/splitter.h"

#include <gtest/gtest.h>

#include <sstream>

#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

using Statements = std::vector<std::string>;

Statements split_for(std::string_view dialect, std::string_view sql, SplitOptions options = {}) {
  return split_sql(sql, make_dialect(dialect, "")->facts().syntax, options);
}
Statements postgresql(std::string_view sql, SplitOptions options = {}) {
  return split_for("postgresql", sql, std::move(options));
}
Statements mysql(std::string_view sql, SplitOptions options = {}) {
  return split_for("mysql", sql, std::move(options));
}
Statements sqlite(std::string_view sql) { return split_for("sqlite", sql); }

SplitOptions delimiter(const char* text) { return {.delimiter = text}; }

TEST(SqlSplitter, EndsStatementsAtSemicolons) {
  EXPECT_EQ(postgresql("select 1;\n select 2 ;; select 3"),
            (Statements{"select 1", "select 2", "select 3"}));
  EXPECT_EQ(postgresql(" ;\n; "), Statements{});
  EXPECT_EQ(postgresql(""), Statements{});
}

TEST(SqlSplitter, EndsStatementsAtLinesOfGoAndSlash) {
  EXPECT_EQ(postgresql("select 1\nGO\nselect 2\n/\nselect 3 /\n4"),
            (Statements{"select 1", "select 2", "select 3 /\n4"}));
  EXPECT_EQ(postgresql("select go\n, gone\n  go"), (Statements{"select go\n, gone\n  go"}));
}

TEST(SqlSplitter, KeepsStringsWhole) {
  EXPECT_EQ(postgresql("select 'a;b''c;', \"d;e\"; select 2"),
            (Statements{"select 'a;b''c;', \"d;e\"", "select 2"}));
  EXPECT_EQ(mysql("select `a;b`, \"c;d\"; select 2"),
            (Statements{"select `a;b`, \"c;d\"", "select 2"}));
}

TEST(SqlSplitter, BackslashesEscapeInMysqlOnly) {
  EXPECT_EQ(mysql("select 'it\\'s;'; select 2"), (Statements{"select 'it\\'s;'", "select 2"}));
  EXPECT_EQ(postgresql("select 'C:\\'; select 2"), (Statements{"select 'C:\\'", "select 2"}));
  EXPECT_EQ(postgresql("select E'it\\'s;'; select 2"),
            (Statements{"select E'it\\'s;'", "select 2"}));
  EXPECT_EQ(sqlite("select 'C:\\'; select 2"), (Statements{"select 'C:\\'", "select 2"}));
}

TEST(SqlSplitter, DollarQuotesAreStringsInPostgresql) {
  EXPECT_EQ(postgresql("do $$ begin x; end $$; select 2"),
            (Statements{"do $$ begin x; end $$", "select 2"}));
  EXPECT_EQ(postgresql("do $a$ ; $$ ; $b$ ; $a$; select 2"),
            (Statements{"do $a$ ; $$ ; $b$ ; $a$", "select 2"}));
  EXPECT_EQ(postgresql("select $1; select a$b$; select c$b$"),
            (Statements{"select $1", "select a$b$", "select c$b$"}));
}

TEST(SqlSplitter, DollarsAreNoQuotesElsewhere) {
  EXPECT_EQ(mysql("select $$; select 2"), (Statements{"select $$", "select 2"}));
}

TEST(SqlSplitter, CommentsHideDelimiters) {
  EXPECT_EQ(postgresql("select 1 -- a; b\n, 2; select 3"),
            (Statements{"select 1 -- a; b\n, 2", "select 3"}));
  EXPECT_EQ(postgresql("select 1 /* a; ' b */, 2; select 3"),
            (Statements{"select 1 /* a; ' b */, 2", "select 3"}));
}

TEST(SqlSplitter, CommentsNestInPostgresqlOnly) {
  EXPECT_EQ(postgresql("select /* a /* b */ ; c */ 1; select 2"),
            (Statements{"select /* a /* b */ ; c */ 1", "select 2"}));
  EXPECT_EQ(mysql("select /* a /* b */ 1; select 2"),
            (Statements{"select /* a /* b */ 1", "select 2"}));
}

TEST(SqlSplitter, HashesBeginCommentsInMysqlOnly) {
  EXPECT_EQ(mysql("select 1 # a; b\n; select 2"), (Statements{"select 1 # a; b", "select 2"}));
  EXPECT_EQ(postgresql("select 5 # 3; select 2"), (Statements{"select 5 # 3", "select 2"}));
}

TEST(SqlSplitter, StripsTheCommentsOfRoutinesToo) {
  const SplitOptions strip{.delimiter = {}, .split = true, .strip_comments = true};
  const auto stripped = [&](std::string_view sql) { return postgresql(sql, strip).at(0); };
  EXPECT_EQ(stripped("create or replace function f() returns text as $f$ -- one\nbegin /* two */\n"
                     "  -- three\n  return '-- four';\nend -- five$f$ language PLPGSQL"),
            "create or replace function f() returns text as $f$ \nbegin \n  \n  return '-- four';"
            "\nend $f$ language PLPGSQL");
  EXPECT_EQ(stripped("do $$ begin -- x\nend $$"), "do $$ begin \nend $$");
  EXPECT_EQ(postgresql("select $$ -- 1 $$; do $$ -- 2\n $$; do $$ -- 3\n $$; select 4",
                       {.delimiter = {}, .split = false, .strip_comments = true}),
            Statements{"select $$ -- 1 $$; do $$ \n $$; do $$ \n $$; select 4"});
}

TEST(SqlSplitter, LeavesABodyAloneWhoseCommentHasNoEnd) {
  const SplitOptions strip{.delimiter = {}, .split = true, .strip_comments = true};
  for (const std::string sql : {"do $$ begin /* end $$", "do $$/*$$", "do $$ 'it $$"})
    EXPECT_EQ(postgresql(sql, strip), Statements{sql});
}

TEST(SqlSplitter, StripsBodiesThatAreNestedDeeplyInBoundedSpace) {
  std::string nested;
  for (int i = 0; i < 50'000; ++i) nested += ";do $a" + std::to_string(i) + "$";
  const SplitOptions strip{.delimiter = {}, .split = false, .strip_comments = true};
  EXPECT_EQ(postgresql(nested, strip), Statements{nested});
}

TEST(SqlSplitter, LeavesTextsAndBodiesInOtherLanguagesAlone) {
  const SplitOptions strip{.delimiter = {}, .split = true, .strip_comments = true};
  for (const std::string sql :
       {"create function f() returns int as $$ return i-- 1; $$ language plv8",
        "do language plperl $$ $x--; $$", "insert into t values ($$ a -- b $$)"}) {
    EXPECT_EQ(postgresql(sql, strip), Statements{sql});
  }
  const std::string kept = "do $$ begin -- x\nend $$";
  EXPECT_EQ(postgresql(kept), Statements{kept});
}

TEST(SqlSplitter, StripsCommentsWhereAsked) {
  const SplitOptions strip{.delimiter = {}, .split = true, .strip_comments = true};
  EXPECT_EQ(postgresql("-- one\nselect 1 /* two */ + '-- three'; -- four", strip),
            (Statements{"select 1  + '-- three'"}));
  EXPECT_EQ(mysql("select /*! STRAIGHT_JOIN */ 1 # x", strip),
            (Statements{"select /*! STRAIGHT_JOIN */ 1"}));
}

TEST(SqlSplitter, BlocksEndWithTheirEnd) {
  EXPECT_EQ(mysql("create procedure p() begin select 1; if x then select 2; end if; end; select 3"),
            (Statements{"create procedure p() begin select 1; if x then select 2; end if; end",
                        "select 3"}));
  EXPECT_EQ(sqlite("create trigger t after insert on a begin update b set c = case when d then 1 "
                   "else 2 end; delete from e; end; select 3"),
            (Statements{"create trigger t after insert on a begin update b set c = case when d "
                        "then 1 else 2 end; delete from e; end",
                        "select 3"}));
}

TEST(SqlSplitter, LoopsAndCasesAreBlocksInsideOfBlocks) {
  const std::string body =
      "create procedure p() begin while a do set b = if(c, 1, 2); end while; "
      "case d when 1 then select 1; end case; l: loop leave l; end loop l; "
      "repeat set e = repeat('x', 2); until f end repeat; drop table if exists g; end";
  EXPECT_EQ(mysql(body + "; select 2"), (Statements{body, "select 2"}));
}

TEST(SqlSplitter, ABeginOfATransactionIsNoBlock) {
  EXPECT_EQ(postgresql("begin; select 1; commit; select 2"),
            (Statements{"begin", "select 1", "commit", "select 2"}));
  EXPECT_EQ(postgresql("begin transaction; select 1; end"),
            (Statements{"begin transaction", "select 1", "end"}));
  EXPECT_EQ(mysql("begin work; select 1; commit"),
            (Statements{"begin work", "select 1", "commit"}));
}

TEST(SqlSplitter, TheDelimiterCommandIsMysqls) {
  EXPECT_EQ(mysql("select 1;\nDELIMITER //\ncreate procedure p() begin select 2; end//\n"
                  "DELIMITER ;\nselect 3;"),
            (Statements{"select 1", "create procedure p() begin select 2; end", "select 3"}));
  EXPECT_EQ(postgresql("delimiter //\nselect 1; select 2"),
            (Statements{"delimiter //\nselect 1", "select 2"}));
}

TEST(SqlSplitter, ADelimiterOfItsOwnReplacesTheSemicolon) {
  EXPECT_EQ(postgresql("select 1; select 2@ select 3@", delimiter("@")),
            (Statements{"select 1; select 2", "select 3"}));
  EXPECT_EQ(postgresql("select 1\ngo\nselect 'go' go select 2", delimiter("GO")),
            (Statements{"select 1", "select 'go'", "select 2"}));
  EXPECT_EQ(postgresql("select category from cargo GO select 2", delimiter("go")),
            (Statements{"select category from cargo", "select 2"}));
}

TEST(SqlSplitter, MarksThatCanBePartOfAWordEndStatementsBehindWords) {
  EXPECT_EQ(postgresql("drop table t@\ndrop table u@", delimiter("@")),
            (Statements{"drop table t", "drop table u"}));
  EXPECT_EQ(mysql("select 1@@select @@version, 'x'@@ select 3", delimiter("@@")),
            (Statements{"select 1", "select", "version, 'x'", "select 3"}));
  EXPECT_EQ(mysql("grant all on t to bob@localhost@\nselect 1#2@", delimiter("@")),
            (Statements{"grant all on t to bob@localhost", "select 1#2@"}));
}

TEST(SqlSplitter, ProceduresEndAsTheClientOfMysqlEndsThem) {
  const Statements expected{"create procedure p() begin select 1; end", "select 2"};
  EXPECT_EQ(mysql("create procedure p() begin select 1; end$$\nselect 2$$", delimiter("$$")),
            expected);
  EXPECT_EQ(mysql("create procedure p() begin select 1; end $$ select 2", delimiter("\\$\\$")),
            expected);
  EXPECT_EQ(mysql("create procedure p() begin select 1; end//\nselect 2//", delimiter("//")),
            expected);
  EXPECT_EQ(mysql("select a$$b from t$$", delimiter("$$")), (Statements{"select a$$b from t"}));
}

TEST(SqlSplitter, ASlashIsADelimiterOnALineOfItsOwn) {
  EXPECT_EQ(postgresql("select 4 / 2\n/\nselect 3", delimiter("/")),
            (Statements{"select 4 / 2", "select 3"}));
}

TEST(SqlSplitter, ADelimiterCanBeAPattern) {
  EXPECT_EQ(postgresql("select 1;\nselect 2\n/\nselect 3", delimiter(";\\s*\\n|\\n/\\s*\\n|\\n/$")),
            (Statements{"select 1", "select 2", "select 3"}));
  EXPECT_EQ(postgresql("select 1\nGO\nselect 2", delimiter("\\nGO")),
            (Statements{"select 1", "select 2"}));
}

TEST(SqlSplitter, WithoutSplittingItIsOneStatement) {
  EXPECT_EQ(postgresql("select 1; select 2;\n",
                       {.delimiter = {}, .split = false, .strip_comments = false}),
            (Statements{"select 1; select 2;"}));
}

TEST(SqlSplitter, CarriageReturnsDoNotReachTheDatabase) {
  EXPECT_EQ(postgresql("select 1\r\n, 2;\r\nselect 3"), (Statements{"select 1\n, 2", "select 3"}));
}

TEST(SqlSplitter, WhatIsNotClosedEndsWithTheText) {
  EXPECT_EQ(postgresql("select 'a; b"), (Statements{"select 'a; b"}));
  EXPECT_EQ(postgresql("select 1 /* a; b"), (Statements{"select 1 /* a; b"}));
  EXPECT_EQ(postgresql("do $$ a; b"), (Statements{"do $$ a; b"}));
  EXPECT_EQ(mysql("select 'a\\"), (Statements{"select 'a\\"}));
}

TEST(SqlSplitter, LongStatementsPassThroughItsBuffer) {
  const std::string text(200'000, 'x');
  const Statements found = postgresql("select '" + text + "'; select '" + text + ";'; select 3");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].size(), text.size() + 9);
  EXPECT_EQ(found[1], "select '" + text + ";'");
  EXPECT_EQ(found[2], "select 3");
}

TEST(SqlSplitter, ReadsNoFurtherThanItMust) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "insert into t values (1);\n";
  std::istringstream input(text);
  SqlSplitter splitter(input, make_dialect("mysql", "")->facts().syntax, {});
  EXPECT_EQ(splitter.next(), "insert into t values (1)");
  EXPECT_LT(input.tellg(), 200'000);
}

/// The code of each statement of a text as the splitter hands it on, and as a reader of its own
/// reads it: each token with its place.
std::pair<Statements, Statements> codes_of(std::string_view dialect, std::string_view text) {
  const sql::Syntax syntax = make_dialect(dialect, "")->facts().syntax;
  const auto tokens_of = [](sql::Cursor code) {
    std::string all;
    for (; !code.at_end(); code.skip())
      all += std::to_string(code.offset()) + ":" + std::string(code.peek()->text) + " ";
    return all;
  };
  std::pair<Statements, Statements> codes;
  SqlSplitter splitter(text, syntax, {});
  splitter.keep_code();
  while (const auto statement = splitter.next_view()) {
    codes.first.push_back(tokens_of(splitter.code()));
    codes.second.push_back(tokens_of(sql::Cursor(*statement, syntax)));
  }
  return codes;
}

TEST(SqlSplitter, HandsOnTheCodeOfStatements) {
  for (const std::string_view text :
       {"select 1; -- a\n /* b */ insert into t values ('x;', -2.5) ;", "select `a b`, 2; select 3",
        "create procedure p() begin select 1; end; select 2\n/\nselect $$a;b$$",
        "delimiter ;;\nselect 1;;\ndelimiter ;\nselect 2; select 3", "begin; select 1; end;",
        "/*!50001 create table t (a int) */; select 1\ngo\nselect 'never closed; ", "a;\n;\n -- b"})
    for (const std::string_view dialect : {"postgresql", "mysql", "sqlite"}) {
      const auto [own, read] = codes_of(dialect, text);
      EXPECT_EQ(own, read) << dialect << ": " << text;
      EXPECT_FALSE(own.empty());
    }
}

TEST(SqlSplitter, GivesStatementsOfATextAsPartsOfIt) {
  const std::string_view text = "select 1; -- note\n select 2\r\n;";
  SqlSplitter splitter(text, make_dialect("postgresql", "")->facts().syntax, {});
  EXPECT_EQ(splitter.next_view()->data(), text.data());
  const auto second = splitter.next_view();
  EXPECT_EQ(*second, "-- note\n select 2");
  EXPECT_EQ(second->data(), text.data() + 10);
  EXPECT_FALSE(splitter.next_view());
}

TEST(OnlyComments, AreNothingToRun) {
  const sql::Syntax postgresql = make_dialect("postgresql", "")->facts().syntax;
  const sql::Syntax mysql = make_dialect("mysql", "")->facts().syntax;
  EXPECT_TRUE(is_only_comments(" -- a\n/* b */\n", postgresql));
  EXPECT_TRUE(is_only_comments("", postgresql));
  EXPECT_TRUE(is_only_comments("# a", mysql));
  EXPECT_FALSE(is_only_comments("# a", postgresql));
  EXPECT_FALSE(is_only_comments("-- a\nselect 1", postgresql));
  EXPECT_FALSE(is_only_comments("/*! select 1 */", mysql));
}

}  // namespace
}  // namespace ebbtide

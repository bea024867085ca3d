#include "sql/edit.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide::sql {
namespace {

const Syntax standard{};
const Syntax mysqls{.name_marks = "``", .double_quotes_are_text = true, .backslash_escapes = true};

std::string numbered(std::string_view sql, const Syntax& syntax = standard) {
  return with_parameters(sql, syntax, [](std::size_t i) { return "$" + std::to_string(i + 1); });
}

TEST(SqlEdit, ParametersAreFilledInWhereTheyAreCode) {
  EXPECT_EQ(numbered("INSERT INTO t VALUES (?, '?', \"?\", ?) -- ?\n/* ? */"),
            "INSERT INTO t VALUES ($1, '?', \"?\", $2) -- ?\n/* ? */");
  EXPECT_EQ(numbered("SELECT 'it\\'s ?', ?", mysqls), "SELECT 'it\\'s ?', $1");
  EXPECT_EQ(numbered(""), "");
}

TEST(SqlEdit, OrReplaceStandsBehindTheFirstCreateThatIsCode) {
  EXPECT_EQ(with_or_replace("create view v AS SELECT 1", standard),
            "CREATE OR REPLACE view v AS SELECT 1");
  EXPECT_EQ(with_or_replace("/* create it */ CREATE VIEW v AS SELECT 1", standard),
            "/* create it */ CREATE OR REPLACE VIEW v AS SELECT 1");
  EXPECT_EQ(with_or_replace("CREATE or replace VIEW v AS SELECT 1", standard),
            "CREATE or replace VIEW v AS SELECT 1");
  EXPECT_EQ(with_or_replace("SELECT 1", standard), "SELECT 1");
}

TEST(SqlEdit, AProcedureIsPutIntoAPlace) {
  EXPECT_EQ(with_procedure_in("CREATE PROCEDURE p() SELECT 1", "s", standard),
            "CREATE PROCEDURE s.p() SELECT 1");
  EXPECT_EQ(with_procedure_in("create  procedure\n a.\"p q\" (x int)", "\"s\"", standard),
            "create  procedure\n \"s\".\"p q\" (x int)");
  EXPECT_EQ(with_procedure_in("CREATE FUNCTION f()", "s", standard), "CREATE FUNCTION f()");
  EXPECT_EQ(with_procedure_in("CREATE PROCEDURE", "s", standard), "CREATE PROCEDURE");
}

TEST(SqlEdit, AViewGetsAnotherName) {
  EXPECT_EQ(with_view_name("CREATE VIEW \"as it was\" (a, b) AS SELECT 1, 2", "v", standard),
            "CREATE VIEW v (a, b) AS SELECT 1, 2");
  EXPECT_EQ(with_view_name("CREATE TEMP VIEW s.old AS SELECT ' as '", "\"n w\"", standard),
            "CREATE VIEW \"n w\" AS SELECT ' as '");
  EXPECT_THROW(with_view_name("CREATE TABLE t (a int)", "v", standard), Error);
  EXPECT_THROW(with_view_name("CREATE VIEW", "v", standard), Error);
}

TEST(SqlEdit, AClientFindsTheEndOfAStatement) {
  const Syntax mysql{.name_marks = "``", .delimiter_command = true};
  EXPECT_EQ(for_client("SELECT ';'", standard), "SELECT ';';\n");
  EXPECT_EQ(for_client("SELECT 1 -- one", standard), "SELECT 1 -- one\n;\n");
  EXPECT_EQ(for_client("-- one\nSELECT 1", standard), "-- one\nSELECT 1;\n");
  EXPECT_EQ(for_client("SELECT ';'", mysql), "DELIMITER ;;\nSELECT ';';;\nDELIMITER ;\n");
  EXPECT_EQ(for_client("SELECT 1", mysql), "SELECT 1;\n");
}

TEST(SqlEdit, ATableIsPartitionedByTheClauseBehindItsColumns) {
  const Syntax syntax{.name_marks = "``", .executable_comments = true};
  EXPECT_EQ(partition_clause("CREATE TABLE t (a int COMMENT 'PARTITION BY x') ENGINE=InnoDB\n "
                             "PARTITION BY RANGE (`a`)\n(PARTITION p VALUES LESS THAN (5))",
                             syntax),
            "PARTITION BY RANGE (`a`)\n(PARTITION p VALUES LESS THAN (5))");
  EXPECT_EQ(partition_clause("CREATE TABLE t (a int)\n/*!50100 PARTITION BY HASH (a)\n"
                             "PARTITIONS 4 */",
                             syntax),
            "PARTITION BY HASH (a)\nPARTITIONS 4");
  EXPECT_EQ(partition_clause("CREATE TABLE t (a int)", syntax), "");
}

TEST(SqlEdit, ANameIsMentionedWhereItIsOne) {
  EXPECT_TRUE(mentions("SELECT a FROM Orders", "orders", standard));
  EXPECT_TRUE(mentions("SELECT a FROM \"orders\"", "orders", standard));
  EXPECT_FALSE(mentions("SELECT a FROM orders_old", "orders", standard));
  EXPECT_FALSE(mentions("SELECT 'orders' /* orders */", "orders", standard));
}

TEST(WithoutPlace, LeavesOutTheNameBeforeADot) {
  const Syntax syntax{.name_marks = "``"};
  const Unplaced found = without_place(
      "select `shop`.`t`.`a` AS `shop`,'`shop`.`x`' from (`shop`.`t` join `Shop`.`u` `other`) "
      "where "
      "`other`.`shop`.`b` = `shop` . `t`.`c`",
      "shop", syntax);
  EXPECT_EQ(found.sql,
            "select `t`.`a` AS `shop`,'`shop`.`x`' from (`t` join `Shop`.`u` `other`) where "
            "`other`.`shop`.`b` = `t`.`c`");
  EXPECT_EQ(found.names, std::vector<std::string>{"t"});
  const std::vector<std::pair<std::string, std::string>> columns{{"t", "a"}, {"t", "c"}};
  EXPECT_EQ(found.columns, columns);
}

TEST(SqlEdit, ANameIsReplacedWhereItIsCode) {
  EXPECT_EQ(
      with_name("CHECK ((total > 0) AND total(total) <> 'total')", "total", "amount", standard),
      "CHECK ((amount > 0) AND total(amount) <> 'total')");
  EXPECT_EQ(with_name("(`total` > 0)", "total", "a`b", mysqls), "(`a``b` > 0)");
  EXPECT_EQ(with_name("(\"Total\" > Total)", "Total", "Sum", standard), "(\"Sum\" > \"Sum\")");
  EXPECT_EQ(with_name("(total > 0)", "total", "Sum of it", mysqls), "(`Sum of it` > 0)");
  EXPECT_EQ(with_name("a.totals", "total", "x", standard), "a.totals");
}

TEST(SqlEdit, ARenamedColumnKeepsTheLabelItHasInAQuery) {
  const auto renamed = [](std::string_view query) {
    return with_name(query, "total", "amount", standard, true);
  };
  EXPECT_EQ(renamed("SELECT o.total, id FROM o WHERE total > 1 ORDER BY total, id"),
            "SELECT o.amount AS total, id FROM o WHERE amount > 1 ORDER BY amount, id");
  EXPECT_EQ(renamed("SELECT total AS x, sum(total) AS total FROM o"),
            "SELECT amount AS x, sum(amount) AS total FROM o");
  EXPECT_EQ(renamed("SELECT (SELECT total FROM a) FROM b"),
            "SELECT (SELECT amount AS total FROM a) FROM b");
}

TEST(FollowedBy, EndsTheFirstOutsideOfItsComment) {
  EXPECT_EQ(followed_by("select 1", "select 2", {}), "select 1;\nselect 2");
  EXPECT_EQ(followed_by("select 1 -- one", "select 2", {}), "select 1 -- one\n;\nselect 2");
  EXPECT_EQ(followed_by("select 1 /* one */", "select 2", {}), "select 1 /* one */\n;\nselect 2");
}

}  // namespace
}  // namespace ebbtide::sql

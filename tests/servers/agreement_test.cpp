// The splitter beside a server: MariaDB gets a text of several statements as it is and answers each
// of them, so its answers are counted. The texts are put together at random from what is easily
// read wrongly. The URL comes from EBBTIDE_TEST_MARIADB.
#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "database/dialect.h"
#include "database/drivers.h"
#include "database/url.h"
#include "sql/splitter.h"
#include "tests/support/test_database.h"

extern "C" ::sql::Driver* get_driver_instance();

namespace ebbtide {
namespace {

/// What each statement is made of, behind SELECT: values with marks in them.
constexpr std::string_view values[] = {"1",
                                       "'a;b'",
                                       "\"c;d\"",
                                       "'it''s;'",
                                       "'it\\'s;'",
                                       "\"a\\\"b;\"",
                                       "'\\\\'",
                                       "5--3",
                                       "5-- ;\n+3",
                                       "1 # ;\n",
                                       "1 -- ;\n",
                                       "/* ; */ 1",
                                       "/*! 1 */",
                                       "/*!50001 1 */",
                                       "/*!999999 ; */ 1",
                                       "/*M!100101 1 */",
                                       "1 AS `a;b`",
                                       "1 AS `a``;b`",
                                       "'--'",
                                       "'#'",
                                       "'/*'",
                                       "\"*/\"",
                                       "1 --\t;\n",
                                       "1--1",
                                       "X'3b'",
                                       "'a' /* ' */",
                                       "1 /*;*/ + 1",
                                       "N'x;'",
                                       "'\n;\n'",
                                       "1 -- '\n"};
/// What may stand between statements besides the semicolon.
constexpr std::string_view between[] = {"; ",       ";",        ";\n",      " /* ; */ ; ",
                                        "; -- ;\n", ";\n# ;\n", ";\n-- '\n"};

template <std::size_t size>
std::string_view one_of(const std::string_view (&all)[size], std::mt19937& random) {
  return all[random() % size];
}

class Answers {
 public:
  explicit Answers(const DatabaseUrl& url) {
    ::sql::ConnectOptionsMap options;
    options["hostName"] = ::sql::SQLString(url.hosts.at(0).name);
    constexpr int usual = 3306;
    options["port"] = url.hosts.at(0).port == 0 ? usual : url.hosts.at(0).port;
    options["userName"] = ::sql::SQLString(url.user);
    options["password"] = ::sql::SQLString(url.password);
    options["CLIENT_MULTI_STATEMENTS"] = true;
    connection_.reset(get_driver_instance()->connect(options));
  }

  std::size_t count(const std::string& text) const {
    const std::unique_ptr<::sql::Statement> statement(connection_->createStatement());
    std::size_t answers = 1;
    statement->execute(text);
    for (;;) {
      const std::unique_ptr<::sql::ResultSet> rows(statement->getResultSet());
      if (!statement->getMoreResults()) return answers;
      ++answers;
    }
  }

 private:
  std::unique_ptr<::sql::Connection> connection_;
};

TEST(Agreement, MariadbAnswersTheStatementsThatWeSee) {
  EBBTIDE_NEEDS_SERVER("mariadb");
  const auto parsed = DatabaseUrl::parse(test_server("mariadb"));
  const auto connection = connect(parsed, [](const std::string&) {});
  const sql::Syntax syntax = connection->facts().syntax;
  const Answers server(parsed);
  std::mt19937 random(7);
  for (int i = 0; i < 600; ++i) {
    std::string text;
    const std::size_t statements = 1 + random() % 4;
    for (std::size_t k = 0; k < statements; ++k) {
      text += "SELECT " + std::string(one_of(values, random));
      if (random() % 2 == 0) text += ", " + std::string(one_of(values, random));
      if (k + 1 < statements) text += one_of(between, random);
    }
    try {
      EXPECT_EQ(split_sql(text, syntax, {}).size(), server.count(text)) << text;
    } catch (const ::sql::SQLException& error) {
      ADD_FAILURE() << error.what() << "\n" << text;
    }
  }
}

}  // namespace
}  // namespace ebbtide

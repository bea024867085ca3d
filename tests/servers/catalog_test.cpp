// What is asked of a server with many databases must not make it look through all of them.

#include "database/catalog.h"

#include <cstdlib>

#include "tests/support/test_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Lets the server write down what it is asked, until the end of the object.
class QueryLog {
 public:
  explicit QueryLog(Connection& admin) : admin_(admin) {
    admin_.execute({"SET GLOBAL log_output = 'TABLE'"});
    admin_.execute({"TRUNCATE mysql.general_log"});
    admin_.execute({"SET GLOBAL general_log = 1"});
  }
  ~QueryLog() { admin_.execute({"SET GLOBAL general_log = 0"}); }
  QueryLog(const QueryLog&) = delete;
  QueryLog& operator=(const QueryLog&) = delete;

  std::vector<std::string> questions() const {
    std::vector<std::string> found;
    for (const Row& row :
         admin_
             .query({"SELECT argument FROM mysql.general_log WHERE command_type = 'Query' AND "
                     "argument LIKE 'SELECT%information_schema%'"})
             .rows)
      found.push_back(*row[0]);
    return found;
  }

 private:
  Connection& admin_;
};

TEST(CatalogOfMariadb, NoQuestionLooksThroughAllDatabases) {
  EBBTIDE_NEEDS_SERVER("mariadb");
  if (std::getenv("EBBTIDE_TEST_PRIVATE") == nullptr)
    GTEST_SKIP() << "changes settings of the server; run it by tests/support/with-servers";
  const TestDatabase database("mariadb");
  const auto admin = TestDatabase::open(test_server("mariadb"));
  const auto connection = database.connect();
  connection->execute({"CREATE TABLE a (id INT PRIMARY KEY)"});
  connection->execute(
      {"CREATE TABLE `b-c` (a INT, CONSTRAINT to_a FOREIGN KEY (a) REFERENCES a (id))"});
  connection->execute({"CREATE FUNCTION f(x INT, y INT) RETURNS INT RETURN x + y"});
  const auto catalog = connection->catalog(connection->defaults());
  std::vector<std::string> questions;
  {
    const QueryLog log(*admin);
    ASSERT_TRUE(catalog->table({"", "", "a"}));
    catalog->identity({"", "", "a"});
    catalog->table_names({});
    catalog->has_view({"", "", "a"});
    catalog->has_sequence({"", "", "a"});
    const auto keys = catalog->foreign_keys_into({"", "", "a"});
    ASSERT_EQ(keys.size(), 1U);
    EXPECT_EQ(keys[0].table, "b-c");
    catalog->views_on({"", "", "a"});
    const Structure structure = catalog->structure(StructureScope::default_schema);
    questions = log.questions();
  }
  ASSERT_GE(questions.size(), 10U);
  for (const std::string& question : questions) {
    for (const Row& row : connection->query({"EXPLAIN " + question}).rows)
      EXPECT_FALSE(contains(row.back().value_or(""), "Scanned all databases")) << question;
  }
}

}  // namespace
}  // namespace ebbtide

// What is said to be renamed keeps its rows, there and back, with all that hangs on it.
#include <gtest/gtest.h>

#include "database/connection.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

class Renaming : public ProgramRuns {
 public:
  explicit Renaming(const std::string& dbms) : wanted_(dbms), is_(dbms) {}

  void wanted(const std::vector<std::string>& statements) { run_on(wanted_, statements); }
  void is(const std::vector<std::string>& statements) { run_on(is_, statements); }
  int between(std::vector<std::string> words) {
    words.insert(words.end(), {"--url=" + is_.url(), "--reference-url=" + wanted_.url()});
    return run_words(std::move(words));
  }
  int on_it(std::vector<std::string> words) {
    words.insert(words.end(), {"--url=" + is_.url(), "--changelog-file=c.xml",
                               "--search-path=" + folder_.path().string()});
    return run_words(std::move(words));
  }
  std::string changelog() const {
    return "--changelog-file=" + (folder_.path() / "c.xml").string();
  }
  std::string ask(const std::string& query) const {
    return is_.connect()->query({query}).rows.at(0).at(0).value_or("-");
  }

  void goes_there_and_back(const std::string& query) {
    ASSERT_EQ(between({"diff-changelog", changelog(), "--rename=orders.total:amount",
                       "--rename=orders:purchases"}),
              0)
        << err;
    ASSERT_EQ(on_it({"update"}), 0) << err;
    EXPECT_EQ(between({"diff", "--detailed-exitcode"}), 0) << out;
    EXPECT_EQ(ask("SELECT amount FROM purchases"), "200");
    ASSERT_EQ(on_it({"rollback-count", "--count=100"}), 0) << err;
    EXPECT_EQ(ask(query), "200");
  }

 private:
  static void run_on(const TestDatabase& database, const std::vector<std::string>& statements) {
    const auto connection = database.connect();
    for (const std::string& sql : statements) connection->execute({sql});
  }

  TestDatabase wanted_, is_;
  TemporaryFolder folder_;
};

std::vector<std::string> shop(const std::string& orders, const std::string& total) {
  return {"CREATE TABLE " + orders + " (id int PRIMARY KEY, " + total +
              " int DEFAULT 3 NOT NULL, least int, CONSTRAINT few CHECK (" + total + " > least))",
          "CREATE TABLE line (id int PRIMARY KEY, total int, owner int REFERENCES " + orders +
              " (id), CONSTRAINT fk_owner FOREIGN KEY (owner) REFERENCES " + orders + " (id))",
          "CREATE INDEX by_total ON " + orders + " (" + total + ", least)",
          "CREATE VIEW dear AS SELECT id, " + total + " AS total FROM " + orders + " WHERE " +
              total + " > 100",
          "CREATE VIEW dearest AS SELECT id FROM dear WHERE total > 100"};
}

TEST(Rename, KeepsTheRowsOnPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  Renaming it("postgresql");
  it.is(shop("orders", "total"));
  it.is({"CREATE MATERIALIZED VIEW sums AS SELECT sum(total) AS s FROM orders",
         "CREATE UNIQUE INDEX by_half ON orders ((total / 2)) WHERE total > 7",
         "INSERT INTO orders VALUES (1, 200, 0)"});
  it.wanted(shop("purchases", "amount"));
  it.wanted({"CREATE MATERIALIZED VIEW sums AS SELECT sum(amount) AS s FROM purchases",
             "CREATE UNIQUE INDEX by_half ON purchases ((amount / 2)) WHERE amount > 7"});
  it.goes_there_and_back("SELECT total FROM dear");
}

TEST(Rename, OfAColumnLeavesViewsThatSayTheSameOnPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  Renaming it("postgresql");
  it.is(shop("orders", "total"));
  it.wanted(shop("orders", "amount"));
  ASSERT_EQ(it.between({"diff", "--rename=orders.total:amount",
                        "--diff-types=views,indexes,"
                        "checkconstraints",
                        "--detailed-exitcode"}),
            2)
      << "the column is told";
  EXPECT_FALSE(it.says("dear")) << it.out;
  EXPECT_FALSE(it.says("by_total")) << it.out;
}

TEST(Rename, KeepsTheRowsOnMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  Renaming it("mariadb");
  it.is(shop("orders", "total"));
  it.is({"CREATE TRIGGER fill BEFORE INSERT ON orders FOR EACH ROW SET NEW.least = NEW.total - 1",
         "INSERT INTO orders VALUES (1, 200, 0)"});
  it.wanted(shop("purchases", "amount"));
  it.wanted(
      {"CREATE TRIGGER fill BEFORE INSERT ON purchases FOR EACH ROW SET NEW.least = "
       "NEW.amount - 1"});
  it.goes_there_and_back("SELECT total FROM dear");
}

TEST(Rename, IsHintedAtForATableOfTheSameShape) {
  Renaming it("sqlite");
  it.is({"CREATE TABLE orders (id int, total int)", "CREATE TABLE a (x int)"});
  it.wanted({"CREATE TABLE purchases (id int, total int)", "CREATE TABLE b (y int)"});
  EXPECT_EQ(it.between({"diff"}), 0);
  EXPECT_TRUE(it.says("--rename=orders:purchases")) << it.err;
  EXPECT_FALSE(it.says("--rename=a")) << it.err;
}

TEST(Rename, IsNotHintedAtWhereTwoMayBeMeant) {
  Renaming it("sqlite");
  it.is({"CREATE TABLE orders (id int, a text)"});
  it.wanted({"CREATE TABLE orders (id int, b text, c text)"});
  EXPECT_EQ(it.between({"diff"}), 0);
  EXPECT_FALSE(it.says("--rename")) << it.err;
}

}  // namespace
}  // namespace ebbtide

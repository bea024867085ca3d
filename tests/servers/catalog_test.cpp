// What every catalog has to tell of the structure, whatever database is behind it.

#include "database/catalog.h"

#include "database/dialect.h"
#include "tests/support/test_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class CatalogOnServer : public OnDatabase {};

TEST_P(CatalogOnServer, TellsColumnsAndKeys) {
  execute(
      "CREATE TABLE parent (id INT NOT NULL, code VARCHAR(20) NOT NULL, note VARCHAR(9), "
      "CONSTRAINT parent_key PRIMARY KEY (id), CONSTRAINT parent_code UNIQUE (code))");
  const auto catalog = connection().catalog(connection().defaults());
  const auto table = catalog->table({"", "", "parent"});
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->columns.size(), 3u);
  EXPECT_EQ(table->columns[1].name, "code");
  EXPECT_FALSE(table->columns[1].nullable);
  EXPECT_TRUE(table->columns[2].nullable);
  ASSERT_TRUE(table->primary_key.has_value());
  EXPECT_EQ(table->primary_key->columns, std::vector<std::string>{"id"});
  ASSERT_EQ(table->unique_constraints.size(), 1u);
  EXPECT_EQ(table->unique_constraints[0].columns, std::vector<std::string>{"code"});
}

TEST_P(CatalogOnServer, TellsIndexes) {
  execute("CREATE TABLE t (a INT, b INT)");
  execute("CREATE UNIQUE INDEX t_both ON t (b, a)");
  const auto table = connection().catalog(connection().defaults())->table({"", "", "t"});
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->indexes.size(), 1u);
  EXPECT_EQ(table->indexes[0].name, "t_both");
  EXPECT_EQ(table->indexes[0].columns, (std::vector<std::string>{"b", "a"}));
  EXPECT_TRUE(table->indexes[0].unique);
}

TEST_P(CatalogOnServer, TellsForeignKeysFromBothSides) {
  execute("CREATE TABLE parent (id INT PRIMARY KEY)");
  execute(
      "CREATE TABLE child (id INT, parent_id INT, CONSTRAINT child_parent FOREIGN KEY (parent_id) "
      "REFERENCES parent (id))");
  const auto catalog = connection().catalog(connection().defaults());
  const auto child = catalog->table({"", "", "child"});
  ASSERT_TRUE(child.has_value());
  ASSERT_EQ(child->foreign_keys.size(), 1u);
  EXPECT_EQ(child->foreign_keys[0].columns, std::vector<std::string>{"parent_id"});
  EXPECT_EQ(child->foreign_keys[0].referenced_table, "parent");
  const auto into = catalog->foreign_keys_into({"", "", "parent"});
  ASSERT_EQ(into.size(), 1u);
  EXPECT_EQ(into[0].table, "child");
}

TEST_P(CatalogOnServer, TellsViewsFromTables) {
  execute("CREATE TABLE t (id INT)");
  execute("CREATE VIEW v AS SELECT id FROM t");
  const auto catalog = connection().catalog(connection().defaults());
  EXPECT_TRUE(catalog->has_view({"", "", "v"}));
  EXPECT_FALSE(catalog->has_view({"", "", "t"}));
  EXPECT_FALSE(catalog->table({"", "", "v"}).has_value());
  EXPECT_EQ(catalog->views_on({"", "", "t"}), std::vector<std::string>{"v"});
}

TEST_P(CatalogOnServer, TellsSequencesWhereThereAreSome) {
  if (!connection().facts().has(Feature::sequences)) GTEST_SKIP() << "there are no sequences";
  execute("CREATE SEQUENCE numbers");
  const auto catalog = connection().catalog(connection().defaults());
  EXPECT_TRUE(catalog->has_sequence({"", "", "numbers"}));
  EXPECT_FALSE(catalog->has_sequence({"", "", "letters"}));
}

TEST_P(CatalogOnServer, TellsWhatIsNotThere) {
  const auto catalog = connection().catalog(connection().defaults());
  EXPECT_FALSE(catalog->table({"", "", "nothing"}).has_value());
  EXPECT_FALSE(catalog->has_view({"", "", "nothing"}));
}

TEST_P(CatalogOnServer, TellsAPeriodFromAnIndex) {
  if (GetParam() != "mariadb") GTEST_SKIP() << "there are no periods";
  execute("CREATE TABLE t (a INT, b DATE, c DATE, PERIOD FOR valid (b, c), KEY k (a))");
  const Structure found =
      connection().catalog(connection().defaults())->table_structure({"", "", "t"});
  std::string keys;
  for (const StructureObject& one : found.objects()) {
    if (one.kind != "column" && one.kind != "table")
      keys += one.kind + " " + one.name + " on " + join(one.columns, ", ") + "; ";
  }
  EXPECT_EQ(keys, "index k on a; period valid on b, c; ");
}

INSTANTIATE_TEST_SUITE_P(Databases, CatalogOnServer, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide

// What every catalog has to tell of the structure, whatever database is behind it.

#include "database/catalog.h"

#include <map>

#include "database/dialect.h"
#include "database/read_schema.h"
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
  ASSERT_EQ(table->uniques.size(), 1u);
  EXPECT_EQ(table->uniques[0].columns, std::vector<std::string>{"code"});
}

TEST_P(CatalogOnServer, TellsIndexes) {
  execute("CREATE TABLE t (a INT, b INT)");
  execute("CREATE UNIQUE INDEX t_both ON t (b, a)");
  const auto table = connection().catalog(connection().defaults())->table({"", "", "t"});
  ASSERT_TRUE(table.has_value());
  if (GetParam() == "mysql" || GetParam() == "mariadb") {  // there it is the same as a constraint
    ASSERT_EQ(table->uniques.size(), 1u);
    EXPECT_EQ(table->uniques[0].columns, (std::vector<std::string>{"b", "a"}));
    return;
  }
  ASSERT_EQ(table->indexes.size(), 1u);
  EXPECT_EQ(table->indexes[0].name, "t_both");
  ASSERT_EQ(table->indexes[0].parts.size(), 2u);
  EXPECT_EQ(table->indexes[0].parts[0].text, "b");
  EXPECT_TRUE(table->indexes[0].is_unique);
}

std::string said_of(const schema::Table& table) {
  std::string said;
  for (const schema::Column& one : table.columns)
    said += one.name + " " + one.type + (one.nullable ? "" : " not null") + " default " +
            one.by_default.value_or("-") + " as " + one.generated.value_or("-") +
            (one.numbering ? " numbered" : "") + "\n";
  const auto key = [&](const schema::Key& one) {
    said += one.name + (one.is_named ? " named " : " ") + join(one.columns, ", ") + " " +
            one.definition + "\n";
  };
  if (table.primary_key) key(*table.primary_key);
  for (const schema::Key& one : table.uniques) key(one);
  for (const schema::ForeignKey& one : table.foreign_keys)
    said += one.name + " " + join(one.columns, ", ") + " to " + one.referenced.to_text() + " " +
            join(one.referenced_columns, ", ") + " " + one.on_delete + "; " + one.on_update + "\n";
  for (const schema::Check& one : table.checks) said += one.name + " " + one.definition + "\n";
  std::map<std::string, schema::Index> indexes;
  for (const schema::Index& one : table.indexes) indexes[one.name] = one;
  for (const auto& [name, one] : indexes) {
    said += name + " " + one.method;
    for (const schema::IndexPart& part : one.parts)
      said += "; " + part.text + " " + part.prefix + (part.is_descending ? " desc" : "");
    said += "\n";
  }
  return said;
}

/// One table by itself, and among all others.
TEST_P(CatalogOnServer, TellsOneTableAsTheWholeSchemaDoes) {
  execute("CREATE TABLE parent (id INT NOT NULL, code VARCHAR(20), PRIMARY KEY (id))");
  execute(
      "CREATE TABLE t (id INT NOT NULL, code VARCHAR(20) DEFAULT 'a, (b' NOT NULL, size "
      "NUMERIC(6,2) DEFAULT 7, twice NUMERIC(8,2) GENERATED ALWAYS AS (size * 2) STORED, p INT, "
      "CONSTRAINT t_key PRIMARY KEY (id, code), CONSTRAINT t_code UNIQUE (code), CONSTRAINT "
      "t_parent FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE, CONSTRAINT t_size CHECK "
      "(size > 0))");
  execute("CREATE INDEX t_both ON t (code DESC, id)");
  const auto one = connection().catalog(connection().defaults())->table({"", "", "t"});
  const schema::Schema all = read_schema(connection(), connection().defaults(), {}, {});
  const schema::Table* const among = all.table({all.origin.default_schema, "t"});
  ASSERT_TRUE(one.has_value());
  ASSERT_NE(among, nullptr);
  EXPECT_EQ(said_of(*one), said_of(*among));
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
  EXPECT_EQ(child->foreign_keys[0].referenced.name, "parent");
  const auto into = catalog->foreign_keys_into({"", "", "parent"});
  ASSERT_EQ(into.size(), 1u);
  EXPECT_EQ(into[0].table.name, "child");
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
  const auto found = connection().catalog(connection().defaults())->table({"", "", "t"});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->indexes.size(), 1u);
  EXPECT_EQ(found->indexes[0].name, "k");
  EXPECT_EQ(found->indexes[0].parts.at(0).text, "a");
}

INSTANTIATE_TEST_SUITE_P(Databases, CatalogOnServer, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide

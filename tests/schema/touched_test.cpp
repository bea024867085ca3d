#include "schema/touched.h"

#include <gtest/gtest.h>

#include "schema/excerpt.h"
#include "text/ascii.h"

namespace ebbtide::schema {
namespace {

Schema shop() {
  Schema schema;
  schema.origin.default_schema = "public";
  Table customer{.name = {"public", "customer"}};
  customer.indexes = {{.name = "by_name"}};
  Table orders{.name = {"public", "orders"}};
  orders.foreign_keys = {{.name = "fk", .referenced = {"public", "customer"}}};
  Table seen{.name = {"public", "seen"}};
  schema.tables = {customer, orders, seen};
  schema.views = {{.name = {"public", "v"}, .uses = {{"public", "seen"}}}};
  schema.sequences = {{.name = {"public", "numbers"}, .owned_by = "orders.id"}};
  schema.programs = {{.name = {"public", "tell"}, .table = "orders"}};
  return schema;
}

/// The tables that statements can have changed; `?` for anything.
std::string touched(const std::string& sql) {
  const Schema schema = shop();
  StructureRules rules;
  rules.own_places = {"public"};
  rules.syntax.dollar_quotes = true;
  Touched all(schema, rules);
  for (const sql::Effect& effect : sql::effects_of(sql, rules.syntax)) all.add(effect);
  if (all.is_anything()) return "?";
  std::vector<std::string> names;
  for (const Name& one : all.tables()) names.push_back(one.name);
  return join(names, " ");
}

TEST(Touched, RowsChangeNoTable) {
  EXPECT_EQ(touched("INSERT INTO orders VALUES (1); DELETE FROM orders; LOCK TABLE orders"), "");
}

TEST(Touched, IsTheTableThatAStatementIsAbout) {
  EXPECT_EQ(touched("ALTER TABLE public.orders ADD note text; CREATE TABLE n (a int)"), "orders n");
  EXPECT_EQ(touched("CREATE INDEX i ON orders (id); DROP INDEX i"), "orders");
  EXPECT_EQ(touched("COMMENT ON COLUMN orders.id IS 'x'"), "orders");
}

TEST(Touched, TablesWithKeysToItAreTouchedToo) {
  EXPECT_EQ(touched("ALTER TABLE customer RENAME TO buyer"), "customer orders buyer");
  EXPECT_EQ(touched("DROP INDEX by_name"), "customer orders");
}

TEST(Touched, IsAnythingWhereMoreThanTablesCanChange) {
  for (const char* const sql :
       {"DROP TABLE orders CASCADE", "CREATE VIEW w AS SELECT 1", "DO $$ BEGIN END $$",
        "DROP INDEX nobody_knows", "ALTER TABLE seen ADD a int", "GRANT SELECT ON orders TO joe",
        "CREATE SEQUENCE s", "SET search_path TO other", "CREATE TABLE v (a int)"})
    EXPECT_EQ(touched(sql), "?") << sql;
}

TEST(Excerpt, HasWhatIsAboutItsTables) {
  const Schema part = excerpt_of(shop(), {{"public", "orders"}});
  ASSERT_EQ(part.tables.size(), 1u);
  EXPECT_EQ(part.sequences.size(), 1u);
  EXPECT_EQ(part.programs.size(), 1u);
  EXPECT_TRUE(part.views.empty());
}

TEST(Excerpt, IsPutInThePlaceOfWhatWas) {
  Schema schema = shop();
  Schema part;
  part.tables = {{.name = {"public", "buyer"}}};
  replace_excerpt(schema, {{"public", "customer"}, {"public", "buyer"}}, std::move(part));
  ASSERT_EQ(schema.tables.size(), 3u);
  EXPECT_EQ(schema.tables[0].name.name, "buyer");
  EXPECT_EQ(schema.tables[1].name.name, "orders");
  EXPECT_EQ(schema.sequences.size(), 1u);
}

}  // namespace
}  // namespace ebbtide::schema

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
  return schema;
}

StructureRules rules_of_postgresql() {
  StructureRules rules;
  rules.own_places = {"public"};
  rules.syntax.dollar_quotes = true;
  return rules;
}

/// The tables that statements can have changed; `?` for anything.
std::string touched(const std::string& sql, const Schema& schema = shop()) {
  const StructureRules rules = rules_of_postgresql();
  Touched all(schema, rules);
  all.add(sql::effects_of(sql, rules.syntax), sql);
  if (all.is_anything()) return "?";
  std::vector<std::string> names;
  for (const Name& one : all.tables()) names.push_back(one.name);
  return join(names, " ");
}

TEST(Touched, RowsChangeNoTable) {
  EXPECT_EQ(touched("INSERT INTO orders VALUES (1); DELETE FROM orders; LOCK TABLE orders"), "");
}

TEST(Touched, RowsOfWhatNobodyKnowsMayBeThoseOfACatalog) {
  EXPECT_EQ(touched("UPDATE sqlite_master SET sql = ''"), "?");
  EXPECT_EQ(touched("DELETE FROM pg_catalog.pg_constraint"), "?");
  EXPECT_EQ(touched("CREATE TABLE n (a int); INSERT INTO n VALUES (1)"), "n");
}

TEST(Touched, IsTheTableThatAStatementIsAbout) {
  EXPECT_EQ(touched("ALTER TABLE public.orders ADD note text; CREATE TABLE n (a int)"), "orders n");
  EXPECT_EQ(touched("CREATE INDEX i ON orders (id); DROP INDEX i"), "orders");
  EXPECT_EQ(touched("COMMENT ON COLUMN orders.id IS 'x'"), "orders");
}

TEST(Touched, TablesWithKeysToItAreTouchedWhereTheseMayFollow) {
  EXPECT_EQ(touched("ALTER TABLE customer RENAME TO buyer"), "customer orders buyer");
  EXPECT_EQ(touched("ALTER TABLE customer RENAME COLUMN a TO b"), "customer orders");
  EXPECT_EQ(touched("DROP TABLE customer"), "customer orders");
  EXPECT_EQ(touched("DROP INDEX by_name"), "customer");
  EXPECT_EQ(touched("ALTER TABLE customer ADD a int, DROP COLUMN b"), "customer");
}

TEST(Touched, TablesAreFoundInAnyCaseOfTheirNames) {
  EXPECT_EQ(touched("ALTER TABLE \"CUSTOMER\" RENAME a TO b"), "CUSTOMER customer orders");
  EXPECT_EQ(touched("ALTER TABLE \"SEEN\" ADD a int"), "?") << "a view reads it";
}

TEST(Touched, RowsOfATableForTheTypeOfAColumnAreRenamedWithIt) {
  Schema schema = shop();
  schema.tables[2].columns = {{.name = "of", .type = "customer[]"}};
  EXPECT_EQ(touched("ALTER TABLE customer RENAME TO buyer", schema), "customer orders buyer seen");
}

TEST(Touched, IsAnythingWhereMoreThanTablesCanChange) {
  for (const char* const sql :
       {"DROP TABLE orders CASCADE", "CREATE VIEW w AS SELECT 1", "DO $$ BEGIN END $$",
        "DROP INDEX nobody_knows", "ALTER TABLE seen ADD a int", "GRANT SELECT ON orders TO joe",
        "CREATE SEQUENCE s", "SET search_path TO other", "CREATE TABLE v (a int)", "CALL tidy()",
        "SELECT tidy()", "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
        "CREATE TRIGGER t BEFORE INSERT ON orders EXECUTE FUNCTION f()", "DROP SCHEMA public",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO joe", "what is this"})
    EXPECT_EQ(touched(sql), "?") << sql;
}

TEST(Touched, IsAnythingWhereATriggerHangsOnTheTableOrMayRun) {
  Schema schema = shop();
  schema.programs = {{.name = {"public", "tell"}, .table = "orders"}};
  EXPECT_EQ(touched("ALTER TABLE orders ADD a int", schema), "?");
  EXPECT_EQ(touched("CREATE TABLE n (a int)", schema), "n");
  EXPECT_EQ(touched("DELETE FROM customer", schema), "?") << "rows of orders may go with them";
  EXPECT_EQ(touched("ALTER TABLE customer RENAME COLUMN a TO b", schema), "?")
      << "the trigger may name it";
}

TEST(Touched, IsAnythingWhereARoutineMayRun) {
  Schema schema = shop();
  schema.routines = {{.name = {"public", "Tidy"}}};
  EXPECT_EQ(touched("CREATE INDEX i ON orders (id)", schema), "orders");
  EXPECT_EQ(touched("CREATE INDEX i ON orders (\"Tidy\"(id))", schema), "?");
  EXPECT_EQ(touched("INSERT INTO orders VALUES (1)", schema), "?") << "by a default";
}

TEST(Touched, IsAnythingInADatabaseWithEventTriggers) {
  Schema schema = shop();
  schema.untold = {{"event trigger", {"", "watch"}}};
  EXPECT_EQ(touched("CREATE TABLE n (a int)", schema), "?");
}

TEST(Excerpt, HasWhatIsAboutItsTables) {
  Schema schema = shop();
  schema.programs = {{.name = {"public", "tell"}, .table = "orders"}};
  const Schema part = excerpt_of(schema, {{"public", "orders"}});
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

#include "schema/state.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "database/dialect.h"
#include "database/drivers.h"
#include "database/names.h"
#include "database/structure_rules.h"
#include "schema/parts.h"
#include "text/ascii.h"

namespace ebbtide::schema {
namespace {

StructureRules rules_of(std::string_view database) {
  const auto dialect = make_dialect(database, "");
  Defaults defaults;
  (database == "postgresql" ? defaults.schema : defaults.catalog) =
      database == "postgresql" ? "public" : "shop";
  return structure_rules(Names(*dialect, defaults));
}

/// Statements that are parted by ` ; `.
void run(State& state, std::string_view statements) {
  for (std::size_t at = 0; at < statements.size();) {
    const std::size_t end = std::min(statements.find(" ; ", at), statements.size());
    for (const sql::Effect& effect :
         sql::effects_of(statements.substr(at, end - at), state.rules().syntax))
      state.apply(effect);
    at = end + 3;
  }
}

std::string list(const std::vector<std::string>& columns) {
  return "(" + join(columns, ", ") + ")";
}

std::string numbered(const Column& column) {
  if (!column.numbering) return "";
  const std::string& by = column.numbering->sequence.name;
  return by.empty() ? " numbered" : " numbered by " + by;
}

std::string shown(const Column& column) {
  return column.name + " " + column.type + (column.nullable ? "" : " not null") +
         (column.by_default ? " default " + *column.by_default : "") +
         (column.collation ? " collate " + *column.collation : "") +
         (column.generated ? " generated" : "") + numbered(column);
}

std::string shown(const Index& index) { return "index " + index.name + list(columns_of(index)); }

std::string shown(const Table& table, const State& state) {
  std::vector<std::string> columns, parts;
  for (const Column& one : table.columns) columns.push_back(shown(one));
  parts.push_back(join(columns, ", "));
  const auto named = [](std::string word, const std::string& name) {
    return name.empty() ? word : word + " " + name;
  };
  if (table.primary_key)
    parts.push_back(named("key", table.primary_key->name) + list(table.primary_key->columns));
  for (const Key& one : table.uniques)
    parts.push_back(named("unique", one.name) + list(one.columns));
  for (const ForeignKey& one : table.foreign_keys)
    parts.push_back(named("foreign", one.name) + list(one.columns) + " -> " +
                    one.referenced.to_text() + list(one.referenced_columns) +
                    (one.is_validated ? "" : " not valid"));
  for (const Check& one : table.checks) parts.push_back(named("check", one.name));
  for (const Index& one : table.indexes) parts.push_back(shown(one));
  for (const Name& one : table.parents) parts.push_back("of " + one.to_text());
  return table.name.to_text() + (state.has_unknown_parts(table.name) ? "?" : "") + "(" +
         join(parts, "; ") + ")";
}

std::string shown(const View& view) {
  std::vector<std::string> uses, reads;
  for (const Name& one : view.uses) uses.push_back(one.to_text());
  for (const ColumnName& one : view.reads) reads.push_back(one.of.to_text() + "." + one.column);
  std::string text = "view " + view.name.to_text();
  if (!uses.empty()) text += " on " + join(uses, ", ");
  if (!reads.empty()) text += " reads " + join(reads, ", ");
  for (const Index& one : view.indexes) text += "; " + shown(one);
  return text;
}

std::string shown(const State& state) {
  Schema schema = state.schema();
  schema.sort();
  std::vector<std::string> all;
  for (const Table& one : schema.tables) all.push_back(shown(one, state));
  for (const View& one : schema.views) all.push_back(shown(one));
  for (const Sequence& one : schema.sequences) all.push_back("sequence " + one.name.to_text());
  for (const Type& one : schema.types)
    all.push_back("type " + one.name.to_text() + ": " + join(one.labels, ", "));
  for (const Routine& one : schema.routines) all.push_back("function " + one.name.to_text());
  for (const Program& one : schema.programs)
    all.push_back("trigger " + one.table + "." + one.name.name);
  return join(all, " ");
}

/// Where databases differ, they are told one after the other.
std::string expected_of(std::string_view text, std::string_view database) {
  const std::size_t slash = text.find(" / ");
  if (slash == std::string_view::npos) return std::string(text);
  return std::string(database == "postgresql" ? text.substr(0, slash) : text.substr(slash + 3));
}

TEST(State, IsWhatTheTableSaysBehindItsStatements) {
  std::ifstream lines(std::string(TESTS_FOLDER) + "/schema/states.txt");
  ASSERT_TRUE(lines);
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const std::size_t first = line.find(" | "), last = line.rfind(" |");
    ASSERT_LT(first, last) << line;
    const std::string sql = line.substr(first + 3, last - first - 3);
    for (const std::string_view database : split(std::string_view(line).substr(0, first), ' ')) {
      State state({}, rules_of(database));
      run(state, sql);
      EXPECT_EQ(shown(state), expected_of(trim(std::string_view(line).substr(last + 2)), database))
          << database << " | " << sql;
    }
    ++count;
  }
  EXPECT_GT(count, 50);
}

/// A schema as the reader of PostgreSQL gives it.
Schema orders() {
  Schema schema;
  schema.origin.default_schema = "public";
  Table customer{.name = {"public", "customer"}};
  customer.columns = {{.name = "id", .type = "integer", .nullable = false}};
  customer.primary_key = Key{.name = "customer_pkey", .columns = {"id"}};
  Table orders{.name = {"public", "orders"}};
  orders.columns = {{.name = "id", .type = "integer"}, {.name = "customer", .type = "integer"}};
  orders.checks = {{.name = "ck", .definition = "CHECK ((customer > 0))"}};
  orders.foreign_keys = {{.name = "fk",
                          .columns = {"customer"},
                          .referenced = {"public", "customer"},
                          .referenced_columns = {"id"}}};
  schema.tables = {customer, orders};
  schema.sequences = {{.name = {"public", "numbers"}, .owned_by = "orders.id"}};
  schema.programs = {{.name = {"public", "tell"}, .table = "orders"}};
  schema.views = {{.name = {"public", "v"},
                   .uses = {{"public", "orders"}},
                   .reads = {{{"public", "orders"}, "id"}}}};
  return schema;
}

TEST(State, FindsNamesWithTheirPlaceAndWithout) {
  const State state(orders(), rules_of("postgresql"));
  EXPECT_NE(state.table({"", "orders"}), nullptr);
  EXPECT_EQ(state.table({"", "orders"}), state.table({"public", "ORDERS"}));
  EXPECT_EQ(state.table({"other", "orders"}), nullptr);
}

TEST(State, ATableOfTheVeryNameComesBeforeOneInAnotherCase) {
  Schema schema;
  schema.tables = {{.name = {"", "t"}}, {.name = {"", "T"}}};
  const State state(std::move(schema), rules_of("postgresql"));
  EXPECT_EQ(state.table({"", "T"})->name.name, "T");
  EXPECT_EQ(state.table({"", "t"})->name.name, "t");
}

TEST(State, RenamesReachAllThatRefersToATable) {
  State state(orders(), rules_of("postgresql"));
  run(state, "ALTER TABLE orders RENAME TO sales ; ALTER TABLE customer RENAME id TO number");
  EXPECT_EQ(shown(state),
            "public.customer(number integer not null; key customer_pkey(number)) "
            "public.sales(id integer, customer integer; foreign fk(customer) -> "
            "public.customer(number); check ck) view public.v on public.sales reads "
            "public.sales.id sequence public.numbers trigger sales.tell");
  EXPECT_EQ(state.sequence({"", "numbers"})->owned_by, "sales.id");
}

TEST(State, RemembersWhatThingsWereCalledWhenTheyWereRead) {
  State state(orders(), rules_of("postgresql"));
  run(state,
      "ALTER TABLE orders RENAME TO sales ; ALTER TABLE sales RENAME id TO number ; "
      "ALTER TABLE sales ADD id int ; CREATE TABLE orders (id int)");
  EXPECT_EQ(state.origin({"", "sales"}), (Name{"public", "orders"}));
  EXPECT_EQ(state.origin({"", "sales"}, "number"), "id");
  EXPECT_EQ(state.origin({"", "sales"}, "customer"), "customer");
  EXPECT_EQ(state.origin({"", "sales"}, "id"), std::nullopt);
  EXPECT_EQ(state.origin({"", "orders"}), std::nullopt);
  run(state,
      "DROP TABLE orders ; ALTER TABLE sales DROP id ; ALTER TABLE sales RENAME number TO id");
  EXPECT_EQ(state.origin({"", "orders"}), std::nullopt);
  EXPECT_EQ(state.origin({"", "sales"}, "id"), "id");
}

TEST(State, WhatATableOwnsGoesWithIt) {
  State state(orders(), rules_of("postgresql"));
  run(state, "DROP TABLE orders CASCADE");
  EXPECT_EQ(shown(state), "public.customer(id integer not null; key customer_pkey(id))");
}

TEST(State, AColumnTakesItsKeysChecksAndSequencesAlong) {
  State state(orders(), rules_of("postgresql"));
  run(state, "ALTER TABLE orders DROP customer");
  EXPECT_EQ(shown(*state.table({"", "orders"}), state), "public.orders(id integer)");
  run(state, "ALTER TABLE orders DROP id CASCADE");
  EXPECT_EQ(state.sequence({"", "numbers"}), nullptr);
  EXPECT_EQ(state.view({"", "v"}), nullptr);
}

TEST(State, ARenamedColumnIsFoundInTheTextOfACheck) {
  State state(orders(), rules_of("postgresql"));
  run(state, "ALTER TABLE orders RENAME customer TO buyer ; ALTER TABLE orders DROP buyer");
  EXPECT_EQ(shown(*state.table({"", "orders"}), state), "public.orders(id integer)");
}

TEST(State, TextsThatNameATableInAnotherCaseAreSettled) {
  Schema schema;
  schema.tables = {
      {.name = {"", "p"}, .columns = {{.name = "id", .type = ""}}},
      {.name = {"", "t"},
       .foreign_keys = {
           {.name = "", .columns = {"a"}, .referenced = {"", "P"}, .referenced_columns = {"ID"}}}}};
  State state(std::move(schema), rules_of("sqlite"));
  run(state, "ALTER TABLE p RENAME TO q ; ALTER TABLE q RENAME id TO n");
  const ForeignKey& key = state.table({"", "t"})->foreign_keys.at(0);
  EXPECT_EQ(key.referenced.name, "q");
  EXPECT_EQ(key.referenced_columns, std::vector<std::string>{"n"});
}

TEST(State, AnIndexIsWhatItsStatementSays) {
  State state({}, rules_of("postgresql"));
  run(state,
      "CREATE TABLE t (a int, b text, c int) ; CREATE UNIQUE INDEX i ON t USING gin (a "
      "jsonb_path_ops, lower(b) COLLATE \"C\" DESC NULLS LAST, c own.int_ops DESC) INCLUDE (c) "
      "WHERE a IS NOT NULL");
  const Index& index = state.table({"", "t"})->indexes.at(0);
  EXPECT_TRUE(index.is_unique);
  EXPECT_EQ(index.method, "gin");
  EXPECT_EQ(index.included, std::vector<std::string>{"c"});
  EXPECT_EQ(index.predicate, "a IS NOT NULL");
  ASSERT_EQ(index.parts.size(), 3u);
  EXPECT_EQ(index.parts[2],
            (IndexPart{.text = "c", .is_descending = true, .operator_class = "own.int_ops"}));
  EXPECT_EQ(index.parts[0], (IndexPart{.text = "a", .operator_class = "jsonb_path_ops"}));
  EXPECT_EQ(index.parts[1], (IndexPart{.text = "lower(b)",
                                       .is_expression = true,
                                       .is_descending = true,
                                       .nulls = "LAST",
                                       .collation = "C"}));
}

TEST(State, AnIndexOfMariadbHasThePrefixesOfItsColumns) {
  State state({}, rules_of("mariadb"));
  run(state, "CREATE TABLE t (a text) ; CREATE INDEX i ON t (`A`(10) DESC)");
  const Index& index = state.table({"", "t"})->indexes.at(0);
  EXPECT_EQ(index.parts.at(0), (IndexPart{.text = "a", .is_descending = true, .prefix = "10"}));
}

TEST(State, AGeneratedColumnHasItsExpression) {
  State state({}, rules_of("mariadb"));
  run(state, "CREATE TABLE t (a int, b int AS (a + 1) VIRTUAL, c int AS (a * 2) STORED)");
  const Table& table = *state.table({"", "t"});
  EXPECT_EQ(table.column("b")->generated, "a + 1");
  EXPECT_FALSE(table.column("b")->is_stored);
  EXPECT_EQ(table.column("c")->generated, "a * 2");
  EXPECT_TRUE(table.column("c")->is_stored);
}

/// A state whose makers are counted from 1, and which knows the names that the database gives.
struct Counted {
  explicit Counted(std::string_view database, Schema schema = {})
      : state(std::move(schema), [&] {
          StructureRules rules = rules_of(database);
          rules.own_name = make_dialect(database, "")->facts().own_name;
          return rules;
        }()) {}

  void run(std::string_view statement) {
    for (const sql::Effect& effect : sql::effects_of(statement, state.rules().syntax))
      state.apply(effect, [this](const sql::Effect&) { return ++count; });
  }
  const Table& table(const std::string& name) const { return *state.table({"", name}); }

  State state;
  int count = 0;
};

TEST(State, ASequenceThatNumbersAColumnIsFoundByTheNameItHas) {
  State state({}, rules_of("postgresql"));
  run(state, "CREATE TABLE t (id serial)");
  ASSERT_NE(state.table_numbered_by({"", "t_id_seq"}), nullptr);
  run(state, "ALTER SEQUENCE t_id_seq RENAME TO numbers ; ALTER TABLE t RENAME TO u");
  EXPECT_EQ(state.table_numbered_by({"", "t_id_seq"}), nullptr);
  ASSERT_NE(state.table_numbered_by({"", "numbers"}), nullptr);
  EXPECT_EQ(state.table_numbered_by({"", "numbers"})->name.name, "u");
  run(state, "CREATE TABLE t (id serial)");
  EXPECT_EQ(state.table_numbered_by({"", "t_id_seq"})->name.name, "t");
}

TEST(StateMakers, GoWithWhatTheyMadeUnderEveryName) {
  Counted counted("postgresql");
  counted.run("CREATE TABLE a (id int, b int)");
  counted.run("ALTER TABLE a ADD c int");
  counted.run("CREATE INDEX i ON a (b)");
  const int table = counted.table("a").made_by;
  const int added = find_part(counted.table("a").columns, "c")->made_by;
  const int index = counted.table("a").indexes.front().made_by;
  EXPECT_EQ((std::set<int>{0, table, added, index}.size()), 4U);
  counted.run("ALTER TABLE a RENAME TO z");
  counted.run("ALTER TABLE z RENAME c TO d");
  counted.run("ALTER TABLE z ALTER d TYPE bigint");
  counted.run("ALTER TABLE z ADD CONSTRAINT u UNIQUE USING INDEX i");
  EXPECT_EQ(counted.table("z").made_by, table);
  EXPECT_EQ(find_part(counted.table("z").columns, "d")->made_by, added);
  EXPECT_TRUE(counted.table("z").indexes.empty());
  EXPECT_EQ(counted.table("z").uniques.front().name, "u");
  EXPECT_EQ(counted.table("z").uniques.front().made_by, index);
}

TEST(StateMakers, OfAnOldTableStayWithTheOneThatTakesItsPlace) {
  Counted counted("sqlite");
  counted.run("CREATE TABLE t (id int, a int)");
  const Table old = counted.table("t");
  counted.run("CREATE TABLE copy (id int, b int)");
  const int added = find_part(counted.table("copy").columns, "b")->made_by;
  counted.run("DROP TABLE t");
  counted.run("ALTER TABLE copy RENAME TO t");
  counted.state.keep_makers(old, {"", "t"});
  const Table& rebuilt = counted.table("t");
  EXPECT_EQ(rebuilt.made_by, old.made_by);
  EXPECT_EQ(find_part(rebuilt.columns, "id")->made_by, find_part(old.columns, "id")->made_by);
  EXPECT_EQ(find_part(rebuilt.columns, "b")->made_by, added);
}

TEST(StateNames, OfKeysThatNoStatementNamesAreThoseOfTheServer) {
  Counted counted("postgresql");
  counted.run("CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE, b int REFERENCES t)");
  counted.run("ALTER TABLE t ADD UNIQUE (a)");
  EXPECT_EQ(counted.table("t").primary_key->name, "t_pkey");
  EXPECT_EQ(counted.table("t").uniques.at(0).name, "t_a_key");
  EXPECT_EQ(counted.table("t").uniques.at(1).name, "t_a_key1");
  EXPECT_EQ(counted.table("t").foreign_keys.at(0).name, "t_b_fkey");
  counted.run("ALTER TABLE t DROP CONSTRAINT t_b_fkey");
  EXPECT_TRUE(counted.table("t").foreign_keys.empty());
}

/// MySQL calls every primary key PRIMARY, so that no other name is left for a second one.
TEST(StateNames, OfASecondPrimaryKeyAreNotLookedForWithoutEnd) {
  Counted counted("mariadb");
  counted.run("CREATE TABLE t (id int PRIMARY KEY, a int)");
  counted.run("ALTER TABLE t ADD PRIMARY KEY (a)");
  EXPECT_EQ(counted.table("t").primary_key->columns, std::vector<std::string>{"a"});
  counted.run("CREATE TABLE u (id int, KEY `id` (id))");
  counted.run("ALTER TABLE u ADD UNIQUE (id), ADD UNIQUE (id)");
  EXPECT_EQ(counted.table("u").uniques.at(1).name, "id_3");
}

TEST(StateIndexes, ThatAServerMadeForAKeyGiveWayAndStatedOnesStay) {
  Counted counted("mariadb");
  counted.run("CREATE TABLE p (id int PRIMARY KEY)");
  counted.run("CREATE TABLE t (a int, b int, CONSTRAINT k FOREIGN KEY (a) REFERENCES p (id))");
  EXPECT_EQ(shown(counted.table("t").indexes.at(0)), "index k(a)");
  counted.run("CREATE INDEX i ON t (a, b)");
  ASSERT_EQ(counted.table("t").indexes.size(), 1U);
  EXPECT_EQ(counted.table("t").indexes.front().name, "i");
  counted.run("CREATE TABLE s (a int, KEY k (a), CONSTRAINT k FOREIGN KEY (a) REFERENCES p (id))");
  counted.run("CREATE INDEX i ON s (a)");
  EXPECT_EQ(counted.table("s").indexes.size(), 2U);
}

TEST(StateIndexes, ArePartOfACopyThatTakesAll) {
  Counted counted("mariadb");
  counted.run("CREATE TABLE t (id int PRIMARY KEY, a int, KEY i (a))");
  counted.run("CREATE TABLE copy (x int)");
  counted.state.copy_parts({"", "copy"}, {"", "t"}, true);
  EXPECT_EQ(counted.table("copy").columns.size(), 2U);
  EXPECT_TRUE(counted.table("copy").primary_key.has_value());
  EXPECT_EQ(counted.table("copy").indexes.size(), 1U);
}

}  // namespace
}  // namespace ebbtide::schema

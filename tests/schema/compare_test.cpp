#include "schema/compare.h"

#include <gtest/gtest.h>

#include <functional>

namespace ebbtide::schema {
namespace {

Table orders() {
  Table table{.name = {"public", "orders"}};
  table.columns = {{.name = "id", .type = "bigint", .nullable = false},
                   {.name = "total", .type = "numeric(10,2)", .by_default = "0"},
                   {.name = "note", .type = "text"}};
  table.primary_key = Key{.name = "orders_pkey", .columns = {"id"}};
  table.foreign_keys = {{.name = "fk_customer",
                         .columns = {"customer"},
                         .referenced = {"public", "customer"},
                         .referenced_columns = {"id"},
                         .on_delete = "CASCADE"}};
  table.checks = {{.name = "ck_total", .definition = "CHECK ((total > 0))"}};
  table.indexes = {{.name = "ix_total", .method = "btree", .parts = {{.text = "total"}}}};
  return table;
}

Schema schema_of(std::vector<Table> tables) {
  Schema schema;
  schema.tables = std::move(tables);
  schema.sort();
  return schema;
}

/// A line for each difference.
std::string lines(const Schema& expected, const Schema& found, const Comparison& comparison = {}) {
  std::string text;
  for (const Difference& one : differences(expected, found, comparison)) {
    if (one.weight == Weight::informs) text += "(";
    text += std::string(to_text(one.kind)) + " " + one.full_name();
    text += one.property.empty()
                ? " " + std::string(to_text(one.change))
                : ": " + one.property + " '" + one.expected + "' -> '" + one.found + "'";
    text += one.weight == Weight::informs ? ")\n" : "\n";
  }
  return text;
}

/// What comes of one change of the table.
std::string changed(const std::function<void(Table&)>& change, const Comparison& comparison = {}) {
  Table table = orders();
  change(table);
  return lines(schema_of({orders()}), schema_of({table}), comparison);
}

TEST(Comparison, EqualSchemasDifferInNothing) {
  EXPECT_EQ(changed([](Table&) {}), "");
}

TEST(Comparison, WhatBelongsToATableThatIsMissingOrNewIsNotToldApart) {
  EXPECT_EQ(lines(schema_of({orders()}), schema_of({})), "table public.orders missing\n");
  EXPECT_EQ(lines(schema_of({}), schema_of({orders()})), "table public.orders unexpected\n");
}

TEST(Comparison, TellsEachPropertyOfAColumn) {
  EXPECT_EQ(changed([](Table& table) {
              Column& total = table.columns[1];
              total.type = "numeric(12,2)";
              total.nullable = false;
              total.by_default.reset();
              total.generated = "net + tax";
              total.collation = "C";
              total.comment = "sum";
              total.is_invisible = true;
              total.on_update = "CURRENT_TIMESTAMP";
              Numbering& numbering = total.numbering.emplace();
              numbering.kind = Numbering::Kind::serial;
              numbering.increment = "5";
            }),
            "column public.orders.total: type 'numeric(10,2)' -> 'numeric(12,2)'\n"
            "column public.orders.total: nullable 'true' -> 'false'\n"
            "column public.orders.total: default '0' -> ''\n"
            "column public.orders.total: generated '' -> 'net + tax'\n"
            "column public.orders.total: storage '' -> 'stored'\n"
            "column public.orders.total: identity '' -> 'serial, increment 5'\n"
            "column public.orders.total: collation '' -> 'C'\n"
            "column public.orders.total: on update '' -> 'CURRENT_TIMESTAMP'\n"
            "column public.orders.total: invisible 'false' -> 'true'\n"
            "(column public.orders.total: comment '' -> 'sum')\n");
}

TEST(Comparison, ADroppedColumnMovesNoOther) {
  EXPECT_EQ(changed([](Table& table) { table.columns.erase(table.columns.begin() + 1); }),
            "column public.orders.total missing\n");
  EXPECT_EQ(changed([](Table& table) { std::swap(table.columns[1], table.columns[2]); }),
            "(table public.orders: column order 'id, total, note' -> 'id, note, total')\n");
}

TEST(Comparison, TellsPartsByTheirNames) {
  EXPECT_EQ(changed([](Table& table) {
              table.primary_key->columns = {"id", "total"};
              table.foreign_keys[0].on_delete = "SET NULL";
              table.foreign_keys[0].deferral = {true, true};
              table.foreign_keys[0].is_validated = false;
              table.checks[0].definition = "CHECK ((total >= 0))";
              table.indexes[0].parts[0].is_descending = true;
              table.indexes[0].predicate = "total > 5";
              table.indexes[0].options = {{"fillfactor", "70", Weight::informs}};
              table.uniques = {{.name = "uq_note", .columns = {"note"}}};
            }),
            "primary key public.orders.orders_pkey: columns 'id' -> 'id, total'\n"
            "unique constraint public.orders.uq_note unexpected\n"
            "foreign key public.orders.fk_customer: delete rule 'CASCADE' -> 'SET NULL'\n"
            "foreign key public.orders.fk_customer: deferrable 'false' -> 'true'\n"
            "foreign key public.orders.fk_customer: initially deferred 'false' -> 'true'\n"
            "(foreign key public.orders.fk_customer: validated 'true' -> 'false')\n"
            "check public.orders.ck_total: definition 'CHECK ((total > 0))' -> "
            "'CHECK ((total >= 0))'\n"
            "index public.orders.ix_total: columns 'total' -> 'total DESC'\n"
            "index public.orders.ix_total: predicate '' -> 'total > 5'\n"
            "(index public.orders.ix_total: fillfactor '' -> '70')\n");
}

TEST(Comparison, AConstraintWithAnotherNameIsAnotherOneUnlessNamesDoNotMatter) {
  const auto rename = [](Table& table) { table.checks[0].name = "ck_other"; };
  EXPECT_EQ(changed(rename),
            "check public.orders.ck_other unexpected\n"
            "check public.orders.ck_total missing\n");
  EXPECT_EQ(changed(rename, {.constraint_names = Weight::informs}),
            "(check public.orders.ck_other: name 'ck_total' -> 'ck_other')\n");
}

TEST(Comparison, AnIndexWithAnotherNameIsAnotherOneInAnyCase) {
  EXPECT_EQ(changed([](Table& table) { table.indexes[0].name = "ix_other"; },
                    {.constraint_names = Weight::informs}),
            "index public.orders.ix_other unexpected\n"
            "index public.orders.ix_total missing\n");
}

TEST(Comparison, NamesThatTheSystemMadeDoNotCount) {
  const auto key = [](std::string name, bool is_named, std::string on_delete) {
    Table table = orders();
    table.foreign_keys[0].name = std::move(name);
    table.foreign_keys[0].is_named = is_named;
    table.foreign_keys[0].on_delete = std::move(on_delete);
    return schema_of({table});
  };
  EXPECT_EQ(lines(key("orders_ibfk_1", false, "CASCADE"), key("orders_ibfk_2", false, "CASCADE")),
            "");
  EXPECT_EQ(lines(key("orders_ibfk_1", false, "CASCADE"), key("fk_customer", true, "CASCADE")), "");
  EXPECT_EQ(lines(key("orders_ibfk_1", false, "CASCADE"), key("orders_ibfk_2", false, "")),
            "foreign key public.orders.(customer) -> customer: delete rule 'CASCADE' -> ''\n");
}

TEST(Comparison, TheLayoutOfATextDoesNotCount) {
  const auto view = [](std::string query) {
    Schema schema;
    schema.views = {{.name = {"", "v"}, .query = std::move(query)}};
    return schema;
  };
  EXPECT_EQ(
      lines(view("SELECT a, 'X y' FROM t -- all of it"), view("select  \"a\",'X y'\nfrom T;")), "");
  EXPECT_EQ(lines(view("SELECT 'X y'"), view("SELECT 'X  y'")),
            "view v: query 'SELECT 'X y'' -> 'SELECT 'X  y''\n");
  EXPECT_EQ(lines(view("SELECT \"A\""), view("SELECT a")),
            "view v: query 'SELECT \"A\"' -> 'SELECT a'\n");
}

TEST(Comparison, WidthsOfWholeNumbersOnlyInform) {
  const auto type = [](std::string before, std::string after) {
    Table old_one = orders(), new_one = orders();
    old_one.columns[2].type = std::move(before);
    new_one.columns[2].type = std::move(after);
    return lines(schema_of({old_one}), schema_of({new_one}));
  };
  EXPECT_EQ(type("int(11) unsigned", "int(5) unsigned"),
            "(column public.orders.note: type 'int(11) unsigned' -> 'int(5) unsigned')\n");
  EXPECT_EQ(type("tinyint(1)", "tinyint(4)"),
            "column public.orders.note: type 'tinyint(1)' -> 'tinyint(4)'\n");
  EXPECT_EQ(type("varchar(5)", "varchar(6)"),
            "column public.orders.note: type 'varchar(5)' -> 'varchar(6)'\n");
  EXPECT_EQ(type("enum('a','b')", "enum('a','B')"),
            "column public.orders.note: type 'enum('a','b')' -> 'enum('a','B')'\n");
}

TEST(Comparison, APartitionMoreOnlyInforms) {
  const auto parts = [](std::string before, std::string after) {
    Table old_one = orders(), new_one = orders();
    old_one.partitioned_by = std::move(before);
    new_one.partitioned_by = std::move(after);
    return lines(schema_of({old_one}), schema_of({new_one}));
  };
  const std::string two =
      "RANGE (a) (PARTITION p VALUES LESS THAN (1), PARTITION r VALUES LESS THAN MAXVALUE)";
  const std::string three =
      "RANGE (a) (PARTITION p VALUES LESS THAN (1), PARTITION q VALUES LESS THAN (2), PARTITION r "
      "VALUES LESS THAN MAXVALUE)";
  EXPECT_TRUE(parts(two, three).starts_with("(table public.orders: partitioned by"));
  EXPECT_TRUE(parts(three, two).starts_with("table public.orders: partitioned by"));
  EXPECT_TRUE(parts("HASH (a)", "HASH (b)").starts_with("table public.orders: partitioned by"));

  Table child{.name = {"public", "orders_2026"}, .parents = {{"public", "orders"}}};
  child.bound = "FOR VALUES IN (1)";
  EXPECT_EQ(lines(schema_of({orders()}), schema_of({orders(), child})),
            "(table public.orders_2026 unexpected)\n");
  EXPECT_EQ(lines(schema_of({orders(), child}), schema_of({orders()})),
            "table public.orders_2026 missing\n");
}

TEST(Comparison, TellsObjectsOfEveryKind) {
  Schema full;
  full.schemas = {{"audit"}};
  full.extensions = {{.name = "citext"}};
  full.types = {{.name = {"public", "state"}, .sort = "enum", .labels = {"new", "old"}},
                {.kind = Kind::domain, .name = {"public", "email"}, .sort = "domain"}};
  full.sequences = {{.name = {"public", "invoice"}, .increment = "1"}};
  full.views = {{.name = {"public", "v"}, .query = "SELECT 1"},
                {.name = {"public", "m"}, .is_materialized = true, .query = "SELECT 1"}};
  full.routines = {{.name = {"public", "area"}, .arguments = "integer", .definition = "CREATE …"},
                   {.kind = Kind::procedure, .name = {"public", "tidy"}, .definition = "CREATE …"}};
  full.programs = {
      {.name = {"public", "touch"}, .table = "orders", .definition = "CREATE …"},
      {.kind = Kind::statistics, .name = {"public", "st"}, .table = "orders", .definition = "C"}};
  EXPECT_EQ(lines(full, {}),
            "schema audit missing\n"
            "extension citext missing\n"
            "type public.state missing\n"
            "domain public.email missing\n"
            "sequence public.invoice missing\n"
            "view public.v missing\n"
            "materialized view public.m missing\n"
            "function public.area(integer) missing\n"
            "procedure public.tidy() missing\n"
            "trigger public.orders.touch missing\n"
            "(statistics public.st missing)\n");
  EXPECT_TRUE(lines({}, full).find("(extension citext unexpected)") != std::string::npos);

  Schema changed = full;
  changed.types[0].labels = {"new", "lost", "old"};
  changed.types[1].checks = {{.name = "has_at", .definition = "CHECK (VALUE ~~ '%@%')"}};
  changed.sequences[0].cycles = true;
  changed.routines[0].definition = "CREATE OR …";
  changed.programs[0].state = "disabled";
  changed.views[1].indexes = {{.name = "ix_m", .parts = {{.text = "a"}}}};
  EXPECT_EQ(lines(full, changed),
            "type public.state: labels 'new, old' -> 'new, lost, old'\n"
            "domain public.email: check has_at '' -> 'CHECK (VALUE ~~ '%@%')'\n"
            "sequence public.invoice: cycle 'false' -> 'true'\n"
            "index public.m.ix_m unexpected\n"
            "function public.area(integer): definition 'CREATE …' -> 'CREATE OR …'\n"
            "trigger public.orders.touch: state '' -> 'disabled'\n");
}

TEST(Comparison, RightsAreComparedWhereBothSidesHaveSome) {
  Schema before, after;
  before.grants = {{.object = {"public", "orders"}, .rights = "ann=r/ann"}};
  EXPECT_EQ(lines(before, after), "");
  after.grants = {{.object = {"public", "orders"}, .rights = "ann=rw/ann"}};
  EXPECT_EQ(lines(before, after), "(grant public.orders: rights 'ann=r/ann' -> 'ann=rw/ann')\n");
}

TEST(Comparison, WhatIsOnlyKnownByNameIsADifferenceWhereOneSideHasIt) {
  Schema before, after;
  before.untold = {{"collation", {"public", "de"}}, {"publication", {"", "all"}}};
  EXPECT_EQ(lines(before, before), "");
  EXPECT_EQ(lines(before, after),
            "(object publication all missing)\nobject collation public.de missing\n");
  after.untold = {{"operator", {"public", "===(text,text)"}}, {"collation", {"public", "de"}}};
  EXPECT_EQ(lines(before, after),
            "(object publication all missing)\n"
            "object operator public.===(text,text) unexpected\n");
  before.untold = {{"collation", {"shop", "de"}}};
  after.untold = {{"collation", {"public", "de"}}};
  EXPECT_EQ(lines(before, after, {.places = {{"shop", "public"}}}), "");
}

TEST(Comparison, WhatADumpStatesMoreIsTheSame) {
  const auto with = [](const char* definition, const char* dumped) {
    Schema schema;
    schema.programs = {
        {.kind = Kind::event, .name = {"", "e"}, .definition = definition, .dumped = dumped}};
    return schema;
  };
  const Schema made = with("EVERY 1 DAY", "EVERY 1 DAY STARTS '1'");
  EXPECT_EQ(lines(made, with("EVERY 1 DAY", "EVERY 1 DAY STARTS '2'")), "");
  EXPECT_EQ(lines(made, with("EVERY 1 DAY STARTS '1'", "")), "");
  EXPECT_EQ(lines(with("EVERY 1 DAY STARTS '1'", ""), made), "");
  EXPECT_NE(lines(made, with("EVERY 1 DAY STARTS '2'", "")), "");
}

TEST(Comparison, OneSchemaStandsForAnother) {
  Table moved = orders();
  moved.name.place = "shop";
  moved.foreign_keys[0].referenced.place = "shop";
  EXPECT_EQ(lines(schema_of({orders()}), schema_of({moved}), {.places = {{"public", "shop"}}}), "");
}

}  // namespace
}  // namespace ebbtide::schema

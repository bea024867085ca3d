#include "operations/snapshot_file.h"

#include <gtest/gtest.h>

#include "schema/compare.h"
#include "tests/support/memory_files.h"

namespace ebbtide {
namespace {

using schema::Kind;

schema::Table orders() {
  schema::Table table{.name = {"public", "orders"}};
  schema::Column id{.name = "id", .type = "bigint", .nullable = false};
  schema::Numbering& numbering = id.numbering.emplace();
  numbering.kind = schema::Numbering::Kind::identity_always;
  numbering.start = "3";
  numbering.sequence = {"public", "orders_id_seq"};
  schema::Column total{.name = "total", .type = "numeric(10,2)", .by_default = "'-1.5'::numeric"};
  total.comment = "sum";
  total.uses = {{"public", "f"}};
  schema::Column twice{.name = "twice", .type = "numeric", .generated = "(total * 2)"};
  twice.is_stored = false;
  twice.options = {{"statistics", "500", schema::Weight::informs}};
  schema::Column note{.name = "yes", .type = "character varying(20)", .by_default = "''::text"};
  note.is_invisible = true;
  note.collation = "C";
  table.columns = {id, total, twice, note};
  table.primary_key = schema::Key{.name = "pk", .columns = {"id"}};
  table.uniques = {
      {.name = "uq", .is_named = false, .columns = {"total"}, .deferral = {true, true}}};
  table.foreign_keys = {{.name = "fk",
                         .columns = {"total"},
                         .referenced = {"public", "orders"},
                         .referenced_columns = {"id"},
                         .on_delete = "SET NULL",
                         .is_validated = false,
                         .options = {{"match", "FULL"}}}};
  table.checks = {{.kind = Kind::exclusion, .name = "x", .definition = "EXCLUDE …"}};
  table.indexes = {{.name = "ix",
                    .is_unique = true,
                    .method = "gin",
                    .parts = {{.text = "lower(a)",
                               .is_expression = true,
                               .is_descending = true,
                               .nulls = "LAST",
                               .operator_class = "o",
                               .collation = "C"}},
                    .included = {"id"},
                    .predicate = "(id > 0)",
                    .is_valid = false}};
  table.partitioned_by = "RANGE (id)";
  table.options = {{"row security", ""}};
  return table;
}

/// A schema in which every member of the model is said at least once.
schema::Schema shop() {
  schema::Schema all;
  all.origin = {"PostgreSQL",
                "15.18 (Debian)",
                "postgresql",
                "shop",
                "public",
                "ann",
                "jdbc:postgresql://localhost/shop"};
  all.schemas = {{"public", std::nullopt}, {"Sales Dept", "all of \"them\"\n\\o/"}};
  all.extensions = {{"citext", "1.6", "public", "case"}};
  schema::Type state{.name = {"public", "state"}, .sort = "enum", .labels = {"new", "it's", "ü€"}};
  schema::Type email{.kind = Kind::domain, .name = {"public", "email"}, .sort = "domain"};
  email.base = "text";
  email.nullable = false;
  email.by_default = "''::text";
  email.checks = {{.name = "has_at", .is_validated = false, .definition = "CHECK (VALUE ~ '@')"}};
  all.types = {email, state};
  all.sequences = {{.name = {"public", "invoice"},
                    .type = "bigint",
                    .start = "10",
                    .increment = "5",
                    .cycles = true,
                    .comment = "c"}};

  all.tables = {orders()};
  all.views = {{.name = {"public", "m"},
                .is_materialized = true,
                .query = "SELECT 1;",
                .indexes = {{.name = "ix_m", .parts = {{.text = "a"}}}}},
               {.name = {"public", "v"},
                .columns = {"a", "b"},
                .query = "SELECT\n  1;",
                .column_comments = {std::nullopt, "of b"}}};
  all.routines = {{.kind = Kind::aggregate,
                   .name = {"public", "sum2"},
                   .arguments = "integer",
                   .definition = "CREATE AGGREGATE …"}};
  all.programs = {{.name = {"public", "tr"},
                   .table = "orders",
                   .state = "disabled",
                   .definition = "CREATE TRIGGER …"}};
  all.grants = {{.object = {"public", "orders"}, .rights = "ann=r/ann"}};
  all.untold = {{"collation", {"public", "de"}}};
  all.sort();
  return all;
}

ReadSnapshot read(const std::string& file, const std::string& text) {
  return read_snapshot(file, MemoryFiles{{file, text}});
}

TEST(Snapshot, EqualSchemasHaveEqualTexts) {
  for (const auto format : {SnapshotFormat::text, SnapshotFormat::json, SnapshotFormat::yaml})
    EXPECT_EQ(snapshot_text(shop(), format), snapshot_text(shop(), format));
  EXPECT_EQ(snapshot_text(shop(), SnapshotFormat::json).find("created"), std::string::npos);
  EXPECT_NE(snapshot_text(shop(), SnapshotFormat::json, "2026-11-28T01:02:03.004")
                .find("\"created\": \"2026-11-28T01:02:03.004\""),
            std::string::npos);
}

TEST(Snapshot, ReadBackItSaysTheSame) {
  const std::string written = snapshot_text(shop(), SnapshotFormat::json);
  const ReadSnapshot from_json = read("s.json", written);
  EXPECT_FALSE(from_json.is_of_liquibase);
  EXPECT_TRUE(snapshot_text(from_json.schema, SnapshotFormat::json) == written);
  const ReadSnapshot from_yaml = read("s.yaml", snapshot_text(shop(), SnapshotFormat::yaml));
  EXPECT_TRUE(snapshot_text(from_yaml.schema, SnapshotFormat::json) == written);
  EXPECT_TRUE(differences(shop(), from_json.schema).empty());
}

TEST(Snapshot, LiquibasesFormSaysWhatItCan) {
  const schema::Schema reduced = as_liquibase_says_it(shop());
  ASSERT_EQ(reduced.tables.size(), 1u);
  const schema::Table& orders = reduced.tables.front();
  EXPECT_EQ(orders.columns[1].type, "numeric(10,2)");
  EXPECT_EQ(orders.columns[1].by_default, "-1.5");
  EXPECT_EQ(orders.columns[3].type, "character varying(20)");
  EXPECT_EQ(orders.primary_key->columns, std::vector<std::string>{"id"});
  EXPECT_EQ(orders.foreign_keys.front().on_delete, "SET NULL");
  ASSERT_EQ(orders.indexes.size(), 1u);  // those of the keys are theirs
  EXPECT_EQ(orders.indexes.front().parts.front().text, "lower(a)");
  EXPECT_EQ(reduced.views.size(), 1u);
  EXPECT_EQ(reduced.sequences.front().increment, "5");
  EXPECT_TRUE(reduced.types.empty() && reduced.programs.empty());
}

std::string refusal(const std::string& file, const std::string& text) {
  try {
    read(file, text);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(Snapshot, WhatIsNoneIsRefused) {
  EXPECT_EQ(refusal("s.json", "{"), "'s.json' is no snapshot: it is no JSON");
  EXPECT_EQ(refusal("s.json", "[]"), "'s.json' is no snapshot: it has no objects");
  EXPECT_EQ(refusal("s.yaml", "snapshot: 5"), "'s.yaml' is no snapshot: it has no objects");
  EXPECT_TRUE(refusal("s.yaml", "a: [").starts_with("'s.yaml' is no YAML: "));
}

TEST(Snapshot, WhatAliasesRepeatIsBounded) {
  std::string bomb = "a0: &a0 [x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb +=
        "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last + "]\n";
  }
  EXPECT_EQ(refusal("s.yaml", bomb), "aliases repeat more than 100000 values");
}

/// As the real Liquibase writes them, shortened.
constexpr const char* of_liquibase = R"(snapshot:
  created: 2026-11-28T01:28:34.888
  database:
    productVersion: 15.18 (Debian 15.18-0+deb12u1)
    shortName: postgresql
    productName: PostgreSQL
    url: jdbc:postgresql://127.0.0.1:5432/shop
  objects:
    liquibase.structure.core.Catalog:
    - catalog:
        default: true
        name: shop
        snapshotId: 466a100
    liquibase.structure.core.Column:
    - column:
        autoIncrementInformation:
          incrementBy: 1!{java.math.BigInteger}
          startWith: 1!{java.math.BigInteger}
        name: id
        nullable: false
        order: 1!{java.lang.Integer}
        relation: liquibase.structure.core.Table#466a147
        snapshotId: 466a146
        type:
          dataTypeId: 4!{java.lang.Integer}
          typeName: serial
    - column:
        autoIncrementInformation:
          incrementBy: 1!{java.math.BigInteger}
          startWith: 4!{java.math.BigInteger}
        name: few
        nullable: false
        snapshotId: 466a153
        type:
          columnSize: 5!{java.lang.Integer}
          typeName: smallserial
    - column:
        defaultValue: now()!{liquibase.statement.DatabaseFunction}
        name: made
        nullable: true
        snapshotId: 466a148
        type:
          typeName: timestamptz
    - column:
        defaultValue: "NULL"
        name: none
        snapshotId: 466a152
        type:
          typeName: int4
    - column:
        defaultValue: it''s
        name: word
        remarks: a word
        snapshotId: 466a149
        type:
          columnSize: 2!{java.lang.Integer}
          typeName: bpchar
    liquibase.structure.core.Index:
    - index:
        columns:
        - column:
            name: id
        name: t_pkey
        snapshotId: 466a150
        table: liquibase.structure.core.Table#466a147
        unique: true
    liquibase.structure.core.PrimaryKey:
    - primaryKey:
        backingIndex: liquibase.structure.core.Index#466a150
        columns:
        - liquibase.structure.core.Column#466a146
        name: t_pkey
        snapshotId: 466a151
        table: liquibase.structure.core.Table#466a147
    liquibase.structure.core.Schema:
    - schema:
        catalog: liquibase.structure.core.Catalog#466a100
        default: true
        name: public
        snapshotId: 466a101
    liquibase.structure.core.Table:
    - table:
        columns:
        - liquibase.structure.core.Column#466a146
        - liquibase.structure.core.Column#466a148
        - liquibase.structure.core.Column#466a149
        - liquibase.structure.core.Column#466a152
        - liquibase.structure.core.Column#466a153
        indexes:
        - liquibase.structure.core.Index#466a150
        name: t
        primaryKey: liquibase.structure.core.PrimaryKey#466a151
        schema: liquibase.structure.core.Schema#466a101
        snapshotId: 466a147
)";

TEST(Snapshot, FilesOfLiquibaseAreRead) {
  const ReadSnapshot read_one = read("s.yaml", of_liquibase);
  EXPECT_TRUE(read_one.is_of_liquibase);
  const schema::Schema& schema = read_one.schema;
  EXPECT_EQ(schema.origin.default_schema, "public");
  ASSERT_EQ(schema.tables.size(), 1u);
  const schema::Table& table = schema.tables.front();
  EXPECT_EQ(table.name, (sql::Name{"public", "t"}));
  ASSERT_EQ(table.columns.size(), 5u);
  EXPECT_FALSE(table.columns[3].by_default);
  EXPECT_EQ(table.columns[0].type, "integer");
  EXPECT_EQ(table.columns[0].numbering->kind, schema::Numbering::Kind::serial);
  EXPECT_EQ(table.columns[4].type, "smallint");
  EXPECT_EQ(table.columns[4].numbering->kind, schema::Numbering::Kind::serial);
  EXPECT_EQ(table.columns[1].type, "timestamp with time zone");
  EXPECT_EQ(table.columns[1].by_default, "now()");
  EXPECT_EQ(table.columns[2].type, "character(2)");
  EXPECT_EQ(table.columns[2].by_default, "'it''s'");
  EXPECT_EQ(table.columns[2].comment, "a word");
  EXPECT_EQ(table.primary_key->name, "t_pkey");
  EXPECT_TRUE(table.indexes.empty());
}

}  // namespace
}  // namespace ebbtide

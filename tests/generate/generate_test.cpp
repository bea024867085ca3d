#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"
#include "formats/writer.h"
#include "generate/change_sets.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

schema::Column column(std::string name, std::string type) {
  schema::Column one;
  one.name = std::move(name);
  one.type = std::move(type);
  return one;
}

schema::Table table(std::string name, std::vector<schema::Column> columns) {
  schema::Table one;
  one.name = {"public", std::move(name)};
  one.columns = std::move(columns);
  return one;
}

schema::ForeignKey foreign_key(std::string name, std::string from, std::string to) {
  schema::ForeignKey one;
  one.name = std::move(name);
  one.columns = {std::move(from)};
  one.referenced = {"public", std::move(to)};
  one.referenced_columns = {"id"};
  return one;
}

/// The changelog of a schema as XML, from its first changeset on.
class GenerateTest : public ::testing::Test {
 protected:
  std::string xml(const std::string& database = "postgresql") {
    const auto dialect = make_dialect(database, "");
    Defaults defaults;
    defaults.schema = database == "postgresql" ? "public" : "";
    schema.sort();
    options.id_prefix = "1";
    options.author = "ann";
    const Generated made = change_sets_of(schema, Names(*dialect, defaults), options);
    left_out = made.left_out;
    const std::string text = changelog_text("c.xml", made.change_sets, {});
    const std::size_t begin = text.find("<changeSet");
    return begin == std::string::npos
               ? ""
               : text.substr(begin, text.rfind("</databaseChangeLog") - begin);
  }
  /// The names of what is made, in order.
  std::string order(const std::string& database = "postgresql") {
    const auto dialect = make_dialect(database, "");
    Defaults defaults;
    defaults.schema = "public";
    schema.sort();
    std::vector<std::string> all;
    for (const ChangeSet& one :
         change_sets_of(schema, Names(*dialect, defaults), options).change_sets)
      all.push_back(one.description().substr(0, 60));
    return join(all, "\n");
  }

  schema::Schema schema;
  GenerateOptions options;
  std::vector<std::string> left_out;
};

TEST_F(GenerateTest, ATableThatCreateTableSaysIsOne) {
  schema::Table one =
      table("book", {column("id", "bigint"), column("title", "character varying(200)"),
                     column("bought", "timestamp without time zone")});
  one.columns[0].nullable = false;
  one.columns[1].by_default = "'it''s'::character varying";
  one.columns[2].by_default = "now()";
  one.primary_key.emplace();
  one.primary_key->name = "book_pkey";
  one.primary_key->columns = {"id"};
  one.comment = "What can be borrowed";
  schema.tables.push_back(std::move(one));
  const std::string text = xml();
  EXPECT_TRUE(contains(text, "<createTable remarks=\"What can be borrowed\" tableName=\"book\">"))
      << text;
  EXPECT_TRUE(contains(text, "type=\"varchar(200)\"")) << text;
  EXPECT_TRUE(contains(text, "defaultValue=\"it's\"")) << text;
  EXPECT_TRUE(contains(text, "defaultValueComputed=\"now()\"")) << text;
  EXPECT_TRUE(contains(text, "primaryKeyName=\"book_pkey\"")) << text;
  EXPECT_FALSE(contains(text, "<sql")) << text;
}

TEST_F(GenerateTest, SchemasCanBeCalledOtherwiseInTheResult) {
  schema.schemas = {{"public"}, {"audit"}};
  schema.tables = {table("book", {column("id", "bigint")}), table("log", {column("id", "bigint")})};
  schema.tables[1].name.place = "audit";
  options.schemas_as = {{"", "shop"}, {"AUDIT", "trail"}};
  EXPECT_FALSE(contains(xml(), "shop")) << "the default schema is named where that is asked for";
  options.with_schema = true;
  const std::string text = xml();
  EXPECT_TRUE(contains(text, "<createTable schemaName=\"shop\" tableName=\"book\"")) << text;
  EXPECT_TRUE(contains(text, "<createTable schemaName=\"trail\" tableName=\"log\"")) << text;
  EXPECT_TRUE(contains(text, "CREATE SCHEMA IF NOT EXISTS trail")) << text;
  EXPECT_FALSE(contains(text, "audit")) << text;
}

TEST_F(GenerateTest, TypesThatTheDialectWouldChangeMakeTheTableSql) {
  for (const char* const type : {"money", "\"char\"", "numeric(5,2)[]", "audit.\"Odd\""}) {
    schema = {};
    schema.tables.push_back(table("t", {column("a", type)}));
    const std::string text = xml();
    EXPECT_TRUE(contains(text, "splitStatements=\"false\">CREATE TABLE t (")) << type << text;
    EXPECT_TRUE(contains(text, "<rollback>")) << type << text;
  }
}

TEST_F(GenerateTest, TypesThatItKeepsAreDeclared) {
  for (const char* const type :
       {"text", "numeric(10,2)", "time(0) without time zone", "bit(8)", "jsonb", "text[]", "inet",
        "timestamp(3) with time zone", "double precision", "order_state"}) {
    schema = {};
    schema.tables.push_back(table("t", {column("a", type)}));
    EXPECT_TRUE(contains(xml(), "<createTable")) << type << xml();
  }
}

TEST_F(GenerateTest, MomentsKeepTheirName) {
  schema.tables.push_back(
      table("t", {column("a", "date"), column("b", "timestamp with time zone")}));
  schema.tables[0].columns[1].by_default = "CURRENT_TIMESTAMP";
  EXPECT_TRUE(contains(xml(), "defaultValueComputed=\"(CURRENT_TIMESTAMP)\"")) << xml();
}

TEST_F(GenerateTest, ASerialColumnKeepsItsSequence) {
  schema.tables.push_back(table("t", {column("id", "integer")}));
  schema.tables[0].columns[0].nullable = false;
  auto& numbering = schema.tables[0].columns[0].numbering.emplace();
  numbering = {schema::Numbering::Kind::serial, "integer", "1", "1", "1", "2147483647", "1", false,
               {"public", "t_id_seq"}};
  const std::string text = xml();
  EXPECT_LT(text.find("<createSequence"), text.find("<createTable")) << text;
  EXPECT_TRUE(
      contains(text, "<addDefaultValue columnName=\"id\" defaultValueSequenceNext=\"t_id_seq\""))
      << text;
  EXPECT_TRUE(contains(text, "<dropTable tableName=\"t\"/>")) << text;
}

TEST_F(GenerateTest, NamesThatWouldBeFoldedAreQuoted) {
  schema.tables.push_back(table("ID", {column("a", "integer")}));
  EXPECT_TRUE(contains(xml(), "objectQuotingStrategy=\"QUOTE_ALL_OBJECTS\"")) << xml();
  schema.tables[0].name.name = "Id";  // it is quoted anyway
  EXPECT_FALSE(contains(xml(), "objectQuotingStrategy")) << xml();
  schema.tables[0].name.name = "a,b";  // no list could have it
  EXPECT_TRUE(contains(xml(), "CREATE TABLE &quot;a,b&quot;") ||
              contains(xml(), "CREATE TABLE \"a,b\""))
      << xml();
}

TEST_F(GenerateTest, EachComesBehindWhatItNeeds) {
  schema.tables.push_back(table("a", {column("id", "integer"), column("mood", "mood")}));
  schema.tables[0].columns[1].uses = {{"public", "mood"}};
  schema.tables[0].foreign_keys.push_back(foreign_key("a_b", "id", "b"));
  schema.tables.push_back(table("b", {column("id", "integer")}));
  schema.tables[1].foreign_keys.push_back(foreign_key("b_a", "id", "a"));
  schema::Type mood;
  mood.name = {"public", "mood"};
  mood.definition = "CREATE TYPE mood AS ENUM ('ok')";
  schema.types.push_back(std::move(mood));
  for (const auto& [name, uses] : {std::pair("a_view", "z_view"), {"z_view", "b"}}) {
    schema::View view;
    view.name = {"public", name};
    view.query = "SELECT 1";
    view.definition = "CREATE VIEW x AS SELECT 1";
    view.uses = {{"public", uses}};
    schema.views.push_back(std::move(view));
  }
  EXPECT_EQ(order(),
            "sql\ncreateTable tableName=a\ncreateTable tableName=b\ncreateView viewName=z_view\n"
            "createView viewName=a_view\n"
            "addForeignKeyConstraint baseTableName=a, constraintName=a_b,\n"
            "addForeignKeyConstraint baseTableName=b, constraintName=b_a,");
}

TEST_F(GenerateTest, WhatNeedsEachOtherComesAllTheSame) {
  schema.tables.push_back(table("a", {column("id", "integer")}));
  schema.tables[0].uses = {{"public", "b"}};
  schema.tables.push_back(table("b", {column("id", "integer")}));
  schema.tables[1].uses = {{"public", "a"}};
  EXPECT_EQ(order(), "createTable tableName=a\ncreateTable tableName=b");
}

TEST_F(GenerateTest, OnlyWantedKindsAreWritten) {
  schema.tables.push_back(table("a", {column("id", "integer")}));
  schema.tables[0].foreign_keys.push_back(foreign_key("a_a", "id", "a"));
  options.wants = [](Kind kind) { return kind == Kind::table || kind == Kind::column; };
  EXPECT_EQ(order(), "createTable tableName=a");
}

TEST_F(GenerateTest, NothingMakesAnIndexInvalid) {
  schema.tables.push_back(table("t", {column("a", "integer")}));
  schema.tables[0].indexes.push_back({.name = "i", .method = "btree", .parts = {{.text = "a"}}});
  schema::Schema broken = schema;
  broken.tables[0].indexes[0].is_valid = false;
  const auto dialect = make_dialect("postgresql", "");
  Defaults defaults;
  defaults.schema = "public";
  const auto between = [&](const schema::Schema& found, const schema::Schema& wanted) {
    return change_sets_between(found, wanted, differences(wanted, found), {},
                               Names(*dialect, defaults), options);
  };
  const Generated none = between(schema, broken);
  EXPECT_TRUE(none.change_sets.empty());
  EXPECT_EQ(none.left_out,
            std::vector<std::string>{"index public.t.i: no statement leaves an index invalid"});
  const Generated mended = between(broken, schema);
  ASSERT_EQ(mended.change_sets.size(), 2u);
  EXPECT_TRUE(mended.change_sets[0].description().starts_with("dropIndex"));
  EXPECT_TRUE(mended.change_sets[1].description().starts_with("createIndex"));
}

TEST_F(GenerateTest, WhatNothingCarriesIsNamed) {
  schema.untold.push_back({"operator", {"public", "==="}});
  EXPECT_EQ(xml(), "");
  EXPECT_EQ(left_out, std::vector<std::string>{"operator public.==="});
}

}  // namespace
}  // namespace ebbtide

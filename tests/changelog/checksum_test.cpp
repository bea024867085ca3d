#include "changelog/checksum.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

std::string checksum_of(const std::string& changes, int version = 9) {
  MemoryFiles files({{"c.xml", one_change_set(changes)},
                     {"f.sql", "select 1;\n-- c\nselect   2;\n"},
                     {"v.sql", "SELECT  id FROM ${tbl};"},
                     {"people.csv", "id,name,active\n1,\"a,b\",true\n# comment\n\n2,c,false\n"}});
  return Loaded(std::move(files)).checksum(0, version);
}

// The expected sums were taken from Liquibase 4.28.0 on an offline PostgreSQL.

TEST(Checksum, CreateTableWithEverything) {
  const std::string table =
      R"x(<createTable tableName="person" remarks="People" ifNotExists="true">
          <column name="id" type="int" autoIncrement="true">
            <constraints primaryKey="true" nullable="false" primaryKeyName="pk_p"/></column>
          <column name="name" type="varchar(50)" defaultValue="x">
            <constraints nullable="false" unique="true"/></column>
          <column name="ts" type="timestamp" defaultValueComputed="now()"/>
          <column name="active" type="boolean" defaultValueBoolean="true"/>
          <column name="amt" type="decimal(10,2)" defaultValueNumeric="1.50"/>
          <column name="d" type="date" defaultValueDate="2020-01-02"/>
        </createTable>)x";
  EXPECT_EQ(checksum_of(table), "9:da54da3d96dd7a15a5f9efcbac394ceb");
  EXPECT_EQ(checksum_of(table, 8), "8:0233e970557f82cd6dc2cb66db569e7a");
}

TEST(Checksum, SqlCountsNoBlanks) {
  const std::string sql = "<sql>select 1;\n   select   2;\t-- tab</sql>";
  EXPECT_EQ(checksum_of(sql), "9:e0538e3ceebe6912b0de3c8ba719454f");
  EXPECT_EQ(checksum_of(sql, 8), "8:404658d7e2a6f133fe19fb13c27be767");
}

TEST(Checksum, SqlOptionsCountInVersion8Only) {
  const std::string sql =
      R"(<sql splitStatements="false" stripComments="true" endDelimiter="/" dbms="postgresql"><comment>cc</comment>select 1</sql>)";
  EXPECT_EQ(checksum_of(sql), "9:3b78b9910981c62ca27148640fad7bc2");
  EXPECT_EQ(checksum_of(sql, 8), "8:aea9b84cb02189c22254425f4355eb8d");
}

TEST(Checksum, SqlFile) {
  EXPECT_EQ(checksum_of(R"(<sqlFile path="f.sql"/>)"), "9:76032b532d0a90a307c20d627fae2643");
  EXPECT_EQ(checksum_of(R"(<sqlFile path="f.sql"/>)", 8), "8:b7cc312f691a13f2b59175bcc63f4d48");
}

TEST(Checksum, CreateView) {
  const std::string view =
      R"(<createView viewName="v1" replaceIfExists="true">select * from   person</createView>)";
  EXPECT_EQ(checksum_of(view), "9:01ff52521ee2d75e4163de105004643d");
  EXPECT_EQ(checksum_of(view, 8), "8:a285503fcd57d8cc35b1e85ad6d6270e");
}

TEST(Checksum, CreateProcedure) {
  const std::string procedure =
      R"(<createProcedure procedureName="p">create function  f() returns int as $$ select 1 $$ language sql</createProcedure>)";
  EXPECT_EQ(checksum_of(procedure), "9:306a816bf51701449d8fddd40dcf6432");
  EXPECT_EQ(checksum_of(procedure, 8), "8:1b714a0cd4dacc61a6e56a202c5a732b");
}

TEST(Checksum, LoadDataCountsTheFileAndTheTable) {
  const std::string load = R"(<loadData tableName="person" file="people.csv"/>)";
  EXPECT_EQ(checksum_of(load), "9:27238fb8da8d09b4b0e4c7fc2fbeb840");
  EXPECT_EQ(checksum_of(load, 8), "8:fdf9a9ad2755a1c2c5e155c43bcb3e2f");
}

TEST(Checksum, Insert) {
  EXPECT_EQ(checksum_of(R"x(<insert tableName="person"><column name="id" valueNumeric="1"/>
      <column name="name" value="Bob"/><column name="active" valueBoolean="false"/>
      <column name="ts" valueDate="2020-01-02T03:04:05"/>
      <column name="x" valueComputed="now()"/></insert>)x"),
            "9:8941cfedc128fc11c2204a006a9c6c80");
}

TEST(Checksum, UpdateLeavesParametersOut) {
  EXPECT_EQ(checksum_of(R"(<update tableName="person"><column name="name" value="Al"/>
      <where>id = :value</where><whereParams><param valueNumeric="1"/></whereParams></update>)"),
            "9:9f2c50968d06f35ae5cacdd8699cc05e");
}

TEST(Checksum, Delete) {
  EXPECT_EQ(checksum_of(R"(<delete tableName="person"><where>id=1</where></delete>)"),
            "9:fe78fc0913457df406e0545ef631e32a");
}

TEST(Checksum, AddColumn) {
  EXPECT_EQ(checksum_of(R"(<addColumn tableName="person">
      <column name="z" type="int" afterColumn="name" value="3"/></addColumn>)"),
            "9:c2a7713fe5494f9828c6a77e97b605c2");
}

TEST(Checksum, AddColumnWithAForeignKey) {
  const Loaded loaded(MemoryFiles({{"c.xml", one_change_set(R"x(<addColumn tableName="t">
      <column name="a" type="int" position="2" remarks="R">
        <constraints foreignKeyName="fk" references="b(id)" deferrable="true"/></column>
      <column name="b" type="int"/></addColumn>)x")}}));
  const Change& change = *loaded.changelog.change_sets.at(0).changes.at(0);
  EXPECT_EQ(change.checksum({9, loaded.files, loaded.properties()}),
            "d491d41f940052111802461706a8d555");
  EXPECT_EQ(describe_for_checksum(change, 9),
            "addColumn:[\n"
            "    columns=[\n"
            "        [\n"
            "            [\n"
            "                deferrable=\"true\"\n"
            "                foreignKeyName=\"fk\"\n"
            "                references=\"b(id)\"\n"
            "            ]\n"
            "            name=\"a\"\n"
            "            position=\"2\"\n"
            "            remarks=\"R\"\n"
            "            type=\"int\"\n"
            "        ],\n"
            "        [\n"
            "            name=\"b\"\n"
            "            type=\"int\"\n"
            "        ]\n"
            "    ]\n"
            "    tableName=\"t\"\n"
            "]");
}

TEST(Checksum, DropColumnWithoutAListOfColumns) {
  EXPECT_EQ(checksum_of(R"(<dropColumn tableName="t" columnName="c"/>)"),
            "9:658d9a7a09424b84b867edd1b54d4991");
}

TEST(Checksum, CreateIndex) {
  EXPECT_EQ(checksum_of(R"x(<createIndex indexName="ix" tableName="person" unique="true">
      <column name="a" descending="true"/><column name="lower(b)" computed="true"/></createIndex>)x"),
            "9:7953d659533e3ad55460a2912a41fb4f");
}

TEST(Checksum, WhatAnIndexSaysOfItsColumnsThemselvesDoesNotCount) {
  EXPECT_EQ(checksum_of(R"(<createIndex tableName="t" indexName="i3"><column name="b">
      <constraints nullable="true"/></column></createIndex>)"),
            "9:ce56dc644be3c7bcc55cd8478e40fa22");
  EXPECT_EQ(checksum_of(R"(<createIndex tableName="t" indexName="i6">
      <column name="b" remarks="x" defaultValue="y" value="z" autoIncrement="false"/>
      </createIndex>)"),
            "9:f36c9abf17bc94c7a5d8ec6d771a8df0");
}

TEST(Checksum, AddForeignKey) {
  EXPECT_EQ(checksum_of(R"(<addForeignKeyConstraint baseTableName="a" baseColumnNames="x"
      referencedTableName="b" referencedColumnNames="id" constraintName="fk" onDelete="CASCADE"
      deferrable="false"/>)"),
            "9:aa42846bfa2ceaec0d5d8d0616ab8d90");
}

TEST(Checksum, TagDatabase) {
  EXPECT_EQ(checksum_of(R"(<tagDatabase tag="v1"/>)"), "9:635ff1e577e13420abaf0552fb77ab20");
}

TEST(Checksum, VisitorsCount) {
  const std::string changes =
      R"(<createTable tableName="t"><column name="id" type="int"/></createTable>
      <dropTable tableName="t"/>
      <modifySql dbms="postgresql" applyToRollback="true"><append value=" x"/>
        <replace replace="a" with="b"/></modifySql>
      <modifySql><regExpReplace replace="a" with="b"/><prepend value="y"/></modifySql>)";
  EXPECT_EQ(checksum_of(changes), "9:675f3bc3167f193bc60c4a4a0020cfc2");
  EXPECT_EQ(checksum_of(changes, 8), "8:b3a593163d3e6bae2d6f409743245423");
}

TEST(Checksum, CreateViewOfAFileReplacesItsProperties) {
  MemoryFiles files(
      {{"c.xml", xml_changelog(R"(<property name="tbl" value="person"/><changeSet id="1" author="a">
          <createView viewName="v1" path="v.sql" encoding="utf8"/></changeSet>)")},
       {"v.sql", "SELECT  id FROM ${tbl};"}});
  const Loaded loaded(std::move(files));
  EXPECT_EQ(loaded.checksum(), "9:0eb27c69face5a4a073c6f2777448f7f");
  EXPECT_EQ(loaded.checksum(0, 8), "8:f775e8373b9466fad44d3de3ab42ffad");
}

TEST(Checksum, ChangesForOtherDatabasesCountInVersion8Only) {
  const std::string sql = R"(<sql dbms="mysql">select 1</sql>)";
  EXPECT_EQ(checksum_of(sql), "9:d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(checksum_of(sql, 8), "8:551a6b5455d661ce7101a063b818ca3e");
}

TEST(Checksum, CreateSequence) {
  EXPECT_EQ(
      checksum_of(
          R"(<createSequence sequenceName="s" startValue="1" incrementBy="2" cycle="true"/>)"),
      "9:5b088186f9186f5771fde8a4f381b32f");
}

TEST(Checksum, DoesNotDependOnTheOrderOfAttributes) {
  EXPECT_EQ(
      checksum_of(
          R"(<createSequence cycle="true" incrementBy="2" startValue="1" sequenceName="s"/>)"),
      "9:5b088186f9186f5771fde8a4f381b32f");
}

TEST(Checksum, CustomChangeCountsItsParameters) {
  EXPECT_EQ(checksum_of(
                R"(<customChange class="com.spec.MyChange"><param name="tableName" value="person"/>
      <param name="newValue" value="b"/></customChange>)"),
            "9:e85fa36c807e8d02d3a8d1c98da2a531");
}

TEST(Checksum, NoChangesIsThatOfNothing) {
  EXPECT_EQ(checksum_of(""), "9:d41d8cd98f00b204e9800998ecf8427e");
}

TEST(Checksum, FormattedSql) {
  MemoryFiles files({{"c.sql",
                      "--liquibase formatted sql\n--changeset bob:1\nselect 1;\n  select\t2;\n"
                      "--rollback select 3;\n"
                      "--changeset bob:2 stripComments:false splitStatements:false endDelimiter:/\n"
                      "--comment my comment\n-- inner comment\nselect 3;\n"}});
  const Loaded loaded(std::move(files), "c.sql");
  EXPECT_EQ(loaded.checksum(0), "9:d0ac68cf3699decff59c77fea078a7a8");
  EXPECT_EQ(loaded.checksum(0, 8), "8:8dab6f192104e6d901edd409f45042ac");
  EXPECT_EQ(loaded.checksum(1), "9:848fbbddcbfe3b83df5e5477d66066e7");
}

TEST(Checksum, EmptyIsThatOfItsName) {
  const Loaded loaded(MemoryFiles({{"c.xml", one_change_set("<empty/>")}}));
  EXPECT_EQ(loaded.changelog.change_sets.at(0).changes.at(0)->checksum(
                {9, loaded.files, loaded.properties()}),
            "e717f241a5d9fd9a7632faa096d059cc");
}

TEST(Checksum, LoadDataAndLoadUpdateDataOfAFileAreAlike) {
  EXPECT_EQ(checksum_of(R"(<loadUpdateData tableName="person" file="people.csv" primaryKey="id"
      onlyUpdate="true" encoding="UTF-8" separator=","/>)"),
            "9:27238fb8da8d09b4b0e4c7fc2fbeb840");
}

TEST(Checksum, SumsOfOldVersionsHaveTheirNumberInThem) {
  const std::string sql = "<sql>select 1;\n   select   2;\t-- tab</sql>";
  EXPECT_EQ(checksum_of(sql, 7),
            "7:" + md5("7:" + hash_sql_v8("select 1;\n   select   2;\t-- tab", {}, {}) + ":"));
}

TEST(Checksum, TextIsHashedComposedAndWithPlainLineEnds) {
  EXPECT_EQ(hash_text("e\u0301\r\n", {}), hash_text("\u00e9\n", {}));
  EXPECT_EQ(hash_text("a\rb", {}), hash_text("a\nb", {}));
}

TEST(Checksum, StoredTextHasAVersionOrIsVersion1) {
  EXPECT_EQ(Checksum::parse("8:abc")->version, 8);
  EXPECT_EQ(Checksum::parse("any")->version, 1);
  EXPECT_EQ(Checksum::parse(""), std::nullopt);
  EXPECT_THROW(Checksum::parse("10:abc"), Error);
}

}  // namespace
}  // namespace ebbtide

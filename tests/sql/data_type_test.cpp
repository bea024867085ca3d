#include "sql/data_type.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// A declared type and how Liquibase 4.28.0 spells it in the newest version of each database.
struct Spelling {
  const char* declared;
  const char* postgresql;
  const char* mysql;
  const char* mariadb;
  const char* sqlite;
};

constexpr Spelling spellings[] = {
    {"bigint", "BIGINT", "BIGINT", "BIGINT", "BIGINT"},
    {"bigint(20)", "BIGINT", "BIGINT", "BIGINT", "BIGINT(20)"},
    {"bigint unsigned", "BIGINT unsigned", "BIGINT unsigned", "BIGINT unsigned", "BIGINT unsigned"},
    {"int", "INTEGER", "INT", "INT", "INTEGER"},
    {"int(11)", "INTEGER", "INT", "INT", "INTEGER"},
    {"integer", "INTEGER", "INT", "INT", "INTEGER"},
    {"int unsigned", "INTEGER", "INT unsigned", "INT unsigned", "INTEGER"},
    {"mediumint", "MEDIUMINT", "MEDIUMINT", "MEDIUMINT", "MEDIUMINT"},
    {"smallint", "SMALLINT", "SMALLINT", "SMALLINT", "SMALLINT"},
    {"tinyint", "SMALLINT", "TINYINT", "TINYINT", "TINYINT"},
    {"tinyint(1)", "SMALLINT", "TINYINT(1)", "TINYINT(1)", "TINYINT(1)"},
    {"boolean", "BOOLEAN", "TINYINT", "TINYINT(1)", "BOOLEAN"},
    {"bit", "BIT", "BIT", "BIT", "BOOLEAN"},
    {"bit(1)", "BIT(1)", "BIT(1)", "BIT(1)", "BOOLEAN(1)"},
    {"bool", "BOOLEAN", "TINYINT", "TINYINT(1)", "BOOLEAN"},
    {"char", "CHAR", "CHAR", "CHAR", "CHAR"},
    {"char(3)", "CHAR(3)", "CHAR(3)", "CHAR(3)", "CHAR(3)"},
    {"varchar(20)", "VARCHAR(20)", "VARCHAR(20)", "VARCHAR(20)", "VARCHAR(20)"},
    {"varchar2(20 BYTE)", "VARCHAR(20)", "VARCHAR(20)", "VARCHAR(20)", "VARCHAR(20)"},
    {"nvarchar(20)", "VARCHAR(20)", "NVARCHAR(20)", "NVARCHAR(20)", "NVARCHAR(20)"},
    {"nchar(2)", "NCHAR(2)", "NCHAR(2)", "NCHAR(2)", "NCHAR(2)"},
    {"text", "TEXT", "TEXT", "TEXT", "TEXT"},
    {"clob", "TEXT", "LONGTEXT", "LONGTEXT", "TEXT"},
    {"clob(100)", "TEXT", "LONGTEXT", "LONGTEXT", "TEXT"},
    {"longtext", "TEXT", "LONGTEXT", "LONGTEXT", "TEXT"},
    {"mediumtext", "TEXT", "MEDIUMTEXT", "MEDIUMTEXT", "TEXT"},
    {"tinytext", "TEXT", "TINYTEXT", "TINYTEXT", "TEXT"},
    {"java.sql.Types.CLOB", "TEXT", "LONGTEXT", "LONGTEXT", "TEXT"},
    {"blob", "OID", "BLOB", "BLOB", "BLOB"},
    {"varbinary(16)", "BYTEA", "VARBINARY(16)", "VARBINARY(16)", "BLOB(16)"},
    {"binary(16)", "BYTEA", "BINARY(16)", "BINARY(16)", "BLOB(16)"},
    {"longblob", "BYTEA", "LONGBLOB", "LONGBLOB", "BLOB"},
    {"tinyblob", "BYTEA", "TINYBLOB", "TINYBLOB", "BLOB"},
    {"java.sql.Types.BLOB", "OID", "BLOB", "BLOB", "BLOB"},
    {"java.sql.Types.VARCHAR(30)", "VARCHAR(30)", "VARCHAR(30)", "VARCHAR(30)", "VARCHAR(30)"},
    {"java.math.BigDecimal", "DECIMAL", "DECIMAL", "DECIMAL", "DECIMAL"},
    {"java.lang.String(5)", "VARCHAR(5)", "VARCHAR(5)", "VARCHAR(5)", "VARCHAR(5)"},
    {"decimal(10,2)", "DECIMAL(10, 2)", "DECIMAL(10, 2)", "DECIMAL(10, 2)", "DECIMAL(10, 2)"},
    {"number(8,2)", "numeric(8, 2)", "numeric(8, 2)", "numeric(8, 2)", "NUMBER(8, 2)"},
    {"number", "numeric", "numeric", "numeric", "NUMBER"},
    {"numeric(12)", "numeric(12)", "numeric(12)", "numeric(12)", "NUMBER(12)"},
    {"currency", "DECIMAL", "DECIMAL", "DECIMAL", "REAL"},
    {"float", "FLOAT", "FLOAT", "FLOAT", "FLOAT"},
    {"float(8)", "FLOAT(8)", "FLOAT(8)", "FLOAT(8)", "FLOAT(8)"},
    {"real", "REAL", "REAL", "REAL", "FLOAT"},
    {"double", "DOUBLE PRECISION", "DOUBLE", "DOUBLE", "DOUBLE"},
    {"double precision", "DOUBLE PRECISION", "DOUBLE PRECISION", "DOUBLE PRECISION",
     "DOUBLE precision"},
    {"date", "date", "date", "date", "date"},
    {"time", "time WITHOUT TIME ZONE", "time", "time", "time"},
    {"time(3)", "time(3) WITHOUT TIME ZONE", "time", "time", "time"},
    {"datetime", "TIMESTAMP WITHOUT TIME ZONE", "datetime", "datetime", "TEXT"},
    {"datetime(3)", "TIMESTAMP(3) WITHOUT TIME ZONE", "datetime(3)", "datetime(3)", "TEXT"},
    {"datetime2", "TIMESTAMP WITHOUT TIME ZONE", "datetime", "datetime", "TEXT"},
    {"timestamp", "TIMESTAMP WITHOUT TIME ZONE", "timestamp", "timestamp", "TEXT"},
    {"timestamp(3)", "TIMESTAMP(3) WITHOUT TIME ZONE", "timestamp(3)", "timestamp(3)", "TEXT"},
    {"timestamp with time zone", "TIMESTAMP with time zone", "timestamp with time zone",
     "timestamp with time zone", "TEXT"},
    {"timestamp(3) with time zone", "TIMESTAMP(3) with time zone", "timestamp(3) with time zone",
     "timestamp(3) with time zone", "TEXT"},
    {"timestamptz", "TIMESTAMP WITH TIME ZONE", "timestamp", "timestamp", "TEXT"},
    {"uuid", "UUID", "char(36)", "UUID", "TEXT"},
    {"xml", "XML", "LONGTEXT", "LONGTEXT", "TEXT"},
    {"json", "JSON", "JSON", "JSON", "JSON"},
    {"jsonb", "JSONB", "JSONB", "JSONB", "JSONB"},
    {"character varying(9)", "VARCHAR(9)", "VARCHAR(9)", "VARCHAR(9)", "VARCHAR(9)"},
    {"year", "YEAR", "YEAR", "YEAR", "YEAR"},
    {"enum('a','b')", "ENUM('a', 'b')", "ENUM('a', 'b')", "ENUM('a', 'b')", "ENUM('a', 'b')"},
    {"varchar(10) character set utf8", "VARCHAR(10) character set utf8",
     "VARCHAR(10) character set utf8", "VARCHAR(10) character set utf8",
     "VARCHAR(10) character set utf8"},
    {"inet", "INET", "INET", "INET", "INET"},
    {"text[]", "TEXT[]", "TEXT[]", "TEXT[]", "TEXT[]"},
};

std::string spelled(std::string_view declared, std::string_view dialect,
                    std::string_view version = "") {
  return make_dialect(dialect, version)->type(DataType::parse(declared));
}

TEST(DataType, IsSpelledAsEachDatabaseWantsIt) {
  for (const Spelling& one : spellings) {
    EXPECT_EQ(spelled(one.declared, "postgresql"), one.postgresql) << one.declared;
    EXPECT_EQ(spelled(one.declared, "mysql"), one.mysql) << one.declared;
    EXPECT_EQ(spelled(one.declared, "mariadb"), one.mariadb) << one.declared;
    EXPECT_EQ(spelled(one.declared, "sqlite"), one.sqlite) << one.declared;
  }
}

TEST(DataType, DeclarationsHaveNoCase) {
  EXPECT_EQ(spelled("VarChar(20)", "postgresql"), "VARCHAR(20)");
  EXPECT_EQ(spelled("TIMESTAMP", "sqlite"), "TEXT");
}

TEST(DataType, SerialTypesNumberTheirRows) {
  for (const char* const declared :
       {"serial", "bigserial", "smallserial", "serial8", "int{autoIncrement:true}"}) {
    EXPECT_TRUE(DataType::parse(declared).auto_increment) << declared;
  }
  EXPECT_FALSE(DataType::parse("int").auto_increment);
}

TEST(DataType, ParametersAreTheListInParentheses) {
  EXPECT_EQ(DataType::parse("decimal( 10 , 2 )").parameters, (std::vector<std::string>{"10", "2"}));
  EXPECT_EQ(DataType::parse("varchar2(20 BYTE)").parameters, std::vector<std::string>{"20"});
  EXPECT_TRUE(DataType::parse("varchar").parameters.empty());
}

TEST(DataType, WhatIsNotClosedIsReadToItsEnd) {
  for (const char* const declared : {"varchar(20", "varchar)", "(", "", " ", "\"a", "x{", "int("})
    EXPECT_NO_THROW(spelled(declared, "sqlite")) << declared;
}

TEST(DataType, UnknownPropertiesStay) {
  EXPECT_EQ(DataType::parse("${id.type}").name, "${id.type}");
}

}  // namespace
}  // namespace ebbtide

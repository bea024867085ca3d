#include "database/driver_types.h"

#include <gtest/gtest.h>

#include "database/drivers.h"

namespace ebbtide {
namespace {

/// `varchar 50 12`: name, size, digits and number, and back.
std::string told(const std::string& type, std::string_view database) {
  const DriverTypes types = driver_types(database);
  const DriverType driver = driver_type(type, types);
  std::string text = driver.name;
  for (const std::string& part : {driver.size, driver.digits})
    text += part.empty() ? "" : " " + part;
  return text + " " + std::to_string(driver.id) + " = " + type_of_driver(driver, types);
}

TEST(DriverTypes, OfPostgresqlHaveItsShortNames) {
  EXPECT_EQ(told("integer", "postgresql"), "int4 4 = integer");
  EXPECT_EQ(told("character varying(50)", "postgresql"), "varchar 50 12 = character varying(50)");
  EXPECT_EQ(told("numeric(8,2)", "postgresql"), "numeric 8 2 2 = numeric(8,2)");
  EXPECT_EQ(told("integer[]", "postgresql"), "int4[] 2003 = integer[]");
  EXPECT_EQ(told("timestamp with time zone", "postgresql"),
            "timestamptz 93 = timestamp with time zone");
  EXPECT_EQ(told("uuid", "postgresql"), "uuid 1111 = uuid");
}

TEST(DriverTypes, OfMariadbAreInCapitals) {
  EXPECT_EQ(told("int(11)", "mariadb"), "INT 4 = int");
  EXPECT_EQ(told("varchar(50)", "mysql"), "VARCHAR 50 12 = varchar(50)");
  EXPECT_EQ(told("bigint(20) unsigned", "mariadb"), "BIGINT UNSIGNED -5 = bigint unsigned");
  EXPECT_EQ(told("decimal(12,3) unsigned zerofill", "mariadb"),
            "DECIMAL UNSIGNED ZEROFILL 12 3 3 = decimal(12,3) unsigned zerofill");
  EXPECT_EQ(told("tinyint(1)", "mariadb"), "BOOLEAN 16 = tinyint(1)");
  EXPECT_EQ(told("enum('new','it''s')", "mariadb"),
            "ENUM('new','it''s') 1111 = ENUM('new','it''s')");
}

TEST(DriverTypes, OfMariadbAreReadWithoutSizesThatSayNothing) {
  const DriverTypes types = driver_types("mariadb");
  EXPECT_EQ(type_of_driver({"LONGTEXT", "2147483647"}, types), "longtext");
  EXPECT_EQ(type_of_driver({"BIGINT UNSIGNED", "20"}, types), "bigint unsigned");
  EXPECT_EQ(type_of_driver({"DATE", "10"}, types), "date");
}

TEST(DriverTypes, OfSqliteAreWhatWasDeclared) {
  EXPECT_EQ(told("varchar(50)", "sqlite"), "VARCHAR 50 1111 = VARCHAR(50)");
  EXPECT_EQ(told("numeric(10,2)", "sqlite"), "NUMERIC 12 2 1111 = NUMERIC(10,2)")
      << "as its driver";
}

}  // namespace
}  // namespace ebbtide

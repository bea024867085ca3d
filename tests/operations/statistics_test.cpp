#include "operations/statistics.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

std::string error_of(const std::string& text) {
  try {
    parse_statistics("s.json", text);
  } catch (const Error& error) {
    return error.where().to_text() + ": " + error.what();
  }
  return "";
}

TEST(StatisticsFile, IsReadAsItIsWritten) {
  const Statistics read = parse_statistics(
      "s.json",
      R"({"schema": 1, "tables": {"public.Orders": {"rows": 5, "bytes": null}, "t": {}},
          "invalid_indexes": ["public.ix"], "command": "stats"})");
  EXPECT_EQ(read.tables.at("public.orders").rows, 5);
  EXPECT_FALSE(read.tables.at("public.orders").bytes);
  EXPECT_FALSE(read.tables.at("t").rows);
  EXPECT_EQ(read.invalid_indexes, std::vector<std::string>{"public.ix"});
}

TEST(StatisticsFile, OtherFilesAreRefusedWithTheirPlace) {
  EXPECT_EQ(error_of("{\"schema\": 1}"),
            "s.json:1:1: 'tables' is missing, or is no map; 'ebbtide stats' writes such files");
  EXPECT_EQ(error_of("{\"schema\": 2,\n\"tables\": {}}"),
            "s.json:1:2: this is written by another version: 'schema' is not 1; 'ebbtide stats' "
            "writes such files");
  EXPECT_EQ(error_of("{\"tables\": {\n\"a\": {\"rows\": -1}}}"),
            "s.json:2:7: 'rows' is no whole number; 'ebbtide stats' writes such files");
  EXPECT_EQ(error_of("{\"tables\": {\"a\": 7}}"),
            "s.json:1:13: 'a' has no sizes; 'ebbtide stats' writes such files");
}

}  // namespace
}  // namespace ebbtide

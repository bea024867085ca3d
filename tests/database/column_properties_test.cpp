#include "database/mysql/column_properties.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string lost(std::string_view before, std::string_view after, bool is_key = false) {
  const auto dialect = make_dialect("mariadb", "");
  return join(dialect->lost_properties(before, after, is_key), "; ");
}

TEST(ColumnProperties, WhatTheNewDefinitionDoesNotSayIsLost) {
  EXPECT_EQ(lost("`x` int(11) NOT NULL DEFAULT 7 COMMENT 'r'", "int"),
            "NOT NULL; DEFAULT 7; COMMENT 'r'");
  EXPECT_EQ(lost("`x` int(11) NOT NULL DEFAULT 7 COMMENT 'r'", "int NOT NULL"),
            "DEFAULT 7; COMMENT 'r'");
  EXPECT_EQ(lost("`x` int(11) NOT NULL DEFAULT 7", "bigint DEFAULT 8 NULL"), "");
  EXPECT_EQ(lost("`x` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp()",
                 "timestamp"),
            "DEFAULT current_timestamp(); ON UPDATE current_timestamp()");
  EXPECT_EQ(lost("`x` varchar(9) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL", "text"),
            "CHARACTER SET latin1; COLLATE latin1_bin");
  EXPECT_EQ(lost("`x` int(11) GENERATED ALWAYS AS (`a` + 1) STORED", "int"),
            "GENERATED ALWAYS AS (`a` + 1) STORED");
}

TEST(ColumnProperties, NothingIsLostThatWasNotThere) {
  EXPECT_EQ(lost("`x` varchar(9) DEFAULT NULL", "text"), "");
  EXPECT_EQ(lost("`comment` varchar(9) DEFAULT NULL", "text"), "");
  EXPECT_EQ(lost("`x` varchar(9) DEFAULT 'not null'", "text DEFAULT 'comment'"), "");
}

TEST(ColumnProperties, TheKeyKeepsItsColumnsNotNull) {
  EXPECT_EQ(lost("`id` int(11) NOT NULL AUTO_INCREMENT", "bigint", true), "AUTO_INCREMENT");
  EXPECT_EQ(lost("`id` int(11) NOT NULL", "bigint AUTO_INCREMENT"), "");
}

}  // namespace
}  // namespace ebbtide

#include "sql/plain_value.h"

#include <gtest/gtest.h>

namespace ebbtide::sql {
namespace {

/// `text it's`, or `-` for what is worked out.
std::string told(std::string_view expression) {
  const auto value = plain_value(expression, {});
  if (!value) return "-";
  switch (value->kind) {
    case PlainValue::Kind::text:
      return "text " + value->value;
    case PlainValue::Kind::number:
      return "number " + value->value;
    case PlainValue::Kind::boolean:
      return "boolean " + value->value;
    case PlainValue::Kind::null:
      break;
  }
  return "null";
}

TEST(PlainValue, IsWhatStandsThereAlone) {
  EXPECT_EQ(told("'it''s'::character varying"), "text it's");
  EXPECT_EQ(told("'a'::\"Sales Dept\".state"), "text a");
  EXPECT_EQ(told("(-1)"), "number -1");
  EXPECT_EQ(told("'-1'::integer"), "text -1");
  EXPECT_EQ(told("1.50"), "number 1.50");
  EXPECT_EQ(told("TRUE"), "boolean true");
  EXPECT_EQ(told("NULL::text"), "null");
}

TEST(PlainValue, WhatIsWorkedOutIsNone) {
  for (const char* const one : {"now()", "CURRENT_TIMESTAMP", "1 + 1", "upper('x'::text)", "-a", "",
                                "'a' || 'b'", "((1)", "nextval('s'::regclass)"})
    EXPECT_EQ(told(one), "-") << one;
}

}  // namespace
}  // namespace ebbtide::sql

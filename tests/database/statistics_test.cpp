#include "database/statistics.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Statistics, FindATableByItsPlaceOrThatOfTheSession) {
  Statistics all;
  all.add({"public", "Orders"}, {5, 50});
  all.add({"old", "orders"}, {7, 70});
  all.add({"old", "gone"}, {1, 10});
  all.add({"older", "gone"}, {2, 20});
  all.add({"", "bare"}, {3, {}});
  EXPECT_EQ(all.find({"public", "orders"}, {})->rows, 5);
  EXPECT_EQ(all.find({"", "orders"}, {"public"})->rows, 5);
  EXPECT_EQ(all.find({"", "orders"}, {"old"})->rows, 7);
  EXPECT_EQ(all.find({"", "gone"}, {"public"})->rows, 2);
  EXPECT_EQ(all.find({"public", "bare"}, {})->rows, 3);
  EXPECT_EQ(all.find({"public", "gone"}, {"public"}), nullptr);
  EXPECT_EQ(all.find({"", "ders"}, {"public"}), nullptr);
}

TEST(Statistics, WhatIsNullIsNotKnown) {
  EXPECT_EQ(TableSize::of("12", std::nullopt).rows, 12);
  EXPECT_FALSE(TableSize::of("12", std::nullopt).bytes);
  EXPECT_FALSE(TableSize::of("many", "1").rows);
}

}  // namespace
}  // namespace ebbtide

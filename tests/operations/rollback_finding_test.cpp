#include <gtest/gtest.h>

#include "operations/rollback_test.h"

namespace ebbtide {
namespace {

schema::Difference difference(schema::Change change, std::string part = "") {
  schema::Difference one;
  one.kind = part.empty() ? schema::Kind::table : schema::Kind::column;
  one.change = change;
  one.object = {"public", "orders"};
  one.part = std::move(part);
  return one;
}

TEST(RollbackFinding, TellsWhatIsThereAndWasNot) {
  EXPECT_EQ(told_from_before(difference(schema::Change::missing), "public"),
            "table orders is missing");
  EXPECT_EQ(told_from_before(difference(schema::Change::unexpected, "note"), "public"),
            "column orders.note was not there before");
}

TEST(RollbackFinding, TellsHowAPropertyWasAndHowItIs) {
  schema::Difference one = difference(schema::Change::changed, "note");
  one.property = "type";
  one.expected = "text";
  one.found = "varchar(20)";
  EXPECT_EQ(told_from_before(one, "public"),
            "column orders.note: type was 'text' and is 'varchar(20)'");
  one.found = "";
  EXPECT_EQ(told_from_before(one, "shop"),
            "column public.orders.note: type was 'text' and is nothing");
}

}  // namespace
}  // namespace ebbtide

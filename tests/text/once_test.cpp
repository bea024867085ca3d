#include "text/once.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "tests/support/at_once.h"
#include "text/java_regex.h"

namespace ebbtide {
namespace {

TEST(Once, IsMadeByWhoeverAsksFirst) {
  const Once<std::string> once;
  std::atomic<int> made = 0;
  at_once(8, [&](int) {
    EXPECT_EQ(once.get([&] {
      ++made;
      return std::string("made");
    }),
              "made");
  });
  EXPECT_EQ(made, 1);
}

TEST(Once, IsTriedAgainWhereItCouldNotBeMade) {
  const Once<int> once;
  EXPECT_THROW(once.get([]() -> int { throw std::runtime_error("no"); }), std::runtime_error);
  EXPECT_EQ(once.get([] { return 1; }), 1);
  EXPECT_EQ(once.get([] { return 2; }), 1);
}

TEST(Once, ACopyMakesItsOwn) {
  const Once<int> once;
  EXPECT_EQ(once.get([] { return 1; }), 1);
  Once<int> copy = once;
  EXPECT_EQ(copy.get([] { return 2; }), 2);
  copy = once;
  EXPECT_EQ(copy.get([] { return 3; }), 3);
}

TEST(Once, AnExpressionIsMatchedByManyThreadsAtTheSameTime) {
  const JavaRegex number("([a-z])(\\d+)");
  at_once(8, [&](int thread) {
    const std::string digits = std::to_string(thread);
    for (int i = 0; i < 300; ++i)
      EXPECT_EQ(number.replace_all("a" + digits + " b" + digits, "$2$1"),
                digits + "a " + digits + "b");
  });
}

}  // namespace
}  // namespace ebbtide

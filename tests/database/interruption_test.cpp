#include "database/interruption.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

namespace ebbtide {
namespace {

TEST(Interruption, CancelsAllThatIsAtWorkAndNothingBehindItsEnd) {
  Interruption interruption;
  int first = 0, second = 0;
  std::optional<Interruption::Scope> scope(std::in_place, interruption, [&] { ++first; });
  const Interruption::Scope other(interruption, [&] { ++second; });
  EXPECT_NO_THROW(interruption.check());
  interruption.request(2);
  scope.reset();
  interruption.request(15);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 2);
  try {
    interruption.check();
    ADD_FAILURE() << "the end was not asked for";
  } catch (const Interrupted& interrupted) {
    EXPECT_EQ(interrupted.signal(), 15);
  }
}

TEST(Interruption, ScopesComeAndGoWhileAnotherThreadAsks) {
  Interruption interruption;
  std::atomic<bool> is_over = false;
  std::thread asking([&] {
    while (!is_over) interruption.request(2);
  });
  for (int i = 0; i < 1000; ++i) {
    auto alive = std::make_unique<std::atomic<int>>(0);
    const Interruption::Scope scope(interruption, [at_work = alive.get()] { ++*at_work; });
  }
  is_over = true;
  asking.join();
}

}  // namespace
}  // namespace ebbtide

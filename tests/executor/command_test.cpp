#include "executor/command.h"

#include <gtest/gtest.h>

#include <chrono>

namespace ebbtide {
namespace {

TEST(Command, EndsWithTheRunThatIsAskedToStop) {
  Interruption interruption;
  interruption.request(15);
  CommandStep step;
  step.executable = "sleep";
  step.arguments = {"60"};
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THROW(run_command(step, interruption), Interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace ebbtide

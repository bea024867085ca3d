#include "executor/command.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

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

TEST(Command, HearsTheSignalsThatAreBlockedForUs) {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  CommandStep step;
  step.executable = "sh";
  step.arguments = {"-c", "kill -TERM $$; exit 0"};
  EXPECT_THROW(run_command(step, Interruption()), Error);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST(Command, HasItsTimeInAnyCaseAndWithBlanks) {
  CommandStep step;
  step.executable = "sleep";
  step.arguments = {"1.3"};
  for (const char* const limit : {"1M", "1 m", "1H"}) {
    step.timeout = limit;
    EXPECT_NO_THROW(run_command(step, Interruption())) << limit;
  }
  step.timeout = "1 S";
  EXPECT_THROW(run_command(step, Interruption()), Error);
}

}  // namespace
}  // namespace ebbtide

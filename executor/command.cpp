// Runs a program of executeCommand as a child: what it prints goes to our standard error, since our
// standard output is the result of the command, and it reads nothing. The child is looked at every
// 20 ms rather than waited for, so that its time limit, a wish to stop and the database's session
// (which a server would close for saying nothing, for hours) are seen to meanwhile. A limit kills
// it; a wish to stop asks it to end first, and kills it after five seconds.
#include "executor/command.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <thread>

#include "text/ascii.h"
#include "text/child.h"
#include "text/error.h"

namespace ebbtide {
namespace {

using Clock = std::chrono::steady_clock;

/// `30s`, `5m` or `2h`; nothing for no limit.
/// A number without a unit is in seconds. What is no number, and 0, are no limit.
std::optional<std::chrono::seconds> parse_timeout(const Text& text) {
  if (!text) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || number == 0) return std::nullopt;
  const std::string_view unit = trim(std::string_view(end, text->data() + text->size()));
  const char letter = unit.empty() ? 's' : lower(unit.front());
  return std::chrono::seconds(letter == 'h' ? number * 3600 : letter == 'm' ? number * 60 : number);
}

pid_t start(const CommandStep& step) {
  std::vector<std::string> words{step.executable};
  words.insert(words.end(), step.arguments.begin(), step.arguments.end());
  ChildSetup setup;
  setup.direct(STDOUT_FILENO, STDERR_FILENO);  // what the program prints is no result of ours
  pid_t child = 0;
  const int result = setup.start(words, child);
  if (result != 0) throw Error("cannot run '" + step.executable + "': " + system_message(result));
  return child;
}

/// Asks the program to end, and ends it where it does not.
void end(pid_t child) {
  constexpr std::chrono::seconds patience(5);
  ::kill(child, SIGTERM);
  for (const auto limit = Clock::now() + patience; Clock::now() < limit;) {
    if (::waitpid(child, nullptr, WNOHANG) != 0) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

}  // namespace

void run_command(const CommandStep& step, const Interruption& interruption,
                 const std::function<void()>& meanwhile) {
  constexpr std::chrono::seconds between_calls(30);
  const pid_t child = start(step);
  const auto limit = parse_timeout(step.timeout);
  const auto deadline = Clock::now() + limit.value_or(std::chrono::hours(24 * 365));
  auto next_call = Clock::now() + between_calls;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (meanwhile && Clock::now() > next_call) {
      meanwhile();
      next_call = Clock::now() + between_calls;
    }
    if (interruption.is_requested()) {
      end(child);
      interruption.check();
    }
    if (Clock::now() > deadline) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      throw Error("'" + step.executable + "' took longer than " + step.timeout.str() +
                  " and was stopped");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  if (WIFSIGNALED(status))
    throw Error("'" + step.executable + "' was ended by signal " +
                std::to_string(WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0)
    throw Error("'" + step.executable + "' failed with exit code " +
                std::to_string(WEXITSTATUS(status)));
}

}  // namespace ebbtide

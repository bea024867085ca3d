#include "cli/console.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/support/at_once.h"

namespace ebbtide {
namespace {

TEST(Console, MessagesOfSeveralThreadsStayInOnePiece) {
  std::ostringstream out, err, logged;
  Console console(out, err);
  Log log(logged, {LogLevel::info, LogLevel::fine, LogFormat::text});
  console.log_to(log, Console::LogUse::mirror);
  // Reading may end in a warning itself, as where the search path has the file twice.
  console.show_lines_of([&](const std::string&) {
    console.warning("twice");
    return std::optional<std::string>("create tabel t;");
  });
  constexpr int threads = 8, times = 100;
  at_once(threads, [&](int) {
    for (int i = 0; i < times; ++i) {
      console.say("a line of progress");
      console.problem({{"c.sql", 1, 8}, "it is wrong", ""});
    }
  });
  std::map<std::string, int> counts;
  std::istringstream lines(err.str());
  std::string before;
  for (std::string line; std::getline(lines, line); before = line) {
    ++counts[line];
    if (!line.ends_with("^")) continue;
    EXPECT_EQ(before, "  create tabel t;");
  }
  const std::map<std::string, int> expected{{"a line of progress", threads * times},
                                            {"WARNING: twice", threads * times},
                                            {"ERROR: c.sql:1:8: it is wrong", threads * times},
                                            {"  create tabel t;", threads * times},
                                            {"         ^", threads * times}};
  EXPECT_EQ(counts, expected);
  EXPECT_NE(logged.str().find("a line of progress"), std::string::npos);
}

}  // namespace
}  // namespace ebbtide

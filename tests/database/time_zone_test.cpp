#include "database/time_zone.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

/// A folder of zones, and the file of a machine beside it.
struct TimeZone : testing::Test {
  TemporaryFolder folder;
  fs::path zones = folder.path() / "zoneinfo";
  fs::path local = folder.path() / "localtime";

  TimeZone() {
    write("Europe/Paris", "paris");
    write("Asia/Kolkata", "kolkata");
    write("Etc/UTC", "utc");
    write("UTC", "utc");
    write("EST5EDT", "est");
  }

  void write(const std::string& name, const std::string& text) const {
    folder.write("zoneinfo/" + name, text);
  }
  std::string name(const std::optional<std::string>& variable) const {
    return named_time_zone(variable, local, zones).value_or("(none)");
  }
};

TEST_F(TimeZone, IsWhatTheVariableNames) {
  EXPECT_EQ(name("Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(name(":Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(name("/usr/share/zoneinfo/Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(name("/usr/share/zoneinfo/posix/Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(name("EST5EDT"), "EST5EDT");
  // A machine without zone files: the server has them.
  EXPECT_EQ(name("America/Lima"), "America/Lima");
  EXPECT_EQ(name("Etc/GMT+3"), "Etc/GMT+3");
}

TEST_F(TimeZone, RuleOrNonsenseNamesNone) {
  for (const char* const word : {"IST-5:30", "<+03>-3", "../../etc/passwd", "a'b", "/etc/passwd"})
    EXPECT_EQ(name(word), "(none)") << word;
}

TEST_F(TimeZone, WithoutTheVariableTheMachineTells) {
  EXPECT_EQ(name(std::nullopt), "(none)");
  fs::create_symlink(zones / "Asia/Kolkata", local);
  EXPECT_EQ(name(std::nullopt), "Asia/Kolkata");
  EXPECT_EQ(name(""), "Asia/Kolkata");
}

TEST_F(TimeZone, MachineMayHaveACopyOfTheFile) {
  std::ofstream(local) << "kolkata";
  EXPECT_EQ(name(std::nullopt), "Asia/Kolkata");
  std::ofstream(local) << "utc";
  EXPECT_EQ(name(std::nullopt), "UTC");
  std::ofstream(local) << "another";
  EXPECT_EQ(name(std::nullopt), "(none)");
}

TEST(OffsetZone, IsSpelledAsPosixDoes) {
  EXPECT_EQ(offset_zone(0), "GMT");
  EXPECT_EQ(offset_zone(19800), "GMT-05:30");
  EXPECT_EQ(offset_zone(-12600), "GMT+03:30");
}

}  // namespace
}  // namespace ebbtide

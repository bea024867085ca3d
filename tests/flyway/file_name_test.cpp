#include "flyway/file_name.h"

#include <gtest/gtest.h>

namespace ebbtide::flyway {
namespace {

FileName name_of(std::string_view file, const NamingRules& rules = {}) {
  return read_file_name(file, rules).value().name.value();
}

std::string problem_of(std::string_view file) {
  const auto read = read_file_name(file, NamingRules{});
  return read ? read->problem : "no script";
}

TEST(FlywayFileName, HasVersionAndDescription) {
  const FileName name = name_of("V1_2__add_users__now.sql");
  EXPECT_EQ(name.kind, FileKind::versioned);
  EXPECT_EQ(name.version->text(), "1.2");
  EXPECT_EQ(name.description, "add users  now");
}

TEST(FlywayFileName, NeedsNoDescription) {
  EXPECT_EQ(name_of("V2.sql").description, "");
  EXPECT_EQ(name_of("V1__.sql").description, "");
}

TEST(FlywayFileName, TellsItsKindByTheLongestPrefix) {
  EXPECT_EQ(name_of("R__views.sql").kind, FileKind::repeatable);
  EXPECT_EQ(name_of("B3__base.sql").kind, FileKind::baseline);
  EXPECT_EQ(name_of("U3__back.sql").kind, FileKind::undo);
  const FileName callback = name_of("beforeMigrate__log.sql");
  EXPECT_EQ(callback.kind, FileKind::callback);
  EXPECT_EQ(callback.event, "beforeMigrate");
  EXPECT_EQ(callback.description, "log");
}

TEST(FlywayFileName, TakesSuffixesInAnyCaseAndPrefixesAsTheyAre) {
  EXPECT_EQ(name_of("V4__upper.SQL").version->text(), "4");
  EXPECT_EQ(problem_of("v3__lower.sql"), "Unrecognised migration name format: v3__lower.sql");
  EXPECT_EQ(problem_of("V1__a.txt"), "no script");
}

TEST(FlywayFileName, SaysWhatIsWrong) {
  EXPECT_EQ(problem_of("R1__has_version.sql"),
            "Invalid repeatable migration / callback name format: R1__has_version.sql (It cannot "
            "contain a version and should look like this: R__has_version.sql)");
  EXPECT_EQ(problem_of("V2_bad.sql"),
            "Invalid versioned migration name format: V2_bad.sql (could not recognise version "
            "number 2_bad)");
  EXPECT_EQ(problem_of("V__bad.sql"),
            "Invalid versioned migration name format: V__bad.sql (It must contain a version and "
            "should look like this: V1.2__bad.sql)");
}

TEST(FlywayFileName, GoesByItsRules) {
  NamingRules rules;
  rules.versioned = "mig-";
  rules.separator = "--";
  rules.suffixes = {".ddl", ".pks"};
  EXPECT_EQ(name_of("mig-7--a_b.pks", rules).description, "a b");
  EXPECT_FALSE(read_file_name("V1__a.sql", rules));
}

}  // namespace
}  // namespace ebbtide::flyway

#include "changelog/project.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "database/statement.h"
#include "formats/load.h"
#include "formats/project.h"
#include "tests/support/at_once.h"
#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

/// A database that tells its name.
class NamedDatabase final : public DatabaseFacts {
 public:
  explicit NamedDatabase(std::string name) : name_(std::move(name)) {}
  Text find(std::string_view name) const override {
    return equals_ignoring_case(name, "database.defaultCatalogName") ? Text(name_) : Text();
  }

 private:
  std::string name_;
};

Projects::Read reading(const std::string& changelog, std::atomic<int>& reads) {
  const auto files = std::make_shared<MemoryFiles>(MemoryFiles({{"c.xml", changelog}}));
  return [files, &reads](const std::string& dbms, const DatabaseFacts& facts) {
    ++reads;
    return load_project({"c.xml", files, Properties({dbms, {}, ""}), {}}, &facts);
  };
}

/// A database that is gone when it is asked.
class LostDatabase final : public DatabaseFacts {
 public:
  Text find(std::string_view) const override { throw ConnectionLost("gone", "select 1", ""); }
};

TEST(Projects, ADatabaseThatIsLostIsNoMistakeOfTheChangelog) {
  const MemoryFiles files(
      {{"c.xml", one_change_set("<sql>select '${database.databaseProductVersion}'</sql>")}});
  const LostDatabase lost;
  EXPECT_THROW(load_changelog("c.xml", files, Properties({}), {}, &lost), ConnectionLost);
}

TEST(Projects, AChangelogIsReadOnceForAllDatabasesOfAKind) {
  std::atomic<int> reads = 0;
  Projects projects(reading(one_change_set("<sql>select 1</sql>"), reads));
  const NamedDatabase a("a"), b("b");
  const Project& first = projects.serving("sqlite", a);
  EXPECT_EQ(&projects.serving("sqlite", b), &first);
  EXPECT_NE(&projects.serving("postgresql", a), &first);
  EXPECT_EQ(&projects.serving("sqlite", a), &first);
  EXPECT_EQ(reads, 2);
  EXPECT_EQ(projects.size(), 2U);
}

TEST(Projects, WhatADatabaseAnswersDifferentlyIsReadAnewWhereItWasAskedFor) {
  std::atomic<int> reads = 0;
  Projects projects(
      reading(one_change_set("<sql>select '${database.defaultCatalogName}'</sql>"), reads));
  const NamedDatabase a("a"), b("b"), like_a("a");
  const Project& of_a = projects.serving("sqlite", a);
  const Project& of_b = projects.serving("sqlite", b);
  EXPECT_NE(&of_a, &of_b);
  EXPECT_EQ(&projects.serving("sqlite", like_a), &of_a);
  EXPECT_EQ(projects.size(), 2U);
}

TEST(Projects, ThreadsThatAskAtOnceGetTheSame) {
  std::atomic<int> reads = 0;
  Projects projects(reading(one_change_set("<sql>select 1</sql>"), reads));
  at_once(8, [&](int thread) {
    const NamedDatabase database(std::to_string(thread));
    EXPECT_EQ(projects.serving("sqlite", database).changelog().change_sets.size(), 1U);
  });
  EXPECT_EQ(reads, 1);
}

TEST(Projects, AChangelogThatCannotBeReadIsTriedAgain) {
  int reads = 0;
  Projects projects([&](const std::string&, const DatabaseFacts&) -> Project {
    ++reads;
    throw Error("broken");
  });
  const NamedDatabase a("a");
  EXPECT_THROW(projects.serving("sqlite", a), Error);
  EXPECT_THROW(projects.serving("sqlite", a), Error);
  EXPECT_EQ(reads, 2);
  EXPECT_EQ(projects.size(), 0U);
}

/// A database that does not answer until somebody lets it.
class SlowDatabase final : public DatabaseFacts {
 public:
  Text find(std::string_view) const override {
    is_asked_ = true;
    is_asked_.notify_all();
    may_answer_.wait();
    return "slow";
  }
  void wait_until_asked() { is_asked_.wait(false); }
  void let_answer() { may_answer_.count_down(); }

 private:
  mutable std::atomic<bool> is_asked_ = false;
  mutable std::latch may_answer_{1};
};

TEST(Projects, NobodyWaitsForTheDatabaseOfAnother) {
  std::atomic<int> reads = 0;
  const std::string changelog =
      one_change_set("<sql>select '${database.defaultCatalogName}'</sql>");
  Projects projects(reading(changelog, reads));
  SlowDatabase slow;
  std::thread waiting([&] { projects.serving("sqlite", slow); });
  slow.wait_until_asked();
  const NamedDatabase quick("quick");
  EXPECT_EQ(projects.serving("sqlite", quick).changelog().change_sets.size(), 1U);
  slow.let_answer();
  waiting.join();
}

TEST(Projects, ADatabaseOfAnotherKindDoesNotWaitForTheReader) {
  std::latch is_reading(1), may_read(1);
  std::atomic<int> reads = 0;
  const Projects::Read read = reading(one_change_set("<sql>select 1</sql>"), reads);
  Projects projects([&](const std::string& dbms, const DatabaseFacts& facts) {
    if (dbms == "postgresql") {
      is_reading.count_down();
      may_read.wait();
    }
    return read(dbms, facts);
  });
  const NamedDatabase a("a");
  std::thread reader([&] { projects.serving("postgresql", a); });
  is_reading.wait();
  EXPECT_EQ(projects.serving("sqlite", a).changelog().change_sets.size(), 1U);
  may_read.count_down();
  reader.join();
}

}  // namespace
}  // namespace ebbtide

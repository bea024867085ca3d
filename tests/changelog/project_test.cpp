#include "changelog/project.h"

#include <gtest/gtest.h>

#include <atomic>

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

}  // namespace
}  // namespace ebbtide

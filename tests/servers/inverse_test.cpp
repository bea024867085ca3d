// A change that is rolled back automatically leaves nothing behind: for each such change, an update
// by it alone and a rollback of it alone leave the structure of the database exactly as it was.

#include <filesystem>

#include "database/read_schema.h"
#include "schema/compare.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

class Inverses : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    database_ = std::make_unique<TestDatabase>(GetParam());
  }

  /// Runs a command; returns what it says, which is empty where it failed.
  std::string run(const std::vector<std::string>& command) const {
    std::vector<std::string> arguments{
        "--url=" + database_->url(), "--changelog-file=reversible.xml",
        "--search-path=" + std::string(TESTS_FOLDER) + "/servers/data"};
    arguments.insert(arguments.end(), command.begin(), command.end());
    ProgramRuns program;
    const int code = program.run_words(std::move(arguments));
    EXPECT_EQ(code, 0) << command.front() << ": " << program.err;
    return code == 0 ? program.out + program.err : "";
  }

  schema::Schema read() const {
    const auto connection = database_->connect();
    schema::Schema all = read_schema(*connection, connection->defaults(), {},
                                     {{"", "databasechangelog"}, {"", "databasechangeloglock"}});
    std::erase_if(all.tables, [](const schema::Table& table) {
      return table.name.name.starts_with("ebbtide_");
    });
    return all;
  }

  /// How many changesets have not run yet.
  int pending() const {
    const std::string text = run({"status"});
    return text.find("up to date") != std::string::npos ? 0 : std::stoi(text);
  }

 private:
  std::unique_ptr<TestDatabase> database_;
};

TEST_P(Inverses, LeaveTheStructureAsItWas) {
  run({"update-count", "--count=1"});
  for (int left = pending(); left > 0; left = pending()) {
    const schema::Schema before = read();
    const std::string done = run({"update-count", "--count=1"});
    run({"rollback-count", "--count=1"});
    for (const schema::Difference& difference : differences(before, read()))
      ADD_FAILURE() << difference.to_text() << "\nby " << done;
    run({"update-count", "--count=1"});
    ASSERT_LT(pending(), left);
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, Inverses, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide

// Many schemas of one PostgreSQL database, and many MariaDB databases: brought up with a canary,
// stopped by one that fails, and resumed. What the results say is compared with what the history of
// each of them says. EBBTIDE_FLEET_SIZE gives another number of schemas.
#include <cstdlib>
#include <set>
#include <sstream>

#include "cli/fleet/result_file.h"
#include "cli/program.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_database.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

const std::string changelog = R"sql(--liquibase formatted sql
--changeset ann:1
CREATE TABLE person (id INT);
--rollback DROP TABLE person;
--changeset ann:2
CREATE TABLE book (id INT);
--rollback DROP TABLE book;
--changeset ann:3
INSERT INTO book VALUES (1);
--rollback DELETE FROM book;
)sql";

int size_of_fleet() {
  const char* const size = std::getenv("EBBTIDE_FLEET_SIZE");
  return size == nullptr ? 40 : std::atoi(size);
}

using Names = std::set<std::string>;

class FleetOnServer : public testing::Test {
 protected:
  /// What the program said and how it ended.
  struct Said {
    int code = 0;
    std::string out, err;
  };

  Said run(std::vector<std::string> words) {
    words.insert(words.end(), {"--url=" + database_->url(), "--results=" + results_});
    if (words.front() != "tag")
      words.insert(words.end(),
                   {"--search-path=" + folder_.path().string(), "--changelog-file=changelog.sql"});
    std::ostringstream out, err;
    const int code = run_program({words, {}, out, err});
    return {code, out.str(), err.str()};
  }

  /// The targets that are in a state by the file of results.
  Names in_state(TargetState state, bool earlier = false) const {
    Names names;
    for (const TargetResult& result : read_results(results_).results)
      if (result.state == state && result.is_earlier == earlier) names.insert(result.name);
    return names;
  }

  std::string ask(const std::string& sql) const {
    std::string text;
    for (const Row& row : session().query({sql}).rows)
      for (const auto& cell : row) text += cell.value_or("NULL") + " ";
    return text;
  }
  void execute(const std::string& sql) const { session().execute({sql}); }
  Connection& session() const {
    if (!session_) {
      session_ = database_->open(database_->url());
      session_->defaults();
    }
    return *session_;
  }

  /// The rows in the history of a target and the last moment in it; empty where it has none.
  std::string history_of(const std::string& name) const {
    const std::string table = name + ".databasechangelog";
    if (ask("SELECT 1 FROM information_schema.tables WHERE table_schema = '" + name +
            "' AND LOWER(table_name) = 'databasechangelog'")
            .empty())
      return "";
    const std::string stored =
        database_->dbms() == "postgresql" ? table : name + ".DATABASECHANGELOG";
    return ask("SELECT COUNT(*), MAX(DATEEXECUTED) FROM " + stored);
  }
  /// Those of the names whose history has so many rows.
  Names with_rows(int rows) const {
    Names names;
    for (const std::string& name : names_) {
      const std::string history = history_of(name);
      if (history.empty() ? rows == 0 : history.starts_with(std::to_string(rows) + " "))
        names.insert(name);
    }
    return names;
  }

  void expect_no_secret(const Said& said) const {
    const std::string password = DatabaseUrl::parse(database_->url()).password;
    const std::string secret = ":" + password + "@";
    ASSERT_FALSE(password.empty());
    for (const std::string& text : {said.out, said.err, read_whole_file(results_).value()})
      EXPECT_EQ(text.find(secret), std::string::npos);
  }

  /// The canaries, one that fails, and the run that does the rest.
  void expect_right_ones_done(const std::vector<std::string>& fleet, const std::string& failing) {
    const Names all(names_.begin(), names_.end());
    const auto words = [&](std::vector<std::string> more) {
      more.insert(more.end(), fleet.begin(), fleet.end());
      return more;
    };
    execute("CREATE TABLE " + failing + ".book (other INT)");
    Said said = run(words({"update", "--canary=" + failing}));
    EXPECT_EQ(said.code, 1);
    EXPECT_EQ(in_state(TargetState::failed), Names{failing});
    EXPECT_EQ(with_rows(0).size(), all.size() - 1) << "none but the canary was begun";
    expect_no_secret(said);

    said = run(words({"update", "--canary=2", "--parallel=4"}));
    EXPECT_EQ(said.code, 1);
    EXPECT_EQ(in_state(TargetState::failed), Names{failing});
    EXPECT_EQ(in_state(TargetState::done), with_rows(3));
    EXPECT_EQ(in_state(TargetState::not_run), with_rows(0));
    EXPECT_GE(with_rows(3).size(), 2U);
    EXPECT_FALSE(with_rows(0).empty());

    std::map<std::string, std::string> before;
    for (const std::string& name : with_rows(3)) before[name] = history_of(name);
    execute("DROP TABLE " + failing + ".book");
    said = run(words({"update", "--resume=" + results_, "--parallel=4"}));
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_EQ(with_rows(3), all);
    EXPECT_EQ(in_state(TargetState::done, true).size(), before.size());
    for (const auto& [name, history] : before) EXPECT_EQ(history_of(name), history) << name;
  }

  std::vector<std::string> names_;
  std::unique_ptr<TestDatabase> database_;
  TemporaryFolder folder_;
  std::string results_ = folder_.at("results.json");

 private:
  mutable std::unique_ptr<Connection> session_;
};

class FleetOfSchemas : public FleetOnServer {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("postgresql");
    database_ = std::make_unique<TestDatabase>("postgresql");
    folder_.write("changelog.sql", changelog);
    for (int i = 0; i < size_of_fleet(); ++i) {
      names_.push_back("tenant_" + std::to_string(1000 + i));
      execute("CREATE SCHEMA " + names_.back());
    }
    execute("CREATE SCHEMA other");
  }
};

TEST_F(FleetOfSchemas, AllButTheFailedOneAreDoneAndThenThatOne) {
  const std::string failing = names_.at(names_.size() / 2);
  expect_right_ones_done({"--schemas-matching=tenant_*"}, failing);
  EXPECT_EQ(history_of("other"), "");
  EXPECT_EQ(history_of("public"), "");
}

TEST_F(FleetOfSchemas, AreTaggedRolledBackAndLookedAt) {
  const std::string sql = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tenant%'";
  EXPECT_EQ(run({"update-count", "1", "--targets-query=" + sql}).code, 0);
  EXPECT_EQ(with_rows(1).size(), names_.size());
  EXPECT_EQ(run({"tag", "v1", "--targets-query=" + sql}).code, 0);
  EXPECT_EQ(run({"update", "--targets-query=" + sql}).code, 0);
  EXPECT_EQ(with_rows(3).size(), names_.size());
  const Said said = run({"rollback", "v1", "--targets-query=" + sql, "--parallel=3"});
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_EQ(with_rows(1).size(), names_.size());
  for (const TargetResult& result : read_results(results_).results) {
    EXPECT_EQ(result.tag, "v1");
    EXPECT_EQ(result.changed, 2);
    EXPECT_EQ(result.pending, 2);
  }
  EXPECT_EQ(run({"status", "--targets-query=" + sql, "--detailed-exitcode"}).code, 2);
}

TEST_F(FleetOfSchemas, OneHistoryForAllOfThemIsRefused) {
  const Said said = run({"update", "--schemas-matching=tenant_*", "--liquibase-schema-name=other"});
  EXPECT_EQ(said.code, 1);
  EXPECT_NE(said.err.find("would keep one history"), std::string::npos) << said.err;
  EXPECT_EQ(with_rows(0).size(), names_.size());
}

/// Every line belongs to a target, or is one of the run.
TEST_F(FleetOfSchemas, LinesOfProgressAreWhole) {
  const Said said = run({"update", "--schemas-matching=tenant_*", "--parallel=8"});
  EXPECT_EQ(said.code, 0);
  std::istringstream lines(said.err);
  int ran = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[") || line.starts_with("Ebbtide command")) continue;
    ASSERT_EQ(line.substr(0, 7), "tenant_") << line;
    ASSERT_EQ(line.substr(11, 3), " | ") << line;
    ran += line.substr(14).starts_with("Running Changeset: changelog.sql::") ? 1 : 0;
  }
  EXPECT_EQ(ran, 3 * static_cast<int>(names_.size()));
}

class FleetOfDatabases : public FleetOnServer {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("mariadb");
    database_ = std::make_unique<TestDatabase>("mariadb");
    folder_.write("changelog.sql", changelog);
    for (int i = 0; i < 20; ++i) {
      names_.push_back(database_->name() + "_t" + std::to_string(100 + i));
      execute("CREATE DATABASE " + names_.back());
    }
  }
  void TearDown() override {
    for (const std::string& name : names_) execute("DROP DATABASE IF EXISTS " + name);
  }
};

TEST_F(FleetOfDatabases, AllButTheFailedOneAreDoneAndThenThatOne) {
  expect_right_ones_done({"--schemas-matching=" + database_->name() + "_t*"}, names_.at(11));
}

TEST_F(FleetOfDatabases, KeepToTheConnectionsOfTheirHost) {
  const Said said = run({"update",
                         "--targets-query=SELECT schema_name AS `database`, schema_name AS name "
                         "FROM information_schema.schemata WHERE schema_name LIKE '" +
                             database_->name() + "\\_t%'",
                         "--parallel=8", "--max-connections-per-host=2"});
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_EQ(with_rows(3).size(), names_.size());
}

}  // namespace
}  // namespace ebbtide

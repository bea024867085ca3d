// The program when somebody stops it in the middle of a long statement.

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/support/temporary_folder.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

/// The program at work on a changelog of two changesets, of which the second one takes long.
class Signals : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    database_ = std::make_unique<TestDatabase>(GetParam());
    write_changelog(GetParam() == "postgresql" ? "SELECT pg_sleep(120)" : "SELECT SLEEP(120)");
  }
  void TearDown() override {
    if (database_ == nullptr) return;
    if (program_ > 0) stop(SIGKILL);
  }

  /// `long_sql` stands between two inserts of the second changeset.
  void write_changelog(const std::string& long_sql) const {
    folder_.write("changelog.sql",
                  "--liquibase formatted sql\n"
                  "--changeset ann:1\nCREATE TABLE t (id INT);\n"
                  "--changeset ann:2\nINSERT INTO t VALUES (1);\n" +
                      long_sql + ";\nINSERT INTO t VALUES (2);\n");
  }

  void start(const std::string& command) {
    std::vector<std::string> words{EBBTIDE_PROGRAM, "--url=" + database_->url(),
                                   "--search-path=" + folder_.path().string(),
                                   "--changelog-file=changelog.sql", command};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    char* environment[] = {nullptr};
    const std::string log = folder_.at("log");
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    const int failed =
        ::posix_spawn(&program_, words[0].c_str(), &files, nullptr, arguments.data(), environment);
    posix_spawn_file_actions_destroy(&files);
    ASSERT_EQ(failed, 0);
  }

  /// 128 + n where signal n ended it, as a shell says it.
  int wait() {
    int status = 0;
    ::waitpid(program_, &status, 0);
    program_ = 0;
    killed_by_ = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void send(int signal) const { ::kill(program_, signal); }
  int stop(int signal) {
    send(signal);
    return wait();
  }
  bool was_killed() const { return killed_by_ != 0; }

  /// Waits until the long statement runs.
  bool is_at_long_statement() {
    const std::string query =
        GetParam() == "postgresql"
            ? "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state "
              "= 'active' AND query LIKE '%pg_sleep(120)%' AND pid <> pg_backend_pid()"
            : "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND info "
              "LIKE 'SELECT SLEEP(120)%'";
    const auto connection = database_->connect();
    for (int i = 0; i < 400; ++i) {
      if (connection->query({query}).rows[0][0] == "1") return true;
      std::this_thread::sleep_for(50ms);
    }
    return false;
  }

  std::string value(const std::string& sql) const {
    return database_->connect()->query({sql}).rows.at(0).at(0).value_or("NULL");
  }
  std::string changesets_recorded() const {
    return value("SELECT COUNT(*) FROM DATABASECHANGELOG");
  }
  std::string locks_taken() const {
    return value("SELECT COUNT(*) FROM DATABASECHANGELOGLOCK WHERE LOCKED");
  }

  std::string log() const { return folder_.read("log"); }

  void expect_stopped_by(int signal) {
    start("update");
    ASSERT_TRUE(is_at_long_statement()) << log();
    EXPECT_EQ(stop(signal), 128 + signal) << log();
    EXPECT_FALSE(was_killed());
    EXPECT_EQ(locks_taken(), "0");
    EXPECT_EQ(changesets_recorded(), "1");
    EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "0");
    EXPECT_NE(log().find("interrupted"), std::string::npos) << log();
  }

  /// Of what it was sent together MySQL runs the rest, also when the client is gone: then the
  /// changeset is done.
  bool has_server_finished() const {
    if (GetParam() == "postgresql") return false;
    const auto connection = database_->connect();
    const std::string others =
        "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> "
        "CONNECTION_ID()";
    for (int i = 0; i < 400 && connection->query({others}).rows[0][0] != "0"; ++i)
      std::this_thread::sleep_for(50ms);
    return changesets_recorded() == "2";
  }

  void expect_next_run_finishes() {
    if (!has_server_finished()) write_changelog("SELECT 1");
    start("update");
    EXPECT_EQ(wait(), 0) << log();
    EXPECT_EQ(changesets_recorded(), "2");
    EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "2");
    EXPECT_EQ(locks_taken(), "0");
  }

 private:
  std::unique_ptr<TestDatabase> database_;
  TemporaryFolder folder_;
  pid_t program_ = 0;
  int killed_by_ = 0;
};

TEST_P(Signals, InterruptFreesTheLockAndRecordsNothingHalf) {
  expect_stopped_by(SIGINT);
  expect_next_run_finishes();
}

TEST_P(Signals, ASignalThatMeansNothingLeavesTheOthersHeard) {
  start("update");
  ASSERT_TRUE(is_at_long_statement()) << log();
  send(SIGUSR1);
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(stop(SIGINT), 128 + SIGINT) << log();
}

TEST_P(Signals, TerminationFreesTheLockAndRecordsNothingHalf) {
  expect_stopped_by(SIGTERM);
  expect_next_run_finishes();
}

TEST_P(Signals, KilledRunDoesNotHinderTheNextOne) {
  start("update");
  ASSERT_TRUE(is_at_long_statement()) << log();
  EXPECT_EQ(stop(SIGKILL), 128 + SIGKILL);
  const std::string expected = has_server_finished() ? "2" : "1";
  EXPECT_EQ(changesets_recorded(), expected);
  expect_next_run_finishes();
}

INSTANTIATE_TEST_SUITE_P(Servers, Signals, testing::ValuesIn(test_servers()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide

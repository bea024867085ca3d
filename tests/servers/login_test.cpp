#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <thread>

#include "database/mysql/option_file.h"
#include "operations/await_database.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

/// A variable of this process, as before in the end.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* const before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

/// The URL of a test server without its password, and that password.
struct Login {
  std::string url, user, password;

  explicit Login(const std::string& dbms) {
    const std::string given = test_server(dbms);
    const DatabaseUrl parsed = DatabaseUrl::parse(given);
    user = parsed.user;
    password = parsed.password;
    const std::size_t at = given.find('@');
    url = given.substr(0, given.find("//") + 2) + user + given.substr(at);
  }
};

struct OnServer : testing::Test, ProgramRuns {
  TemporaryFolder folder;
  std::string path(const std::string& name) const { return (folder.path() / name).string(); }
  void write(const std::string& name, const std::string& text, mode_t mode) const {
    folder.write(name, text);
    ::chmod(path(name).c_str(), mode);
  }
};

TEST_F(OnServer, PostgresqlReadsItsPasswordFile) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  const Login login("postgresql");
  const Variable home("HOME", folder.path().string());
  EXPECT_EQ(run_words({"history", "--url=" + login.url}), 1) << out;
  EXPECT_NE(err.find("no password supplied"), std::string::npos) << err;
  write(".pgpass", "*:*:*:" + login.user + ":" + login.password + "\n", 0600);
  EXPECT_EQ(run_words({"history", "--url=" + login.url}), 0) << err;
  // As its own clients do: what others may read is left alone.
  write(".pgpass", "*:*:*:" + login.user + ":" + login.password + "\n", 0644);
  EXPECT_EQ(run_words({"history", "--url=" + login.url}), 1) << out;
  write("elsewhere", "*:*:*:" + login.user + ":" + login.password + "\n", 0600);
  const Variable file("PGPASSFILE", path("elsewhere"));
  EXPECT_EQ(run_words({"history", "--url=" + login.url}), 0) << err;
}

TEST_F(OnServer, MariadbReadsItsOptionFile) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  const Login login("mariadb");
  const Variable home("HOME", folder.path().string());
  const std::string nobody = "mariadb://" + login.url.substr(login.url.find('@') + 1);
  EXPECT_EQ(run_words({"execute-sql", "--sql=SELECT 1", "--url=" + login.url}), 1) << out;
  write(".my.cnf", "[client]\nuser=" + login.user + "\npassword = \"" + login.password + "\"\n",
        0600);
  EXPECT_EQ(run_words({"execute-sql", "--sql=SELECT 1", "--url=" + login.url}), 0) << err;
  EXPECT_EQ(run_words({"execute-sql", "--sql=SELECT CURRENT_USER()", "--url=" + nobody}), 0) << err;
  EXPECT_NE(out.find(login.user + "@"), std::string::npos) << out;
  write(".my.cnf", "[client]\nuser=" + login.user + "\npassword=" + login.password + "\n", 0666);
  EXPECT_EQ(run_words({"execute-sql", "--sql=SELECT 1", "--url=" + login.url}), 1) << out;
  EXPECT_NE(err.find("can be written by everybody"), std::string::npos) << err;
}

TEST(OptionFile, HasGroupsQuotesAndComments) {
  const std::string text =
      "# who\n[mysqld]\npassword=server\n[client]\nuser = ann # the first\n"
      "password = 'a#b\\\\c'\n[client-mariadb]\npassword=\"last one\"\n[mysql]\nuser=other\n";
  const MysqlLogin login = with_options_of(text, {});
  EXPECT_EQ(login.user, "ann");
  EXPECT_EQ(login.password, "last one");
  EXPECT_EQ(with_options_of(text, {"ann", "given"}).password, "given");
  EXPECT_EQ(with_options_of(text, {"bob", ""}).password, "");
  EXPECT_EQ(with_options_of("[client]\npassword='a#b\\\\c'", {"bob", ""}).password, "a#b\\c");
}

TEST_F(OnServer, APasswordComesFromAFileOrACommand) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  const Login login("postgresql");
  folder.write("secret", login.password + "\n");
  EXPECT_EQ(run_words({"history", "--url=" + login.url, "--password-file=" + path("secret")}), 0)
      << err;
  EXPECT_EQ(run_words({"history", "--url=" + login.url},
                      {{"LIQUIBASE_COMMAND_PASSWORD_FILE", path("secret")}}),
            0)
      << err;
  EXPECT_EQ(run_words({"history", "--url=" + login.url,
                       "--password-command=cat '" + path("secret") + "'"}),
            0)
      << err;
  EXPECT_EQ(run_words({"history", "--url=" + login.url, "--password-command=echo hunter2"}), 1);
  EXPECT_FALSE(says("hunter2")) << err;
}

TEST_F(OnServer, AWaitIsForAServerThatDoesNotAnswer) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(
      run_words({"history", "--url=postgresql://ann@127.0.0.1:1/x", "--wait-for-database=1s"}), 1);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s);
  EXPECT_NE(err.find("Waiting up to 1 s for ann@"), std::string::npos) << err;
  EXPECT_NE(err.find("waited 1 s: "), std::string::npos) << err;
  const Login login("postgresql");
  const auto wrong = std::chrono::steady_clock::now();
  EXPECT_EQ(run_words({"history", "--url=" + login.url, "--password=wrong-one",
                       "--wait-for-database=60s"}),
            1);
  EXPECT_LT(std::chrono::steady_clock::now() - wrong, 20s);
  EXPECT_FALSE(says("wrong-one")) << err;
  EXPECT_EQ(run_words({"history", "--url=" + test_server("postgresql"), "--wait-for-database=30"}),
            0)
      << err;
  EXPECT_FALSE(says("Waiting up to")) << err;
  EXPECT_EQ(run_words({"history", "--url=" + login.url, "--wait-for-database=soon"}), 1);
  EXPECT_NE(err.find("'soon' is no time such as 30, 30s or 2m"), std::string::npos) << err;
}

TEST(AwaitDatabase, CanBeInterrupted) {
  Interruption interruption;
  std::thread end([&] {
    std::this_thread::sleep_for(300ms);
    interruption.request(15);
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THROW(await_database(DatabaseUrl::parse("mariadb://ann@127.0.0.1:1/x"), 60s, interruption,
                              [](const std::string&) {}),
               Interrupted);
  end.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

}  // namespace
}  // namespace ebbtide

#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {

/// The URL of a test server; empty where none is given.
inline std::string test_server(const std::string& dbms) {
  if (dbms == "sqlite") return "sqlite:";
  const std::string variable = "EBBTIDE_TEST_" + std::string(dbms == "mysql"     ? "MYSQL"
                                                             : dbms == "mariadb" ? "MARIADB"
                                                                                 : "POSTGRESQL");
  const char* const url = std::getenv(variable.c_str());
  return url == nullptr ? "" : url;
}

/// The servers to test on. Debian 12 has no MySQL: it is one of them where a run brings one.
inline std::vector<std::string> test_servers() {
  std::vector<std::string> all{"postgresql", "mariadb"};
  if (!test_server("mysql").empty()) all.push_back("mysql");
  return all;
}
/// The servers and the embedded database.
inline std::vector<std::string> test_databases() {
  std::vector<std::string> all = test_servers();
  all.push_back("sqlite");
  return all;
}

/// Whether a test without its server has to fail: in a run that says that it has all of them.
inline bool servers_are_required() {
  const char* const word = std::getenv("EBBTIDE_TEST_SERVERS");
  return word != nullptr && std::string(word) == "required";
}

/// An empty database with a name nobody else has, removed at the end of its life.
class TestDatabase {
 public:
  explicit TestDatabase(const std::string& dbms) : dbms_(dbms), server_(test_server(dbms)) {
    static std::atomic<int> count = 0;
    name_ = "ebbtide_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    if (is_file()) return;
    const auto server = open(server_);
    server->defaults();  // what the session sets travels with its first statement
    server->execute({"CREATE DATABASE " + name_});
  }
  ~TestDatabase() {
    try {
      if (is_file()) {
        std::filesystem::remove(path());
      } else {
        const auto server = open(server_);
        server->defaults();
        server->execute(
            {"DROP DATABASE IF EXISTS " + name_ + (dbms_ == "postgresql" ? " WITH (FORCE)" : "")});
      }
    } catch (const std::exception& error) {
      ADD_FAILURE() << "cannot remove " << name_ << ": " << error.what();
    }
  }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  const std::string& dbms() const { return dbms_; }
  const std::string& name() const { return name_; }
  std::string url() const {
    return is_file() ? "sqlite:" + path() : server_.substr(0, server_.rfind('/') + 1) + name_;
  }
  std::unique_ptr<Connection> connect() const { return open(url()); }

  static std::unique_ptr<Connection> open(const std::string& url) {
    return ebbtide::connect(DatabaseUrl::parse(url), [](const std::string&) {});
  }

 private:
  bool is_file() const { return dbms_ == "sqlite"; }
  std::string path() const {
    return (std::filesystem::temp_directory_path() / (name_ + ".db")).string();
  }

  std::string dbms_;
  std::string server_;
  std::string name_;
};

}  // namespace ebbtide

/// Ends the test where the server of this name is not there: as skipped, or as failed where servers
/// are required.
#define EBBTIDE_NEEDS_SERVER(dbms)                                                        \
  if (ebbtide::test_server(dbms).empty()) {                                               \
    if (ebbtide::servers_are_required()) FAIL() << "there is no URL of a " << (dbms);     \
    GTEST_SKIP() << "no URL of a " << (dbms) << "; run it by tests/support/with-servers"; \
  }

namespace ebbtide {

/// A test on each of several databases: an empty one of its own, and a connection to it.
class OnDatabase : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    database_ = std::make_unique<TestDatabase>(GetParam());
    connection_ = database_->connect();
  }
  void TearDown() override { connection_.reset(); }

  const TestDatabase& database() const { return *database_; }
  Connection& connection() { return *connection_; }
  std::int64_t execute(const std::string& sql, std::vector<Parameter> parameters = {}) {
    return connection_->execute({sql, std::move(parameters)});
  }

 private:
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ebbtide

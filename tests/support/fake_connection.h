#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {

/// A session that only writes down what it is asked, and answers what a test has prepared.
class FakeConnection final : public Connection {
 public:
  explicit FakeConnection(std::string_view dialect) : dialect_(make_dialect(dialect, "")) {}

  /// Every statement in order, with the calls that are none: `begin`, `commit`, `lock` …
  std::vector<std::string> log;
  /// How many rows statements that contain a text change, one answer each time; 1 without any.
  std::map<std::string, std::deque<std::int64_t>> changes;
  /// The rows that queries that contain a text find, one answer each time; the last one stays.
  std::map<std::string, std::deque<Rows>> answers;
  /// Whether the session lock is free, asked once each; free when all are used.
  std::deque<bool> lock_is_free;
  SessionLock asked_lock;     ///< the last one
  std::string refused;        ///< statements that begin with it are errors; empty for none
  std::string refusal = "1";  ///< the state of these errors
  bool first_version_runs = false;

  std::int64_t execute(const Statement& statement) override {
    log.push_back(statement.sql);
    refuse(statement);
    if (const std::string create = "CREATE TABLE "; statement.sql.starts_with(create))
      tables.push_back(statement.sql.substr(
          create.size(), statement.sql.find(' ', create.size()) - create.size()));
    for (auto& [text, counts] : changes) {
      if (statement.sql.find(text) == std::string::npos || counts.empty()) continue;
      return std::exchange(counts, {counts.begin() + 1, counts.end()}).front();
    }
    return 1;
  }
  Rows query(const Statement& statement) override {
    log.push_back(statement.sql);
    refuse(statement);
    for (auto& [text, rows] : answers) {
      if (statement.sql.find(text) == std::string::npos) continue;
      const Rows answer = rows.front();
      if (rows.size() > 1) rows.pop_front();
      return answer;
    }
    return {};
  }
  void begin() override { log.emplace_back("begin"); }
  void commit() override { log.emplace_back("commit"); }
  void rollback() override { log.emplace_back("rollback"); }
  bool try_lock(const SessionLock& lock) override {
    asked_lock = lock;
    const bool is_free = lock_is_free.empty() || lock_is_free.front();
    if (!lock_is_free.empty()) lock_is_free.pop_front();
    log.emplace_back(is_free ? "lock" : "lock is taken");
    return is_free;
  }
  void unlock(const SessionLock&) override { log.emplace_back("unlock"); }
  bool may_have_first_version(const std::string&) override { return first_version_runs; }
  std::string session_id() const override { return "815"; }
  void cancel() noexcept override {}
  const Dialect& dialect() const override { return *dialect_; }
  Defaults defaults() override { return {}; }
  Owned<Catalog> catalog(const Defaults&) override { return std::make_unique<TablesOf>(tables); }
  std::string user() const override { return "ann"; }
  std::string server_version() const override { return "1"; }

  std::vector<std::string> tables;  ///< those that exist; made by CREATE TABLE too

 private:
  void refuse(const Statement& statement) const {
    if (!refused.empty() && statement.sql.starts_with(refused))
      throw DatabaseError("refused", statement.sql, refusal);
  }

  class TablesOf final : public Catalog {
   public:
    explicit TablesOf(const std::vector<std::string>& tables) : tables_(tables) {}
    std::optional<schema::Table> table(const ObjectName& name) const override {
      for (const std::string& known : tables_) {
        if (known != name.name) continue;
        schema::Table found;
        found.name.name = known;
        return found;
      }
      return std::nullopt;
    }
    std::optional<std::string> identity(const ObjectName& name) const override {
      const auto found = table(name);
      return found ? std::optional(found->name.name) : std::nullopt;
    }
    bool has_view(const ObjectName&) const override { return false; }
    bool has_sequence(const ObjectName&) const override { return false; }
    std::vector<StoredObject> objects_like(const ObjectName&) const override { return {}; }
    std::vector<StoredKey> keys_like(StoredKey::Kind, const ObjectName&) const override {
      return {};
    }
    std::vector<std::string> column_names(const StoredObject&) const override { return {}; }
    std::vector<PointingKey> foreign_keys_into(const ObjectName&) const override { return {}; }
    std::vector<std::string> views_on(const ObjectName&) const override { return {}; }
    Rows query(const std::string&) const override { return {}; }

   private:
    const std::vector<std::string>& tables_;
  };

  std::unique_ptr<const Dialect> dialect_;
};

}  // namespace ebbtide

#pragma once

#include <memory>
#include <string>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "database/names.h"

namespace ebbtide {

/// A SQLite database in memory, for tests of what needs a live database and no certain one.
class MemoryDatabase {
 public:
  MemoryDatabase() : MemoryDatabase(open()) {}
  /// Of a connection that stands before one in memory.
  explicit MemoryDatabase(std::unique_ptr<Connection> connection)
      : connection_(std::move(connection)),
        names_(connection_->dialect(), Defaults{}),
        catalog_(connection_->catalog({})) {}
  explicit MemoryDatabase(const std::string& sql) : MemoryDatabase() { run(sql); }

  static std::unique_ptr<Connection> open() {
    return ebbtide::connect(DatabaseUrl::parse("sqlite::memory:"), [](const std::string&) {});
  }

  Connection& connection() { return *connection_; }
  const Names& names() const { return names_; }
  const Catalog& catalog() const { return *catalog_; }

  void run(const std::string& sql) { connection_->execute({sql}); }
  void run(const std::vector<std::string>& statements) {
    for (const std::string& sql : statements) run(sql);
  }
  /// The answer to a query: cells parted by `|`, rows by line ends, NULL as `-`.
  std::string ask(const std::string& sql) {
    std::string text;
    for (const Row& row : connection_->query({sql}).rows) {
      if (!text.empty()) text += "\n";
      for (std::size_t i = 0; i < row.size(); ++i)
        text += (i == 0 ? "" : "|") + row[i].value_or("-");
    }
    return text;
  }

 private:
  std::unique_ptr<Connection> connection_;
  Names names_;
  Owned<Catalog> catalog_;
};

}  // namespace ebbtide

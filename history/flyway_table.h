#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "database/connection.h"
#include "database/flyway_words.h"
#include "database/names.h"
#include "flyway/migration.h"
#include "history/answers.h"

namespace ebbtide {

/// Its columns in their order, by which it is known whatever its name.
inline constexpr std::array<std::string_view, 10> flyway_columns{
    "installed_rank", "version",      "description",  "type",           "script",
    "checksum",       "installed_by", "installed_on", "execution_time", "success"};

/// The history table of a Flyway project. Answers in statements and runs none of those that write,
/// like every store; `exists`, `read` and the lock query. Borrows the connection.
class FlywayTable {
 public:
  /// `schema` is its place: never empty where the database has schemas, or databases for them.
  FlywayTable(Connection& connection, FlywayWords words, std::string schema, std::string table,
              std::string tablespace);

  /// `"public"."flyway_schema_history"`, as Flyway writes it and derives its lock from it.
  const std::string& name() const { return name_; }
  const std::string& schema() const { return schema_; }
  ObjectName object() const { return {"", schema_, table_, Quoting::quote_all_objects}; }

  bool exists();
  std::vector<std::string> create() const;
  /// All rows by rank; none where there is no table.
  std::vector<flyway::AppliedMigration> read();

  /// Lets rows be written together with what is before them, where no trigger of the table can
  /// swallow one: asked once, before many of them.
  void look_for_watchers();
  RowChanges record(const flyway::AppliedMigration& row) const;
  /// What repair brings up to date.
  RowChanges align(const flyway::AppliedMigration& row) const;
  RowChanges forget(int rank) const;
  RowChanges clear_checksums() const;

  /// Flyway's own lock, which keeps Flyway out too; tried without waiting for long. Where Flyway
  /// has none, that of this program.
  bool try_lock();
  void unlock();
  /// What is said where it does not come free.
  std::string lock_error() const;

  const FlywayWords& words() const { return words_; }
  /// Whether the query, with these operands, has a row.
  bool has_row(std::string_view query, std::initializer_list<std::string_view> operands);
  /// The first value of its answer; empty for none.
  std::string value_of(const std::string& query);
  std::string quote(std::string_view name) const;
  std::string literal(std::string_view text) const;

 private:
  std::string lock_number() const;

  Connection& connection_;
  FlywayWords words_;
  std::string schema_, table_, tablespace_, name_;
  bool is_watched_ = true;  ///< as far as is known
};

/// What Java's String.hashCode says of a text.
std::int32_t java_hash(std::string_view text);

}  // namespace ebbtide

// Two tools write this table, so nothing of it is our own: the columns, their order, the rows and
// the lock are Flyway's. Its lock is a number that both derive from the name of the table as SQL
// writes it. Flyway takes it for a transaction or for its session; held by our session it keeps out
// both, and lets CREATE INDEX CONCURRENTLY pass, which waits for every other transaction.
#include "history/flyway_table.h"

#include <charconv>

#include "database/catalog.h"
#include "database/facts.h"
#include "database/literals.h"
#include "history/own_table.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

using flyway::AppliedMigration;

int number_of(const std::optional<std::string>& value) {
  int number = 0;
  if (value) std::from_chars(value->data(), value->data() + value->size(), number);
  return number;
}

bool is_yes(const std::string& value) { return value == "t" || value == "true" || value == "1"; }

AppliedMigration migration_of(const Row& row) {
  AppliedMigration one;
  one.rank = number_of(row[0]);
  if (row[1]) one.version = flyway::Version::parse(*row[1]);
  one.description = row[2].value_or("");
  one.type = flyway::parse_type(row[3].value_or(""));
  one.script = row[4].value_or("");
  if (row[5]) one.checksum = number_of(row[5]);
  one.installed_by = row[6].value_or("");
  one.installed_on = row[7].value_or("");
  one.execution_time = number_of(row[8]);
  one.success = is_yes(row[9].value_or(""));
  return one;
}

RowChanges change(std::string sql, std::string complaint) {
  return {{std::move(sql), "", std::move(complaint)}};
}

}  // namespace

std::int32_t java_hash(std::string_view text) {
  const std::string units = from_utf8(text, "UTF-16BE");
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(units[at]); };
  std::uint32_t hash = 0;
  for (std::size_t i = 0; i + 1 < units.size(); i += 2)
    hash = hash * 31 + (std::uint32_t{byte(i)} << 8 | byte(i + 1));
  return static_cast<std::int32_t>(hash);
}

FlywayTable::FlywayTable(Connection& connection, FlywayWords words, std::string schema,
                         std::string table, std::string tablespace)
    : connection_(connection),
      words_(words),
      schema_(std::move(schema)),
      table_(std::move(table)),
      tablespace_(std::move(tablespace)),
      name_(quote(schema_) + "." + quote(table_)) {}

std::string FlywayTable::quote(std::string_view name) const {
  return quoted(name, Quoting::quote_all_objects, connection_.facts());
}

std::string FlywayTable::literal(std::string_view text) const {
  return text_literal(text, connection_.facts());
}

bool FlywayTable::has_row(std::string_view query,
                          std::initializer_list<std::string_view> operands) {
  return !connection_.query({spelled(query, operands)}).rows.empty();
}

std::string FlywayTable::value_of(const std::string& query) {
  const Rows answer = connection_.query({query});
  return answer.rows.empty() ? "" : answer.rows.front().front().value_or("");
}

bool FlywayTable::exists() {
  return has_row(words_.has_table, {literal(schema_), literal(table_)});
}

std::vector<std::string> FlywayTable::create() const {
  const std::string tablespace =
      tablespace_.empty() ? "" : spelled(words_.tablespace, {quote(tablespace_)});
  std::vector<std::string> statements;
  for (const std::string_view words : words_.create_history) {
    if (!words.empty())
      statements.push_back(spelled(words, {name_, quote(table_ + "_pk"), quote(table_ + "_s_idx"),
                                           tablespace, quote(table_)}));
  }
  return statements;
}

std::vector<AppliedMigration> FlywayTable::read() {
  std::vector<std::string> names;
  for (const std::string_view column : flyway_columns) names.push_back(quote(column));
  const Rows answer = connection_.query(
      {"SELECT " + join(names, ",") + " FROM " + name_ + " ORDER BY " + names.front()});
  std::vector<AppliedMigration> all;
  for (const Row& row : answer.rows) all.push_back(migration_of(row));
  return all;
}

void FlywayTable::look_for_watchers() { is_watched_ = has_watchers(connection_, object()); }

RowChanges FlywayTable::record(const AppliedMigration& row) const {
  std::vector<std::string> names;
  for (const std::string_view column : flyway_columns) {
    if (column != "installed_on") names.push_back(quote(column));
  }
  const std::string version = row.version ? literal(row.version->text()) : "NULL";
  const std::string checksum = row.checksum ? std::to_string(*row.checksum) : "NULL";
  RowChanges rows = change(
      "INSERT INTO " + name_ + " (" + join(names, ", ") + ") VALUES (" + std::to_string(row.rank) +
          ", " + version + ", " + literal(flyway::stored_description(row.description)) + ", " +
          literal(to_text(row.type)) + ", " + literal(flyway::stored_script(row.script)) + ", " +
          checksum + ", " + literal(row.installed_by) + ", " + std::to_string(row.execution_time) +
          ", " + std::string(connection_.facts().boolean(row.success)) + ")",
      "the row of the migration was not written into " + name_ +
          "; look for a trigger or a rule of that table");
  rows.front().is_sure = connection_.facts().has(Feature::inserts_or_fails) && !is_watched_;
  return rows;
}

RowChanges FlywayTable::align(const AppliedMigration& row) const {
  const std::string checksum = row.checksum ? std::to_string(*row.checksum) : "NULL";
  return change("UPDATE " + name_ + " SET " + quote("description") + "=" +
                    literal(flyway::stored_description(row.description)) + ", " + quote("type") +
                    "=" + literal(to_text(row.type)) + ", " + quote("checksum") + "=" + checksum +
                    " WHERE " + quote("installed_rank") + "=" + std::to_string(row.rank),
                "the row of rank " + std::to_string(row.rank) + " was not changed");
}

RowChanges FlywayTable::forget(int rank) const {
  return change(
      "DELETE FROM " + name_ + " WHERE " + quote("installed_rank") + "=" + std::to_string(rank),
      "the row of rank " + std::to_string(rank) + " was not removed");
}

RowChanges FlywayTable::clear_checksums() const {
  return change("UPDATE " + name_ + " SET " + quote("checksum") + "=NULL",
                "the checksums were not cleared");
}

std::string FlywayTable::lock_number() const { return std::to_string(java_hash(name_)); }

bool FlywayTable::try_lock() {
  if (words_.take_lock.empty()) return connection_.try_lock({name_});
  return is_yes(value_of(spelled(words_.take_lock, {lock_number()})));
}

void FlywayTable::unlock() {
  if (words_.free_lock.empty()) return connection_.unlock({name_});
  value_of(spelled(words_.free_lock, {lock_number()}));
}

std::string FlywayTable::lock_error() const { return spelled(words_.lock_error, {lock_number()}); }

}  // namespace ebbtide

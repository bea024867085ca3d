// SQLite is a library in this process; there is no server, no other side and no socket. What
// servers do by themselves is done here:
//
//   several statements  sqlite3_prepare takes the first of a text and says where it ends; the rest
//                       is prepared when that has run, since it may use what the first has made
//   session lock        FileLock: a byte of the file, which the system frees with the process
//   other sessions      the processes that have the file open, by /proc
//   broken keys         PRAGMA foreign_key_check answers with the rows that break one; as a
//                       statement of a changeset it fails then
//
// BEGIN IMMEDIATE takes the right to write at once: a transaction that begins by reading could not
// write any more when somebody else has written meanwhile. Who waits for another writer waits ten
// seconds.
//
// The file is closed with the object and not sooner, FileLock's descriptor too: to close any
// descriptor of a file drops all locks that the process holds on it, SQLite's with them.
#include "database/sqlite/connection.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "database/dialect.h"
#include "database/sqlite/advice.h"
#include "database/sqlite/catalog.h"
#include "database/sqlite/dialect.h"
#include "database/sqlite/facts.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Meaning = UrlOption::Meaning;

/// Parameters of the JDBC driver: pragmas of the session, and what only that driver has.
constexpr std::array url_options{
    UrlOption{"auto_vacuum", Meaning::mapped, "auto_vacuum"},
    UrlOption{"busy_timeout", Meaning::mapped, "busy_timeout"},
    UrlOption{"cache_size", Meaning::mapped, "cache_size"},
    UrlOption{"case_sensitive_like", Meaning::mapped, "case_sensitive_like"},
    UrlOption{"foreign_keys", Meaning::mapped, "foreign_keys"},
    UrlOption{"journal_mode", Meaning::mapped, "journal_mode"},
    UrlOption{"legacy_alter_table", Meaning::mapped, "legacy_alter_table"},
    UrlOption{"locking_mode", Meaning::mapped, "locking_mode"},
    UrlOption{"page_size", Meaning::mapped, "page_size"},
    UrlOption{"recursive_triggers", Meaning::mapped, "recursive_triggers"},
    UrlOption{"secure_delete", Meaning::mapped, "secure_delete"},
    UrlOption{"synchronous", Meaning::mapped, "synchronous"},
    UrlOption{"temp_store", Meaning::mapped, "temp_store"},
    UrlOption{"mode", Meaning::mapped, "mode"},
    UrlOption{"cipher", Meaning::refused, "encrypted databases need another SQLite"},
    UrlOption{"key", Meaning::refused, "encrypted databases need another SQLite"},
    UrlOption{"cache", Meaning::ignored, ""},
    UrlOption{"date_class", Meaning::ignored, ""},
    UrlOption{"date_precision", Meaning::ignored, ""},
    UrlOption{"date_string_format", Meaning::ignored, ""},
    UrlOption{"enable_load_extension", Meaning::ignored, ""},
    UrlOption{"encoding", Meaning::ignored, ""},
    UrlOption{"jdbc.explicit_readonly", Meaning::ignored, ""},
    UrlOption{"open_mode", Meaning::ignored, ""},
    UrlOption{"shared_cache", Meaning::ignored, ""},
    UrlOption{"transaction_mode", Meaning::ignored, ""},
};

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// The session lock: one byte far behind the end of the database file, locked for as long as this
/// descriptor is open. The system frees it when the process ends, however it ends. SQLite locks
/// other bytes of the same file; open file description locks do not disturb them.
class FileLock {
 public:
  explicit FileLock(std::string file) : file_(std::move(file)) {}
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  const std::string& file() const { return file_; }
  bool try_take() {
    if (file_.empty()) return true;
    if (descriptor_ < 0) descriptor_ = ::open(file_.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor_ < 0) return true;  // a file that cannot be written cannot be changed by two
    return set(F_WRLCK);
  }
  /// The descriptor stays open: to close it would drop SQLite's own locks on the file.
  void free() {
    if (descriptor_ >= 0) set(F_UNLCK);
  }

 private:
  bool set(short kind) const {
    struct flock range {};
    range.l_type = kind;
    range.l_whence = SEEK_SET;
    range.l_start = off_t{1} << 60;
    range.l_len = 1;
    return ::fcntl(descriptor_, F_OFD_SETLK, &range) == 0;
  }

  std::string file_;
  int descriptor_ = -1;
};

std::string first_line(const std::filesystem::path& file) {
  std::ifstream input(file);
  std::string line;
  std::getline(input, line);
  return line;
}

bool has_open(const std::filesystem::path& process, const struct stat& wanted) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(process / "fd", none)) {
    struct stat found {};
    if (::stat(entry.path().c_str(), &found) == 0 && found.st_dev == wanted.st_dev &&
        found.st_ino == wanted.st_ino)
      return true;
  }
  return false;
}

/// The other processes of this machine that have a file open, as far as this user may look.
std::vector<OtherSession> processes_with_open(const std::string& file) {
  std::vector<OtherSession> found;
  struct stat wanted {};
  if (file.empty() || ::stat(file.c_str(), &wanted) != 0) return found;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", none)) {
    const std::string id = entry.path().filename().string();
    if (!is_digit(id.front()) || id == std::to_string(::getpid())) continue;
    if (!has_open(entry.path(), wanted)) continue;
    const std::string program = first_line(entry.path() / "comm");
    found.push_back({"", program + ", process " + id, id, program});
  }
  return found;
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(Database database, std::string file)
      : lock_(std::move(file)),
        database_(std::move(database)),
        dialect_(make_sqlite_dialect(ServerVersion::parse(sqlite3_libversion()))) {}

  std::int64_t execute(const Statement& statement) override {
    const std::int64_t before = sqlite3_total_changes64(database_.get());
    each_statement(statement, [&](sqlite3_stmt* prepared) {
      if (step(prepared, statement.sql) && is_foreign_key_check(statement.sql))
        refuse_broken_keys(prepared, statement.sql);
      while (sqlite3_stmt_busy(prepared) != 0 && step(prepared, statement.sql)) {
      }
    });
    return sqlite3_total_changes64(database_.get()) - before;
  }

  Rows query(const Statement& statement) override {
    Rows rows;
    each_statement(statement, [&](sqlite3_stmt* prepared) {
      rows = {};
      const int columns = sqlite3_column_count(prepared);
      for (int i = 0; i < columns; ++i) rows.columns.emplace_back(sqlite3_column_name(prepared, i));
      while (step(prepared, statement.sql)) {
        Row& row = rows.rows.emplace_back();
        for (int i = 0; i < columns; ++i) row.push_back(value(prepared, i));
      }
    });
    return rows;
  }

  void begin() override { execute({"BEGIN IMMEDIATE"}); }
  /// One that fails, as on a full disk, may leave its transaction open.
  void commit() override {
    try {
      execute({"COMMIT"});
    } catch (const DatabaseError&) {
      rollback();
      throw;
    }
  }
  void rollback() override {
    // Some errors, such as a full disk, have undone the transaction already.
    if (sqlite3_get_autocommit(database_.get()) == 0) execute({"ROLLBACK"});
  }

  bool try_lock(const SessionLock&) override { return lock_.try_take(); }
  void unlock(const SessionLock&) override { lock_.free(); }
  std::optional<std::vector<OtherSession>> other_sessions() override {
    return processes_with_open(lock_.file());
  }
  void cancel() noexcept override { sqlite3_interrupt(database_.get()); }

  const Dialect& dialect() const override { return *dialect_; }
  Defaults defaults() override { return {}; }
  Owned<Catalog> catalog(const Defaults&) override {
    return std::make_unique<SqliteCatalog>(*this);
  }
  std::string user() const override { return ""; }
  std::string server_version() const override { return sqlite3_libversion(); }

 private:
  /// `at` is where the part of the statement begins that could not be prepared.
  [[noreturn]] void fail(const std::string& sql, std::optional<std::size_t> at = {}) const {
    const int offset = sqlite3_error_offset(database_.get());
    if (at) at = offset < 0 ? std::nullopt : std::optional(*at + static_cast<std::size_t>(offset));
    const int code = sqlite3_extended_errcode(database_.get());
    throw DatabaseError(sqlite3_errmsg(database_.get()) + sqlite_advice(code, lock_.file()), sql,
                        std::to_string(code), at);
  }

  /// Prepares each statement of the text in turn, binds its parameters and gives it to `use`.
  template <class Use>
  void each_statement(const Statement& statement, const Use& use) {
    refuse_what_is_cut(statement);
    const char* rest = statement.sql.c_str();
    const char* const end = rest + statement.sql.size();
    std::size_t bound = 0;
    while (rest < end) {
      sqlite3_stmt* raw = nullptr;
      const auto begin = static_cast<std::size_t>(rest - statement.sql.c_str());
      const int result =
          sqlite3_prepare_v2(database_.get(), rest, static_cast<int>(end - rest), &raw, &rest);
      const Prepared prepared(raw);
      if (result != SQLITE_OK) fail(statement.sql, begin);
      if (raw == nullptr) continue;
      bind(raw, statement, bound);
      use(raw);
    }
  }

  void bind(sqlite3_stmt* prepared, const Statement& statement, std::size_t& bound) const {
    const int count = sqlite3_bind_parameter_count(prepared);
    for (int place = 1; place <= count && bound < statement.parameters.size(); ++place, ++bound) {
      const Parameter& parameter = statement.parameters[bound];
      if (!parameter.value) {
        sqlite3_bind_null(prepared, place);
      } else if (parameter.binary) {
        sqlite3_bind_blob64(prepared, place, parameter.value->data(), parameter.value->size(),
                            SQLITE_STATIC);
      } else {
        sqlite3_bind_text64(prepared, place, parameter.value->data(), parameter.value->size(),
                            SQLITE_STATIC, SQLITE_UTF8);
      }
    }
  }

  /// Whether there is a row.
  bool step(sqlite3_stmt* prepared, const std::string& sql) const {
    const int result = sqlite3_step(prepared);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) fail(sql);
    return false;
  }

  static bool is_foreign_key_check(const std::string& sql) {
    return sql::Cursor(sql, sqlite_syntax, 2).sees_all({"pragma", "foreign_key_check"});
  }

  /// The pragma answers with the rows that break a key; as a statement of a changeset it must fail.
  [[noreturn]] static void refuse_broken_keys(sqlite3_stmt* prepared, const std::string& sql) {
    const std::string table = value(prepared, 0).value_or("");
    const std::string other = value(prepared, 2).value_or("");
    throw DatabaseError(
        "rows of '" + table + "' point to rows of '" + other + "' that do not exist", sql, "787");
  }

  static std::optional<std::string> value(sqlite3_stmt* prepared, int column) {
    if (sqlite3_column_type(prepared, column) == SQLITE_NULL) return std::nullopt;
    const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(prepared, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(prepared, column));
    if (sqlite3_column_type(prepared, column) == SQLITE_BLOB)
      return std::string(bytes == nullptr ? "" : bytes, size);
    return std::string(reinterpret_cast<const char*>(sqlite3_column_text(prepared, column)),
                       static_cast<std::size_t>(sqlite3_column_bytes(prepared, column)));
  }

  FileLock lock_;
  Database database_;
  std::unique_ptr<const Dialect> dialect_;
};

int open_flags(const DatabaseUrl& url) {
  const std::string mode = url.parameter("mode").value_or("rwc");
  if (mode == "ro") return SQLITE_OPEN_READONLY;
  if (mode == "rw") return SQLITE_OPEN_READWRITE;
  return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

/// `file:a.db` is `a.db`; `:memory:` is no file.
std::string file_name(const DatabaseUrl& url) {
  std::string_view name = url.database;
  if (name.starts_with("file:")) name.remove_prefix(5);
  if (name.starts_with("//")) name.remove_prefix(2);
  return std::string(url.parameter("mode") == "memory" ? ":memory:" : name);
}

void set_pragmas(SqliteConnection& connection, const DatabaseUrl& url, const Warn& warn) {
  for (const UrlParameter& parameter : url.parameters) {
    const UrlOption* const option =
        find_option(parameter, url_options.begin(), url_options.end(), warn);
    if (option == nullptr || option->target == "mode") continue;
    const bool is_plain =
        !parameter.value.empty() && std::all_of(parameter.value.begin(), parameter.value.end(),
                                                [](char c) { return is_word(c) || c == '-'; });
    if (!is_plain)
      throw UsageError("the URL parameter '" + parameter.name + "' cannot be '" + parameter.value +
                       "'");
    connection.query({"PRAGMA " + std::string(option->target) + " = " + parameter.value});
  }
}

/// SQLite counts what it allocates, behind one mutex of the process, for questions that nobody
/// asks: databases at work on several threads would wait for each other there.
void let_threads_allocate() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);  // later than the first use it changes nothing, and harms nothing
}

}  // namespace

std::unique_ptr<Connection> open_sqlite(const DatabaseUrl& url, const Warn& warn) {
  let_threads_allocate();
  const std::string file = file_name(url);
  sqlite3* raw = nullptr;
  const int result = sqlite3_open_v2(file.c_str(), &raw, open_flags(url), nullptr);
  Database database(raw);
  const auto refuse = [&](const std::string& why) {
    throw ConnectionLost("cannot open " + url.given + ": " + why, "", std::to_string(result));
  };
  if (result != SQLITE_OK)
    refuse(raw == nullptr ? "out of memory" : sqlite3_errmsg(raw) + sqlite_advice(result, file));
  constexpr int patience_ms = 10'000;
  sqlite3_busy_timeout(raw, patience_ms);
  auto connection =
      std::make_unique<SqliteConnection>(std::move(database), file == ":memory:" ? "" : file);
  try {
    connection->query({"SELECT 1 FROM sqlite_master LIMIT 1"});
    set_pragmas(*connection, url, warn);
  } catch (const DatabaseError& error) {
    refuse(error.what());
  }
  return connection;
}

}  // namespace ebbtide

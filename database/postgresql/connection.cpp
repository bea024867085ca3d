#include "database/postgresql/connection.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <pqxx/pqxx>
#include <utility>

#include "database/postgresql/catalog.h"
#include "database/postgresql/dialect.h"
#include "database/postgresql/error_place.h"
#include "database/postgresql/settings.h"
#include "database/tcp.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// libpq's message in one line: without its label, the copy of the statement and the caret.
std::string one_line(std::string_view message) {
  std::string text;
  for (const std::string_view line : split(message, '\n')) {
    const std::string_view words = trim(line);
    if (words.empty() || words.starts_with("LINE ") || words == "^") continue;
    if (!text.empty()) text += "; ";
    for (const std::string_view label : {"ERROR:  ", "FATAL:  "}) {
      if (text.empty() && words.starts_with(label)) text = words.substr(label.size());
    }
    if (text.empty() || text.ends_with("; ")) text += words;
  }
  return text;
}

/// The statement with `$1`, `$2` … in the places of its `?`.
std::string numbered(std::string_view sql) {
  return with_parameters(sql, [](std::size_t i) { return "$" + std::to_string(i + 1); });
}

/// FNV-1a: a lock is a number to PostgreSQL.
std::string lock_key(std::string_view name) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return std::to_string(static_cast<std::int64_t>(hash));
}

class PostgresqlConnection final : public Connection {
 public:
  PostgresqlConnection(const std::string& settings, std::chrono::milliseconds answer_limit)
      : link_(settings),
        work_(link_),
        watch_(link_.sock(), {answer_limit, [settings] { return is_reachable(settings); }}),
        user_(link_.username()) {
    const int number = link_.server_version();
    const bool old_numbers = number < 100000;
    const ServerVersion version{number / 10000, old_numbers ? number / 100 % 100 : number % 10000,
                                old_numbers ? number % 100 : 0};
    dialect_ = make_postgresql_dialect(version);
    version_ = std::to_string(version.major) + "." + std::to_string(version.minor);
    ask_server_for_patience(number);
  }

  std::int64_t execute(const Statement& statement) override {
    return static_cast<std::int64_t>(run(statement, "").affected_rows());
  }

  Rows query(const Statement& statement) override {
    const pqxx::result result = run(statement, "");
    Rows rows;
    for (pqxx::row_size_type i = 0; i < result.columns(); ++i)
      rows.columns.emplace_back(result.column_name(i));
    rows.rows.reserve(result.size());
    for (const pqxx::row& found : result) {
      Row& row = rows.rows.emplace_back();
      for (const pqxx::field& field : found)
        row.push_back(field.is_null() ? std::nullopt
                                      : std::optional(std::string(field.c_str(), field.size())));
    }
    return rows;
  }

  void execute_with_next(const Statement& statement) override {
    refuse_what_is_cut(statement);
    waiting_ += statement.sql + ";";
  }

  /// The word travels with the first statement, so that a transaction costs no round trip.
  void begin() override {
    waiting_ = "BEGIN;" + waiting_;
    is_unbegun_ = true;
    in_transaction_ = true;
  }
  void commit() override { end("COMMIT"); }
  void rollback() override { end("ROLLBACK"); }
  void execute_and_commit(const Statement& statement) override {
    run(statement, "\n;COMMIT");
    in_transaction_ = false;
  }

  bool try_lock(const std::string& name) override {
    return *query({"SELECT pg_catalog.pg_try_advisory_lock(" + lock_key(name) + ")"}).rows[0][0] ==
           "t";
  }
  void unlock(const std::string& name) override {
    query({"SELECT pg_catalog.pg_advisory_unlock(" + lock_key(name) + ")"});
  }

  std::optional<std::vector<OtherSession>> other_sessions() override {
    std::vector<OtherSession> sessions;
    const Rows found = query(
        {"SELECT pg_catalog.host(client_addr), usename, application_name, state FROM "
         "pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database() AND pid <> "
         "pg_catalog.pg_backend_pid() AND usename IS NOT NULL"});
    for (const Row& row : found.rows) {
      std::vector<std::string> about;
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i] && !row[i]->empty()) about.push_back(*row[i]);
      }
      sessions.push_back({row[0].value_or(""), join(about, ", ")});
    }
    return sessions;
  }
  void keep_alive() override { query({"SELECT 1"}); }

  void cancel() noexcept override {
    try {
      link_.cancel_query();
    } catch (const std::exception&) {
      // Then the statement runs to its end, and the run stops behind it.
    }
  }

  const Dialect& dialect() const override { return *dialect_; }
  Defaults defaults() override {
    const Rows found = query({"SELECT pg_catalog.current_database(), pg_catalog.current_schema()"});
    Defaults defaults;
    defaults.catalog = found.rows[0][0].value_or("");
    defaults.schema = found.rows[0][1].value_or("public");
    return defaults;
  }
  Owned<Catalog> catalog(const Defaults& defaults) override {
    return std::make_unique<PostgresqlCatalog>(*this, defaults);
  }
  std::string user() const override { return user_; }
  std::string server_version() const override { return version_; }

 private:
  /// Whether a new session is answered at all, be it with a refusal.
  static bool is_reachable(const std::string& settings) {
    try {
      const pqxx::connection other(settings + "connect_timeout='10' ");
      return true;
    } catch (const std::exception& error) {
      return contains(error.what(), "FATAL");
    }
  }

  /// Lets the server notice that this side is gone, whatever it is doing, so that it frees the
  /// lock: a client that cannot be reached, and one that ended while a statement runs.
  void ask_server_for_patience(int version) {
    constexpr int with_user_timeout = 120000, with_check = 140000;
    std::string settings =
        "SET tcp_keepalives_idle = 10;SET tcp_keepalives_interval = 10;"
        "SET tcp_keepalives_count = 3;";
    if (version >= with_user_timeout) settings += "SET tcp_user_timeout = 40000;";
    if (version >= with_check) settings += "SET client_connection_check_interval = 5000;";
    try {
      run_plain(settings, settings);
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      // What only looks like PostgreSQL has no such settings, and needs them no more than before.
    }
  }

  pqxx::result run(const Statement& statement, const std::string& end) {
    refuse_what_is_cut(statement);
    is_unbegun_ = false;
    // What is sent together is one transaction, in which not every statement can run.
    const bool is_sent_together = in_transaction_ && statement.parameters.empty();
    std::string before = std::exchange(waiting_, "");
    if (!before.empty() && !is_sent_together) {
      run_plain(before, before);
      before.clear();
    }
    if (statement.parameters.empty()) {
      return run_plain(before.empty() && end.empty() ? statement.sql : before + statement.sql + end,
                       statement.sql);
    }
    pqxx::result result = run_with_parameters(statement);
    if (!end.empty()) commit();
    return result;
  }

  /// A transaction without statements needs no end.
  void end(const std::string& word) {
    waiting_.clear();
    in_transaction_ = false;
    if (!std::exchange(is_unbegun_, false)) run_plain(word, word);
  }

  pqxx::result run_plain(const std::string& sql, const std::string& shown) {
    return guarded(shown, [&] { return work_.exec(sql); });
  }

  pqxx::result run_with_parameters(const Statement& statement) {
    std::vector<std::string> kept;
    std::vector<const char*> values;
    kept.reserve(statement.parameters.size());
    for (const Parameter& parameter : statement.parameters) {
      if (!parameter.value) {
        values.push_back(nullptr);
        continue;
      }
      kept.push_back(parameter.binary ? "\\x" + hex(*parameter.value) : *parameter.value);
      values.push_back(kept.back().c_str());
    }
    return guarded(statement.sql, [&] {
      return work_.exec_params(numbered(statement.sql), pqxx::prepare::make_dynamic_params(values));
    });
  }

  /// A session that was lost stays lost: libpqxx would open another one, without our locks.
  [[noreturn]] void lose(const std::string& why, const std::string& sql, const std::string& state) {
    is_lost_ = true;
    // After the end of the session libpqxx fails over its own questions about it.
    const bool is_about_session = contains(why, "client encoding");
    throw ConnectionLost("the connection to PostgreSQL was lost: " +
                             (is_about_session ? "the server or the network closed it" : why),
                         sql, state);
  }

  /// What was sent may have other words before and behind the statement.
  static std::optional<std::size_t> place_in(const std::string& sql, const pqxx::sql_error& error) {
    const std::size_t before = error.query().find(sql);
    const auto place = postgresql_error_place(error.what(), error.query());
    if (!place || before == std::string::npos || *place < before || *place > before + sql.size())
      return std::nullopt;
    return *place - before;
  }

  template <class Work>
  pqxx::result guarded(const std::string& sql, const Work& work) {
    if (is_lost_) lose("it cannot be used any more", sql, "08003");
    const AnswerWatch::Waiting waiting(watch_);
    try {
      return work();
    } catch (const pqxx::broken_connection& error) {
      lose(one_line(error.what()), sql, "08006");
    } catch (const pqxx::sql_error& error) {
      if (!link_.is_open()) lose(one_line(error.what()), sql, error.sqlstate());
      throw DatabaseError(one_line(error.what()), sql, error.sqlstate(), place_in(sql, error));
    } catch (const pqxx::failure& error) {
      throw DatabaseError(one_line(error.what()), sql, "");
    }
  }

  pqxx::connection link_;
  pqxx::nontransaction work_;
  AnswerWatch watch_;
  std::string user_;
  std::string waiting_;  ///< goes out with the next statement
  bool is_unbegun_ = false;
  bool in_transaction_ = false;
  bool is_lost_ = false;
  std::unique_ptr<const Dialect> dialect_;
  std::string version_;
};

}  // namespace

namespace {

/// `socketTimeout` of the JDBC driver, in seconds; 0 for none.
std::chrono::milliseconds answer_limit(const DatabaseUrl& url) {
  const auto text = url.is_jdbc ? url.parameter("socketTimeout") : std::nullopt;
  if (!text) return {};
  int seconds = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (error != std::errc{} || end != text->data() + text->size() || seconds < 0)
    throw UsageError("the URL parameter 'socketTimeout' must be a number of seconds, not '" +
                     *text + "'");
  return std::chrono::seconds(seconds);
}

}  // namespace

std::unique_ptr<Connection> open_postgresql(const DatabaseUrl& url, const Warn& warn) {
  const std::string settings = postgresql_settings(url, warn);
  try {
    return std::make_unique<PostgresqlConnection>(settings, answer_limit(url));
  } catch (const pqxx::failure& error) {
    throw ConnectionLost("cannot connect to " + url.given + ": " + one_line(error.what()), "",
                         "08001");
  }
}

}  // namespace ebbtide

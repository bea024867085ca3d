#include "database/postgresql/connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <pqxx/pqxx>
#include <utility>

#include "database/dialect.h"
#include "database/postgresql/advice.h"
#include "database/postgresql/batch.h"
#include "database/postgresql/catalog.h"
#include "database/postgresql/copy.h"
#include "database/postgresql/dialect.h"
#include "database/postgresql/error_place.h"
#include "database/postgresql/link.h"
#include "database/postgresql/session_lock.h"
#include "database/postgresql/session_settings.h"
#include "database/postgresql/settings.h"
#include "database/tcp.h"
#include "database/time_zone.h"
#include "sql/copied_rows.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// By the numbers that the types of the system have for good.
ColumnKind kind_of(pqxx::oid type) {
  constexpr pqxx::oid boolean = 16, character = 1042, timestamp = 1114;
  if (type == character) return ColumnKind::padded;
  if (type == boolean) return ColumnKind::boolean;
  return type == timestamp ? ColumnKind::moment : ColumnKind::other;
}

/// Settings for libpq, and what to set once the session is there.
struct SessionStart {
  std::string settings;
  std::vector<std::string> statements;  ///< besides what is always set
  std::string time_zone;
};

constexpr std::string_view other_session = "ebbtide: another session of the server";

[[noreturn]] void refuse_lent_session() { throw Error(std::string(lent_session_refusal)); }

class PostgresqlConnection final : public Connection {
 public:
  PostgresqlConnection(const SessionStart& start, std::chrono::milliseconds answer_limit, Warn warn)
      : settings_(start.settings),
        warn_(std::move(warn)),
        link_(settings_),
        work_(link_),
        watch_(link_.sock(), {answer_limit, [this] { return is_reachable(settings_); }}),
        user_(link_.username()),
        id_(std::to_string(link_.backendpid())) {
    const int number = link_.server_version();
    const bool old_numbers = number < 100000;
    const ServerVersion version{number / 10000, old_numbers ? number / 100 % 100 : number % 10000,
                                old_numbers ? number % 100 : 0};
    version_ = std::to_string(version.major) + "." + std::to_string(version.minor);
    begin_session(start, number);
    dialect_ = conforming_strings_ == "off" ? make_escaping_postgresql_dialect(version)
                                            : make_postgresql_dialect(version);
  }

  std::int64_t execute(const Statement& statement) override {
    if (statement.parameters.size() == 1 && sql::takes_rows(statement.sql, facts().syntax))
      return copy(statement);
    is_touched_ = is_touched_ || may_set_kept(statement.sql);
    const pqxx::result result = run(statement);
    // Rows that come back are not changed by it, though the server counts them too.
    return result.columns() > 0 ? 0 : static_cast<std::int64_t>(result.affected_rows());
  }

  /// Outside of a transaction of the server there is nothing that would keep statements together.
  void queue(const Statement& statement, const Answered& answered, FailsBy fails_by) override {
    const bool is_begun = PQtransactionStatus(link_.handle()) == PQTRANS_INTRANS;
    if (!in_transaction_ || !(is_unbegun_ || is_begun) || fails_by != FailsBy::error || is_lost_)
      return Connection::queue(statement, answered, fails_by);
    constexpr std::size_t most = 200, most_bytes = std::size_t{256} * 1024;
    if (waiting_.size() >= most || waiting_bytes_ + statement.sql.size() > most_bytes) send();
    require_whole(statement);
    is_touched_ = is_touched_ || may_set_kept(statement.sql);
    waiting_bytes_ += statement.sql.size();
    waiting_.push_back({statement, answered});
  }
  void send() override {
    if (has_queued()) play_waiting();
  }
  void drop_queued() override {
    std::erase_if(waiting_, [](const PostgresqlQueued& one) { return !one.is_setup; });
    waiting_bytes_ = 0;
  }

  Rows query(const Statement& statement) override {
    const pqxx::result result = run(statement);
    Rows rows;
    for (pqxx::row_size_type i = 0; i < result.columns(); ++i) {
      rows.columns.emplace_back(result.column_name(i));
      rows.kinds.push_back(kind_of(result.column_type(i)));
    }
    rows.rows.reserve(result.size());
    for (const pqxx::row& found : result) {
      Row& row = rows.rows.emplace_back();
      for (const pqxx::field& field : found)
        row.push_back(field.is_null() ? std::nullopt
                                      : std::optional(std::string(field.c_str(), field.size())));
    }
    return rows;
  }

  /// The word travels with the first statement, so that a transaction costs no round trip.
  void begin() override {
    is_unbegun_ = true;
    in_transaction_ = true;
  }
  /// A transaction without statements needs no end.
  void commit() override {
    if (is_unbegun_ && !has_queued()) {
      is_unbegun_ = false;
    } else {
      waiting_.push_back({{"COMMIT"}, {}, false, true});
      play_waiting();
    }
    in_transaction_ = false;
  }
  void rollback() override {
    is_touched_ = is_touched_ || was_touched_;  // what was set again in it is undone with it
    waiting_.clear();
    waiting_bytes_ = 0;
    in_transaction_ = false;
    if (!std::exchange(is_unbegun_, false)) run_plain("ROLLBACK", "ROLLBACK");
  }

  bool try_lock(const SessionLock& lock) override {
    const std::string own = "pg_catalog.pg_try_advisory_lock(" + lock_key(lock.table) + ")";
    if (lock.first_version.empty()) return is_true("SELECT " + own);
    return is_true(
        "SELECT CASE WHEN NOT " + own + " THEN false WHEN pg_catalog.pg_try_advisory_lock(" +
        first_version_lock_key(lock.first_version) +
        ") THEN true ELSE NOT pg_catalog.pg_advisory_unlock(" + lock_key(lock.table) + ") END");
  }
  void unlock(const SessionLock& lock) override {
    std::string sql = "SELECT pg_catalog.pg_advisory_unlock(" + lock_key(lock.table) + ")";
    if (!lock.first_version.empty())
      sql += ", pg_catalog.pg_advisory_unlock(" + first_version_lock_key(lock.first_version) + ")";
    query({sql});
  }
  /// Every session may see the locks of all others, but not the names behind their numbers.
  bool may_have_first_version(const std::string&) override {
    return is_true(
        "SELECT count(*) > 0 FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND "
        "objsubid = 1 AND pid <> pg_catalog.pg_backend_pid() AND database = (SELECT oid FROM "
        "pg_catalog.pg_database WHERE datname = pg_catalog.current_database())");
  }
  std::string session_id() const override { return id_; }

  bool is_lent() override {
    if (!is_lent_) is_lent_ = !is_direct() && lends_sessions();
    return *is_lent_;
  }
  void expect_same_session() override {
    if (is_direct() || is_lent_.value_or(false)) return;
    set_up("SELECT CASE WHEN pg_catalog.pg_backend_pid() = " + id_ + " THEN 0 ELSE ('" +
           std::string(other_session) + "' || pg_catalog.pg_backend_pid())::int END");
  }
  void restore_settings() override {
    if (!std::exchange(is_touched_, false)) return;
    was_touched_ = true;
    for (std::string& sql : restoring_statements(conforming_strings_)) set_up(std::move(sql));
  }

  std::optional<std::vector<OtherSession>> other_sessions() override {
    std::vector<OtherSession> sessions;
    const Rows found = query(
        {"SELECT pg_catalog.host(client_addr), usename, application_name, state, pid FROM "
         "pg_catalog.pg_stat_activity WHERE datname = pg_catalog.current_database() AND pid <> "
         "pg_catalog.pg_backend_pid() AND usename IS NOT NULL"});
    for (const Row& row : found.rows) {
      std::vector<std::string> about;
      for (std::size_t i = 1; i < 4; ++i) {
        if (row[i] && !row[i]->empty()) about.push_back(*row[i]);
      }
      sessions.push_back(
          {row[0].value_or(""), join(about, ", "), row[4].value_or(""), row[2].value_or("")});
    }
    return sessions;
  }
  void keep_alive() override { query({"SELECT 1"}); }

  void cancel() noexcept override {
    is_cancelled_ = true;
    try {
      link_.cancel_query();
    } catch (const std::exception&) {
      // Then the statement runs to its end, and the run stops behind it.
    }
  }

  const Dialect& dialect() const override { return *dialect_; }
  Defaults defaults() override {
    const Rows found =
        query({"SELECT pg_catalog.current_database(), pg_catalog.current_schema(), "
               "pg_catalog.current_setting('search_path')"});
    Defaults defaults;
    defaults.catalog = found.rows[0][0].value_or("");
    defaults.schema = found.rows[0][1].value_or("");
    search_path_ = found.rows[0][2].value_or("");
    if (const std::string wanted = first_schema(search_path_);
        !defaults.schema.empty() && !wanted.empty() && wanted != defaults.schema)
      warn_("the schema '" + wanted + "', the first of the search path, does not exist; '" +
            defaults.schema + "' is the default schema");
    return defaults;
  }
  std::string missing_schema() override {
    const Rows found = query(
        {"SELECT string_agg(nspname, ', ' ORDER BY nspname) FROM pg_catalog.pg_namespace WHERE "
         "nspname !~ '^pg_' AND nspname <> 'information_schema'"});
    return "the database has no schema of the search path '" + search_path_ +
           "' (currentSchema of the URL, or search_path of the database or role); it has: " +
           found.rows[0][0].value_or("none") +
           ". Create the schema, or name another one with currentSchema or --default-schema-name";
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

  /// What lets the server notice that this side is gone, whatever it is doing, so that it frees
  /// the lock: a client that cannot be reached, and one that ended while a statement runs.
  static std::vector<std::string> patience(int version) {
    constexpr int with_user_timeout = 120000, with_check = 140000;
    std::vector<std::string> statements{"SET tcp_keepalives_idle = 10",
                                        "SET tcp_keepalives_interval = 10",
                                        "SET tcp_keepalives_count = 3"};
    if (version >= with_user_timeout) statements.emplace_back("SET tcp_user_timeout = 40000");
    if (version >= with_check)
      statements.emplace_back("SET client_connection_check_interval = 5000");
    return statements;
  }

  /// Sets what the session needs, and learns what it is like, in one round trip. What only looks
  /// like PostgreSQL may lack some settings, and needs them no more than before.
  void begin_session(const SessionStart& start, int version) {
    std::vector<std::string> statements = start.statements;
    for (std::string& sql : own_setting_statements()) statements.push_back(std::move(sql));
    for (std::string& sql : patience(version)) statements.push_back(std::move(sql));
    const std::string about =
        "SELECT pg_catalog.pg_backend_pid(), "
        "pg_catalog.current_setting('standard_conforming_strings'), "
        "pg_catalog.current_setting('DateStyle'), pg_catalog.current_setting('TimeZone')";
    if (learn(join(statements, ";") + ";" + about, start)) return;
    for (const std::string& sql : statements) try_statement(sql);
    learn(about, start);
  }

  bool learn(const std::string& sql, const SessionStart& start) {
    try {
      const pqxx::result found = run_plain(sql, sql);
      id_ = found[0][0].c_str();
      conforming_strings_ = found[0][1].c_str();
      // libpq's own variables, PGDATESTYLE and PGTZ, come before what it was told.
      if (!std::string_view(found[0][2].c_str()).starts_with("ISO"))
        try_statement("SET DateStyle = 'ISO'");
      if (!equals_ignoring_case(found[0][3].c_str(), start.time_zone) &&
          !start.time_zone.starts_with("GMT"))
        try_statement("SET TimeZone = '" + start.time_zone + "'");
      return true;
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      return false;
    }
  }

  void try_statement(const std::string& sql) {
    try {
      run_plain(sql, sql);
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      // Then the server goes without.
    }
  }

  /// A pooler tells a number of its own in place of that of the server's session.
  bool is_direct() const { return std::to_string(link_.backendpid()) == id_; }

  /// Asks on two connections in turns that suit no rotation of few sessions. Each has a session of
  /// its own, or the pooler lends them.
  bool lends_sessions() {
    const std::string question = "SELECT pg_catalog.pg_backend_pid()";
    try {
      pqxx::connection second(settings_);
      pqxx::nontransaction work(second);
      // A pooler that has no session left lets the second one wait: then ours is kept for us.
      AnswerWatch watch(second.sock(), {std::chrono::seconds(2), [] { return true; }});
      std::string second_id;
      for (const bool is_ours : {true, false, false, true, true, false, true, false, false}) {
        const AnswerWatch::Waiting waiting(watch);
        const std::string id =
            is_ours ? query({question}).rows[0][0].value_or("") : work.exec1(question)[0].c_str();
        if (is_ours ? id != id_ : id == id_ || (!second_id.empty() && id != second_id)) return true;
        if (!is_ours) second_id = id;
      }
    } catch (const pqxx::failure&) {
      // Nobody else is let in; what goes wrong is then seen before each changeset.
    }
    return false;
  }

  void set_up(std::string sql) { waiting_.push_back({{std::move(sql)}, {}, true}); }
  bool has_queued() const {
    return std::any_of(waiting_.begin(), waiting_.end(),
                       [](const PostgresqlQueued& one) { return !one.is_setup; });
  }

  /// Sends what waits, with the BEGIN before it where that is not said yet.
  void play_waiting() {
    PostgresqlBatch batch = std::exchange(waiting_, {});
    waiting_bytes_ = 0;
    if (is_lost_) lose("it cannot be used any more", batch.front().statement.sql, "08003");
    if (std::exchange(is_unbegun_, false)) batch.push_front({{"BEGIN"}});
    const auto failure = play(batch, link_.handle(), facts().syntax, watch_, is_cancelled_);
    if (!failure) return;
    const Statement& statement = batch.at(failure->at).statement;
    if (contains(failure->message, other_session)) refuse_lent_session();
    const std::string why = postgresql_one_line(failure->message);
    if (failure->is_lost && batch.back().is_commit) lose<CommitLost>(why, statement.sql, "08007");
    if (failure->is_lost) lose(why, statement.sql, "08006");
    throw DatabaseError(why + postgresql_advice(why, user_), statement.sql, failure->state,
                        statement.parameters.empty()
                            ? postgresql_error_place(failure->message, statement.sql)
                            : std::nullopt);
  }

  /// The rows are the parameter.
  std::int64_t copy(const Statement& statement) {
    send();
    refuse_what_is_cut(statement);
    if (is_unbegun_ || is_lost_ || !waiting_.empty()) run({"SELECT 1"});
    const AnswerWatch::Waiting waiting(watch_);
    const CopyAnswer answer =
        copy_rows(link_.handle(), statement.sql, statement.parameters.front().value.value_or(""));
    if (answer.message.empty()) return answer.rows;
    const std::string why = postgresql_one_line(answer.message);
    if (PQstatus(link_.handle()) == CONNECTION_BAD) lose(why, statement.sql, "08006");
    throw DatabaseError(why + postgresql_advice(why, user_), statement.sql, answer.state);
  }

  /// Runs a statement now, in one text with what only had to come before it.
  pqxx::result run(const Statement& statement) {
    send();
    refuse_what_is_cut(statement);
    std::string before = std::exchange(is_unbegun_, false) ? "BEGIN;" : "";
    for (const PostgresqlQueued& one : std::exchange(waiting_, {}))
      before += one.statement.sql + ";";
    // What is sent together is one transaction, in which not every statement can run.
    const bool is_sent_together = in_transaction_ && statement.parameters.empty();
    if (!before.empty() && !is_sent_together) {
      run_plain(before, before);
      before.clear();
    }
    if (statement.parameters.empty())
      return run_plain(before.empty() ? statement.sql : before + statement.sql, statement.sql);
    return run_with_parameters(statement);
  }
  bool is_true(const std::string& question) { return query({question}).rows[0][0] == "t"; }

  pqxx::result run_plain(const std::string& sql, const std::string& shown) {
    return guarded(shown, [&] { return work_.exec(sql); });
  }

  pqxx::result run_with_parameters(const Statement& statement) {
    const PostgresqlValues values(statement);
    return guarded(statement.sql, [&] {
      return work_.exec_params(numbered(statement.sql, facts().syntax),
                               pqxx::prepare::make_dynamic_params(values.pointers));
    });
  }

  /// A session that was lost stays lost: libpqxx would open another one, without our locks.
  template <class Loss = ConnectionLost>
  [[noreturn]] void lose(const std::string& why, const std::string& sql, const std::string& state) {
    is_lost_ = true;
    waiting_.clear();
    // After the end of the session libpqxx fails over its own questions about it.
    const bool is_about_session = contains(why, "client encoding");
    throw Loss("the connection to PostgreSQL was lost: " +
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
      lose(postgresql_one_line(error.what()), sql, "08006");
    } catch (const pqxx::sql_error& error) {
      if (contains(error.what(), other_session)) refuse_lent_session();
      if (!link_.is_open()) lose(postgresql_one_line(error.what()), sql, error.sqlstate());
      const std::string why = postgresql_one_line(error.what());
      throw DatabaseError(why + postgresql_advice(why, user_), sql, error.sqlstate(),
                          place_in(sql, error));
    } catch (const pqxx::failure& error) {
      throw DatabaseError(postgresql_one_line(error.what()), sql, "");
    }
  }

  std::string settings_;
  Warn warn_;
  PostgresqlLink link_;
  pqxx::nontransaction work_;
  AnswerWatch watch_;
  std::string user_;
  std::string id_;
  PostgresqlBatch waiting_;
  std::size_t waiting_bytes_ = 0;
  std::atomic<bool> is_cancelled_ = false;
  std::string search_path_;
  std::string conforming_strings_ = "on";
  bool is_touched_ = false;   ///< a statement may have set what is kept
  bool was_touched_ = false;  ///< the same, ever
  std::optional<bool> is_lent_;
  bool is_unbegun_ = false;
  bool in_transaction_ = false;
  bool is_lost_ = false;
  std::unique_ptr<const Dialect> dialect_;
  std::string version_;
};

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
  std::string zone = process_time_zone();
  bool at_startup = true;
  for (Warn tell = warn;; tell = [](const std::string&) {}) {
    const SessionStart start{
        postgresql_settings(url, tell, at_startup ? startup_options(zone) : ""),
        at_startup ? std::vector<std::string>{} : startup_statements(zone), zone};
    try {
      return std::make_unique<PostgresqlConnection>(start, answer_limit(url), warn);
    } catch (const pqxx::failure& error) {
      const std::string why = postgresql_one_line(error.what());
      if (at_startup && contains(why, "startup parameter")) {
        at_startup = false;  // a pooler that knows no options
      } else if (contains(why, "TimeZone") && zone != process_offset_zone()) {
        zone = process_offset_zone();  // a server that does not know the zone
      } else {
        throw ConnectionLost("cannot connect to " + url.given + ": " + why +
                                 postgresql_connect_advice(why, url.user),
                             "", "08001");
      }
    }
  }
}

}  // namespace ebbtide

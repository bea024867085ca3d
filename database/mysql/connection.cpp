#include "database/mysql/connection.h"

#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <sstream>

#include "database/dialect.h"
#include "database/mysql/advice.h"
#include "database/mysql/batch.h"
#include "database/mysql/catalog.h"
#include "database/mysql/dialect.h"
#include "database/mysql/error_place.h"
#include "database/mysql/link.h"
#include "database/mysql/session_settings.h"
#include "database/mysql/sessions.h"
#include "database/mysql/settings.h"
#include "database/tcp.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

const std::string several_statements = "CLIENT_MULTI_STATEMENTS";

std::string words_of(const ::sql::SQLException& error) {
  return std::string(error.what()) + " (" + std::to_string(error.getErrorCode()) + ")";
}

/// Whether more than the statement may be undone.
bool has_undone_all(const ::sql::SQLException& error) {
  constexpr int lock_wait_timeout = 1205;
  return error.getErrorCode() == lock_wait_timeout || error.getSQLState().substr(0, 2) == "40";
}

bool is_lost(int code) {
  constexpr std::array lost{1053, 1927, 2002, 2003, 2005, 2006, 2013, 2026, 2055};
  return std::find(lost.begin(), lost.end(), code) != lost.end();
}

constexpr std::size_t most_statements = 200;

class MysqlConnection final : public Connection {
 public:
  MysqlConnection(const MysqlSettings& settings, const std::string& database)
      : options_(connector_options(settings)),
        database_(database),
        takes_several_(settings.flags.contains(several_statements) &&
                       settings.flags.at(several_statements)) {
    Link link = connect_watched(options_, settings.port);
    link_ = std::move(link.session);
    begin_session(settings, database);
    const Rows about = query(
        {"SELECT VERSION(), CURRENT_USER(), CONNECTION_ID(), @@sql_mode, @@max_allowed_packet"});
    version_ = about.rows[0][0].value_or("");
    user_ = about.rows[0][1].value_or("");
    id_ = about.rows[0][2].value_or("");
    const std::string mode = about.rows[0][3].value_or("");
    constexpr std::size_t most = std::size_t{256} * 1024;
    const std::string packet = about.rows[0][4].value_or("");
    most_bytes_ = std::min<std::size_t>(most, std::strtoull(packet.c_str(), nullptr, 10) / 2);
    backslash_escapes_ = !contains(mode, "NO_BACKSLASH_ESCAPES");
    if (link.socket >= 0)
      watch_.emplace(link.socket, AnswerWatch::Limits{{}, [this] { return is_reachable(); }});
    const bool is_mariadb = find_ignoring_case(version_, "mariadb") != std::string::npos;
    dialect_ = make_dialect_of_session(ServerVersion::parse(version_), is_mariadb, mode);
  }

  std::int64_t execute(const Statement& statement) override {
    send();
    refuse_what_is_cut(statement);
    leave_transaction_mode();
    is_touched_ = is_touched_ || may_set_kept_variable(statement.sql);
    return guarded(statement.sql, [&] {
      if (!statement.parameters.empty()) return run_prepared(statement);
      refuse_several(statement.sql);
      return run_text(statement.sql);
    });
  }

  Rows query(const Statement& statement) override {
    send();
    refuse_what_is_cut(statement);
    leave_transaction_mode();
    return guarded(statement.sql, [&] {
      refuse_several(statement.sql);
      const std::unique_ptr<::sql::Statement> work(link_->createStatement());
      const std::unique_ptr<::sql::ResultSet> found(work->executeQuery(statement.sql));
      return read(*found);
    });
  }

  void queue(const Statement& statement, const Answered& answered, FailsBy fails_by) override {
    const ::ebbtide::sql::Look look = ::ebbtide::sql::look_at(statement.sql, facts().syntax);
    MysqlQueued queued{statement.sql, answered, fails_by};
    queued.is_definition = look.kind == ::ebbtide::sql::Kind::definition;
    const std::size_t size = size_in_packet(queued);
    if (!in_transaction_ || !statement.parameters.empty() || size > most_bytes_ || is_lost_ ||
        ::ebbtide::sql::begins_with_comment(statement.sql) || outlives_cancel(look))
      return Connection::queue(statement, answered, fails_by);
    if (::ebbtide::sql::looks_back(statement.sql)) {
      send_last_alone();
      return Connection::queue(statement, answered, fails_by);
    }
    if (waiting_bytes_ + size > most_bytes_ || waiting_.size() >= most_statements) send();
    require_whole(statement);
    is_touched_ = is_touched_ || may_set_kept_variable(statement.sql);
    waiting_bytes_ += size;
    waiting_.push_back(std::move(queued));
  }
  void send() override {
    MysqlBatch batch = std::exchange(waiting_, {});
    waiting_bytes_ = 0;
    while (!batch.empty()) play(batch);
  }
  void drop_queued() override {
    waiting_.clear();
    waiting_bytes_ = 0;
  }

  /// Autocommit stays off between transactions that follow each other: to turn it on and off again
  /// would cost two round trips each.
  void begin() override {
    if (!autocommit_is_off_)
      guarded("SET autocommit = 0", [&] { return run_text("SET autocommit = 0"); });
    autocommit_is_off_ = true;
    in_transaction_ = true;
  }
  void commit() override {
    waiting_.push_back({"COMMIT", {}, FailsBy::error, true});
    send();
    in_transaction_ = false;
  }
  /// In a transaction that is still open what comes next would be kept or undone with it: where
  /// somebody stops the way back, it is tried once more.
  void rollback() override {
    drop_queued();
    try {
      roll_back();
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      roll_back();
    }
    in_transaction_ = false;
  }

  bool try_lock(const SessionLock& lock) override {
    const std::string own = "GET_LOCK(" + lock_name(lock.table) + ", 0) = 1";
    if (lock.first_version.empty()) return is_true("SELECT " + own);
    return is_true("SELECT IF(" + own + ", IF(GET_LOCK(" + lock_name(lock.first_version) +
                   ", 0) = 1, 1, RELEASE_LOCK(" + lock_name(lock.table) + ") - 1), 0)");
  }
  void unlock(const SessionLock& lock) override {
    query({"SELECT RELEASE_LOCK(" + lock_name(lock.table) + ")" +
           (lock.first_version.empty() ? ""
                                       : ", RELEASE_LOCK(" + lock_name(lock.first_version) + ")")});
  }
  /// A lock of this server can only be asked for by its name: these are all that its databases
  /// allow.
  bool may_have_first_version(const std::string& spelled) override {
    const std::string alone = spelled.substr(spelled.rfind('.') + 1);
    std::vector<std::string> catalogs, locks;
    for (Row& row : query({"SELECT schema_name FROM information_schema.schemata"}).rows)
      catalogs.push_back(row[0].value_or(""));
    std::vector<std::string> schemas = catalogs;
    schemas.emplace_back();
    for (const std::string& catalog : catalogs)
      for (const std::string& schema : schemas)
        for (const std::string& table : {spelled, alone})
          locks.push_back(lock_name(catalog + "." + schema + "." + table));
    return is_held_elsewhere(*this, locks);
  }
  std::string session_id() const override { return id_; }

  void restore_settings() override {
    if (!is_touched_) return;
    send();
    const std::string sql = restoring_statement(!autocommit_is_off_, backslash_escapes_);
    guarded(sql, [&] { return run_text(sql); });
    is_touched_ = false;
  }

  std::optional<std::vector<OtherSession>> other_sessions() override {
    return mysql_sessions(*this);
  }
  bool sees_other_sessions() override { return sees_mysql_sessions(*this); }
  void keep_alive() override { query({"SELECT 1"}); }

  void cancel() noexcept override { stop_.ask(); }

  const Dialect& dialect() const override { return *dialect_; }
  Defaults defaults() override {
    Defaults defaults;
    defaults.catalog = query({"SELECT DATABASE()"}).rows[0][0].value_or("");
    return defaults;
  }
  /// As Liquibase does: what SQL names without its database is in the one that was asked for.
  void enter(const Defaults& defaults) override {
    if (defaults.catalog_was_set)
      execute({"USE " + Names(*dialect_, defaults).quote(defaults.catalog)});
  }
  Owned<Catalog> catalog(const Defaults& defaults) override {
    return std::make_unique<MysqlCatalog>(*this, defaults);
  }
  std::string user() const override { return user_; }
  std::string server_version() const override { return version_; }

 private:
  static std::string lock_name(const std::string& name) { return "'ebbtide-" + md5(name) + "'"; }
  bool is_true(const std::string& question) { return query({question}).rows[0][0] == "1"; }

  /// Whether a new session is answered at all, be it with a refusal.
  bool is_reachable() {
    try {
      return connect(options_) != nullptr;
    } catch (const ::sql::SQLException& error) {
      return !is_lost(error.getErrorCode());
    }
  }

  /// Sets what the session needs. A server that lacks a variable goes without it.
  void begin_session(const MysqlSettings& settings, const std::string& database) {
    try {
      run_text(start_statement());
    } catch (const ::sql::SQLException& error) {
      if (is_lost(error.getErrorCode())) throw;
      for (const std::string& sql : start_statements()) try_statement(sql);
    }
    if (settings.create_database) {
      run_text("CREATE DATABASE IF NOT EXISTS `" + database + "`");
      link_->setSchema(database);
    }
    std::vector<std::string> more;
    if (settings.is_strict)
      more.emplace_back("sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')");
    if (!settings.time_zone.empty())
      more.push_back("time_zone = '" + replace_all(settings.time_zone, "'", "''") + "'");
    if (!settings.session_variables.empty()) more.push_back(settings.session_variables);
    if (!more.empty()) run_text("SET SESSION " + join(more, ", "));
  }

  void try_statement(const std::string& sql) {
    try {
      run_text(sql);
    } catch (const ::sql::SQLException& error) {
      if (is_lost(error.getErrorCode())) throw;
    }
  }

  void roll_back() {
    const Call call(*this, "ROLLBACK", StatementStop::Kind::undoing);
    answering("ROLLBACK", [&] { return run_text("ROLLBACK"); });
  }

  void leave_transaction_mode() {
    if (!autocommit_is_off_ || in_transaction_) return;
    // The word to stop a statement may come late and stop this one: then it is to be said again, or
    // nothing behind it is kept.
    guarded("SET autocommit = 1", [&] { return run_text("SET autocommit = 1"); });
    autocommit_is_off_ = false;
  }
  /// MySQL answers a SELECT SLEEP() when it is cancelled, and would go on behind it.
  bool outlives_cancel(const ::ebbtide::sql::Look& look) const {
    return facts().name == "mysql" && look.has(::ebbtide::sql::Trait::answers);
  }

  /// The session takes texts of several statements, for its own. Where the URL does not let a
  /// changelog have them, the server is asked to prepare such a text: it refuses it in the same
  /// words. What it cannot prepare it is given.
  void refuse_several(const std::string& sql) {
    constexpr int cannot_be_prepared = 1295;
    if (takes_several_ || dialect_ == nullptr || !::ebbtide::sql::is_several(sql, facts().syntax))
      return;
    try {
      const std::unique_ptr<::sql::PreparedStatement> unused(link_->prepareStatement(sql));
    } catch (const ::sql::SQLException& error) {
      if (error.getErrorCode() != cannot_be_prepared) throw;
    }
  }

  /// Leaves the server knowing of the last statement what it knows of one that was sent alone.
  void send_last_alone() {
    if (waiting_.empty()) return;
    const MysqlQueued last = std::move(waiting_.back());
    waiting_.pop_back();
    send();
    Connection::queue({last.sql}, last.answered, last.fails_by);
  }

  /// Sends a batch and takes what was answered off its front: all of it, or all up to a note that
  /// failed. Throws for the first other one that failed.
  void play(MysqlBatch& batch) {
    const bool is_alone = batch.size() == 1;
    const std::string first = batch.front().sql;
    if (is_lost_) lose<ConnectionLost>("it cannot be used any more", first, "08003");
    const Call call(*this, first);
    MysqlPlay play(batch, watch_ ? &*watch_ : nullptr);
    try {
      play.run(*link_);
      batch.clear();
    } catch (const ConnectionLost& error) {
      lose<CommitLost>(error.what(), error.sql(), error.state());
    } catch (const ::sql::SQLException& error) {
      const std::size_t at = std::min(play.at(), batch.size() - 1);
      const MysqlQueued failed = batch[at];
      const bool has_commit = batch.back().is_commit;
      batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      if (is_lost(error.getErrorCode())) {
        const std::string why = words_of(error);
        if (has_commit) lose<CommitLost>(why, failed.sql, error.getSQLState());
        lose<ConnectionLost>(why, failed.sql, error.getSQLState());
      }
      if (!is_alone) say_alone(error, failed.sql);
      if (failed.fails_by != FailsBy::nothing || has_undone_all(error))
        throw_error(error, failed.sql);
      const DatabaseError told = error_of(error, failed.sql);
      failed.answered({0, {}, &told});
    }
  }

  /// Throws what the server says of a statement that it cannot read when it is sent alone.
  void say_alone(const ::sql::SQLException& error, const std::string& sql) {
    constexpr int cannot_be_read = 1064;
    if (error.getErrorCode() != cannot_be_read) return;
    try {
      const std::unique_ptr<::sql::PreparedStatement> unused(link_->prepareStatement(sql));
    } catch (const ::sql::SQLException& own) {
      if (own.getErrorCode() == cannot_be_read) throw_error(own, sql);
      if (is_lost(own.getErrorCode())) lose<ConnectionLost>(words_of(own), sql, own.getSQLState());
    }
  }

  std::int64_t run_text(const std::string& sql) {
    const std::unique_ptr<::sql::Statement> work(link_->createStatement());
    std::int64_t changed = 0;
    bool has_rows = work->execute(sql);
    while (true) {
      if (has_rows) {
        const std::unique_ptr<::sql::ResultSet> unread(work->getResultSet());
      } else {
        const auto count = work->getUpdateCount();
        if (count == static_cast<std::uint64_t>(-1)) break;
        changed += static_cast<std::int64_t>(count);
      }
      has_rows = work->getMoreResults();
      if (!has_rows) break;
    }
    return changed;
  }

  std::int64_t run_prepared(const Statement& statement) {
    const std::unique_ptr<::sql::PreparedStatement> work(link_->prepareStatement(statement.sql));
    std::vector<std::istringstream> bytes(statement.parameters.size());
    unsigned place = 0;
    for (const Parameter& parameter : statement.parameters) {
      ++place;
      if (!parameter.value) {
        work->setNull(place, 0);
      } else if (parameter.binary) {
        bytes[place - 1].str(*parameter.value);
        work->setBlob(place, &bytes[place - 1]);
      } else {
        work->setString(place, *parameter.value);
      }
    }
    return work->executeUpdate();
  }

  static Rows read(::sql::ResultSet& found) {
    Rows rows;
    ::sql::ResultSetMetaData* const about = found.getMetaData();
    const unsigned columns = about->getColumnCount();
    for (unsigned i = 1; i <= columns; ++i)
      rows.columns.push_back(about->getColumnLabel(i).asStdString());
    while (found.next()) {
      Row& row = rows.rows.emplace_back();
      for (unsigned i = 1; i <= columns; ++i) {
        std::string value = found.getString(i).asStdString();
        row.push_back(found.wasNull() ? std::nullopt : std::optional(std::move(value)));
      }
    }
    return rows;
  }

  /// A statement that is at work, which may be stopped. A word to stop it that came too late meets
  /// a statement that nobody misses.
  class Call {
   public:
    Call(MysqlConnection& connection, const std::string& sql,
         StatementStop::Kind kind = StatementStop::Kind::statement)
        : connection_(connection) {
      if (!connection.stop_.begin(kind))
        throw DatabaseError("Query execution was interrupted", sql, "70100");
    }
    ~Call() {
      if (connection_.stop_.end() && !connection_.is_lost_) connection_.take_late_word();
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    MysqlConnection& connection_;
  };

  void take_late_word() {
    try {
      run_text("DO 0");
    } catch (const ::sql::SQLException&) {
      // It was stopped; or the connection is lost, which the next statement tells.
    }
  }

  template <class Work>
  auto guarded(const std::string& sql, const Work& work) -> decltype(work()) {
    const Call call(*this, sql);
    return answering(sql, work);
  }

  template <class Work>
  auto answering(const std::string& sql, const Work& work) -> decltype(work()) {
    std::optional<AnswerWatch::Waiting> waiting;
    if (watch_) waiting.emplace(*watch_);
    try {
      return work();
    } catch (const ::sql::SQLException& error) {
      if (is_lost(error.getErrorCode()))
        lose<ConnectionLost>(words_of(error), sql, error.getSQLState());
      throw_error(error, sql);
    }
  }

  template <class Loss>
  [[noreturn]] void lose(const std::string& why, const std::string& sql, const std::string& state) {
    is_lost_ = true;
    drop_queued();
    throw Loss("the connection to the server was lost: " + why, sql, state);
  }

  DatabaseError error_of(const ::sql::SQLException& error, const std::string& sql) const {
    return {words_of(error) + mysql_advice(error.getErrorCode(), error.what(), user_, database_),
            sql, error.getSQLState(), mysql_error_place(error.what(), sql)};
  }
  [[noreturn]] void throw_error(const ::sql::SQLException& error, const std::string& sql) const {
    throw error_of(error, sql);
  }

  const ::sql::ConnectOptionsMap options_;
  std::string database_;  ///< that of the URL
  bool takes_several_;    ///< statements in a text
  MysqlBatch waiting_;
  std::size_t waiting_bytes_ = 0;
  std::size_t most_bytes_ = 0;
  bool is_lost_ = false;
  std::unique_ptr<::sql::Connection> link_;
  bool autocommit_is_off_ = false;
  bool in_transaction_ = false;
  bool backslash_escapes_ = true;
  bool is_touched_ = false;  ///< a statement may have set what is kept
  std::string version_, user_, id_;
  std::unique_ptr<const Dialect> dialect_;
  std::optional<AnswerWatch> watch_;
  StatementStop stop_{means_to_stop(options_, [this] { return id_; })};
};

}  // namespace

std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn) {
  const MysqlSettings settings = mysql_settings(url, warn);
  try {
    return std::make_unique<MysqlConnection>(settings, url.database);
  } catch (const ::sql::SQLException& error) {
    throw ConnectionLost("cannot connect to " + url.given + ": " + error.what() + " (" +
                             std::to_string(error.getErrorCode()) + ")" +
                             mysql_connect_advice(error.getErrorCode(), error.what(), url.user),
                         "", error.getSQLState());
  }
}

}  // namespace ebbtide

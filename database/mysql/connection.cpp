#include "database/mysql/connection.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

#include "database/mysql/catalog.h"
#include "database/mysql/dialect.h"
#include "database/mysql/error_place.h"
#include "database/mysql/settings.h"
#include "database/tcp.h"
#include "text/ascii.h"
#include "text/md5.h"

extern "C" sql::Driver* get_driver_instance();

namespace ebbtide {
namespace {

/// The settings in the connector's own types.
sql::ConnectOptionsMap connector_options(const MysqlSettings& settings) {
  sql::ConnectOptionsMap options;
  for (const auto& [name, value] : settings.texts) options[name] = value;
  for (const auto& [name, value] : settings.numbers) options[name] = value;
  for (const auto& [name, value] : settings.flags) options[name] = value;
  return options;
}

bool is_lost(int code) {
  constexpr std::array lost{1053, 1927, 2002, 2003, 2005, 2006, 2013, 2026, 2055};
  return std::find(lost.begin(), lost.end(), code) != lost.end();
}

/// A session of the connector, and the socket it uses, -1 where that is not known.
struct Link {
  std::unique_ptr<sql::Connection> session;
  int socket = -1;
};

/// The connector does not tell its socket: it is the one that is new.
Link connect(sql::ConnectOptionsMap& options, int port) {
  const std::vector<int> before = sockets_to_port(port);
  Link link{std::unique_ptr<sql::Connection>(get_driver_instance()->connect(options))};
  for (const int socket : sockets_to_port(port)) {
    if (std::find(before.begin(), before.end(), socket) == before.end()) link.socket = socket;
  }
  if (link.socket >= 0) watch_peer(link.socket);
  return link;
}

class MysqlConnection final : public Connection {
 public:
  MysqlConnection(const MysqlSettings& settings, const std::string& database)
      : options_(connector_options(settings)) {
    Link link = connect(options_, settings.port);
    link_ = std::move(link.session);
    // The server is to notice that this side is gone, so that it frees the lock.
    run_text("SET SESSION wait_timeout = 120");
    if (settings.create_database) {
      run_text("CREATE DATABASE IF NOT EXISTS `" + database + "`");
      link_->setSchema(database);
    }
    if (!settings.session_variables.empty()) run_text("SET SESSION " + settings.session_variables);
    const Rows about = query({"SELECT VERSION(), CURRENT_USER(), CONNECTION_ID()"});
    version_ = about.rows[0][0].value_or("");
    user_ = about.rows[0][1].value_or("");
    id_ = about.rows[0][2].value_or("");
    const bool is_mariadb = find_ignoring_case(version_, "mariadb") != std::string::npos;
    if (link.socket >= 0)
      watch_.emplace(link.socket, AnswerWatch::Limits{{}, [this] { return is_reachable(); }});
    dialect_ = is_mariadb ? make_mariadb_dialect(ServerVersion::parse(version_))
                          : make_mysql_dialect(ServerVersion::parse(version_));
  }

  std::int64_t execute(const Statement& statement) override {
    refuse_what_is_cut(statement);
    leave_transaction_mode();
    return guarded(statement.sql, [&] {
      return statement.parameters.empty() ? run_text(statement.sql) : run_prepared(statement);
    });
  }

  Rows query(const Statement& statement) override {
    refuse_what_is_cut(statement);
    leave_transaction_mode();
    return guarded(statement.sql, [&] {
      const std::unique_ptr<sql::Statement> work(link_->createStatement());
      const std::unique_ptr<sql::ResultSet> found(work->executeQuery(statement.sql));
      return read(*found);
    });
  }

  /// Autocommit stays off between transactions that follow each other: to turn it on and off again
  /// would cost two round trips each.
  void begin() override {
    if (!autocommit_is_off_)
      guarded("SET autocommit = 0", [&] { return run_text("SET autocommit = 0"); });
    autocommit_is_off_ = true;
    in_transaction_ = true;
  }
  void commit() override { end("COMMIT"); }
  void rollback() override { end("ROLLBACK"); }

  bool try_lock(const std::string& name) override {
    return query({"SELECT GET_LOCK('" + lock_name(name) + "', 0)"}).rows[0][0] == "1";
  }
  void unlock(const std::string& name) override {
    query({"SELECT RELEASE_LOCK('" + lock_name(name) + "')"});
  }

  std::optional<std::vector<OtherSession>> other_sessions() override {
    std::vector<OtherSession> sessions;
    const Rows found = query(
        {"SELECT host, user, command FROM information_schema.processlist WHERE db = DATABASE() AND "
         "id <> CONNECTION_ID()"});
    for (const Row& row : found.rows) {
      const std::string host = row[0].value_or("");
      sessions.push_back(
          {host.substr(0, host.rfind(':')), row[1].value_or("") + ", " + row[2].value_or("")});
    }
    return sessions;
  }
  void keep_alive() override { query({"SELECT 1"}); }

  void cancel() noexcept override {
    try {
      const std::unique_ptr<sql::Connection> other(get_driver_instance()->connect(options_));
      const std::unique_ptr<sql::Statement> work(other->createStatement());
      work->execute("KILL QUERY " + id_);
    } catch (const std::exception&) {
      // Then the statement runs to its end, and the run stops behind it.
    }
  }

  const Dialect& dialect() const override { return *dialect_; }
  Defaults defaults() override {
    Defaults defaults;
    defaults.catalog = query({"SELECT DATABASE()"}).rows[0][0].value_or("");
    return defaults;
  }
  Owned<Catalog> catalog(const Defaults& defaults) override {
    return std::make_unique<MysqlCatalog>(*this, defaults);
  }
  std::string user() const override { return user_; }
  std::string server_version() const override { return version_; }

 private:
  static std::string lock_name(const std::string& name) { return "ebbtide-" + md5(name); }

  /// Whether a new session is answered at all, be it with a refusal.
  bool is_reachable() {
    try {
      sql::ConnectOptionsMap options = options_;
      const std::unique_ptr<sql::Connection> other(get_driver_instance()->connect(options));
      return true;
    } catch (const sql::SQLException& error) {
      return !is_lost(error.getErrorCode());
    }
  }

  void leave_transaction_mode() {
    if (!autocommit_is_off_ || in_transaction_) return;
    autocommit_is_off_ = false;
    guarded("SET autocommit = 1", [&] { return run_text("SET autocommit = 1"); });
  }

  void end(const std::string& word) {
    in_transaction_ = false;
    guarded(word, [&] { return run_text(word); });
  }

  std::int64_t run_text(const std::string& sql) {
    const std::unique_ptr<sql::Statement> work(link_->createStatement());
    std::int64_t changed = 0;
    bool has_rows = work->execute(sql);
    while (true) {
      if (has_rows) {
        const std::unique_ptr<sql::ResultSet> unread(work->getResultSet());
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
    const std::unique_ptr<sql::PreparedStatement> work(link_->prepareStatement(statement.sql));
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

  static Rows read(sql::ResultSet& found) {
    Rows rows;
    sql::ResultSetMetaData* const about = found.getMetaData();
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

  template <class Work>
  auto guarded(const std::string& sql, const Work& work) -> decltype(work()) {
    std::optional<AnswerWatch::Waiting> waiting;
    if (watch_) waiting.emplace(*watch_);
    try {
      return work();
    } catch (const sql::SQLException& error) {
      const std::string code = std::to_string(error.getErrorCode());
      if (is_lost(error.getErrorCode()))
        throw ConnectionLost("the connection to the server was lost: " + std::string(error.what()) +
                                 " (" + code + ")",
                             sql, error.getSQLState());
      throw DatabaseError(std::string(error.what()) + " (" + code + ")", sql, error.getSQLState(),
                          mysql_error_place(error.what(), sql));
    }
  }

  sql::ConnectOptionsMap options_;
  std::unique_ptr<sql::Connection> link_;
  bool autocommit_is_off_ = false;
  bool in_transaction_ = false;
  std::string version_, user_, id_;
  std::unique_ptr<const Dialect> dialect_;
  std::optional<AnswerWatch> watch_;
};

}  // namespace

std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn) {
  const MysqlSettings settings = mysql_settings(url, warn);
  try {
    return std::make_unique<MysqlConnection>(settings, url.database);
  } catch (const sql::SQLException& error) {
    throw ConnectionLost("cannot connect to " + url.given + ": " + error.what() + " (" +
                             std::to_string(error.getErrorCode()) + ")",
                         "", error.getSQLState());
  }
}

}  // namespace ebbtide

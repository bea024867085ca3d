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
#include <charconv>
#include <sstream>

#include "database/mysql/catalog.h"
#include "database/mysql/dialect.h"
#include "text/ascii.h"
#include "text/md5.h"

extern "C" sql::Driver* get_driver_instance();

namespace ebbtide {
namespace {

using Meaning = UrlOption::Meaning;

/// Parameters of the two JDBC drivers, and of URLs without jdbc:. What is ignored changes how those
/// drivers work, not what the database does.
constexpr std::array url_options{
    UrlOption{"allowMultiQueries", Meaning::mapped, "CLIENT_MULTI_STATEMENTS"},
    UrlOption{"connectTimeout", Meaning::mapped, "OPT_CONNECT_TIMEOUT"},
    UrlOption{"createDatabaseIfNotExist", Meaning::mapped, "create"},
    UrlOption{"localSocket", Meaning::mapped, "socket"},
    UrlOption{"requireSSL", Meaning::mapped, "requireSSL"},
    UrlOption{"serverSslCert", Meaning::mapped, "sslCA"},
    UrlOption{"sessionVariables", Meaning::mapped, "session"},
    UrlOption{"socketTimeout", Meaning::mapped, "timeout"},
    UrlOption{"sslCA", Meaning::mapped, "sslCA"},
    UrlOption{"sslCert", Meaning::mapped, "sslCert"},
    UrlOption{"sslKey", Meaning::mapped, "sslKey"},
    UrlOption{"sslMode", Meaning::mapped, "sslMode"},
    UrlOption{"ssl-mode", Meaning::mapped, "sslMode"},
    UrlOption{"trustServerCertificate", Meaning::mapped, "trust"},
    UrlOption{"useSSL", Meaning::mapped, "useSSL"},
    UrlOption{"useSsl", Meaning::mapped, "useSSL"},
    UrlOption{"verifyServerCertificate", Meaning::mapped, "verify"},
    UrlOption{"clientCertificateKeyStoreUrl", Meaning::refused, "a Java key store cannot be read; use sslCert and sslKey with PEM files"},
    UrlOption{"keyStore", Meaning::refused, "a Java key store cannot be read; use sslCert and sslKey with PEM files"},
    UrlOption{"trustCertificateKeyStoreUrl", Meaning::refused, "a Java key store cannot be read; use sslCA with a PEM file"},
    UrlOption{"trustStore", Meaning::refused, "a Java key store cannot be read; use sslCA with a PEM file"},
    UrlOption{"socketFactory", Meaning::refused, "it names a Java class; connect to the server or to a tunnel directly"},
    UrlOption{"allowLoadLocalInfile", Meaning::ignored, ""},
    UrlOption{"allowPublicKeyRetrieval", Meaning::ignored, ""},
    UrlOption{"autoReconnect", Meaning::ignored, ""},
    UrlOption{"cachePrepStmts", Meaning::ignored, ""},
    UrlOption{"characterEncoding", Meaning::ignored, ""},
    UrlOption{"connectionCollation", Meaning::ignored, ""},
    UrlOption{"connectionTimeZone", Meaning::ignored, ""},
    UrlOption{"databaseTerm", Meaning::ignored, ""},
    UrlOption{"enabledTLSProtocols", Meaning::ignored, ""},
    UrlOption{"forceConnectionTimeZoneToSession", Meaning::ignored, ""},
    UrlOption{"nullCatalogMeansCurrent", Meaning::ignored, ""},
    UrlOption{"nullDatabaseMeansCurrent", Meaning::ignored, ""},
    UrlOption{"prepStmtCacheSize", Meaning::ignored, ""},
    UrlOption{"prepStmtCacheSqlLimit", Meaning::ignored, ""},
    UrlOption{"rewriteBatchedStatements", Meaning::ignored, ""},
    UrlOption{"serverTimezone", Meaning::ignored, ""},
    UrlOption{"tcpKeepAlive", Meaning::ignored, ""},
    UrlOption{"timezone", Meaning::ignored, ""},
    UrlOption{"tinyInt1isBit", Meaning::ignored, ""},
    UrlOption{"transformedBitIsBoolean", Meaning::ignored, ""},
    UrlOption{"useAffectedRows", Meaning::ignored, ""},
    UrlOption{"useBulkStmts", Meaning::ignored, ""},
    UrlOption{"useCursorFetch", Meaning::ignored, ""},
    UrlOption{"useInformationSchema", Meaning::ignored, ""},
    UrlOption{"useJDBCCompliantTimezoneShift", Meaning::ignored, ""},
    UrlOption{"useLegacyDatetimeCode", Meaning::ignored, ""},
    UrlOption{"useOldAliasMetadataBehavior", Meaning::ignored, ""},
    UrlOption{"useServerPrepStmts", Meaning::ignored, ""},
    UrlOption{"useUnicode", Meaning::ignored, ""},
    UrlOption{"zeroDateTimeBehavior", Meaning::ignored, ""},
};

struct Settings {
  sql::ConnectOptionsMap options;
  bool create_database = false;
  std::string session_variables;
};

bool is_true(std::string_view value) { return value.empty() || equals_ignoring_case(value, "true") || value == "1"; }

/// Milliseconds as whole seconds, at least one; 0 stays none.
int seconds(const UrlParameter& parameter) {
  int milliseconds = 0;
  const std::string& text = parameter.value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (error != std::errc{} || end != text.data() + text.size() || milliseconds < 0) {
    throw UsageError("the URL parameter '" + parameter.name + "' must be a number of milliseconds, not '" + text + "'");
  }
  return (milliseconds + 999) / 1000;
}

void require_tls(Settings& settings, bool verified) {
  settings.options["sslEnforce"] = true;
  settings.options["sslVerify"] = verified;
}

/// `DISABLED`, `REQUIRED`, `VERIFY_IDENTITY` … of MySQL and `disable`, `trust`, `verify-full` … of
/// MariaDB.
void apply_ssl_mode(Settings& settings, const std::string& mode) {
  const std::string word = replace_all(lower(mode), "-", "_");
  if (word == "disabled" || word == "disable" || word == "false" || word == "preferred") return;
  if (word == "required" || word == "trust") return require_tls(settings, false);
  if (word == "verify_ca" || word == "verify_full" || word == "verify_identity" || word == "true") return require_tls(settings, true);
  throw UsageError("the URL parameter 'sslMode' cannot be '" + mode + "'; it is disable, trust, verify-ca or verify-full");
}

void apply(Settings& settings, std::string_view target, const UrlParameter& parameter) {
  const std::string& value = parameter.value;
  if (target == "create") {
    settings.create_database = is_true(value);
  } else if (target == "session") {
    settings.session_variables = value;
  } else if (target == "sslMode") {
    apply_ssl_mode(settings, value);
  } else if (target == "useSSL" || target == "requireSSL") {
    if (is_true(value)) require_tls(settings, false);
  } else if (target == "verify") {
    if (is_true(value)) require_tls(settings, true);
  } else if (target == "trust") {
    if (is_true(value)) require_tls(settings, false);
  } else if (target == "timeout") {
    if (const int limit = seconds(parameter); limit > 0) settings.options["OPT_READ_TIMEOUT"] = settings.options["OPT_WRITE_TIMEOUT"] = limit;
  } else if (target == "OPT_CONNECT_TIMEOUT") {
    if (const int limit = seconds(parameter); limit > 0) settings.options["OPT_CONNECT_TIMEOUT"] = limit;
  } else if (target == "CLIENT_MULTI_STATEMENTS") {
    settings.options["CLIENT_MULTI_STATEMENTS"] = is_true(value);
  } else {
    settings.options[std::string(target)] = value;
  }
}

Settings settings_of(const DatabaseUrl& url, const Warn& warn) {
  if (url.hosts.size() > 1) throw UsageError("the URL '" + url.given + "' names several hosts; name the one that can be written to");
  const UrlHost host = url.hosts.empty() ? UrlHost{"localhost", 0} : url.hosts.front();
  Settings settings;
  // `localhost` would mean a socket file to the client library; the JDBC drivers mean TCP.
  const std::string name = host.name == "localhost" ? "127.0.0.1" : host.name;
  settings.options["hostName"] = "tcp://" + name + ":" + std::to_string(host.port == 0 ? 3306 : host.port);
  settings.options["userName"] = url.user;
  settings.options["password"] = url.password;
  settings.options["OPT_CHARSET_NAME"] = std::string("utf8mb4");
  settings.options["OPT_CONNECT_TIMEOUT"] = 30;
  for (const UrlParameter& parameter : url.parameters) {
    if (const UrlOption* const option = find_option(parameter, url_options.begin(), url_options.end(), warn)) apply(settings, option->target, parameter);
  }
  if (!url.database.empty() && !settings.create_database) settings.options["schema"] = url.database;
  return settings;
}

bool is_lost(int code) {
  constexpr std::array lost{1053, 1927, 2002, 2003, 2005, 2006, 2013, 2026, 2055};
  return std::find(lost.begin(), lost.end(), code) != lost.end();
}

class MysqlConnection final : public Connection {
 public:
  MysqlConnection(const Settings& settings, const std::string& database) : options_(settings.options), link_(get_driver_instance()->connect(options_)) {
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
    dialect_ = is_mariadb ? make_mariadb_dialect(ServerVersion::parse(version_)) : make_mysql_dialect(ServerVersion::parse(version_));
  }

  std::int64_t execute(const Statement& statement) override {
    leave_transaction_mode();
    return guarded(statement.sql, [&] { return statement.parameters.empty() ? run_text(statement.sql) : run_prepared(statement); });
  }

  Rows query(const Statement& statement) override {
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
    if (!autocommit_is_off_) guarded("SET autocommit = 0", [&] { return run_text("SET autocommit = 0"); });
    autocommit_is_off_ = true;
    in_transaction_ = true;
  }
  void commit() override { end("COMMIT"); }
  void rollback() override { end("ROLLBACK"); }

  bool try_lock(const std::string& name) override {
    return query({"SELECT GET_LOCK('" + lock_name(name) + "', 0)"}).rows[0][0] == "1";
  }
  void unlock(const std::string& name) override { query({"SELECT RELEASE_LOCK('" + lock_name(name) + "')"}); }

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
  std::unique_ptr<Catalog> catalog(const Defaults& defaults) override { return std::make_unique<MysqlCatalog>(*this, defaults); }
  std::string user() const override { return user_; }
  std::string server_version() const override { return version_; }

 private:
  static std::string lock_name(const std::string& name) { return "ebbtide-" + md5(name); }

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
    for (unsigned i = 1; i <= columns; ++i) rows.columns.push_back(about->getColumnLabel(i).asStdString());
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
    try {
      return work();
    } catch (const sql::SQLException& error) {
      const std::string code = std::to_string(error.getErrorCode());
      if (is_lost(error.getErrorCode())) throw ConnectionLost("the connection to the server was lost: " + std::string(error.what()) + " (" + code + ")", sql, error.getSQLState());
      throw DatabaseError(std::string(error.what()) + " (" + code + ")", sql, error.getSQLState());
    }
  }

  sql::ConnectOptionsMap options_;
  std::unique_ptr<sql::Connection> link_;
  bool autocommit_is_off_ = false;
  bool in_transaction_ = false;
  std::string version_, user_, id_;
  std::unique_ptr<const Dialect> dialect_;
};

}  // namespace

std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn) {
  const Settings settings = settings_of(url, warn);
  try {
    return std::make_unique<MysqlConnection>(settings, url.database);
  } catch (const sql::SQLException& error) {
    throw ConnectionLost("cannot connect to " + url.given + ": " + error.what() + " (" + std::to_string(error.getErrorCode()) + ")", "", error.getSQLState());
  }
}

}  // namespace ebbtide

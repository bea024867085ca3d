#include "database/postgresql/connection.h"

#include <array>
#include <cstdint>
#include <algorithm>
#include <optional>
#include <pqxx/pqxx>
#include <utility>

#include "database/postgresql/catalog.h"
#include "database/postgresql/dialect.h"
#include "text/ascii.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

using Meaning = UrlOption::Meaning;

/// Parameters of the JDBC driver. What is ignored changes how that driver works, not what the
/// database does.
constexpr std::array jdbc_options{
    UrlOption{"ApplicationName", Meaning::mapped, "application_name"},
    UrlOption{"channelBinding", Meaning::mapped, "channel_binding"},
    UrlOption{"connectTimeout", Meaning::mapped, "connect_timeout"},
    UrlOption{"currentSchema", Meaning::mapped, "search_path"},
    UrlOption{"gssEncMode", Meaning::mapped, "gssencmode"},
    UrlOption{"kerberosServerName", Meaning::mapped, "krbsrvname"},
    UrlOption{"loginTimeout", Meaning::mapped, "connect_timeout"},
    UrlOption{"options", Meaning::mapped, "options"},
    UrlOption{"readOnly", Meaning::mapped, "read_only"},
    UrlOption{"socketTimeout", Meaning::mapped, "tcp_user_timeout"},
    UrlOption{"ssl", Meaning::mapped, "ssl"},
    UrlOption{"sslcert", Meaning::mapped, "sslcert"},
    UrlOption{"sslfactory", Meaning::mapped, "sslfactory"},
    UrlOption{"sslkey", Meaning::mapped, "sslkey"},
    UrlOption{"sslmode", Meaning::mapped, "sslmode"},
    UrlOption{"sslpassword", Meaning::mapped, "sslpassword"},
    UrlOption{"sslrootcert", Meaning::mapped, "sslrootcert"},
    UrlOption{"targetServerType", Meaning::mapped, "target_session_attrs"},
    UrlOption{"tcpKeepAlive", Meaning::mapped, "keepalives"},
    UrlOption{"authenticationPluginClassName", Meaning::refused, "it names a Java class; use a password, a certificate or Kerberos"},
    UrlOption{"socketFactory", Meaning::refused, "it names a Java class; connect to the server or to a tunnel directly"},
    UrlOption{"sslhostnameverifier", Meaning::refused, "it names a Java class; use sslmode=verify-ca or verify-full"},
    UrlOption{"sslpasswordcallback", Meaning::refused, "it names a Java class; use sslpassword"},
    UrlOption{"adaptiveFetch", Meaning::ignored, ""},
    UrlOption{"allowEncodingChanges", Meaning::ignored, ""},
    UrlOption{"assumeMinServerVersion", Meaning::ignored, ""},
    UrlOption{"autosave", Meaning::ignored, ""},
    UrlOption{"binaryTransfer", Meaning::ignored, ""},
    UrlOption{"binaryTransferDisable", Meaning::ignored, ""},
    UrlOption{"binaryTransferEnable", Meaning::ignored, ""},
    UrlOption{"cancelSignalTimeout", Meaning::ignored, ""},
    UrlOption{"charSet", Meaning::ignored, ""},
    UrlOption{"cleanupSavepoints", Meaning::ignored, ""},
    UrlOption{"databaseMetadataCacheFields", Meaning::ignored, ""},
    UrlOption{"databaseMetadataCacheFieldsMiB", Meaning::ignored, ""},
    UrlOption{"defaultRowFetchSize", Meaning::ignored, ""},
    UrlOption{"disableColumnSanitiser", Meaning::ignored, ""},
    UrlOption{"escapeSyntaxCallMode", Meaning::ignored, ""},
    UrlOption{"hideUnprivilegedObjects", Meaning::ignored, ""},
    UrlOption{"hostRecheckSeconds", Meaning::ignored, ""},
    UrlOption{"loadBalanceHosts", Meaning::ignored, ""},
    UrlOption{"logServerErrorDetail", Meaning::ignored, ""},
    UrlOption{"loggerFile", Meaning::ignored, ""},
    UrlOption{"loggerLevel", Meaning::ignored, ""},
    UrlOption{"logUnclosedConnections", Meaning::ignored, ""},
    UrlOption{"maxResultBuffer", Meaning::ignored, ""},
    UrlOption{"preferQueryMode", Meaning::ignored, ""},
    UrlOption{"prepareThreshold", Meaning::ignored, ""},
    UrlOption{"preparedStatementCacheQueries", Meaning::ignored, ""},
    UrlOption{"preparedStatementCacheSizeMiB", Meaning::ignored, ""},
    UrlOption{"protocolVersion", Meaning::ignored, ""},
    UrlOption{"readOnlyMode", Meaning::ignored, ""},
    UrlOption{"receiveBufferSize", Meaning::ignored, ""},
    UrlOption{"reWriteBatchedInserts", Meaning::ignored, ""},
    UrlOption{"sendBufferSize", Meaning::ignored, ""},
    UrlOption{"stringtype", Meaning::ignored, ""},
    UrlOption{"unknownLength", Meaning::ignored, ""},
};

/// Parameters of libpq, for URLs without jdbc:.
constexpr std::array<std::string_view, 30> libpq_options{
    "application_name", "channel_binding", "client_encoding", "connect_timeout", "dbname", "fallback_application_name",
    "gssencmode", "gsslib", "host", "hostaddr", "keepalives", "keepalives_count", "keepalives_idle", "keepalives_interval",
    "krbsrvname", "options", "passfile", "port", "requirepeer", "service", "sslcert", "sslcompression", "sslcrl", "sslkey",
    "sslmode", "sslpassword", "sslrootcert", "sslsni", "target_session_attrs", "tcp_user_timeout"};

/// The settings of one connection as libpq takes them; the last of a name wins.
class Settings {
 public:
  void set(std::string_view name, std::string_view value) {
    const std::string escaped = replace_all(replace_all(value, "\\", "\\\\"), "'", "\\'");
    text_ += std::string(name) + "='" + escaped + "' ";
  }
  /// Something the server sets at the start of the session.
  void set_server_option(const std::string& name, std::string_view value) {
    server_options_ += " -c " + name + "=" + replace_all(replace_all(value, "\\", "\\\\"), " ", "\\ ");
  }
  void add_server_options(std::string_view options) { server_options_ += " " + std::string(options); }
  std::string text() {
    if (!server_options_.empty()) set("options", trim(server_options_));
    return text_;
  }

 private:
  std::string text_;
  std::string server_options_;
};

bool is_true(std::string_view value) { return value.empty() || equals_ignoring_case(value, "true"); }

/// pgjdbc's words for which of several servers to take.
std::string target_server(std::string_view value) {
  struct Word {
    std::string_view jdbc, libpq;
  };
  constexpr std::array words{Word{"any", "any"},          Word{"primary", "primary"},
                             Word{"master", "primary"},   Word{"secondary", "standby"},
                             Word{"slave", "standby"},    Word{"preferSecondary", "prefer-standby"},
                             Word{"preferSlave", "prefer-standby"}};
  for (const Word& word : words) {
    if (equals_ignoring_case(word.jdbc, value)) return std::string(word.libpq);
  }
  throw UsageError("the URL parameter 'targetServerType' cannot be '" + std::string(value) + "'; it is any, primary, secondary or preferSecondary");
}

void apply_jdbc(Settings& settings, std::string_view target, const UrlParameter& parameter) {
  const std::string& value = parameter.value;
  if (target == "search_path") return settings.set_server_option("search_path", value);
  if (target == "options") return settings.add_server_options(value);
  if (target == "read_only") return is_true(value) ? settings.set_server_option("default_transaction_read_only", "on") : void();
  if (target == "ssl") return is_true(value) ? settings.set("sslmode", "verify-full") : void();
  if (target == "sslfactory") {
    if (!ends_with_ignoring_case(value, "NonValidatingFactory")) {
      throw UsageError("the URL parameter 'sslfactory' cannot be kept here: it names a Java class; use sslmode, sslrootcert, sslcert and sslkey");
    }
    return settings.set("sslmode", "require");
  }
  if (target == "sslkey" && ends_with_ignoring_case(value, ".pk8")) {
    throw UsageError("the URL parameter 'sslkey' cannot be kept here: a .pk8 key is for Java; convert it with 'openssl pkcs8 -inform DER -in key.pk8 -out key.pem' and name that");
  }
  if (target == "target_session_attrs") return settings.set(target, target_server(value));
  if (target == "keepalives") return settings.set(target, is_true(value) ? "1" : "0");
  if (target == "tcp_user_timeout") return settings.set(target, value == "0" ? "0" : value + "000");
  settings.set(target, value);
}

void apply_native(Settings& settings, const UrlParameter& parameter) {
  const std::vector<std::string_view> known(libpq_options.begin(), libpq_options.end());
  if (std::find(known.begin(), known.end(), parameter.name) == known.end()) {
    throw UsageError("the URL parameter '" + parameter.name + "' is none of PostgreSQL's" + suggestion(parameter.name, known));
  }
  if (parameter.name == "options") return settings.add_server_options(parameter.value);
  settings.set(parameter.name, parameter.value);
}

/// A session that goes silent is given up after a minute, and one that is not let in after half a
/// minute; the URL can say otherwise.
void set_time_limits(Settings& settings) {
  settings.set("connect_timeout", "30");
  settings.set("keepalives", "1");
  settings.set("keepalives_idle", "10");
  settings.set("keepalives_interval", "10");
  settings.set("keepalives_count", "3");
  settings.set("tcp_user_timeout", "40000");
}

std::string connection_text(const DatabaseUrl& url, const Warn& warn) {
  Settings settings;
  std::vector<std::string> hosts, ports;
  for (const UrlHost& host : url.hosts) {
    hosts.push_back(host.name);
    ports.push_back(std::to_string(host.port == 0 ? 5432 : host.port));
  }
  // As the JDBC driver does: without a host it is this machine, by TCP.
  settings.set("host", hosts.empty() && url.is_jdbc ? "localhost" : join(hosts, ","));
  if (!ports.empty()) settings.set("port", join(ports, ","));
  if (!url.database.empty()) settings.set("dbname", url.database);
  if (!url.user.empty()) settings.set("user", url.user);
  if (!url.password.empty()) settings.set("password", url.password);
  settings.set("application_name", "ebbtide");
  settings.set("client_encoding", "UTF8");
  set_time_limits(settings);
  for (const UrlParameter& parameter : url.parameters) {
    if (!url.is_jdbc) {
      apply_native(settings, parameter);
    } else if (const UrlOption* const option = find_option(parameter, jdbc_options.begin(), jdbc_options.end(), warn)) {
      apply_jdbc(settings, option->target, parameter);
    }
  }
  return settings.text();
}

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
  std::string text;
  int count = 0;
  char quote = '\0';
  for (const char c : sql) {
    if (quote == '\0' && c == '?') {
      text += "$" + std::to_string(++count);
      continue;
    }
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    }
    text += c;
  }
  return text;
}

std::string hex_bytes(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\\x";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

/// FNV-1a: a lock is a number to PostgreSQL.
std::string lock_key(std::string_view name) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return std::to_string(static_cast<std::int64_t>(hash));
}

class PostgresqlConnection final : public Connection {
 public:
  explicit PostgresqlConnection(const std::string& settings) : link_(settings), work_(link_), user_(link_.username()) {
    const int number = link_.server_version();
    const bool old_numbers = number < 100000;
    const ServerVersion version{number / 10000, old_numbers ? number / 100 % 100 : number % 10000, old_numbers ? number % 100 : 0};
    dialect_ = make_postgresql_dialect(version);
    version_ = std::to_string(version.major) + "." + std::to_string(version.minor);
  }

  std::int64_t execute(const Statement& statement) override {
    return static_cast<std::int64_t>(run(statement, "").affected_rows());
  }

  Rows query(const Statement& statement) override {
    const pqxx::result result = run(statement, "");
    Rows rows;
    for (pqxx::row_size_type i = 0; i < result.columns(); ++i) rows.columns.emplace_back(result.column_name(i));
    rows.rows.reserve(result.size());
    for (const pqxx::row& found : result) {
      Row& row = rows.rows.emplace_back();
      for (const pqxx::field& field : found) row.push_back(field.is_null() ? std::nullopt : std::optional(std::string(field.c_str(), field.size())));
    }
    return rows;
  }

  void execute_with_next(const Statement& statement) override { waiting_ += statement.sql + ";"; }

  /// The word travels with the first statement, so that a transaction costs no round trip.
  void begin() override {
    waiting_ = "BEGIN;" + waiting_;
    is_unbegun_ = true;
  }
  void commit() override { end("COMMIT"); }
  void rollback() override { end("ROLLBACK"); }
  void execute_and_commit(const Statement& statement) override { run(statement, "\n;COMMIT"); }

  bool try_lock(const std::string& name) override {
    return *query({"SELECT pg_catalog.pg_try_advisory_lock(" + lock_key(name) + ")"}).rows[0][0] == "t";
  }
  void unlock(const std::string& name) override { query({"SELECT pg_catalog.pg_advisory_unlock(" + lock_key(name) + ")"}); }

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
  std::unique_ptr<Catalog> catalog(const Defaults& defaults) override { return std::make_unique<PostgresqlCatalog>(*this, defaults); }
  std::string user() const override { return user_; }
  std::string server_version() const override { return version_; }

 private:
  pqxx::result run(const Statement& statement, const std::string& end) {
    is_unbegun_ = false;
    const std::string before = std::exchange(waiting_, "");
    if (statement.parameters.empty()) {
      return run_plain(before.empty() && end.empty() ? statement.sql : before + statement.sql + end, statement.sql);
    }
    if (!before.empty()) run_plain(before, before);
    pqxx::result result = run_with_parameters(statement);
    if (!end.empty()) commit();
    return result;
  }

  /// A transaction without statements needs no end.
  void end(const std::string& word) {
    waiting_.clear();
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
      kept.push_back(parameter.binary ? hex_bytes(*parameter.value) : *parameter.value);
      values.push_back(kept.back().c_str());
    }
    return guarded(statement.sql, [&] { return work_.exec_params(numbered(statement.sql), pqxx::prepare::make_dynamic_params(values)); });
  }

  /// A session that was lost stays lost: libpqxx would open another one, without our locks.
  [[noreturn]] void lose(const std::string& why, const std::string& sql, const std::string& state) {
    is_lost_ = true;
    throw ConnectionLost("the connection to PostgreSQL was lost: " + why, sql, state);
  }

  template <class Work>
  pqxx::result guarded(const std::string& sql, const Work& work) {
    if (is_lost_) lose("it cannot be used any more", sql, "08003");
    try {
      return work();
    } catch (const pqxx::broken_connection& error) {
      lose(one_line(error.what()), sql, "08006");
    } catch (const pqxx::sql_error& error) {
      if (!link_.is_open()) lose(one_line(error.what()), sql, error.sqlstate());
      throw DatabaseError(one_line(error.what()), sql, error.sqlstate());
    } catch (const pqxx::failure& error) {
      throw DatabaseError(one_line(error.what()), sql, "");
    }
  }

  pqxx::connection link_;
  pqxx::nontransaction work_;
  std::string user_;
  std::string waiting_;  ///< goes out with the next statement
  bool is_unbegun_ = false;
  bool is_lost_ = false;
  std::unique_ptr<const Dialect> dialect_;
  std::string version_;
};

}  // namespace

std::unique_ptr<Connection> open_postgresql(const DatabaseUrl& url, const Warn& warn) {
  const std::string settings = connection_text(url, warn);
  try {
    return std::make_unique<PostgresqlConnection>(settings);
  } catch (const pqxx::failure& error) {
    throw ConnectionLost("cannot connect to " + url.given + ": " + one_line(error.what()), "", "08001");
  }
}

}  // namespace ebbtide

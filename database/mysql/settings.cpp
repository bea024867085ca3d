// The parameters of two JDBC drivers, MySQL's and MariaDB's, and of URLs without jdbc:, are put
// into the words of MySQL's Connector/C++. Each is a row: mapped, ignored (it changes how that
// driver works and not what the database does), or refused with a reason (it needs Java). A
// parameter that nobody knows is left out with a warning.
//
// What the JDBC drivers do without being told is done here too, where a changeset can see it: rows
// count that were found and not only those that changed; MySQL's driver makes the session strict;
// MariaDB's takes `COUNT (*)` for a function. `localhost` means TCP, where the client library would
// look for a socket file.
#include "database/mysql/settings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "database/mysql/option_file.h"
#include "database/time_zone.h"
#include "text/ascii.h"
#include "text/error.h"

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
    UrlOption{"clientCertificateKeyStoreUrl", Meaning::refused,
              "a Java key store cannot be read; use sslCert and sslKey with PEM files"},
    UrlOption{"keyStore", Meaning::refused,
              "a Java key store cannot be read; use sslCert and sslKey with PEM files"},
    UrlOption{"trustCertificateKeyStoreUrl", Meaning::refused,
              "a Java key store cannot be read; use sslCA with a PEM file"},
    UrlOption{"trustStore", Meaning::refused,
              "a Java key store cannot be read; use sslCA with a PEM file"},
    UrlOption{"socketFactory", Meaning::refused,
              "it names a Java class; connect to the server or to a tunnel directly"},
    UrlOption{"allowLoadLocalInfile", Meaning::ignored, ""},
    UrlOption{"allowPublicKeyRetrieval", Meaning::ignored, ""},
    UrlOption{"autoReconnect", Meaning::ignored, ""},
    UrlOption{"cachePrepStmts", Meaning::ignored, ""},
    UrlOption{"characterEncoding", Meaning::ignored, ""},
    UrlOption{"connectionCollation", Meaning::ignored, ""},
    UrlOption{"connectionTimeZone", Meaning::mapped, "zone"},
    UrlOption{"databaseTerm", Meaning::ignored, ""},
    UrlOption{"enabledTLSProtocols", Meaning::ignored, ""},
    UrlOption{"forceConnectionTimeZoneToSession", Meaning::mapped, "force"},
    UrlOption{"nullCatalogMeansCurrent", Meaning::ignored, ""},
    UrlOption{"nullDatabaseMeansCurrent", Meaning::ignored, ""},
    UrlOption{"prepStmtCacheSize", Meaning::ignored, ""},
    UrlOption{"prepStmtCacheSqlLimit", Meaning::ignored, ""},
    UrlOption{"rewriteBatchedStatements", Meaning::ignored, ""},
    UrlOption{"serverTimezone", Meaning::mapped, "zone"},
    UrlOption{"tcpKeepAlive", Meaning::ignored, ""},
    UrlOption{"timezone", Meaning::mapped, "zone"},
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

bool is_true(std::string_view value) {
  return value.empty() || equals_ignoring_case(value, "true") || value == "1";
}

/// Milliseconds as whole seconds, at least one; 0 stays none.
int seconds(const UrlParameter& parameter) {
  int milliseconds = 0;
  const std::string& text = parameter.value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (error != std::errc{} || end != text.data() + text.size() || milliseconds < 0) {
    throw UsageError("the URL parameter '" + parameter.name +
                     "' must be a number of milliseconds, not '" + text + "'");
  }
  return (milliseconds + 999) / 1000;
}

void require_tls(MysqlSettings& settings, bool verified) {
  settings.flags["sslEnforce"] = true;
  settings.flags["sslVerify"] = verified;
}

/// `DISABLED`, `REQUIRED`, `VERIFY_IDENTITY` … of MySQL and `disable`, `trust`, `verify-full` … of
/// MariaDB.
void apply_ssl_mode(MysqlSettings& settings, const std::string& mode) {
  const std::string word = replace_all(lower(mode), "-", "_");
  if (word == "disabled" || word == "disable" || word == "false" || word == "preferred") return;
  if (word == "required" || word == "trust") return require_tls(settings, false);
  if (word == "verify_ca" || word == "verify_full" || word == "verify_identity" || word == "true")
    return require_tls(settings, true);
  throw UsageError("the URL parameter 'sslMode' cannot be '" + mode +
                   "'; it is disable, trust, verify-ca or verify-full");
}

void apply(MysqlSettings& settings, std::string_view target, const UrlParameter& parameter) {
  const std::string& value = parameter.value;
  if (target == "create") {
    settings.create_database = is_true(value);
  } else if (target == "session") {
    settings.session_variables = value;
  } else if (target == "zone" || target == "force") {
    return;  // they mean something together
  } else if (target == "sslMode") {
    apply_ssl_mode(settings, value);
  } else if (target == "useSSL" || target == "requireSSL") {
    if (is_true(value)) require_tls(settings, false);
  } else if (target == "verify") {
    if (is_true(value)) require_tls(settings, true);
  } else if (target == "trust") {
    if (is_true(value)) require_tls(settings, false);
  } else if (target == "timeout") {
    if (const int limit = seconds(parameter); limit > 0)
      settings.numbers["OPT_READ_TIMEOUT"] = settings.numbers["OPT_WRITE_TIMEOUT"] = limit;
  } else if (target == "OPT_CONNECT_TIMEOUT") {
    if (const int limit = seconds(parameter); limit > 0)
      settings.numbers["OPT_CONNECT_TIMEOUT"] = limit;
  } else if (target == "CLIENT_MULTI_STATEMENTS") {
    settings.flags["CLIENT_MULTI_STATEMENTS"] = is_true(value);
  } else {
    settings.texts[std::string(target)] = value;
  }
}

/// The time zone that Liquibase's driver would set for the session. MariaDB's sets what `timezone`
/// says; MySQL's only where it is told to, and its `LOCAL` is MariaDB's `auto`.
std::string session_time_zone(const DatabaseUrl& url) {
  if (!url.is_jdbc) return "";
  const bool is_mariadb = url.kind == "mariadb";
  const auto force = url.parameter("forceConnectionTimeZoneToSession");
  if (!is_mariadb && !(force && is_true(*force))) return "";
  std::string zone;
  for (const std::string_view name : {"serverTimezone", "timezone", "connectionTimeZone"}) {
    if (const auto value = url.parameter(name)) zone = *value;
  }
  if (equals_ignoring_case(zone, "disable") || equals_ignoring_case(zone, "SERVER")) return "";
  const bool is_own = equals_ignoring_case(zone, "auto") || equals_ignoring_case(zone, "LOCAL") ||
                      (zone.empty() && !is_mariadb);
  return is_own ? process_time_zone() : zone;
}

}  // namespace

MysqlSettings mysql_settings(const DatabaseUrl& url, const Warn& warn) {
  if (url.hosts.size() > 1)
    throw UsageError("the URL '" + url.given +
                     "' names several hosts; name the one that can be written to");
  const UrlHost host = url.hosts.empty() ? UrlHost{"localhost", 0} : url.hosts.front();
  MysqlSettings settings;
  // `localhost` would mean a socket file to the client library; the JDBC drivers mean TCP.
  const bool is_version_6 = contains(host.name, ":");
  const std::string name = host.name == "localhost" ? "127.0.0.1"
                           : is_version_6           ? "[" + host.name + "]"
                                                    : host.name;
  settings.texts["hostName"] =
      "tcp://" + name + ":" + std::to_string(host.port == 0 ? 3306 : host.port);
  settings.port = host.port == 0 ? 3306 : host.port;
  const MysqlLogin login = with_option_file({url.user, url.password}, warn);
  settings.texts["userName"] = login.user;
  settings.texts["password"] = login.password;
  settings.texts["OPT_CHARSET_NAME"] = "utf8mb4";
  settings.numbers["OPT_CONNECT_TIMEOUT"] = 4;
  // As Liquibase's driver does: a row counts that was found, whether or not it had the values
  // before.
  settings.flags["CLIENT_FOUND_ROWS"] = true;
  settings.flags["useAffectedRows"] = false;
  // As MariaDB's JDBC driver does: `COUNT (*)` is the function.
  if (url.kind == "mariadb") settings.flags["CLIENT_IGNORE_SPACE"] = true;
  for (const UrlParameter& parameter : url.parameters) {
    if (const UrlOption* const option =
            find_option(parameter, url_options.begin(), url_options.end(), warn))
      apply(settings, option->target, parameter);
  }
  settings.time_zone = session_time_zone(url);
  // As MySQL's JDBC driver does: `jdbcCompliantTruncation`.
  settings.is_strict =
      url.is_jdbc && url.kind == "mysql" &&
      find_ignoring_case(settings.session_variables, "sql_mode") == std::string::npos;
  if (!url.database.empty() && !settings.create_database) settings.texts["schema"] = url.database;
  return settings;
}

}  // namespace ebbtide

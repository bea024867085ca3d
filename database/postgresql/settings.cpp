// The parameters of the JDBC driver in libpq's words; URLs without jdbc: have libpq's own. Some
// change their meaning on the way:
//
//   ssl=true              sslmode=verify-full, which is what the driver does
//   currentSchema=a,b     -c search_path=a,b among the options the server sets at the start
//   socketTimeout=30      tcp_user_timeout=30000: seconds there, milliseconds here; AnswerWatch has
//                         the rest of it
//   targetServerType      primary, secondary … in the words of target_session_attrs
//
// A backslash or a quote in a value is escaped once for libpq's `name='value'`, and within
// `options` once more for the blanks.
#include "database/postgresql/settings.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/error.h"
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
    UrlOption{"authenticationPluginClassName", Meaning::refused,
              "it names a Java class; use a password, a certificate or Kerberos"},
    UrlOption{"socketFactory", Meaning::refused,
              "it names a Java class; connect to the server or to a tunnel directly"},
    UrlOption{"sslhostnameverifier", Meaning::refused,
              "it names a Java class; use sslmode=verify-ca or verify-full"},
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
constexpr auto libpq_options = std::to_array<std::string_view>({"application_name",
                                                                "channel_binding",
                                                                "client_encoding",
                                                                "connect_timeout",
                                                                "dbname",
                                                                "fallback_application_name",
                                                                "gssencmode",
                                                                "gsslib",
                                                                "host",
                                                                "hostaddr",
                                                                "keepalives",
                                                                "keepalives_count",
                                                                "keepalives_idle",
                                                                "keepalives_interval",
                                                                "krbsrvname",
                                                                "options",
                                                                "passfile",
                                                                "port",
                                                                "requirepeer",
                                                                "service",
                                                                "sslcert",
                                                                "sslcompression",
                                                                "sslcrl",
                                                                "sslkey",
                                                                "sslmode",
                                                                "sslpassword",
                                                                "sslrootcert",
                                                                "sslsni",
                                                                "target_session_attrs",
                                                                "tcp_user_timeout"});

/// The settings of one connection as libpq takes them; the last of a name wins.
class Settings {
 public:
  void set(std::string_view name, std::string_view value) {
    const std::string escaped = replace_all(replace_all(value, "\\", "\\\\"), "'", "\\'");
    text_ += std::string(name) + "='" + escaped + "' ";
  }
  /// Something the server sets at the start of the session.
  void set_server_option(const std::string& name, std::string_view value) {
    server_options_ +=
        " -c " + name + "=" + replace_all(replace_all(value, "\\", "\\\\"), " ", "\\ ");
  }
  void add_server_options(std::string_view options) {
    server_options_ += " " + std::string(options);
  }
  std::string text() {
    if (!server_options_.empty()) set("options", trim(server_options_));
    return text_;
  }

 private:
  std::string text_;
  std::string server_options_;
};

bool is_true(std::string_view value) {
  return value.empty() || equals_ignoring_case(value, "true");
}

/// pgjdbc's words for which of several servers to take.
std::string target_server(std::string_view value) {
  struct Word {
    std::string_view jdbc, libpq;
  };
  constexpr std::array words{Word{"any", "any"},
                             Word{"primary", "primary"},
                             Word{"master", "primary"},
                             Word{"secondary", "standby"},
                             Word{"slave", "standby"},
                             Word{"preferSecondary", "prefer-standby"},
                             Word{"preferSlave", "prefer-standby"}};
  for (const Word& word : words) {
    if (equals_ignoring_case(word.jdbc, value)) return std::string(word.libpq);
  }
  throw UsageError("the URL parameter 'targetServerType' cannot be '" + std::string(value) +
                   "'; it is any, primary, secondary or preferSecondary");
}

void apply_jdbc(Settings& settings, std::string_view target, const UrlParameter& parameter) {
  const std::string& value = parameter.value;
  if (target == "search_path") return settings.set_server_option("search_path", value);
  if (target == "options") return settings.add_server_options(value);
  if (target == "read_only")
    return is_true(value) ? settings.set_server_option("default_transaction_read_only", "on")
                          : void();
  if (target == "ssl") return is_true(value) ? settings.set("sslmode", "verify-full") : void();
  if (target == "sslfactory") {
    if (!ends_with_ignoring_case(value, "NonValidatingFactory")) {
      throw UsageError(
          "the URL parameter 'sslfactory' cannot be kept here: it names a Java class; use sslmode, "
          "sslrootcert, sslcert and sslkey");
    }
    return settings.set("sslmode", "require");
  }
  if (target == "sslkey" && ends_with_ignoring_case(value, ".pk8")) {
    throw UsageError(
        "the URL parameter 'sslkey' cannot be kept here: a .pk8 key is for Java; convert it with "
        "'openssl pkcs8 -inform DER -in key.pk8 -out key.pem' and name that");
  }
  if (target == "target_session_attrs") return settings.set(target, target_server(value));
  if (target == "keepalives") return settings.set(target, is_true(value) ? "1" : "0");
  if (target == "tcp_user_timeout") return settings.set(target, value == "0" ? "0" : value + "000");
  settings.set(target, value);
}

void apply_native(Settings& settings, const UrlParameter& parameter) {
  const std::vector<std::string_view> known(libpq_options.begin(), libpq_options.end());
  if (std::find(known.begin(), known.end(), parameter.name) == known.end()) {
    throw UsageError("the URL parameter '" + parameter.name + "' is none of PostgreSQL's" +
                     suggestion(parameter.name, known));
  }
  if (parameter.name == "options") return settings.add_server_options(parameter.value);
  settings.set(parameter.name, parameter.value);
}

/// A session that goes silent is given up after a minute, and one that is not let in after ten
/// seconds; the URL can say otherwise.
void set_time_limits(Settings& settings) {
  settings.set("connect_timeout", "4");
  settings.set("keepalives", "1");
  settings.set("keepalives_idle", "10");
  settings.set("keepalives_interval", "10");
  settings.set("keepalives_count", "3");
  settings.set("tcp_user_timeout", "40000");
}

}  // namespace

std::string postgresql_settings(const DatabaseUrl& url, const Warn& warn,
                                std::string_view options) {
  Settings settings;
  if (!url.is_jdbc && !options.empty()) settings.add_server_options(options);
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
    } else if (const UrlOption* const option =
                   find_option(parameter, jdbc_options.begin(), jdbc_options.end(), warn)) {
      apply_jdbc(settings, option->target, parameter);
    }
  }
  if (url.is_jdbc && !options.empty()) settings.add_server_options(options);
  return settings.text();
}

}  // namespace ebbtide

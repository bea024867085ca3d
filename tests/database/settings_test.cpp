#include <gtest/gtest.h>

#include "database/mysql/settings.h"
#include "database/postgresql/settings.h"
#include "text/error.h"

namespace ebbtide {
namespace {

const Warn no_warning = [](const std::string& message) { ADD_FAILURE() << message; };

std::string postgresql(std::string_view url) {
  return postgresql_settings(DatabaseUrl::parse(url), no_warning);
}

MysqlSettings mysql(std::string_view url) {
  return mysql_settings(DatabaseUrl::parse(url), no_warning);
}

/// The last value that the settings give a name; libpq takes that one.
std::string value_in(const std::string& settings, const std::string& name) {
  const std::string start = name + "='";
  std::size_t at = settings.rfind(" " + start);
  at = at == std::string::npos ? (settings.starts_with(start) ? 0 : at) : at + 1;
  if (at == std::string::npos) return "(none)";
  at += start.size();
  return settings.substr(at, settings.find("' ", at) - at);
}

template <class Make>
std::string refusal(const Make& make, std::string_view url) {
  try {
    make(url);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(PostgresqlSettings, AreWhatTheUrlSays) {
  EXPECT_EQ(postgresql("jdbc:postgresql://db:6432/shop?user=ann&password=s3cret"),
            "host='db' port='6432' dbname='shop' user='ann' password='s3cret' "
            "application_name='ebbtide' client_encoding='UTF8' connect_timeout='4' keepalives='1' "
            "keepalives_idle='10' keepalives_interval='10' keepalives_count='3' "
            "tcp_user_timeout='40000' ");
}

TEST(PostgresqlSettings, HostsHaveTheirPorts) {
  const std::string settings = postgresql("jdbc:postgresql://a,b:6432/shop");
  EXPECT_EQ(value_in(settings, "host"), "a,b");
  EXPECT_EQ(value_in(settings, "port"), "5432,6432");
}

TEST(PostgresqlSettings, WithoutAHostJdbcMeansThisMachine) {
  EXPECT_EQ(value_in(postgresql("jdbc:postgresql:shop"), "host"), "localhost");
  EXPECT_EQ(value_in(postgresql("postgresql:///shop"), "host"), "");
  EXPECT_EQ(value_in(postgresql("postgresql:///shop?host=/run/postgresql"), "host"),
            "/run/postgresql");
}

TEST(PostgresqlSettings, QuotesAndBackslashesAreEscaped) {
  EXPECT_EQ(value_in(postgresql("postgresql://ann:a'b%5Cc@db/shop"), "password"), "a\\'b\\\\c");
}

TEST(PostgresqlSettings, ParametersOfTheJdbcDriverAreTranslated) {
  struct Case {
    const char* parameter;
    const char* name;
    const char* value;
  };
  for (const Case& one :
       {Case{"ApplicationName=shop", "application_name", "shop"},
        Case{"connectTimeout=7", "connect_timeout", "7"},
        Case{"loginTimeout=8", "connect_timeout", "8"},
        Case{"socketTimeout=9", "tcp_user_timeout", "9000"},
        Case{"tcpKeepAlive=false", "keepalives", "0"}, Case{"ssl=true", "sslmode", "verify-full"},
        Case{"ssl", "sslmode", "verify-full"}, Case{"ssl=false", "sslmode", "(none)"},
        Case{"sslmode=verify-ca", "sslmode", "verify-ca"},
        Case{"sslfactory=org.postgresql.ssl.NonValidatingFactory", "sslmode", "require"},
        Case{"sslrootcert=ca.pem", "sslrootcert", "ca.pem"},
        Case{"sslkey=key.pem", "sslkey", "key.pem"},
        Case{"targetServerType=preferSecondary", "target_session_attrs", "prefer-standby"},
        Case{"targetServerType=master", "target_session_attrs", "primary"},
        Case{"currentSchema=a,b", "options", "-c search_path=a,b"},
        Case{"readOnly=true", "options", "-c default_transaction_read_only=on"},
        Case{"options=-c%20work_mem=1MB", "options", "-c work_mem=1MB"},
        Case{"prepareThreshold=0", "prepareThreshold", "(none)"}}) {
    EXPECT_EQ(
        value_in(postgresql("jdbc:postgresql://db/shop?" + std::string(one.parameter)), one.name),
        one.value)
        << one.parameter;
  }
}

TEST(PostgresqlSettings, WhatNeedsJavaIsRefusedByName) {
  for (const char* const parameter : {"authenticationPluginClassName", "socketFactory",
                                      "sslhostnameverifier", "sslpasswordcallback", "sslfactory"}) {
    const std::string message = refusal(
        postgresql, "jdbc:postgresql://db/shop?" + std::string(parameter) + "=com.example.X");
    EXPECT_EQ(message.find("the URL parameter '" + std::string(parameter) +
                           "' cannot be kept here: it names a Java class"),
              0U)
        << message;
  }
  EXPECT_NE(refusal(postgresql, "jdbc:postgresql://db/shop?sslkey=key.pk8").find("openssl pkcs8"),
            std::string::npos);
  EXPECT_EQ(refusal(postgresql, "jdbc:postgresql://db/shop?targetServerType=best"),
            "the URL parameter 'targetServerType' cannot be 'best'; it is any, primary, secondary "
            "or preferSecondary");
}

TEST(PostgresqlSettings, UnknownParametersAreNamed) {
  EXPECT_EQ(refusal(postgresql, "postgresql://db/shop?sslmod=require"),
            "the URL parameter 'sslmod' is none of PostgreSQL's; did you mean 'sslmode'?");
  std::string warned;
  postgresql_settings(DatabaseUrl::parse("jdbc:postgresql://db/shop?sslMod=require"),
                      [&](const std::string& message) { warned += message; });
  EXPECT_EQ(warned, "the URL parameter 'sslMod' is not known here; it is left out");
}

TEST(MysqlSettings, AreWhatTheUrlSays) {
  const MysqlSettings settings = mysql("jdbc:mysql://db:3307/shop?user=ann&password=s3cret");
  EXPECT_EQ(settings.texts, (std::map<std::string, std::string>{{"hostName", "tcp://db:3307"},
                                                                {"userName", "ann"},
                                                                {"password", "s3cret"},
                                                                {"schema", "shop"},
                                                                {"OPT_CHARSET_NAME", "utf8mb4"}}));
  EXPECT_EQ(settings.numbers, (std::map<std::string, int>{{"OPT_CONNECT_TIMEOUT", 4}}));
  // As JDBC's drivers do: a row that has its value already counts as changed.
  EXPECT_EQ(settings.flags,
            (std::map<std::string, bool>{{"CLIENT_FOUND_ROWS", true}, {"useAffectedRows", false}}));
  EXPECT_EQ(
      mysql("jdbc:mariadb://db/shop").flags,
      (std::map<std::string, bool>{
          {"CLIENT_FOUND_ROWS", true}, {"CLIENT_IGNORE_SPACE", true}, {"useAffectedRows", false}}));
  EXPECT_FALSE(settings.create_database);
}

TEST(MysqlSettings, LocalhostIsTcpAsJavaMeansIt) {
  EXPECT_EQ(mysql("mysql://localhost/shop").texts.at("hostName"), "tcp://127.0.0.1:3306");
  EXPECT_EQ(mysql("jdbc:mysql:///shop").texts.at("hostName"), "tcp://127.0.0.1:3306");
}

TEST(MysqlSettings, AddressesOfVersion6KeepTheirBrackets) {
  EXPECT_EQ(mysql("mysql://[::1]:3307/shop").texts.at("hostName"), "tcp://[::1]:3307");
}

TEST(MysqlSettings, TlsIsAskedForInManyWays) {
  struct Case {
    const char* parameter;
    bool enforced;
    bool verified;
  };
  for (const Case& one :
       {Case{"useSSL=true", true, false}, Case{"requireSSL=true", true, false},
        Case{"useSSL=false", false, false}, Case{"verifyServerCertificate=true", true, true},
        Case{"trustServerCertificate=true", true, false}, Case{"sslMode=DISABLED", false, false},
        Case{"sslMode=PREFERRED", false, false}, Case{"sslMode=REQUIRED", true, false},
        Case{"sslMode=VERIFY_CA", true, true}, Case{"sslMode=verify-full", true, true},
        Case{"ssl-mode=VERIFY_IDENTITY", true, true}, Case{"sslMode=trust", true, false},
        Case{"sslMode=disable", false, false}}) {
    const auto flags = mysql("jdbc:mysql://db/shop?" + std::string(one.parameter)).flags;
    EXPECT_EQ(flags.contains("sslEnforce"), one.enforced) << one.parameter;
    EXPECT_EQ(flags.contains("sslVerify") && flags.at("sslVerify"), one.verified) << one.parameter;
  }
}

TEST(MysqlSettings, TimesAreMilliseconds) {
  EXPECT_EQ(mysql("jdbc:mysql://db/shop?connectTimeout=1500").numbers.at("OPT_CONNECT_TIMEOUT"), 2);
  EXPECT_EQ(mysql("jdbc:mysql://db/shop?socketTimeout=60000").numbers.at("OPT_READ_TIMEOUT"), 60);
  EXPECT_EQ(mysql("jdbc:mysql://db/shop?socketTimeout=0").numbers.count("OPT_READ_TIMEOUT"), 0U);
  EXPECT_EQ(refusal(mysql, "jdbc:mysql://db/shop?socketTimeout=1s"),
            "the URL parameter 'socketTimeout' must be a number of milliseconds, not '1s'");
}

TEST(MysqlSettings, ADatabaseThatIsToBeCreatedIsNotNamedAtTheDoor) {
  const MysqlSettings settings = mysql("jdbc:mysql://db/shop?createDatabaseIfNotExist=true");
  EXPECT_TRUE(settings.create_database);
  EXPECT_FALSE(settings.texts.contains("schema"));
}

TEST(MysqlSettings, OtherParametersAreTranslated) {
  EXPECT_EQ(mysql("jdbc:mysql://db/shop?sessionVariables=sql_mode=ANSI").session_variables,
            "sql_mode=ANSI");
  EXPECT_TRUE(
      mysql("jdbc:mysql://db/s?allowMultiQueries=true").flags.at("CLIENT_MULTI_STATEMENTS"));
  EXPECT_EQ(mysql("jdbc:mariadb://db/shop?serverSslCert=ca.pem").texts.at("sslCA"), "ca.pem");
}

TEST(MysqlSettings, WhatNeedsJavaIsRefusedByName) {
  for (const char* const parameter :
       {"clientCertificateKeyStoreUrl", "keyStore", "trustCertificateKeyStoreUrl", "trustStore",
        "socketFactory"}) {
    EXPECT_EQ(refusal(mysql, "jdbc:mysql://db/shop?" + std::string(parameter) + "=x")
                  .find("the URL parameter '" + std::string(parameter) + "' cannot be kept here: "),
              0U)
        << parameter;
  }
  EXPECT_EQ(refusal(mysql, "jdbc:mysql://db/shop?sslMode=maybe"),
            "the URL parameter 'sslMode' cannot be 'maybe'; it is disable, trust, verify-ca or "
            "verify-full");
}

TEST(MysqlSettings, SeveralHostsAreRefusedWithoutThePassword) {
  EXPECT_EQ(refusal(mysql, "mysql://ann:s3cret@a,b/shop"),
            "the URL 'mysql://ann:*****@a,b/shop' names several hosts; name the one that can be "
            "written to");
}

TEST(MysqlSettings, UnknownParametersAreNamed) {
  std::string warned;
  mysql_settings(DatabaseUrl::parse("jdbc:mysql://db/shop?useSLL=true"),
                 [&](const std::string& message) { warned += message; });
  EXPECT_EQ(warned, "the URL parameter 'useSLL' is not known here; it is left out");
}

}  // namespace
}  // namespace ebbtide

#include "database/url.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

/// A URL taken apart, on one line: `kind host:port,host:port database user/password name=value`.
std::string parts_of(std::string_view text) {
  const DatabaseUrl url = DatabaseUrl::parse(text);
  std::string hosts;
  for (const UrlHost& host : url.hosts)
    hosts += (hosts.empty() ? "" : ",") + host.name + ":" + std::to_string(host.port);
  std::string shown =
      (url.is_jdbc ? "jdbc " : "") + url.kind + " [" + hosts + "] '" + url.database + "'";
  if (!url.user.empty() || !url.password.empty()) shown += " " + url.user + "/" + url.password;
  for (const UrlParameter& one : url.parameters) shown += " " + one.name + "=" + one.value;
  return shown;
}

std::string error_of(std::string_view text) {
  try {
    DatabaseUrl::parse(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(DatabaseUrl, PostgresqlAsTheJdbcDriverTakesIt) {
  EXPECT_EQ(parts_of("jdbc:postgresql://db.example.com:6432/shop"),
            "jdbc postgresql [db.example.com:6432] 'shop'");
  EXPECT_EQ(parts_of("jdbc:postgresql://localhost/shop"), "jdbc postgresql [localhost:0] 'shop'");
  EXPECT_EQ(parts_of("jdbc:postgresql://localhost/"), "jdbc postgresql [localhost:0] ''");
  EXPECT_EQ(parts_of("jdbc:postgresql:///shop"), "jdbc postgresql [] 'shop'");
  EXPECT_EQ(parts_of("jdbc:postgresql:shop"), "jdbc postgresql [] 'shop'");
  EXPECT_EQ(parts_of("jdbc:postgresql://a:1,b:2/shop?targetServerType=primary"),
            "jdbc postgresql [a:1,b:2] 'shop' targetServerType=primary");
}

TEST(DatabaseUrl, PostgresqlAsItsOwnProgramsTakeIt) {
  EXPECT_EQ(parts_of("postgresql://ann:secret@db/shop?sslmode=require"),
            "postgresql [db:0] 'shop' ann/secret sslmode=require");
  EXPECT_EQ(parts_of("postgres://ann@db:5433/shop"), "postgresql [db:5433] 'shop' ann/");
  EXPECT_EQ(parts_of("postgresql://%2Frun%2Fpostgresql/shop"),
            "postgresql [/run/postgresql:0] 'shop'");
  EXPECT_EQ(parts_of("postgresql:///shop?host=/run/postgresql"),
            "postgresql [] 'shop' host=/run/postgresql");
}

TEST(DatabaseUrl, MysqlAndMariadb) {
  EXPECT_EQ(parts_of("jdbc:mysql://db:3307/shop?useSSL=false&serverTimezone=UTC"),
            "jdbc mysql [db:3307] 'shop' useSSL=false serverTimezone=UTC");
  EXPECT_EQ(parts_of("jdbc:mariadb://db/shop"), "jdbc mariadb [db:0] 'shop'");
  EXPECT_EQ(parts_of("mysql://ann:secret@db/shop"), "mysql [db:0] 'shop' ann/secret");
  EXPECT_EQ(parts_of("mariadb://db"), "mariadb [db:0] ''");
}

TEST(DatabaseUrl, SqliteIsAFile) {
  EXPECT_EQ(parts_of("jdbc:sqlite:shop.db"), "jdbc sqlite [] 'shop.db'");
  EXPECT_EQ(parts_of("jdbc:sqlite:/srv/shop.db?foreign_keys=true"),
            "jdbc sqlite [] '/srv/shop.db' foreign_keys=true");
  EXPECT_EQ(parts_of("sqlite:data/shop.db"), "sqlite [] 'data/shop.db'");
  EXPECT_EQ(parts_of("sqlite://shop.db"), "sqlite [] 'shop.db'");
  EXPECT_EQ(parts_of("sqlite:///srv/shop.db"), "sqlite [] '/srv/shop.db'");
  EXPECT_EQ(parts_of("jdbc:sqlite::memory:"), "jdbc sqlite [] ':memory:'");
}

TEST(DatabaseUrl, OfflineNamesADialect) {
  EXPECT_EQ(parts_of("offline:postgresql?version=15&changeLogFile=h.csv"),
            "offline [] 'postgresql' version=15 changeLogFile=h.csv");
  EXPECT_EQ(parts_of("offline:mysql"), "offline [] 'mysql'");
}

TEST(DatabaseUrl, TheSchemeHasNoCase) {
  EXPECT_EQ(parts_of("JDBC:PostgreSQL://db/Shop"), "jdbc postgresql [db:0] 'Shop'");
}

TEST(DatabaseUrl, UserAndPasswordAreTakenOutOfTheParameters) {
  EXPECT_EQ(parts_of("jdbc:postgresql://db/shop?user=ann&password=s%26x&ssl=true"),
            "jdbc postgresql [db:0] 'shop' ann/s&x ssl=true");
}

TEST(DatabaseUrl, PercentSignsAreDecoded) {
  EXPECT_EQ(parts_of("postgresql://a%40b:p%2Fw%3A@db/my%20shop"),
            "postgresql [db:0] 'my shop' a@b/p/w:");
  EXPECT_EQ(parts_of("postgresql://ann:100%@db/shop"), "postgresql [db:0] 'shop' ann/100%");
}

TEST(DatabaseUrl, AddressesOfVersion6StandInBrackets) {
  EXPECT_EQ(parts_of("jdbc:postgresql://[::1]:5433/shop"), "jdbc postgresql [::1:5433] 'shop'");
  EXPECT_EQ(parts_of("jdbc:mysql://[fe80::1]/shop"), "jdbc mysql [fe80::1:0] 'shop'");
}

TEST(DatabaseUrl, ParametersAreFoundInAnyCase) {
  const DatabaseUrl url = DatabaseUrl::parse("offline:postgresql?changeLogFile=h.csv");
  EXPECT_EQ(url.parameter("CHANGELOGFILE"), "h.csv");
  EXPECT_EQ(url.parameter("version"), std::nullopt);
}

TEST(DatabaseUrl, IsShownWithItsUser) {
  EXPECT_EQ(DatabaseUrl::parse("jdbc:postgresql://db/shop?user=ann").shown(),
            "ann@jdbc:postgresql://db/shop");
  EXPECT_EQ(DatabaseUrl::parse("jdbc:sqlite:shop.db").shown(), "null@jdbc:sqlite:shop.db");
}

TEST(DatabaseUrl, IsShownAsTheJdbcDriverTellsIt) {
  const auto place = [](std::string_view url) { return DatabaseUrl::parse(url).place(); };
  EXPECT_EQ(place("jdbc:postgresql://db:5432/shop?ssl=false&ApplicationName=x"),
            "jdbc:postgresql://db:5432/shop?ssl=false&ApplicationName=x");
  EXPECT_EQ(place("jdbc:postgresql://db/shop?currentSchema=a&user=u&password=p&ssl=false"),
            "jdbc:postgresql://db/shop?currentSchema=a");
  EXPECT_EQ(place("jdbc:postgresql://db/shop?ssl=false&password=p"),
            "jdbc:postgresql://db/shop?ssl=false");
  EXPECT_EQ(place("jdbc:postgresql://db/shop?password=p&ssl=false"),
            "jdbc:postgresql://db/shop?ssl=false");
  EXPECT_EQ(place("jdbc:mariadb://db:3306/shop?user=u&useSSL=false"), "jdbc:mariadb://db/shop");
  EXPECT_EQ(place("jdbc:mariadb://a:3306,b:3307/shop"), "jdbc:mariadb://a,b:3307/shop");
  EXPECT_EQ(place("jdbc:mysql://db:3306/shop?useSSL=false"),
            "jdbc:mysql://db:3306/shop?useSSL=false");
  EXPECT_EQ(place("jdbc:sqlite:a.db?foreign_keys=true"), "jdbc:sqlite:a.db?foreign_keys=true");
  EXPECT_EQ(place("postgresql://ann:s3cret@db/shop?user=x"),
            "postgresql://ann:*****@db/shop?user=x");
}

TEST(DatabaseUrl, IsNeverShownWithItsPassword) {
  EXPECT_EQ(DatabaseUrl::parse("postgresql://ann:s3cret@db/shop").given,
            "postgresql://ann:*****@db/shop");
  EXPECT_EQ(DatabaseUrl::parse("jdbc:mysql://db/shop?user=ann&password=s3cret&useSSL=true").given,
            "jdbc:mysql://db/shop?user=ann&password=*****&useSSL=true");
  EXPECT_EQ(DatabaseUrl::parse("jdbc:postgresql://db/shop?PASSWORD=s3cret&sslpassword=t0p").given,
            "jdbc:postgresql://db/shop?PASSWORD=*****&sslpassword=*****");
}

TEST(DatabaseUrl, NoPartOfAPasswordIsInAnyMessage) {
  for (const char* const text :
       {"postgresql://ann:s3cret@db:port/shop", "oracle://ann:s3cret@db/shop",
        "jdbc:oracle:thin:ann/x@db?password=s3cret", "postgresql://ann:s3cret/x@db/shop",
        "postgresql://ann:s3cret?x@db/shop", "mysql://ann:x@s3cret@db:0/shop",
        "postgresql:ann:s3cret@db", "jdbc:postgresql:ann:s3cret@db/shop"}) {
    const std::string message = error_of(text);
    EXPECT_EQ(message.find("s3cret"), std::string::npos) << message;
  }
}

TEST(DatabaseUrl, APasswordThatIsNotEncodedIsToldSo) {
  EXPECT_EQ(error_of("postgresql://ann:s3c/r@et@db/shop"),
            "the URL 'postgresql://ann:*****@db/shop' cannot be used: write / ? and @ in a "
            "password as %2F %3F and %40");
  EXPECT_EQ(error_of("postgresql://db:5432/shop?user=ann@example.com"), "");
  EXPECT_EQ(error_of("postgresql://db/shop?options=a:b@c"), "");
}

TEST(DatabaseUrl, UnknownDatabasesAreRefused) {
  EXPECT_EQ(error_of("jdbc:oracle:thin:@db"),
            "the URL 'jdbc:oracle:*****@db' cannot be used: it names no database this program "
            "knows; it begins with jdbc:postgresql:, jdbc:mysql:, jdbc:mariadb:, jdbc:sqlite: or "
            "offline:, or the same without jdbc:");
  EXPECT_NE(error_of(""), "");
  EXPECT_NE(error_of("postgresql"), "");
}

TEST(DatabaseUrl, WhatIsMissingOrWrongIsNamed) {
  EXPECT_EQ(error_of("jdbc:mysql:db/shop"),
            "the URL 'jdbc:mysql:db/shop' cannot be used: behind the scheme comes "
            "//host:port/database");
  EXPECT_EQ(error_of("jdbc:postgresql://db:70000/shop"),
            "the URL 'jdbc:postgresql://db:70000/shop' cannot be used: '70000' is no port; it is a "
            "number from 1 to 65535");
  EXPECT_EQ(error_of("jdbc:postgresql://[::1/shop"),
            "the URL 'jdbc:postgresql://[::1/shop' cannot be used: the ']' of the address is "
            "missing");
  EXPECT_EQ(error_of("jdbc:sqlite:"),
            "the URL 'jdbc:sqlite:' cannot be used: the name of the database file is missing");
}

}  // namespace
}  // namespace ebbtide

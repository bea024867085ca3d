#include "database/secrets.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Secrets, WhatDriversKnowAsASecretIsOne) {
  for (const char* const name :
       {"password", "PASSWORD", "sslpassword", "hexkey", "key", "textkey", "trustStorePassword",
        "keyStorePassword", "clientCertificateKeyStorePassword", "password1", "pwd", "keyPassword",
        "trustCertificateKeyStorePassword", "accessToken", "oauth2_client_secret", "api-key",
        "awsSecretAccessKey", "serverCredentials"})
    EXPECT_TRUE(is_secret(name)) << name;
}

TEST(Secrets, NamesThatAreNoneStayReadable) {
  for (const char* const name :
       {"sslkey", "sslcert", "user", "useSSL", "passwordCharacterEncoding", "options",
        "currentSchema", "serverRSAPublicKeyFile", "foreign_keys", "passfile"})
    EXPECT_FALSE(is_secret(name)) << name;
}

TEST(Secrets, UrlsAreMaskedWhateverTheirSecretsAreCalled) {
  EXPECT_EQ(masked("jdbc:sqlite:a.db?cipher=sqlcipher&hexkey=00ff&foreign_keys=true"),
            "jdbc:sqlite:a.db?cipher=sqlcipher&hexkey=*****&foreign_keys=true");
  EXPECT_EQ(masked("jdbc:mysql://db/shop?trustStorePassword=a=b;c&useSSL=true"),
            "jdbc:mysql://db/shop?trustStorePassword=*****&useSSL=true");
  EXPECT_EQ(masked("jdbc:sqlserver://h;user=a;password=x;y;encrypt=true"),
            "jdbc:sqlserver://h;user=a;password=*****;encrypt=true");
  EXPECT_EQ(masked("postgresql://ann:s3cret@db/shop?my_api_token=t"),
            "postgresql://ann:*****@db/shop?my_api_token=*****");
  EXPECT_EQ(masked("jdbc:mysql://db/shop?pass%77ord=x"), "jdbc:mysql://db/shop?pass%77ord=*****");
}

TEST(Secrets, ClientLibrariesThatQuoteThemAreCorrected) {
  const DatabaseUrl url =
      DatabaseUrl::parse("postgresql://ann:s3cret@db/shop?sslpassword=t0p%20secret");
  EXPECT_EQ(without_secrets("invalid \"host=db password='s3cret' t0p secret\"", url),
            "invalid \"host=db password=***** *****\"");
  EXPECT_EQ(without_secrets("user ann: t0p secret, s3cret", url), "user ann: *****, *****");
  const DatabaseUrl same = DatabaseUrl::parse("mariadb://lb:lb@db/shop");
  EXPECT_EQ(without_secrets("Access denied for user 'lb'", same), "Access denied for user 'lb'");
}

}  // namespace
}  // namespace ebbtide

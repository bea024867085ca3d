// diff, snapshot and drop-all on real databases: the same questions to each.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "database/connection.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

/// Two databases of one kind, the wanted one and the one that is looked at.
class TwoDatabases : public ProgramRuns {
 public:
  explicit TwoDatabases(const std::string& dbms) : wanted_(dbms), is_(dbms) {}

  void both(const std::vector<std::string>& statements) {
    run_on(wanted_, statements);
    run_on(is_, statements);
  }
  void wanted(const std::vector<std::string>& statements) { run_on(wanted_, statements); }
  void is(const std::vector<std::string>& statements) { run_on(is_, statements); }
  const TestDatabase& database() const { return is_; }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  int diff(std::vector<std::string> words = {}) {
    words.insert(words.begin(), "diff");
    words.insert(words.end(), {"--url=" + is_.url(), "--reference-url=" + wanted_.url()});
    return run_words(std::move(words));
  }
  int on(std::vector<std::string> words) {
    words.insert(words.begin() + 1,
                 {"--url=" + is_.url(), "--search-path=" + folder_.path().string()});
    return run_words(std::move(words));
  }
  /// The changelog that is made of this database, without the time in its ids.
  std::string generated(const std::string& url) {
    EXPECT_EQ(
        run_words({"generate-changelog", "--changelog-file=" + path("g.xml"), "--url=" + url,
                   "--search-path=" + folder_.path().string(), "--overwrite-output-file=true"}),
        0)
        << err;
    return std::regex_replace(folder_.read("g.xml"), std::regex("id=\"[0-9]+-"), "id=\"");
  }
  std::string url() const { return is_.url(); }
  int files_alone(std::vector<std::string> words) {
    words.push_back("--search-path=" + folder_.path().string());
    return run_words(std::move(words));
  }

  /// A line for each difference: `info column public.t.a: default 'x' -> 'y'`.
  std::string differences(std::vector<std::string> words = {}) {
    words.emplace_back("--format=json");
    EXPECT_EQ(diff(std::move(words)), 0) << err;
    std::string lines;
    const auto document = nlohmann::json::parse(out);
    for (const auto& one : document.at("differences")) {
      if (one.at("severity") == "info") lines += "info ";
      lines += one.at("kind").get<std::string>() + " " + one.at("object").get<std::string>();
      lines += one.at("change") == "changed"
                   ? ": " + one.at("property").get<std::string>() + " '" +
                         one.at("expected").get<std::string>() + "' -> '" +
                         one.at("found").get<std::string>() + "'\n"
                   : " " + one.at("change").get<std::string>() + "\n";
    }
    return lines;
  }

 private:
  static void run_on(const TestDatabase& database, const std::vector<std::string>& statements) {
    const auto connection = database.connect();
    for (const std::string& sql : statements) connection->execute({sql});
  }

  TestDatabase wanted_, is_;
  TemporaryFolder folder_;
};

const std::vector<std::string> shop{
    "CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(80) NOT NULL UNIQUE)",
    "CREATE TABLE city (id int NOT NULL PRIMARY KEY, country char(2), name varchar(20), "
    "price numeric(8,2) DEFAULT 1.5, CONSTRAINT fk_country FOREIGN KEY (country) REFERENCES "
    "country (code) ON DELETE CASCADE, CONSTRAINT ck_price CHECK (price > 0))",
    "CREATE INDEX ix_city_name ON city (name, country)",
    "CREATE VIEW v_city AS SELECT id, name FROM city",
};

/// What every database has to do alike.
void compare_on(const std::string& dbms) {
  TwoDatabases two(dbms);
  two.both(shop);
  EXPECT_EQ(two.differences(), "");
  EXPECT_EQ(two.diff({"--detailed-exitcode"}), 0) << two.err;
  EXPECT_TRUE(two.says("Product Name: EQUAL\nProduct Version: EQUAL\n"));
  EXPECT_TRUE(two.says("Missing Column(s): NONE\nUnexpected Column(s): NONE\n"));
  EXPECT_FALSE(two.says("Check Constraint(s)")) << "what Liquibase does not know, where equal";

  two.is({"CREATE TABLE extra (a int)",
          "DROP INDEX ix_city_name" + std::string(dbms == "mariadb" ? " ON city" : ""),
          "CREATE UNIQUE INDEX ix_city_name ON city (name)"});
  EXPECT_EQ(two.diff({"--detailed-exitcode"}), 2);
  EXPECT_TRUE(two.says("Unexpected Table(s): \n     extra\n")) << two.out;
  EXPECT_TRUE(two.says("extra.a\n")) << two.out;
  // A unique index of MariaDB is a constraint.
  EXPECT_TRUE(two.says(dbms == "mariadb" ? "Unexpected Unique Constraint(s): \n     ix_city_name on"
                                         : "          unique changed from 'false' to 'true'\n"))
      << two.out;
  EXPECT_EQ(
      two.diff({"--diff-types=tables", "--exclude-objects=table:extra", "--detailed-exitcode"}), 0)
      << two.out;
  EXPECT_FALSE(two.says("Index(s)"));
  EXPECT_EQ(two.differences({"--include-objects=extra"}).find("index"), std::string::npos);
  EXPECT_EQ(two.diff({"--diff-types=tables,foo"}), 1);
  EXPECT_TRUE(two.says("Unknown snapshot type(s) foo")) << two.err;
}

TEST(SchemaCommands, CompareOnPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  compare_on("postgresql");
}

TEST(SchemaCommands, CompareOnMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  compare_on("mariadb");
}

TEST(SchemaCommands, CompareOnSqlite) { compare_on("sqlite"); }

TEST(SchemaCommands, MariadbTellsWhatOnlyItHas) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  TwoDatabases two("mariadb");
  two.both(shop);
  two.both({"CREATE TABLE t (a int, at timestamp NULL, e enum('x','y'), KEY k (a)) ENGINE=InnoDB"});
  two.is({"ALTER TABLE t ENGINE=MyISAM", "ALTER TABLE t MODIFY e enum('x','y','z')",
          "ALTER TABLE t MODIFY a int(5)", "ALTER TABLE t COMMENT 'words'",
          "ALTER TABLE t AUTO_INCREMENT=500",
          "ALTER TABLE t MODIFY at timestamp NULL ON UPDATE CURRENT_TIMESTAMP"});
  EXPECT_EQ(two.differences(),
            "table t: engine 'InnoDB' -> 'MyISAM'\n"
            "info table t: comment '' -> 'words'\n"
            "info column t.a: type 'int(11)' -> 'int(5)'\n"
            "column t.at: on update '' -> 'current_timestamp()'\n"
            "column t.e: type 'enum('x','y')' -> 'enum('x','y','z')'\n");
}

TEST(SchemaCommands, PostgresqlTellsEveryKind) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  TwoDatabases two("postgresql");
  two.both(shop);
  two.both({"CREATE TYPE mood AS ENUM ('sad', 'happy')", "CREATE DOMAIN email AS text",
            "CREATE SEQUENCE invoice",
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS "
            "'SELECT a'",
            "CREATE TABLE parted (a int) PARTITION BY RANGE (a)"});
  two.is({"ALTER TYPE mood ADD VALUE 'calm' BEFORE 'happy'",
          "ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE ~ '@')",
          "ALTER SEQUENCE invoice INCREMENT 5",
          "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql STABLE AS 'SELECT a'",
          "CREATE TABLE part1 PARTITION OF parted FOR VALUES FROM (1) TO (2)",
          "ALTER TABLE city DROP CONSTRAINT ck_price", "ALTER TABLE city ENABLE ROW LEVEL SECURITY",
          "CREATE RULE r AS ON DELETE TO city DO INSTEAD NOTHING",
          "COMMENT ON TABLE city IS 'words'", "ALTER TABLE city ALTER name SET DEFAULT 'x'",
          "ALTER TABLE city ALTER price TYPE numeric(9,2)"});
  EXPECT_EQ(
      two.differences(),
      "type public.mood: labels 'sad, happy' -> 'sad, calm, happy'\n"
      "domain public.email: check has_at '' -> 'CHECK ((VALUE ~ '@'::text))'\n"
      "sequence public.invoice: increment '1' -> '5'\n"
      "table public.city: row security '' -> 'true'\n"
      "info table public.city: comment '' -> 'words'\n"
      "info table public.part1 unexpected\n"
      "column public.city.name: default '' -> ''x'::character varying'\n"
      "column public.city.price: type 'numeric(8,2)' -> 'numeric(9,2)'\n"
      "check public.city.ck_price missing\n"
      "function public.f(integer): definition 'CREATE OR REPLACE FUNCTION f(a integer)\n RETURNS "
      "integer\n LANGUAGE sql\nAS $function$SELECT a$function$' -> 'CREATE OR REPLACE FUNCTION f(a "
      "integer)\n RETURNS integer\n LANGUAGE sql\n STABLE\nAS $function$SELECT a$function$'\n"
      "rule public.city.r unexpected\n");
}

void snapshots_on(const std::string& dbms) {
  TwoDatabases two(dbms);
  two.both(shop);
  for (const std::string format : {"json", "yaml"}) {
    const std::string file = "s." + format;
    ASSERT_EQ(
        two.on({"snapshot", "--snapshot-format=" + format, "--output-file=" + two.path(file)}), 0)
        << two.err;
    EXPECT_EQ(two.on({"diff", "--detailed-exitcode",
                      "--reference-url=offline:" + dbms + "?snapshot=" + file}),
              0)
        << two.out << two.err;
    two.is({"ALTER TABLE city ADD COLUMN note text"});
    EXPECT_EQ(two.on({"diff", "--detailed-exitcode",
                      "--reference-url=offline:" + dbms + "?snapshot=" + file}),
              2);
    EXPECT_TRUE(two.says("city.note\n")) << two.out;
    two.is({"ALTER TABLE city DROP COLUMN note"});
    EXPECT_EQ(two.generated("offline:" + dbms + "?snapshot=" + file), two.generated(two.url()));
  }
  EXPECT_EQ(two.on({"snapshot", "--snapshot-format=xml"}), 1);
  EXPECT_TRUE(two.says("No serializers associated with the filename or extension 'xml'"));
  EXPECT_EQ(two.on({"diff", "--reference-url=offline:" + dbms}), 1);
  EXPECT_TRUE(two.says("is offline and names no snapshot")) << two.err;
}

/// A file for each object, read back, is the same schema; also where both sides are files.
void files_on(const std::string& dbms, const std::vector<std::string>& more) {
  TwoDatabases two(dbms);
  two.is(shop);
  two.is(more);
  const std::string wanted = "--reference-url=offline:" + dbms + "?sql=schema";
  const std::string folder = "--output-directory=" + two.path("schema");
  const std::string server = "--scratch-url=" + two.url();
  ASSERT_EQ(two.on({"snapshot", "--snapshot-format=sql", folder}), 0) << two.err;
  EXPECT_EQ(two.on({"diff", "--detailed-exitcode", wanted}), 0) << two.out << two.err;
  EXPECT_EQ(two.on({"snapshot", "--snapshot-format=sql", folder}), 1);
  EXPECT_TRUE(two.says("replace them with --overwrite-output-file=true")) << two.err;
  two.is({"DROP VIEW v_city"});
  ASSERT_EQ(two.on({"snapshot", "--snapshot-format=sql", folder, "--overwrite-output-file=true"}),
            0)
      << two.err;
  EXPECT_TRUE(two.says("1 removed")) << two.err;
  EXPECT_EQ(two.on({"diff", "--detailed-exitcode", wanted}), 0) << two.out << two.err;
  EXPECT_EQ(two.files_alone({"diff", "--detailed-exitcode", wanted, server,
                             "--url=offline:" + dbms + "?sql=schema"}),
            0)
      << two.out << two.err;
  EXPECT_EQ(two.files_alone({"snapshot", server, "--snapshot-format=json",
                             "--url=offline:" + dbms + "?sql=schema"}),
            0)
      << two.err;
  const std::string first = two.out;
  two.files_alone(
      {"snapshot", server, "--snapshot-format=json", "--url=offline:" + dbms + "?sql=schema"});
  EXPECT_EQ(two.out, first);
}

TEST(SchemaCommands, FilesOfSqlStandInForPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  files_on(
      "postgresql",
      {"CREATE SCHEMA audit", "CREATE TYPE mood AS ENUM ('a;b')",
       "CREATE TABLE \"Odd name/\" (a mood, b serial, \"order\" text DEFAULT ';')",
       "COMMENT ON COLUMN city.name IS 'of the city; short'",
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END; $$",
       "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a -- it'",
       "CREATE TRIGGER t BEFORE INSERT ON city FOR EACH ROW EXECUTE FUNCTION f()",
       "CREATE MATERIALIZED VIEW m AS SELECT id FROM city", "CREATE UNIQUE INDEX ix_m ON m (id)"});
}

TEST(SchemaCommands, FilesOfSqlStandInForMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  files_on("mariadb",
           {"CREATE TABLE `Odd name/` (a int, b text) COMMENT 'it''s; that'",
            "CREATE TRIGGER t BEFORE INSERT ON city FOR EACH ROW BEGIN SET NEW.name = ';'; END",
            "CREATE PROCEDURE p(a int) BEGIN SELECT a; SELECT 2; END",
            "CREATE FUNCTION f(a int) RETURNS int DETERMINISTIC RETURN a"});
}

TEST(SchemaCommands, SnapshotsStandInForPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  snapshots_on("postgresql");
}

TEST(SchemaCommands, SnapshotsStandInForMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  snapshots_on("mariadb");
}

TEST(SchemaCommands, SnapshotsStandInForSqlite) { snapshots_on("sqlite"); }

void drop_all_on(const std::string& dbms, std::vector<std::string> more) {
  TwoDatabases two(dbms);
  two.is(shop);
  two.is(more);
  EXPECT_EQ(two.on({"drop-all", "--require-force"}), 1);
  EXPECT_TRUE(two.says("adding the --force flag")) << two.err;
  ASSERT_EQ(two.on({"drop-all", "--plan"}), 0) << two.err;
  EXPECT_NE(two.out.find("DROP TABLE IF EXISTS"), std::string::npos) << two.out;
  ASSERT_EQ(two.on({"drop-all"}), 0) << two.err;
  EXPECT_TRUE(two.says("All objects dropped from ")) << two.err;
  ASSERT_EQ(two.on({"drop-all", "--plan", "--format=json"}), 0) << two.err;
  EXPECT_TRUE(nlohmann::json::parse(two.out).at("dropped").empty()) << two.out;
}

TEST(SchemaCommands, DropAllOnPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  drop_all_on("postgresql", {"CREATE TYPE mood AS ENUM ('a')", "CREATE TABLE m (m mood)",
                             "CREATE SEQUENCE s", "CREATE MATERIALIZED VIEW mv AS SELECT 1",
                             "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'"});
}

TEST(SchemaCommands, DropAllOnMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  drop_all_on("mariadb", {"CREATE SEQUENCE s", "CREATE FUNCTION f() RETURNS int RETURN 1",
                          "CREATE TABLE a (id int PRIMARY KEY, b int)",
                          "CREATE TABLE b (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES "
                          "a (id))",
                          "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id)"});
}

}  // namespace
}  // namespace ebbtide

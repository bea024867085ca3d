// Our changelogs against what Liquibase did with them, on every database: the script of an update,
// the rows of the history, the script of the way back. The files beside each changelog are recorded
// by tests/conformance/record. Where we differ on purpose there is a second file, `deviation.NAME`
// for `NAME`, which begins with the reason and has then to hold instead.

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "database/facts.h"
#include "database/read_schema.h"
#include "schema/compare.h"
#include "sql/splitter.h"
#include "tests/support/project_on.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

const fs::path cases = fs::path(TESTS_FOLDER) / "conformance";

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(cases)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Result {
  int code = 0;
  std::string out, err;
};

/// What must not be compared has a word in its place; `record` does the same.
std::string normalized(const std::string& script, const TestDatabase& database) {
  static const std::vector<std::pair<std::regex, std::string>> patterns{
      {std::regex("(^|\n)-- +(Ran at|Against|Liquibase version): [^\n]*"), "$1"},
      {std::regex("LOCKEDBY = '[^']*'"), "LOCKEDBY = 'the holder'"},
      {std::regex("'4.28.0 ebbtide [0-9.]+', '[0-9]{10}'"), "'the version', 'the deployment'"},
      {std::regex("[ \t]+(\n|$)"), "$1"},
      {std::regex("\n{2,}"), "\n"},
  };
  std::string text = replace_all(script, database.name(), "the_database");
  for (const auto& [pattern, word] : patterns) text = std::regex_replace(text, pattern, word);
  return std::string(trim(text)) + "\n";
}

/// What the catalog says about everything but our own tables.
std::string structure(Connection& connection, const std::string& dbms) {
  static const std::map<std::string, std::vector<std::string>> queries{
      {"postgresql",
       {"SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity FROM "
        "information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE "
        "'databasechangelog%' ORDER BY 1, 2",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'databasechangelog%' "
        "ORDER BY 1, 2",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE "
        "'databasechangelog%' ORDER BY 1",
        "SELECT relkind::text, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relname NOT LIKE 'databasechangelog%' ORDER BY 1, 2",
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1"}},
      {"mariadb",
       {"SELECT table_name, column_name, column_type, is_nullable, column_default, extra FROM "
        "information_schema.columns WHERE table_schema = DATABASE() AND table_name NOT LIKE "
        "'DATABASECHANGELOG%' ORDER BY 1, 2",
        "SELECT table_name, index_name, column_name FROM information_schema.statistics WHERE "
        "table_schema = DATABASE() AND table_name NOT LIKE 'DATABASECHANGELOG%' ORDER BY 1, 2, 3",
        "SELECT table_name, constraint_name FROM information_schema.table_constraints WHERE "
        "table_schema = DATABASE() AND table_name NOT LIKE 'DATABASECHANGELOG%' ORDER BY 1, 2",
        "SELECT table_type, table_name FROM information_schema.tables WHERE table_schema = "
        "DATABASE() AND table_name NOT LIKE 'DATABASECHANGELOG%' ORDER BY 1, 2",
        "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()"}},
      {"sqlite",
       {"SELECT type, name, sql FROM sqlite_master WHERE tbl_name NOT LIKE 'DATABASECHANGELOG%' "
        "AND name <> 'sqlite_sequence' ORDER BY 1, 2"}}};
  std::string text;
  for (const std::string& query : queries.at(dbms == "mysql" ? "mariadb" : dbms)) {
    for (const Row& row : connection.query({query}).rows) {
      for (const auto& cell : row) text += cell.value_or("NULL") + " | ";
      text += "\n";
    }
  }
  return text;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return "\"" + replace_all(text, "\"", "\"\"") + "\"";
}

class Conformance : public testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(dbms());
    const fs::path reason = folder() / ("unsupported." + dbms());
    if (fs::exists(reason)) GTEST_SKIP() << read(reason);
    database_ = std::make_unique<TestDatabase>(dbms());
  }

  const std::string& name() const { return std::get<0>(GetParam()); }
  const std::string& dbms() const { return std::get<1>(GetParam()); }
  const TestDatabase& database() const { return *database_; }
  fs::path folder() const { return cases / name(); }

  std::string root() const {
    for (const auto& entry : fs::directory_iterator(folder())) {
      if (entry.path().stem() == "changelog") return entry.path().filename().string();
    }
    throw Error("there is no changelog in " + folder().string());
  }

  Result run(const std::vector<std::string>& command) const {
    return run_on(database_->url(), command);
  }
  Result run_on(const std::string& url, const std::vector<std::string>& command) const {
    std::vector<std::string> arguments{"--url=" + url, "--changelog-file=" + root(),
                                       "--search-path=" + folder().string()};
    arguments.insert(arguments.end(), command.begin(), command.end());
    if (fs::exists(folder() / "arguments")) {
      std::istringstream lines(read(folder() / "arguments"));
      for (std::string line; std::getline(lines, line);) arguments.push_back(line);
    }
    ProgramRuns program;
    const int code = program.run_words(std::move(arguments));
    return {code, program.out, program.err};
  }

  void update() const {
    const Result result = run({"update"});
    ASSERT_EQ(result.code, 0) << result.err;
  }

  /// What Liquibase did, or what we do on purpose instead; without the comment at the beginning.
  std::string expected(const std::string& file) const {
    const std::string recorded = read(folder() / file);
    EXPECT_TRUE(
        contains(recorded.substr(0, recorded.find('\n')), "Recorded from Liquibase 4.28.0"));
    const std::string text = recorded.substr(recorded.find('\n') + 1);
    const fs::path deviation = folder() / ("deviation." + file);
    if (!fs::exists(deviation)) return text;
    const std::string ours = read(deviation);
    EXPECT_TRUE(contains(ours.substr(0, ours.find('\n')), "Reason: "));
    const std::string instead = ours.substr(ours.find('\n') + 1);
    EXPECT_NE(instead, text) << "the deviation is gone; remove " << deviation;
    return instead;
  }

  bool is_refused(const std::string& file) const {
    return starts_with_ignoring_case(expected(file), "-- Refused: ");
  }

  void expect_script(const Result& result, const std::string& file) const {
    const std::string wanted = expected(file);
    if (is_refused(file)) {
      EXPECT_NE(result.code, 0) << "Liquibase refuses it:\n" << wanted << result.out;
      return;
    }
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(normalized(result.out, database()), wanted);
  }

  std::string history() const {
    const Rows rows = database_->connect()->query(
        {"SELECT ID, AUTHOR, FILENAME, ORDEREXECUTED, EXECTYPE, MD5SUM, DESCRIPTION, COMMENTS, "
         "TAG, CONTEXTS, LABELS FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED"});
    std::string text;
    for (const Row& row : rows.rows) {
      std::string line;
      for (const auto& cell : row) line += "," + csv_cell(cell.value_or(""));
      text += line.substr(1) + "\n";
    }
    return text;
  }

  std::string row_count() const {
    return *database_->connect()->query({"SELECT COUNT(*) FROM DATABASECHANGELOG"}).rows[0][0];
  }

 private:
  std::unique_ptr<TestDatabase> database_;
};

TEST_P(Conformance, UpdateSqlWritesWhatLiquibaseWrites) {
  expect_script(run({"update-sql"}), "expected." + dbms() + ".sql");
}

TEST_P(Conformance, UpdateStoresTheRowsThatLiquibaseStores) {
  update();
  EXPECT_EQ(history(), expected("history." + dbms() + ".csv"));
}

TEST_P(Conformance, SecondUpdateDoesNothing) {
  update();
  const auto connection = database().connect();
  const std::string rows = history();
  const std::string before = structure(*connection, dbms());
  const Result second = run({"update"});
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_FALSE(contains(second.err, "Running Changeset: ") && name() != "preconditions")
      << second.err;
  EXPECT_EQ(history(), rows);
  EXPECT_EQ(structure(*connection, dbms()), before);
}

TEST_P(Conformance, RollbackSqlWritesWhatLiquibaseWrites) {
  update();
  expect_script(run({"rollback-count-sql", "--count=" + row_count()}),
                "rollback." + dbms() + ".sql");
}

TEST_P(Conformance, RollbackToTheStartLeavesTheCatalogAsBefore) {
  const std::string before = structure(*database().connect(), dbms());
  update();
  const std::string after = structure(*database().connect(), dbms());
  const Result back = run({"rollback-count", "--count=" + row_count()});
  if (is_refused("rollback." + dbms() + ".sql")) {
    EXPECT_EQ(back.code, 3) << back.err;
    EXPECT_EQ(structure(*database().connect(), dbms()), after);
    return;
  }
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(structure(*database().connect(), dbms()), before);
  EXPECT_EQ(history(), "");
}

TEST_P(Conformance, TheWayBackIsProvedOnAScratchDatabase) {
  const std::string before = structure(*database().connect(), dbms());
  const Result proof = run({"prove"});
  if (is_refused("rollback." + dbms() + ".sql")) {
    EXPECT_EQ(proof.code, 1) << proof.err;
    EXPECT_TRUE(contains(proof.out, "rollback: " + root())) << proof.out;
  } else {
    EXPECT_EQ(proof.code, 0) << proof.err << proof.out;
    const bool has_some = !expected("history." + dbms() + ".csv").empty();
    EXPECT_TRUE(
        contains(proof.out, has_some ? "equal to the structure before" : "Nothing is proved"))
        << proof.out;
  }
  EXPECT_EQ(structure(*database().connect(), dbms()), before);
}

/// The script as the database's own client would run it, statement by statement and whatever one of
/// them comes to; the delimiters are those of the changelogs here.
void run_script(const std::string& script, Connection& connection) {
  const std::string text = replace_all(replace_all(script, "//\n\n", ";\n\n"), ";\n\n", "\x1f");
  for (const std::string_view one : split(text, '\x1f')) {
    if (is_only_comments(one, connection.facts().syntax)) continue;
    try {
      connection.execute({std::string(one)});
    } catch (const DatabaseError&) {
      // A script does not ask preconditions, unless they say so.
    }
  }
}

std::string differences_of(const TestDatabase& wanted, const TestDatabase& found) {
  const auto read = [](const TestDatabase& database) {
    const auto connection = database.connect();
    std::vector<sql::Name> own{{"", "DATABASECHANGELOG"}, {"", "DATABASECHANGELOGLOCK"}};
    return read_schema(*connection, connection->defaults(), {}, own);
  };
  std::string text;
  for (const schema::Difference& one :
       schema::differences(read(wanted), read(found), {.syntax = found.connect()->facts().syntax}))
    text += one.to_text() + "\n";
  return text;
}

/// Also where SQLite has to build tables anew: from what the statements before have made of them.
TEST_P(Conformance, ScriptsLeadWhereRunsLead) {
  if (dbms() != "sqlite" || is_refused("expected.sqlite.sql")) return;
  for (const bool is_offline : {true, false}) {
    const TestDatabase by_run(dbms()), by_script(dbms());
    const std::string history = by_script.name() + ".csv";
    const std::string url = is_offline ? "offline:sqlite?changeLogFile=" +
                                             (fs::temp_directory_path() / history).string()
                                       : by_script.url();
    ASSERT_EQ(run_on(by_run.url(), {"update"}).code, 0);
    const std::string count =
        *by_run.connect()->query({"SELECT COUNT(*) FROM DATABASECHANGELOG"}).rows[0][0];
    const Result forth = run_on(url, {"update-sql", "--inline-prepared-statements"});
    ASSERT_EQ(forth.code, 0) << forth.err;
    run_script(forth.out, *by_script.connect());
    EXPECT_EQ(differences_of(by_run, by_script), "") << forth.out;
    const Result back = run_on(url, {"rollback-count-sql", "--count=" + count});
    if (!is_refused("rollback.sqlite.sql")) {
      ASSERT_EQ(back.code, 0) << back.err;
      run_script(back.out, *by_script.connect());
      EXPECT_EQ(run_on(by_run.url(), {"rollback-count", "--count=" + count}).code, 0);
      EXPECT_EQ(differences_of(by_run, by_script), "") << back.out;
    }
    fs::remove(fs::temp_directory_path() / history);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, Conformance,
                         testing::Combine(testing::ValuesIn(case_names()),
                                          testing::ValuesIn(test_databases())),
                         [](const auto& row) {
                           return std::get<0>(row.param) + "_" + std::get<1>(row.param);
                         });

}  // namespace
}  // namespace ebbtide

// How preconditions find objects by name, beside what Liquibase answered: for each kind of object,
// each spelling it is stored in, each spelling it is asked in and each quoting strategy. The files
// of tests/precondition_names are recorded by the script there.

#include <filesystem>
#include <fstream>
#include <map>

#include "tests/support/project_on.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> strategies{"LEGACY", "QUOTE_ALL_OBJECTS",
                                                     "QUOTE_ONLY_RESERVED_WORDS"};

struct Question {
  std::array<std::string, strategies.size()> answers;  ///< yes, no or error, under each strategy
  std::string precondition;
};

struct Recorded {
  std::vector<std::string> statements;
  std::vector<Question> questions;
};

/// MySQL has no sequences; all else was recorded on MariaDB for both.
Recorded read_recorded(const std::string& dbms) {
  const auto is_left_out = [&](const std::string& line) {
    return dbms == "mysql" && find_ignoring_case(line, "sequence") != std::string::npos;
  };
  const std::string name = dbms == "mysql" ? "mariadb" : dbms;
  std::ifstream file(fs::path(TESTS_FOLDER) / "precondition_names" / (name + ".txt"));
  Recorded recorded;
  for (std::string line; std::getline(file, line) && !line.empty();)
    if (!is_left_out(line)) recorded.statements.push_back(line.substr(0, line.size() - 1));
  for (std::string line; std::getline(file, line);) {
    if (is_left_out(line)) continue;
    Question& question = recorded.questions.emplace_back();
    const auto cells = split(line, '\t');
    for (std::size_t i = 0; i < strategies.size(); ++i) question.answers[i] = cells.at(i);
    question.precondition = cells.at(strategies.size());
  }
  return recorded;
}

std::string change_set(const std::string& id, std::string_view strategy, const std::string& body) {
  return "<changeSet id=\"" + id + "\" author=\"ann\" objectQuotingStrategy=\"" +
         std::string(strategy) + "\">" + body + "</changeSet>\n";
}

std::string id_of(std::size_t question, std::size_t strategy) {
  return std::to_string(question * strategies.size() + strategy);
}

std::string changelog_of(const Recorded& recorded) {
  std::string text =
      "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog "
      "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n";
  std::string made;
  for (const std::string& statement : recorded.statements) made += "<sql>" + statement + "</sql>";
  text += change_set("made", "LEGACY", made);
  for (std::size_t i = 0; i < recorded.questions.size(); ++i) {
    for (std::size_t j = 0; j < strategies.size(); ++j) {
      text += change_set(id_of(i, j), strategies[j],
                         "<preConditions onFail=\"MARK_RAN\" onError=\"CONTINUE\"><" +
                             recorded.questions[i].precondition + "/></preConditions><empty/>");
    }
  }
  return text + "</databaseChangeLog>\n";
}

class PreconditionNames : public testing::TestWithParam<std::string> {};

TEST_P(PreconditionNames, AreFoundAsLiquibaseFindsThem) {
  const std::string& dbms = GetParam();
  EBBTIDE_NEEDS_SERVER(dbms);
  const TestDatabase database(dbms);
  const Recorded recorded = read_recorded(dbms);
  ASSERT_GT(recorded.questions.size(), 100U);
  const TemporaryFolder folder;
  folder.write("changelog.xml", changelog_of(recorded));
  ProgramRuns program;
  ASSERT_EQ(program.run_words({"--url=" + database.url(), "--changelog-file=changelog.xml",
                               "--search-path=" + folder.path().string(), "update"}),
            0)
      << program.err.substr(0, 2000);

  std::map<std::string, std::string> answers;
  for (const Row& row :
       database.connect()->query({"SELECT ID, EXECTYPE FROM DATABASECHANGELOG"}).rows)
    answers[row[0].value_or("")] = row[1] == "EXECUTED" ? "yes" : "no";
  for (std::size_t i = 0; i < recorded.questions.size(); ++i) {
    const Question& question = recorded.questions[i];
    for (std::size_t j = 0; j < strategies.size(); ++j) {
      // Liquibase's driver of SQLite fails where there is no such table at all.
      if (question.precondition == "primaryKeyExists tableName=\"other\"" && dbms == "sqlite")
        continue;
      const auto found = answers.find(id_of(i, j));
      EXPECT_EQ(found == answers.end() ? "error" : found->second, question.answers[j])
          << question.precondition << " under " << strategies[j];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, PreconditionNames, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide

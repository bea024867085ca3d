// The first note of a changeset travels in the commit of the one before it, and counts only for the
// statement that then comes.
#include <functional>

#include "formats/project.h"
#include "formats/search_path.h"
#include "operations/update.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

/// Looks at the database behind each changeset.
class Looking final : public Observer {
 public:
  std::function<void(const std::string& id)> behind = [](const std::string&) {};

  void on(const Event& event) override {
    if (const auto* const ended = std::get_if<ChangeSetEnded>(&event))
      behind(std::string(ended->change_set.id.id));
  }
};

class EarlyNote : public testing::Test {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("mariadb");
    project_ = std::make_unique<ProjectOn>("mariadb");
  }

  void update(const std::string& change_sets) {
    project_->write(change_sets);
    DatabaseOptions options;
    options.url = DatabaseUrl::parse(project_->database().url());
    OpenDatabase database(options, interruption_);
    SearchPath::Options places;
    places.roots = {project_->folder().path().string()};
    const Project project = load_project(
        {"c.sql", std::make_shared<SearchPath>(places), Properties({database.dbms(), {}, ""}), {}},
        &database.facts());
    ebbtide::update(project, database, {}, {looking_, interruption_});
  }
  std::string noted() const {
    return project_->ask(
        "SELECT ID, STATEMENT_NUMBER, STATE FROM EBBTIDE_JOURNAL ORDER BY ID, STATEMENT_NUMBER");
  }
  std::string tables() const {
    return project_->ask(
        "SELECT lower(table_name) FROM information_schema.tables WHERE table_schema = DATABASE() "
        "AND table_name NOT LIKE 'DATABASE%' ORDER BY 1");
  }
  std::string ids() const {
    return project_->ask("SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED");
  }

  std::unique_ptr<ProjectOn> project_;
  Looking looking_;
  Interruption interruption_;
};

const std::string first = "--changeset ann:1\nCREATE TABLE a (i INT);\n";
const std::string second = "--changeset ann:2\nCREATE TABLE b (i INT);\nCREATE TABLE c (i INT);\n";

TEST_F(EarlyNote, IsKeptWithTheChangesetBefore) {
  std::vector<std::string> seen;
  looking_.behind = [&](const std::string&) { seen.push_back(noted()); };
  update(first + second);
  EXPECT_EQ(seen, (std::vector<std::string>{"1|1|INTENDED,2|1|INTENDED",
                                            "1|1|INTENDED,2|1|INTENDED,2|2|INTENDED"}));
  EXPECT_EQ(tables(), "a,b,c");
  EXPECT_EQ(ids(), "1,2");
}

TEST_F(EarlyNote, IsTakenBackWhereTheRunEndsBeforeItsStatement) {
  looking_.behind = [&](const std::string&) { interruption_.request(2); };
  EXPECT_THROW(update(first + second), Interrupted);
  EXPECT_EQ(tables(), "a");
  EXPECT_EQ(ids(), "1");
}

// A transaction left open there would take in the row that frees the lock, and be undone.
TEST_F(EarlyNote, ThatCannotBeTakenBackLeavesNoLock) {
  looking_.behind = [&](const std::string&) {
    project_->sql(
        "CREATE TRIGGER kept BEFORE DELETE ON EBBTIDE_JOURNAL FOR EACH ROW "
        "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kept'");
    interruption_.request(2);
  };
  EXPECT_THROW(update(first + second), Interrupted);
  EXPECT_EQ(project_->ask("SELECT LOCKED + 0, LOCKEDBY FROM DATABASECHANGELOGLOCK"), "0|-");
  EXPECT_EQ(ids(), "1");
}

TEST_F(EarlyNote, SaysThatNothingIsAppliedWhereItsStatementFails) {
  project_->write(first + "--changeset ann:2\nCREATE TABLE b (i NOTHING);\n");
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 1: CREATE TABLE b (i NOTHING)")) << project_->err;
  EXPECT_FALSE(project_->says("permanently")) << project_->err;
  EXPECT_EQ(tables(), "a");
}

TEST_F(EarlyNote, DoesNotTakeWhatWasThereBeforeForItsStatement) {
  project_->sql("CREATE TABLE b (other INT)");
  project_->write(first + second);
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 1: CREATE TABLE b (i INT)")) << project_->err;
  EXPECT_FALSE(project_->says("permanently")) << project_->err;
  EXPECT_EQ(tables(), "a,b");
  project_->sql("DROP TABLE b");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_EQ(tables(), "a,b,c");
}

TEST_F(EarlyNote, GoesWithTheChangesetThatFails) {
  project_->write(
      "--changeset ann:1\nCREATE TABLE a (i INT);\n"
      "--changeset ann:2\nINSERT INTO a VALUES (1);\nINSERT INTO missing VALUES (2);\n"
      "--changeset ann:3\nCREATE TABLE b (i INT);\n");
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 2: INSERT INTO missing")) << project_->err;
  EXPECT_EQ(tables(), "a");
}

// The kill comes behind the commit of the first changeset.
TEST_F(EarlyNote, OfARunThatWasKilledBeforeItsStatementChangesNothing) {
  std::string table, rows;
  looking_.behind = [&](const std::string&) {
    if (!table.empty()) return;
    table = project_->connection().query({"SHOW CREATE TABLE EBBTIDE_JOURNAL"}).rows[0][1].value();
    project_->sql("CREATE TABLE kept AS SELECT * FROM EBBTIDE_JOURNAL");
    interruption_.request(2);
  };
  EXPECT_THROW(update(first + second), Interrupted);
  project_->sql(table);
  project_->sql("INSERT INTO EBBTIDE_JOURNAL SELECT * FROM kept");
  project_->sql("DROP TABLE kept");
  EXPECT_EQ(noted(), "1|1|INTENDED,2|1|INTENDED");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_EQ(tables(), "a,b,c");
  EXPECT_EQ(ids(), "1,2");
}

TEST_F(EarlyNote, IsNotMadeOfWhatTheDatabaseIsAskedFor) {
  const std::string asks =
      "--changeset ann:2\n--preconditions onFail:MARK_RAN\n"
      "--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM a\nCREATE TABLE b (i INT);\n";
  std::vector<std::string> seen;
  looking_.behind = [&](const std::string&) { seen.push_back(noted()); };
  update(first + asks);
  EXPECT_EQ(seen.at(0), "1|1|INTENDED");
  EXPECT_EQ(tables(), "a,b");
}

TEST_F(EarlyNote, IsLeftToItsTurnBehindOneThatFailsAndMay) {
  update("--changeset ann:1 failOnError:false\nCREATE TABLE a (i INT);\nBROKEN;\n" + second);
  EXPECT_EQ(tables(), "a,b,c,ebbtide_journal");
  EXPECT_EQ(noted(), "1|1|DONE");
  EXPECT_EQ(ids(), "2");
}

}  // namespace
}  // namespace ebbtide

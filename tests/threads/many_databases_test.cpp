// Many databases in one process: what works on one of them shares nothing with what works on
// another but what is read-only or locked. Run with the thread sanitizer by `make test-thread`.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

#include "cli/console.h"
#include "formats/project.h"
#include "formats/search_path.h"
#include "operations/inspect.h"
#include "operations/rollback.h"
#include "operations/update.h"
#include "tests/support/changelogs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

constexpr int threads = 8;

// db/root.xml, db/sub/a.xml, db/sub/b.xml and db/sub/x.sql with `select 1;`
const std::string archive = std::string(TESTS_FOLDER) + "/formats/data/app.jar";

/// A changelog that goes through most of what changesets can be, with what is made when it is first
/// needed: a regular expression that edits statements, a file out of an archive, a CSV file, and
/// answers of the database.
const std::string changelog = xml_changelog(R"xml(
  <property name="kind" value="${database.typeName}"/>
  <changeSet id="table" author="ann">
    <preConditions onFail="HALT"><not><tableExists tableName="person"/></not></preConditions>
    <createTable tableName="person">
      <column name="id" type="int"><constraints primaryKey="true" nullable="false"/></column>
      <column name="name" type="varchar(50)"/>
    </createTable>
    <createIndex tableName="person" indexName="person_name"><column name="name"/></createIndex>
  </changeSet>
  <changeSet id="rows" author="ann">
    <loadData tableName="person" file="people.csv"/>
    <rollback><delete tableName="person"/></rollback>
  </changeSet>
  <changeSet id="edited" author="ann">
    <insert tableName="person">
      <column name="id" valueNumeric="3"/>
      <column name="name" value="A_NAME"/>
    </insert>
    <rollback><delete tableName="person"><where>id = 3</where></delete></rollback>
    <modifySql applyToRollback="true">
      <regExpReplace replace="A_(N)AM(E)" with="of ${kind} $1$2"/>
    </modifySql>
  </changeSet>
  <changeSet id="archived" author="ann">
    <sqlFile path="db/sub/x.sql"/>
    <rollback/>
  </changeSet>
  <changeSet id="column" author="ann">
    <addColumn tableName="person"><column name="age" type="int" defaultValueNumeric="7"/></addColumn>
    <createView viewName="adult">select id from person where age > 5</createView>
    <rollback>
      <dropView viewName="adult"/>
      <dropColumn tableName="person" columnName="age"/>
    </rollback>
  </changeSet>)xml");

/// The folder of the changelog, and where 16 databases are told of.
class ManyDatabases : public testing::Test {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("postgresql");
    EBBTIDE_NEEDS_SERVER("mariadb");
    make(8, "sqlite");
    make(4, "postgresql");
    make(4, "mariadb");
    // Neighbours in the list are of different kinds: all are at work at the same time.
    for (std::size_t i = 0; i < databases_.size(); i += 2)
      std::swap(databases_[i], databases_[(i + databases_.size() / 2) % databases_.size()]);
    write("c.xml", changelog);
    write("people.csv", "id,name\n1,Ann\n2,Bob\n");
    SearchPath::Options options;
    options.roots = {folder_.path().string()};
    options.spare_archives = {archive};
    files_ = std::make_shared<SearchPath>(options);
  }

  void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }

  Projects projects() const {
    return Projects([this](const std::string& dbms, const DatabaseFacts& facts) {
      return load_project({"c.xml", files_, Properties({dbms, {}, ""}), {}}, &facts);
    });
  }

  DatabaseOptions options(const TestDatabase& database) const {
    DatabaseOptions options;
    options.url = DatabaseUrl::parse(database.url());
    return options;
  }

  /// Does the same with each database, 8 of them at a time.
  template <class Work>
  void each(const Work& work) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i)
      workers.emplace_back([&] {
        for (std::size_t at = next++; at < databases_.size(); at = next++) {
          try {
            work(*databases_[at]);
          } catch (const std::exception& error) {
            ADD_FAILURE() << databases_[at]->url() << ": " << error.what();
          }
        }
      });
    for (std::thread& worker : workers) worker.join();
  }

  std::string folder() const { return folder_.path().string(); }

  std::vector<std::unique_ptr<TestDatabase>> databases_;
  Interruption interruption_;
  std::ostringstream out_, err_;
  Console console_{out_, err_};  ///< one for all
  const Surroundings with_{console_, interruption_};

 private:
  void make(int count, const std::string& dbms) {
    for (int i = 0; i < count; ++i) databases_.push_back(std::make_unique<TestDatabase>(dbms));
  }

  TemporaryFolder folder_;
  std::shared_ptr<const Files> files_;
};

/// The first column of each row, in the order of the query.
std::string ask(OpenDatabase& database, const std::string& sql) {
  std::string text;
  for (const Row& row : database.connection().query({sql}).rows)
    text += row.at(0).value_or("NULL") + " ";
  return text;
}

void expect_updated(OpenDatabase& database) {
  const std::string kind(database.names().facts().name);
  EXPECT_EQ(ask(database, "SELECT name FROM person ORDER BY id"), "Ann Bob of " + kind + " NE ");
  EXPECT_EQ(ask(database, "SELECT id FROM adult ORDER BY id"), "1 2 3 ");
  const History history = database.read_history();
  std::string ids;
  for (const HistoryRow& row : history.rows()) {
    ids += row.id.id + " ";
    EXPECT_EQ(row.deployment.str(), database.deployment());
  }
  EXPECT_EQ(ids, "table rows edited archived column ");
}

/// Nothing of the changesets behind the first is left.
void expect_undone(OpenDatabase& database) {
  EXPECT_EQ(ask(database, "SELECT name FROM person"), "");
  EXPECT_EQ(database.read_history().rows().size(), 1U);
  const auto table = database.catalog().table({"", "", "person"});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns.size(), 2U);
}

/// How often each line was written; a line that was cut or mixed would stand apart.
std::map<std::string, int> counted(const std::string& text) {
  std::map<std::string, int> lines;
  std::istringstream input(text);
  for (std::string line; std::getline(input, line);) ++lines[line];
  return lines;
}

TEST_F(ManyDatabases, AreBroughtUpAndBackByOneChangelog) {
  Projects projects = this->projects();
  each([&](const TestDatabase& one) {
    OpenDatabase database(options(one), interruption_);
    const Project& project = projects.serving(database.dbms(), database.facts());
    EXPECT_EQ(update(project, database, {}, with_).result.change_sets, 5);
    expect_updated(database);
    EXPECT_TRUE(update(project, database, {}, with_).did_nothing);
  });
  EXPECT_EQ(projects.size(), 3U);
  each([&](const TestDatabase& one) {
    OpenDatabase database(options(one), interruption_);
    const Project& project = projects.serving(database.dbms(), database.facts());
    EXPECT_EQ(roll_back(project, database, RollbackCount{4}, {}, with_).result.change_sets, 4);
    expect_undone(database);
    EXPECT_EQ(pending_change_sets(project, database, false, with_).size(), 4U);
  });
  EXPECT_EQ(projects.size(), 3U);
  const auto lines = counted(err_.str());
  for (const std::string id : {"rows", "edited", "archived", "column"}) {
    EXPECT_EQ(lines.at("Running Changeset: c.xml::" + id + "::ann"), 16);
    EXPECT_EQ(lines.at("Rolling Back Changeset: c.xml::" + id + "::ann"), 16);
  }
}

/// What keeps each database busy for a minute.
std::string slow(std::string_view dbms) {
  if (dbms == "postgresql") return "SELECT pg_sleep(60)";
  if (dbms == "mariadb") return "DO SLEEP(60)";
  return "CREATE TABLE c AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
         "< "
         "1000000000) SELECT count(*) FROM n";
}

TEST_F(ManyDatabases, AreAllCancelledByOneWordForTheEnd) {
  write("c.xml",
        xml_changelog(R"xml(<changeSet id="1" author="ann"><sql>${slow}</sql></changeSet>)xml"));
  Projects projects([&](const std::string& dbms, const DatabaseFacts&) {
    Properties properties({dbms, {}, ""});
    properties.set_global({"slow", slow(dbms), "", "", ""});
    SearchPath::Options options;
    options.roots = {folder()};
    return load_project({"c.xml", std::make_shared<SearchPath>(options), properties, {}});
  });
  std::atomic<int> ended = 0;
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::seconds(2));
    interruption_.request(SIGTERM);
  });
  const auto begin = std::chrono::steady_clock::now();
  each([&](const TestDatabase& one) {
    OpenDatabase database(options(one), interruption_);
    const Project& project = projects.serving(database.dbms(), database.facts());
    try {
      update(project, database, {}, with_);
    } catch (const Interrupted&) {
      ++ended;
    }
    EXPECT_TRUE(database.read_history().rows().empty());
  });
  stopper.join();
  EXPECT_EQ(ended, 16);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(40));
}

}  // namespace
}  // namespace ebbtide

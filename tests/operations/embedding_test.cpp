// What the command line does, without the command line: the operations called as a library calls
// them.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <thread>

#include "database/drivers.h"
#include "formats/project.h"
#include "formats/search_path.h"
#include "operations/inspect.h"
#include "operations/prove.h"
#include "operations/rollback.h"
#include "operations/script.h"
#include "operations/sync.h"
#include "operations/update.h"
#include "tests/support/other_stores.h"
#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

/// Keeps what it is told, a word or two for each event.
class EventList final : public Observer {
 public:
  std::vector<std::string> events;
  std::vector<StatementDone> done;
  std::function<void()> at_statement;

  void on(const Event& event) override { std::visit(*this, event); }

  void operator()(const Began& one) { add("began", one.operation); }
  void operator()(const Planned& one) { add("planned", std::to_string(one.change_sets)); }
  void operator()(const WaitingForLock&) { add("waiting"); }
  void operator()(const ChangeSetBegan& one) {
    add(one.way == Way::forward ? "changeset" : "undoing", one.change_set.id.id);
  }
  void operator()(const StatementBegan& one) {
    add("statement", std::to_string(one.number));
    if (at_statement) at_statement();
  }
  void operator()(const StatementDone& one) {
    add("done", std::to_string(one.number) + " with " + std::to_string(one.rows) + " rows");
    done.push_back({one.number, "", one.rows, one.took});
  }
  void operator()(const ChangeSetEnded& one) {
    constexpr std::array words{"done", "marked", "left", "failed"};
    add("end of changeset", std::string(one.change_set.id.id) + " " +
                                words.at(static_cast<std::size_t>(one.outcome)) + ", " +
                                std::to_string(one.statements) + " statements");
  }
  void operator()(const Said& one) { add("said", one.message); }
  void operator()(const ChecksumUpgraded&) { add("checksum"); }
  void operator()(const Permitted& one) { add("permitted", one.permit.id.to_text()); }
  void operator()(const Ended& one) {
    add(one.has_failed ? "failed" : "ended", one.operation);
    EXPECT_GE(one.took.count(), 0);
  }

 private:
  void add(const std::string& what, std::string_view which = "") {
    events.push_back(what + (which.empty() ? "" : " " + std::string(which)));
  }
};

/// Has something against all that names a table.
class KeepsTable final : public Consent {
 public:
  explicit KeepsTable(std::string table) : table_(std::move(table)) {}

  std::vector<Problem> against(const Prospect& prospect) override {
    std::vector<Problem> problems;
    for (const ChangeSetImpact& one : prospect.impact.change_sets) {
      for (const StatementImpact& statement : one.statements) {
        seen.push_back(statement.sql);
        if (statement.sql.find(table_) != std::string::npos)
          problems.push_back({one.change_set->where, "the table " + table_ + " stays as it is",
                              one.change_set->id.to_text()});
      }
    }
    return problems;
  }

  std::vector<std::string> seen;

 private:
  std::string table_;
};

/// A program that keeps a database at its changelog.
struct Embedding : testing::Test {
  TemporaryFolder folder;
  EventList observer;
  Interruption interruption;
  const Surroundings with{observer, interruption};

  std::string path(const std::string& name) const { return (folder.path() / name).string(); }

  DatabaseOptions database_options(const std::string& name = "a.db") const {
    DatabaseOptions options;
    options.url = DatabaseUrl::parse("sqlite:" + path(name));
    options.deployment = "1234567890";
    return options;
  }
  Project read(OpenDatabase& database, const std::string& text) const {
    std::ofstream(path("c.sql")) << "--liquibase formatted sql\n" << text;
    SearchPath::Options options;
    options.roots = {folder.path().string()};
    return load_project(
        {"c.sql", std::make_shared<SearchPath>(options), Properties({database.dbms(), {}, ""}), {}},
        &database.facts());
  }
  static std::string tables(OpenDatabase& database) {
    std::string names;
    for (const Row& row : database.connection()
                              .query({"SELECT name FROM sqlite_master WHERE name IN ('t', 'u') "
                                      "ORDER BY name"})
                              .rows)
      names += row.at(0).value_or("");
    return names;
  }
};

const std::string two =
    "--changeset ann:1\ncreate table t (a int);\ninsert into t values (1), (2);\n"
    "--rollback drop table t;\n"
    "--changeset ann:2\ncreate table u (a int);\n--rollback drop table u;\n";

TEST_F(Embedding, UpdatesAndRollsBackWithEvents) {
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  const UpdateReport updated = update(project, database, {}, with);
  EXPECT_EQ(updated.result.change_sets, 2);
  EXPECT_FALSE(updated.did_nothing);
  EXPECT_EQ(tables(database), "tu");
  EXPECT_EQ(observer.events,
            (std::vector<std::string>{"began update", "planned 2", "changeset 1", "statement 1",
                                      "done 1 with 0 rows", "statement 2", "done 2 with 2 rows",
                                      "end of changeset 1 done, 2 statements", "changeset 2",
                                      "statement 1", "done 1 with 0 rows",
                                      "end of changeset 2 done, 1 statements", "ended update"}));
  for (const StatementDone& one : observer.done) EXPECT_GT(one.took.count(), 0);

  observer.events.clear();
  const RollbackProspect plan = foresee_rollback(project, database, RollbackCount{1}, {}, with);
  EXPECT_TRUE(plan.problems.empty());
  EXPECT_EQ(plan.impact.change_sets.at(0).statements.at(0).sql, "drop table u");
  EXPECT_TRUE(observer.events.empty());
  RollbackOptions options;
  std::size_t shown = 0;
  options.show = [&](const RollbackProspect& prospect) { shown = prospect.plan.undos.size(); };
  const RollbackReport undone = roll_back(project, database, RollbackCount{1}, options, with);
  EXPECT_EQ(undone.result.change_sets, 1);
  EXPECT_EQ(shown, 1U);
  EXPECT_EQ(tables(database), "t");
  EXPECT_EQ(observer.events,
            (std::vector<std::string>{"began rollback", "planned 1", "undoing 2", "statement 1",
                                      "done 1 with 0 rows", "end of changeset 2 done, 1 statements",
                                      "ended rollback"}));
  EXPECT_EQ(pending_change_sets(project, database, false, with).size(), 1U);
}

TEST_F(Embedding, NothingIsRunThatSomebodyHasSomethingAgainst) {
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  KeepsTable keeps_u("table u"), keeps_nothing("table nobody has");
  UpdateOptions options;
  options.consents = {&keeps_u, &keeps_nothing};
  try {
    update(project, database, options, with);
    ADD_FAILURE() << "it was run";
  } catch (const ConsentRefused& refused) {
    ASSERT_EQ(refused.problems().size(), 1U);
    EXPECT_EQ(refused.problems().front().change_set, "c.sql::2::ann");
  }
  EXPECT_EQ(keeps_nothing.seen,
            (std::vector<std::string>{"create table t (a int)", "insert into t values (1), (2)",
                                      "create table u (a int)"}));
  EXPECT_EQ(tables(database), "");
  EXPECT_EQ(observer.events, (std::vector<std::string>{"began update", "failed update"}));
  EXPECT_TRUE(database.read_history().rows().empty());

  options.consents = {&keeps_nothing};
  EXPECT_EQ(update(project, database, options, with).result.change_sets, 2);

  RollbackOptions back;
  back.consents = {&keeps_u};
  EXPECT_THROW(roll_back(project, database, RollbackCount{2}, back, with), ConsentRefused);
  EXPECT_EQ(tables(database), "tu");
  EXPECT_EQ(database.read_history().rows().size(), 2U);
}

TEST_F(Embedding, WhoIsAskedHearsOfWhatIsOnlyRecordedToo) {
  struct Refuses final : Consent {
    std::vector<Problem> against(const Prospect& prospect) override {
      std::vector<Problem> problems;
      for (const ChangeSetImpact& one : prospect.impact.change_sets) {
        EXPECT_TRUE(one.statements.empty());
        problems.push_back({one.change_set->where, "it must run", one.change_set->id.to_text()});
      }
      return problems;
    }
  } refuses;
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  SyncOptions options;
  options.most = 1;
  options.consents = {&refuses};
  try {
    sync(project, database, options, with);
    ADD_FAILURE() << "it was recorded";
  } catch (const ConsentRefused& refused) {
    ASSERT_EQ(refused.problems().size(), 1U);
    EXPECT_EQ(refused.problems().front().change_set, "c.sql::1::ann");
  }
  EXPECT_TRUE(database.read_history().rows().empty());
  options.consents = {};
  sync(project, database, options, with);
  EXPECT_EQ(database.read_history().rows().size(), 1U);
}

TEST_F(Embedding, AFailureCarriesWhatWasDoneBefore) {
  OpenDatabase database(database_options(), interruption);
  const Project project =
      read(database, two + "--changeset ann:3\ninsert into nobody values (1);\n");
  try {
    update(project, database, {}, with);
    ADD_FAILURE() << "it did not fail";
  } catch (const UpdateFailed& failed) {
    EXPECT_EQ(failed.report().result.change_sets, 2);
    ASSERT_TRUE(failed.statement());
    EXPECT_EQ(failed.statement()->number, 1);
    EXPECT_EQ(failed.statement()->sql, "insert into nobody values (1)");
    EXPECT_EQ(failed.statement()->state, "1");
    EXPECT_EQ(failed.report().plan.pending(), 3U);
    EXPECT_EQ(failed.change_set(), "c.sql::3::ann");
  }
  EXPECT_EQ(observer.events.at(observer.events.size() - 2),
            "end of changeset 3 failed, 0 statements");
  EXPECT_EQ(observer.events.back(), "failed update");
}

TEST_F(Embedding, WhoHasNothingToDoWaitsForNobody) {
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  update(project, database, {}, with);
  OpenDatabase other(database_options(), interruption);
  const Locked locked(other, {}, with);
  const UpdateReport report = update(project, database, {}, with);
  EXPECT_TRUE(report.was_idle);
  EXPECT_TRUE(report.did_nothing);
}

TEST_F(Embedding, AnEndThatIsAskedForCancelsEachOpenDatabase) {
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  observer.at_statement = [&] { interruption.request(2); };
  EXPECT_THROW(update(project, database, {}, with), Interrupted);
  EXPECT_EQ(tables(database), "");
}

TEST_F(Embedding, OneProjectServesTheDatabasesItWasReadFor) {
  OpenDatabase first(database_options("a.db"), interruption);
  OpenDatabase second(database_options("b.db"), interruption);
  const Project project = read(first, "--property name:kind value:${database.typeName}\n" + two);
  EXPECT_TRUE(project.serves(second.dbms(), second.facts()));
  EXPECT_FALSE(project.serves("postgresql", second.facts()));
  update(project, first, {}, with);
  update(project, second, {}, with);
  EXPECT_EQ(tables(second), "tu");
}

TEST_F(Embedding, BringsSeveralDatabasesUpAtOnce) {
  constexpr std::size_t count = 4;
  OpenDatabase first(database_options("0.db"), interruption);
  const Project project = read(first, two);
  std::vector<std::thread> workers;
  std::array<int, count> ran{};
  for (std::size_t i = 0; i < count; ++i)
    workers.emplace_back([&, i] {
      EventList told;
      OpenDatabase database(database_options(std::to_string(i) + ".db"), interruption);
      ran.at(i) = update(project, database, {}, {told, interruption}).result.change_sets;
    });
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(ran, (std::array<int, count>{2, 2, 2, 2}));
  EXPECT_EQ(tables(first), "tu");
}

struct KeptStore {
  std::unique_ptr<HistoryStore> store;
};
/// A ledger that owns the store it is around.
class OwnLedger : private KeptStore, public Ledger {
 public:
  explicit OwnLedger(std::unique_ptr<HistoryStore> inner)
      : KeptStore{std::move(inner)}, Ledger(*store) {}
};

TEST_F(Embedding, AnotherStoreCanStandAroundTheHistory) {
  DatabaseOptions options = database_options();
  options.store = [](std::unique_ptr<HistoryStore> inner) {
    return std::make_unique<OwnLedger>(std::move(inner));
  };
  OpenDatabase database(options, interruption);
  const Project project = read(database, two);
  update(project, database, {}, with);
  roll_back(project, database, RollbackCount{1}, {}, with);
  EXPECT_EQ(database.connection().query({"SELECT * FROM LEDGER"}).rows.size(), 3U);
}

TEST_F(Embedding, WhatIsWrittenForAScriptIsLeftBehindWithIt) {
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  update(project, database, {}, with);
  const HistoryRow row = database.read_history().rows().front();
  const auto forget = [&] { return database.store().forget(row.id).front().sql; };
  const std::string live = forget();
  std::ostringstream script;
  write_rollback(project, database, RollbackCount{1}, {}, {.title = "A script"}, script, with);
  EXPECT_NE(script.str().find("drop table u;"), std::string::npos);
  EXPECT_EQ(forget(), live);
}

TEST_F(Embedding, WritesAScriptAndProvesTheWayBack) {
  OpenDatabase database(database_options(), interruption);
  const Project project = read(database, two);
  std::ostringstream script;
  write_update(project, database, {}, {.title = "A script"}, script, with);
  EXPECT_NE(script.str().find("create table u (a int);"), std::string::npos);
  ProofOptions options;
  options.read = [&](OpenDatabase& scratch) { return read(scratch, two); };
  const ProofReport proof = prove(project, database, options, with);
  EXPECT_EQ(proof.tested, 2U);
  EXPECT_TRUE(proof.findings.empty());
  EXPECT_EQ(tables(database), "");
}

}  // namespace
}  // namespace ebbtide

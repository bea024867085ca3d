#pragma once

#include <gtest/gtest.h>

#include <string>

#include "database/catalog.h"
#include "database/dialect.h"
#include "executor/live_run.h"
#include "executor/validate.h"
#include "history/liquibase_store.h"
#include "tests/support/changelogs.h"
#include "tests/support/memory_database.h"
#include "tests/support/recorded_report.h"

namespace ebbtide {

/// What is needed to run a changelog on a SQLite database in memory, as the commands do it.
class UpdateOfMemory {
 public:
  explicit UpdateOfMemory(MemoryDatabase& database) : UpdateOfMemory(database, nullptr) {}
  /// The same with another store.
  UpdateOfMemory(MemoryDatabase& database, HistoryStore& store)
      : UpdateOfMemory(database, &store) {}

  const TrackingTables& tables() const { return tables_; }
  HistoryStore& store() { return *store_; }
  History history() { return store_->read(); }

  /// Gives everything a run works with to `use`.
  template <class Use>
  auto with_run(const Loaded& loaded, const LiveRunOptions& options, const Use& use) {
    const History known = history();
    LiveRun run({database_.connection(),
                 database_.names(),
                 *store_,
                 {database_.names(), database_.catalog(), loaded.files, loaded.properties()},
                 {database_.names(), database_.catalog(), loaded.properties(), "",
                  [&](const ChangeSetId& id) { return known.find(id) != nullptr; }},
                 "1234567890",
                 "1.0"},
                options, {report, interruption});
    return use(run);
  }
  template <class Use>
  auto with_context(const Loaded& loaded, const Use& use) {
    return with_run(loaded, {}, [&](LiveRun& run) { return use(run.context()); });
  }

  /// Runs what is pending.
  RunResult run(const Loaded& loaded, const UpdateLimit& limit = {}) {
    return with_context(loaded, [&](const RunContext& context) {
      const History known = history();
      const Hashing hashing{newest_checksum_version, loaded.files, loaded.properties()};
      Validation{loaded.changelog, known, *store_, context.target}.run();
      return run_update(plan_update(loaded.changelog, known, *store_, hashing, limit), known,
                        context);
    });
  }
  /// Why the run fails; empty where it does not.
  std::string failure(const Loaded& loaded) {
    try {
      run(loaded);
    } catch (const ValidationFailed& failed) {
      return failed.problems().front().message;
    } catch (const Error& error) {
      return error.where().to_text() + ": " + error.what();
    }
    return "";
  }

  RecordedReport report;
  Interruption interruption;

 private:
  UpdateOfMemory(MemoryDatabase& database, HistoryStore* store)
      : database_(database),
        tables_(database.names(), {}),
        own_store_(database.connection(), tables_),
        store_(store == nullptr ? &own_store_ : store) {
    for (const CommentedSql& step : store_->missing()) database_.run(step.sql);
  }

  MemoryDatabase& database_;
  TrackingTables tables_;
  LiquibaseStore own_store_;
  HistoryStore* store_;
};

/// A changelog for SQLite.
inline Loaded for_sqlite(const std::string& body, std::vector<std::string> contexts = {},
                         std::string label_filter = "") {
  return Loaded(MemoryFiles({{"c.xml", xml_changelog(body)}}), "c.xml",
                {"sqlite", std::move(contexts), std::move(label_filter)});
}

/// A changeset of `ann`.
inline std::string change_set_of(const std::string& id, const std::string& content,
                                 const std::string& attributes = "") {
  return "<changeSet id=\"" + id + "\" author=\"ann\" " + attributes + ">" + content +
         "</changeSet>";
}

}  // namespace ebbtide

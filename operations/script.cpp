#include "operations/script.h"

#include <array>
#include <ctime>

#include "database/catalog.h"
#include "database/dialect.h"
#include "executor/live_run.h"
#include "executor/offline_history.h"
#include "executor/version.h"
#include "history/lock_holder.h"
#include "operations/checks.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view stars =
    "*********************************************************************";

/// How often Liquibase's scripts set the search path at each point; a script that is compared with
/// one of them needs the same statements.
struct Resets {
  int before_lock, after_lock, after_table, after_header;
};
constexpr Resets update_fresh{3, 1, 2, 2};
constexpr Resets update_known{1, 2, 0, 1};
constexpr Resets rollback_fresh{2, 1, 1, 0};
constexpr Resets rollback_known{2, 1, 0, 0};

Resets resets_of(ScriptKind kind, bool has_tables) {
  if (kind == ScriptKind::update) return has_tables ? update_known : update_fresh;
  return has_tables ? rollback_known : rollback_fresh;
}

/// As Liquibase does: a rollback looks at the history table before it takes the lock.
bool comes_first(ScriptKind kind) {
  return kind == ScriptKind::rollback || kind == ScriptKind::future;
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm local{};
  localtime_r(&time, &local);
  return short_date_time(local);
}

void write_header(const Project& project, OpenDatabase& database, const ScriptOptions& options,
                  Session& session, std::ostream& out) {
  session.comment(stars);
  session.comment(replace_all(options.title, "\n", "\\n"));
  session.comment(stars);
  session.comment("Change Log: " + replace_all(project.changelog().file, "\n", "\\n"));
  session.comment("Ran at: " + now());
  session.comment("Against: " + database.shown());
  session.comment("Liquibase version: " + std::string(liquibase_version) + " (ebbtide " +
                  std::string(program_version) + ")");
  session.comment(stars);
  out << "\n";
}

/// What a live run would do first to a history table of an older layout.
void write_upgrade(OpenDatabase& database, Session& session) {
  const auto table = database.catalog().table(database.tables().history_name());
  if (!table) return;
  for (const CommentedSql& step : database.tables().upgrade_history(*table)) {
    if (!step.comment.empty()) session.comment(step.comment);
    session.run(step.sql);
  }
}

void create_lock_table(OpenDatabase& database, Session& session) {
  const TrackingTables& tables = database.tables();
  Connection& connection = database.connection();
  if (connection.catalog(database.names().defaults())->identity(tables.lock_name())) return;
  session.comment("Create Database Lock Table");
  session.run(tables.create_lock());
  session.comment("Initialize Database Lock Table");
  for (const std::string& sql : tables.init_lock()) session.run(sql);
}

void create_history_table(OpenDatabase& database, Session& session) {
  session.comment("Create Database Change Log Table");
  session.run(database.tables().create_history());
}

void lock_database(OpenDatabase& database, Session& session) {
  session.comment("Lock Database");
  session.run(database.tables().take_lock(LockHolder::machine().to_text()));
}

/// The part of a script before its header: the tables that are missing, and the lock.
void write_opening(OpenDatabase& database, Session& session, ScriptKind kind, bool has_tables) {
  const Resets resets = resets_of(kind, has_tables);
  session.reset(resets.before_lock);
  create_lock_table(database, session);
  lock_database(database, session);
  session.reset(resets.after_lock - 1);
  if (!comes_first(kind)) write_upgrade(database, session);
  session.reset(1);
  if (has_tables) return;
  create_history_table(database, session);
  session.reset(resets.after_table);
}

/// The same with the header of the script that undoes what has not run yet, in whose order
/// Liquibase makes the tables before it takes the lock.
void write_future_opening(OpenDatabase& database, Session& session, bool has_tables,
                          const std::function<void()>& header) {
  if (!has_tables) {
    create_history_table(database, session);
    session.reset(2);
  }
  create_lock_table(database, session);
  session.reset(has_tables ? 1 : 2);
  header();
  session.reset(1);
  lock_database(database, session);
  session.reset(has_tables ? 2 : 3);
}

void write_closing(OpenDatabase& database, Session& session) {
  session.comment("Release Database Lock");
  session.reset(1);
  session.run(database.tables().free_lock());
  session.reset(1);
}

OfflineSql offline_sql(const DatabaseUrl& url) {
  const std::string word = lower(url.parameter("outputLiquibaseSql").value_or("none"));
  if (word == "all" || word == "true") return OfflineSql::all;
  return word == "data_only" ? OfflineSql::data_only : OfflineSql::none;
}

OfflineHistory open_offline(OpenDatabase& database, Session& session) {
  return {database.url().parameter("changeLogFile").value_or("databasechangelog.csv"),
          offline_sql(database.url()), session, database.tables()};
}

/// A session that drops everything, to read an offline history with.
class NoSession final : public Session {
 public:
  bool is_script() const override { return true; }
  void comment(std::string_view) override {}
  using Session::run;
  std::int64_t run(const SqlStep&) override { return 0; }
  void begin() override {}
  void commit() override {}
  void rollback() override {}
  void run_and_commit(const RowChange&) override {}
  void write(const RowChange&) override {}
  void reset(int) override {}
};

}  // namespace

std::string short_date_time(const std::tm& moment) {
  const int hour = moment.tm_hour % 12 == 0 ? 12 : moment.tm_hour % 12;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%d/%d/%02d, %d:%02d %s", moment.tm_mon + 1,
                moment.tm_mday, moment.tm_year % 100, hour, moment.tm_min,
                moment.tm_hour < 12 ? "AM" : "PM");
  return text.data();
}

History recorded_history(OpenDatabase& database) {
  if (!database.is_offline()) return database.read_history();
  NoSession session;
  return open_offline(database, session).history();
}

void change_offline_history(OpenDatabase& database,
                            const std::function<void(HistoryWriter&, const History&)>& change) {
  NoSession session;
  OfflineHistory history = open_offline(database, session);
  change(history, history.history());
  history.save();
}

void write_script(const Project& project, OpenDatabase& database, ScriptKind kind,
                  const ScriptOptions& options, const History& known, std::ostream& out,
                  const Surroundings& with, const std::function<void(const RunContext&)>& body) {
  ScriptSession session(out, database.names(), options.prepared);
  const auto header = [&] { write_header(project, database, options, session, out); };
  const auto run = [&](HistoryWriter& writer) {
    body(ScriptRun(project, database, known, session, writer, with,
                   options.may_execute_commands ? Commands::allowed : Commands::refused)
             .context());
  };
  if (database.is_offline()) {
    OfflineHistory history = open_offline(database, session);
    header();
    run(history);
    if (kind != ScriptKind::future) history.save();
    return;
  }
  TableHistoryWriter writer(session, database.tables(), known);
  const bool has_tables = database.has_history_table();
  if (comes_first(kind)) write_upgrade(database, session);
  if (kind == ScriptKind::future) {
    write_future_opening(database, session, has_tables, header);
  } else {
    write_opening(database, session, kind, has_tables);
    header();
    session.reset(resets_of(kind, has_tables).after_header);
  }
  run(writer);
  write_closing(database, session);
}

void write_update(const Project& project, OpenDatabase& database, const UpdateLimit& limit,
                  const ScriptOptions& options, std::ostream& out, const Surroundings& with) {
  const History history = recorded_history(database);
  Checks checks(project, database, {options.is_strict, true}, with);
  UpdatePlan plan = checks.update_plan(history, limit);
  checks.texts(plan);
  if (!plan.found_tag) with.observer.warning(warning_of_tag(limit, project.changelog()));
  write_script(project, database, ScriptKind::update, options, history, out, with,
               [&](const RunContext& context) { run_update(plan, history, context); });
}

}  // namespace ebbtide

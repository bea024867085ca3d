#include "cli/script.h"

#include <array>
#include <ctime>

#include "cli/version.h"
#include "database/catalog.h"
#include "database/dialect.h"
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

void write_header(Workspace& workspace, Session& session, const std::string& title) {
  session.comment(stars);
  session.comment(replace_all(title, "\n", "\\n"));
  session.comment(stars);
  session.comment("Change Log: " +
                  replace_all(workspace.settings().text("changelog-file"), "\n", "\\n"));
  session.comment("Ran at: " + now());
  session.comment("Against: " + workspace.database());
  session.comment("Liquibase version: " + std::string(liquibase_version) + " (ebbtide " +
                  std::string(program_version) + ")");
  session.comment(stars);
  workspace.console().raw() << "\n";
}

/// What a live run would do first to a history table of an older layout.
void write_upgrade(Workspace& workspace, Session& session) {
  const auto table = workspace.catalog().table(workspace.tables().history_name());
  if (!table) return;
  for (const CommentedSql& step : workspace.tables().upgrade_history(*table)) {
    if (!step.comment.empty()) session.comment(step.comment);
    session.run(step.sql);
  }
}

void create_lock_table(Workspace& workspace, Session& session) {
  const TrackingTables& tables = workspace.tables();
  Connection& connection = workspace.connection();
  if (connection.catalog(workspace.names().defaults())->identity(tables.lock_name())) return;
  session.comment("Create Database Lock Table");
  session.run(tables.create_lock());
  session.comment("Initialize Database Lock Table");
  for (const std::string& sql : tables.init_lock()) session.run(sql);
}

void create_history_table(Workspace& workspace, Session& session) {
  session.comment("Create Database Change Log Table");
  session.run(workspace.tables().create_history());
}

void lock_database(Workspace& workspace, Session& session) {
  session.comment("Lock Database");
  session.run(workspace.tables().take_lock(LockHolder::machine().to_text()));
}

/// The part of a script before its header: the tables that are missing, and the lock.
void write_opening(Workspace& workspace, Session& session, ScriptKind kind, bool has_tables) {
  const Resets resets = resets_of(kind, has_tables);
  session.reset(resets.before_lock);
  create_lock_table(workspace, session);
  lock_database(workspace, session);
  session.reset(resets.after_lock - 1);
  if (!comes_first(kind)) write_upgrade(workspace, session);
  session.reset(1);
  if (has_tables) return;
  create_history_table(workspace, session);
  session.reset(resets.after_table);
}

/// The same with the header of the script that undoes what has not run yet, in whose order
/// Liquibase makes the tables before it takes the lock.
void write_future_opening(Workspace& workspace, Session& session, const std::string& title,
                          bool has_tables) {
  if (!has_tables) {
    create_history_table(workspace, session);
    session.reset(2);
  }
  create_lock_table(workspace, session);
  session.reset(has_tables ? 1 : 2);
  write_header(workspace, session, title);
  session.reset(1);
  lock_database(workspace, session);
  session.reset(has_tables ? 2 : 3);
}

void write_closing(Workspace& workspace, Session& session) {
  session.comment("Release Database Lock");
  session.reset(1);
  session.run(workspace.tables().free_lock());
  session.reset(1);
}

OfflineSql offline_sql(const DatabaseUrl& url) {
  const std::string word = lower(url.parameter("outputLiquibaseSql").value_or("none"));
  if (word == "all" || word == "true") return OfflineSql::all;
  return word == "data_only" ? OfflineSql::data_only : OfflineSql::none;
}

OfflineHistory open_offline(Workspace& workspace, Session& session) {
  return {workspace.url().parameter("changeLogFile").value_or("databasechangelog.csv"),
          offline_sql(workspace.url()), session, workspace.tables()};
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

History script_history(Workspace& workspace) {
  if (!workspace.is_offline()) return workspace.read_history();
  NoSession session;
  return open_offline(workspace, session).history();
}

void change_offline_history(Workspace& workspace,
                            const std::function<void(HistoryWriter&, const History&)>& change) {
  NoSession session;
  OfflineHistory history = open_offline(workspace, session);
  change(history, history.history());
  history.save();
}

void write_script(Workspace& workspace, const ScriptFrame& frame, const History& known,
                  const std::function<void(Session&, HistoryWriter&)>& body) {
  const bool inlined = workspace.settings().flag("inline-prepared-statements");
  ScriptSession session(workspace.console().raw(), workspace.names(),
                        inlined ? PreparedInScript::sql : PreparedInScript::warning);
  if (workspace.is_offline()) {
    OfflineHistory history = open_offline(workspace, session);
    write_header(workspace, session, frame.title);
    body(session, history);
    if (frame.kind != ScriptKind::future) history.save();
    return;
  }
  TableHistoryWriter writer(session, workspace.tables(), known);
  const bool has_tables = workspace.has_history_table();
  if (comes_first(frame.kind)) write_upgrade(workspace, session);
  if (frame.kind == ScriptKind::future) {
    write_future_opening(workspace, session, frame.title, has_tables);
  } else {
    write_opening(workspace, session, frame.kind, has_tables);
    write_header(workspace, session, frame.title);
    session.reset(resets_of(frame.kind, has_tables).after_header);
  }
  body(session, writer);
  write_closing(workspace, session);
}

}  // namespace ebbtide

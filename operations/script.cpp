// A script has a frame that Liquibase would have written: the statements for tables and lock, a
// header of comments, and at certain points the statement that sets the search path, as often as
// Liquibase comes by the code that does so. Nobody needs it that often; but teams compare scripts
// with those they had, and a difference of no meaning is one that somebody has to read. Frames,
// with the number of times the path is set:
//
//   update, new      ×3  lock table  lock  ×1  history table  ×2  header  ×2  body  unlock
//   update           ×1  lock  ×1  upgrade  ×1  header  ×1  body  unlock
//   rollback, new    ×2  lock table  lock  ×1  history table  ×1  header  body  unlock
//   rollback         upgrade  ×2  lock  ×1  header  body  unlock
//   future, new      history table  ×2  lock table  ×2  header  ×1  lock  ×3  body  unlock
//   future           upgrade  ×1  header  ×1  lock  ×2  body  unlock
//
// `new` is where there is no history table, `upgrade` what an older layout of it lacks. A sync has
// the frame of a rollback but asks for the upgrade where an update does. The path is also set
// before and behind the unlock. Offline there is neither lock nor path: the frame is `history table
// header body`, the former only where outputLiquibaseSql asks for it, and the history file is
// written behind the body, so that a script that could not be written to its end leaves the history
// as it was. A future rollback runs nothing and keeps nothing.
//
// While the script is written the store answers for a script: it counts what the script itself will
// have recorded, and spells statements as Liquibase does.
#include "operations/script.h"

#include <array>
#include <ctime>

#include "executor/live_run.h"
#include "executor/version.h"
#include "history/lock_holder.h"
#include "history/lock_row.h"
#include "operations/checks.h"
#include "operations/script_schema.h"
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

/// What a live run would do first to a history that is missing or of an older layout.
void write_missing(HistoryStore& store, Session& session) {
  for (const CommentedSql& step : store.missing()) {
    if (!step.comment.empty()) session.comment(step.comment);
    session.run(step.sql);
  }
}

void create_lock_table(HistoryStore& store, Session& session) {
  LockRow* const lock = store.lock_row();
  if (lock == nullptr || lock->exists()) return;
  session.comment("Create Database Lock Table");
  session.run(lock->create());
  session.comment("Initialize Database Lock Table");
  for (const std::string& sql : lock->init()) session.run(sql);
}

void lock_database(HistoryStore& store, Session& session) {
  const LockRow* const lock = store.lock_row();
  if (lock == nullptr) return;
  session.comment("Lock Database");
  session.run(lock->take(LockHolder::machine().to_text()));
}

/// The part of a script before its header: the tables that are missing, and the lock.
void write_opening(HistoryStore& store, Session& session, ScriptKind kind, bool has_tables) {
  const Resets resets = resets_of(kind, has_tables);
  session.reset(resets.before_lock);
  create_lock_table(store, session);
  lock_database(store, session);
  session.reset(resets.after_lock - 1);
  if (!comes_first(kind) && has_tables) write_missing(store, session);
  session.reset(1);
  if (has_tables) return;
  write_missing(store, session);
  session.reset(resets.after_table);
}

/// The same with the header of the script that undoes what has not run yet, in whose order
/// Liquibase makes the tables before it takes the lock.
void write_future_opening(HistoryStore& store, Session& session, bool has_tables,
                          const std::function<void()>& header) {
  if (!has_tables) {
    write_missing(store, session);
    session.reset(2);
  }
  create_lock_table(store, session);
  session.reset(has_tables ? 1 : 2);
  header();
  session.reset(1);
  lock_database(store, session);
  session.reset(has_tables ? 2 : 3);
}

void write_closing(HistoryStore& store, Session& session) {
  const LockRow* const lock = store.lock_row();
  if (lock == nullptr) return;
  session.comment("Release Database Lock");
  session.reset(1);
  session.run(lock->free());
  session.reset(1);
}

/// Lets a store answer for a script, and at the end of its life for live runs again.
class ForScript {
 public:
  ForScript(HistoryStore& store, const History& known) : store_(store) {
    store_.start_script(known);
  }
  ~ForScript() { store_.end_script(); }
  ForScript(const ForScript&) = delete;
  ForScript& operator=(const ForScript&) = delete;

 private:
  HistoryStore& store_;
};

}  // namespace

// As Java's SHORT format of en_US has it: no zeros before month, day and hour, noon and midnight
// are 12.
std::string short_date_time(const std::tm& moment) {
  const int hour = moment.tm_hour % 12 == 0 ? 12 : moment.tm_hour % 12;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%d/%d/%02d, %d:%02d %s", moment.tm_mon + 1,
                moment.tm_mday, moment.tm_year % 100, hour, moment.tm_min,
                moment.tm_hour < 12 ? "AM" : "PM");
  return text.data();
}

History recorded_history(OpenDatabase& database) { return database.store().read(); }

void write_script(const Project& project, OpenDatabase& database, ScriptKind kind,
                  const ScriptOptions& options, const History& known, std::ostream& out,
                  const Surroundings& with, const std::function<void(const RunContext&)>& body) {
  ScriptSession session(out, database.names(), options.prepared);
  HistoryStore& store = database.store();
  const ForScript answers(store, known);
  const auto header = [&] { write_header(project, database, options, session, out); };
  const auto run = [&] {
    const Commands commands = commands_if(options.may_execute_commands);
    SchemaCatalog catalog = script_catalog(project, database, known);
    body(ScriptRun(project, database, known, session, with, catalog, commands).context());
  };
  if (database.is_offline()) {
    write_missing(store, session);
    header();
    run();
    if (kind != ScriptKind::future) store.save();
    return;
  }
  const bool has_tables = store.exists();
  if (comes_first(kind) && has_tables) write_missing(store, session);
  if (kind == ScriptKind::future) {
    write_future_opening(store, session, has_tables, header);
  } else {
    write_opening(store, session, kind, has_tables);
    header();
    session.reset(resets_of(kind, has_tables).after_header);
  }
  run();
  write_closing(store, session);
}

void write_update(const Project& project, OpenDatabase& database, const UpdateLimit& limit,
                  const ScriptOptions& options, std::ostream& out, const Surroundings& with) {
  const History history = recorded_history(database);
  Checks checks(project, database, {options.is_strict, true}, with);
  UpdatePlan plan = checks.update_plan(history, limit);
  checks.texts(plan);
  if (!plan.found_tag) with.observer.warning(warning_of_tag(limit, project.changelog()));
  if (plan.pending() == 0 && !limit.tag)
    with.observer.note("Database is up to date, no changesets to execute");
  write_script(project, database, ScriptKind::update, options, history, out, with,
               [&](const RunContext& context) { run_update(plan, history, context); });
}

}  // namespace ebbtide

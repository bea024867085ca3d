// Small operations on the history and on the database itself, each with its own few rules.
//
// A tag is a column of a row, and a history without rows has none. As Liquibase does: such a
// history gets a row that stands for nothing, of the path `liquibase-internal`, with the moment in
// milliseconds as its id, the description `empty` and the checksum of an empty text.
#include "operations/maintain.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <sstream>

#include "changelog/sql_text.h"
#include "changelog/text_place.h"
#include "database/facts.h"
#include "operations/checks.h"
#include "operations/script.h"
#include "rollback/tags.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/source.h"

namespace ebbtide {
namespace {

/// A tag needs a row to sit on; an empty history gets one that stands for nothing.
HistoryRow empty_row(const OpenDatabase& database) {
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
  HistoryRow row;
  row.id = {"liquibase-internal", std::to_string(millis), "liquibase"};
  row.order = 1;
  row.checksum = "9:d41d8cd98f00b204e9800998ecf8427e";
  row.description = "empty";
  row.comments = "";
  row.version = database.version();
  row.deployment = database.deployment();
  return row;
}

/// Says what a tag that is about to be set will make unclear.
void warn_of_tag(const std::string& tag, const History& history, Observer& observer) {
  if (const auto tagged = rows_tagged(tag, history);
      !tagged.empty() && tagged.back() != &history.rows().back())
    observer.warning(
        "the tag '" + tag + "' is also on " + tagged.back()->id.to_text() +
        "; a rollback to it will have to say --tag-version=OLDEST or --tag-version=NEWEST");
  if (history.rows().empty()) return;
  const HistoryRow& last = history.rows().back();
  if (last.tag && !equals_ignoring_case(*last.tag, tag))
    observer.warning("the tag '" + last.tag.str() + "' of " + last.id.to_text() +
                     " is replaced: a row has one tag");
}

/// Throws Error with the place of what would swallow the rest of the SQL, as for changesets.
void refuse_flaws(const GivenSql& sql, const SplitOptions& options, const sql::Syntax& syntax) {
  const Source source(sql.name, replace_all(sql.text, "\r", ""));
  const std::vector<Problem> problems =
      problems_of_sql([&] { return std::make_unique<std::istringstream>(sql.text); }, options,
                      syntax, [&](const SqlSpot& spot) { return source.position(spot.begin); });
  if (!problems.empty()) throw Error(problems.front().message, problems.front().where);
}

void tag_offline(OpenDatabase& database, const std::string& name, Observer& observer) {
  HistoryStore& store = database.store();
  const History history = store.read();
  warn_of_tag(name, history, observer);
  if (history.rows().empty()) store.record(empty_row(database));
  store.tag_last_row(name);
  store.save();
}

}  // namespace

void tag(OpenDatabase& database, const std::string& name, const LockOptions& lock,
         const Surroundings& with) {
  const ToldOperation told(with.observer, "tag");
  check_tag(name, database.names().facts());
  if (database.is_offline()) return tag_offline(database, name, with.observer);
  const Locked locked(database, lock, with);
  const History& history = locked.history();
  require_known_end(history);
  warn_of_tag(name, history, with.observer);
  LiveSession session(database.connection(), database.names());
  HistoryStore& store = database.store();
  if (history.rows().empty()) session.run_and_commit(store.record(empty_row(database)));
  session.write(store.tag_last_row(name));
}

bool tag_exists(OpenDatabase& database, const std::string& name) {
  const History history = recorded_history(database);
  return database.store().has_tag(name, history);
}

std::vector<HeldLock> held_locks(OpenDatabase& database) {
  std::vector<HeldLock> held;
  for (const TakenRow& row : Lock::holders(database.connection(), database.store()))
    held.push_back({row, evidence_of(database.connection(), row)});
  return held;
}

void release_locks(OpenDatabase& database, bool is_forced) {
  if (is_forced) return Lock::force_release(database.connection(), database.store());
  Lock::release(database.connection(), database.store());
}

// One statement for all rows, and a look whether it reached them: a trigger, a rule or row-level
// security may keep some from it. How many rows it changed does not tell, for those that had no
// checksum need no change.
void clear_checksums(OpenDatabase& database, const LockOptions& lock, const Surroundings& with) {
  const ToldOperation told(with.observer, "clear-checksums");
  HistoryStore& store = database.store();
  if (database.is_offline()) {
    store.clear_checksums();
    return store.save();
  }
  Locked locked(database, lock, with);
  for (const RowChange& change : store.clear_checksums())
    database.connection().execute({change.sql});
  locked.read_again();
  const std::vector<HistoryRow>& rows = locked.history().rows();
  const auto kept = std::count_if(rows.begin(), rows.end(), [](const HistoryRow& row) {
    return static_cast<bool>(row.checksum);
  });
  if (kept != 0)
    throw Error("of the " + count_of(rows.size(), "row") + " of the history table " + store.name() +
                " only " + std::to_string(rows.size() - static_cast<std::size_t>(kept)) +
                " could be changed; a trigger, a rule or row-level security of the table keeps "
                "the change away");
}

// All in one transaction, so that an error in the middle leaves nothing on databases that can undo
// what has run. The text is split once to look for flaws, which have a place in it, and once to
// run.
void execute_sql(OpenDatabase& database, const GivenSql& sql, const SplitOptions& options,
                 const std::function<void(const std::string&, const Rows*)>& done) {
  Connection& connection = database.connection();
  refuse_flaws(sql, options, database.names().facts().syntax);
  Transaction all(connection);
  for (const std::string& one : split_sql(sql.text, database.names().facts().syntax, options)) {
    if (sql::look_at(one, database.names().facts().syntax).has(sql::Trait::answers)) {
      const Rows rows = connection.query({one});
      done(one, &rows);
    } else {
      connection.execute({one});
      done(one, nullptr);
    }
  }
  all.commit();
}

}  // namespace ebbtide

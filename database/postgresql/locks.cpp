// What matters of a lock is who waits for it. From strong to weak:
//
//   ACCESS EXCLUSIVE         everybody, readers too
//   EXCLUSIVE                all but readers
//   SHARE ROW EXCLUSIVE      writers, and all else of this list
//   SHARE                    the same, but for another SHARE
//   SHARE UPDATE EXCLUSIVE   others that take it, and those above: neither readers nor writers
//   ROW EXCLUSIVE            SHARE and those above: it is the lock of writers
//
// Some forms take less than the row here says, which only their text tells: settings that a planner
// or VACUUM reads, triggers that are switched, VACUUM without FULL; LOCK names its mode. To drop a
// foreign key locks the table it points to as well; other constraints have no `other`, so that
// their second lock is never told.
#include "database/postgresql/locks.h"

#include "database/facts.h"
#include "sql/clause.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

constexpr std::string_view exclusive = "ACCESS EXCLUSIVE";
constexpr std::string_view share_row = "SHARE ROW EXCLUSIVE";
constexpr std::string_view share_update = "SHARE UPDATE EXCLUSIVE";
constexpr std::string_view row = "ROW EXCLUSIVE";
constexpr bool concurrently = true;

constexpr std::string_view modes[] = {exclusive, "EXCLUSIVE",  share_row,
                                      "SHARE",   share_update, row};

constexpr SqlLockRow rows[] = {
    {Verb::drop, Thing::table, exclusive},
    {Verb::drop, Thing::view, exclusive},
    {Verb::drop, Thing::materialized_view, exclusive},
    {Verb::drop, Thing::sequence, exclusive},
    {Verb::drop, Thing::column, exclusive},
    {Verb::drop, Thing::primary_key, exclusive, exclusive},
    {Verb::drop, Thing::unique, exclusive, exclusive},
    {Verb::drop, Thing::foreign_key, exclusive, exclusive},  // the table it points to as well
    {Verb::drop, Thing::check, exclusive, exclusive},
    {Verb::drop, Thing::exclusion, exclusive, exclusive},
    {Verb::drop, Thing::constraint, exclusive, exclusive},
    {Verb::drop, Thing::index, share_update, "", concurrently},
    {Verb::drop, Thing::index, exclusive},
    {Verb::drop, Thing::trigger, exclusive},
    {Verb::drop, Thing::rule, exclusive},
    {Verb::drop, Thing::policy, exclusive},
    {Verb::create, Thing::column, exclusive},
    {Verb::create, Thing::primary_key, exclusive},
    {Verb::create, Thing::unique, exclusive},
    {Verb::create, Thing::check, exclusive},
    {Verb::create, Thing::exclusion, exclusive},
    {Verb::create, Thing::foreign_key, share_row, share_row},
    {Verb::create, Thing::index, share_update, "", concurrently},
    {Verb::create, Thing::index, "SHARE"},
    {Verb::create, Thing::trigger, share_row},
    {Verb::create, Thing::rule, exclusive},
    {Verb::create, Thing::policy, exclusive},
    {Verb::create, Thing::partition, exclusive},
    {Verb::maintain, Thing::table, exclusive, "", false, "cluster"},
    {Verb::maintain, Thing::table, exclusive, "", false, "vacuum"},  // FULL
    {Verb::maintain, Thing::table, "SHARE", "", false, "reindex"},
    {Verb::maintain, Thing::index, "SHARE", "", false, "reindex"},
    {Verb::rename, Thing::table, exclusive},
    {Verb::rename, Thing::view, exclusive},
    {Verb::rename, Thing::materialized_view, exclusive},
    {Verb::rename, Thing::sequence, exclusive},
    {Verb::rename, Thing::column, exclusive},
    {Verb::rename, Thing::constraint, exclusive},
    {Verb::rename, Thing::index, share_update},
    {Verb::rename, Thing::trigger, exclusive},
    {Verb::move, Thing::table, exclusive},
    {Verb::move, Thing::view, exclusive},
    {Verb::move, Thing::materialized_view, exclusive},
    {Verb::move, Thing::sequence, exclusive},
    {Verb::move, Thing::partition, share_update, exclusive, concurrently},
    {Verb::move, Thing::partition, share_update, exclusive, false, "attach"},
    {Verb::move, Thing::partition, exclusive, exclusive},
    {Verb::alter, Thing::table, exclusive},
    {Verb::alter, Thing::column, exclusive},
    {Verb::alter, Thing::constraint, exclusive},
    {Verb::set_type, Thing::column, exclusive},
    {Verb::set_not_null, Thing::column, exclusive},
    {Verb::drop_not_null, Thing::column, exclusive},
    {Verb::set_default, Thing::column, exclusive},
    {Verb::drop_default, Thing::column, exclusive},
    {Verb::validate, Thing::constraint, share_update},
    {Verb::truncate, Thing::rows, exclusive},
    {Verb::comment, Thing::table, share_update},
    {Verb::comment, Thing::column, share_update},
    {Verb::comment, Thing::view, share_update},
    {Verb::comment, Thing::index, share_update},
    {Verb::comment, Thing::constraint, share_update},
    {Verb::refresh, Thing::materialized_view, "EXCLUSIVE", "", concurrently},
    {Verb::refresh, Thing::materialized_view, exclusive},
    {Verb::lock, Thing::table, exclusive},
    {Verb::insert, Thing::rows, row},
    {Verb::update, Thing::rows, row},
    {Verb::remove, Thing::rows, row},
};

}  // namespace

namespace {

/// What a planner or VACUUM reads, and readers and writers do not wait for.
bool is_light_setting(const sql::Clause& text) {
  return text.has({"set", "("}) || text.has({"reset", "("}) || text.has({"set", "statistics"}) ||
         text.has({"cluster", "on"}) || text.has({"set", "without", "cluster"});
}

bool switches_trigger(const sql::Clause& text) {
  return text.has({"enable", "trigger"}) || text.has({"disable", "trigger"}) ||
         text.has({"enable", "always", "trigger"}) || text.has({"enable", "replica", "trigger"});
}

std::string_view maintained_under(const sql::Effect& effect, const sql::Clause& text) {
  if (text.has_anywhere({"concurrently"})) return share_update;
  return effect.word == "vacuum" && !text.has_anywhere({"full"}) ? share_update : "";
}

/// `IN … MODE`; LOCK without it takes the strongest.
std::string_view named_mode(const sql::Clause& text) {
  if (text.has({"in", "access", "share"})) return "ACCESS SHARE";
  if (text.has({"in", "row", "share"})) return "ROW SHARE";
  if (text.has({"in", "row", "exclusive"})) return row;
  if (text.has({"in", "share", "update"})) return share_update;
  if (text.has({"in", "share", "row"})) return share_row;
  if (text.has({"in", "share", "mode"})) return "SHARE";
  return text.has({"in", "exclusive"}) ? "EXCLUSIVE" : "";
}

}  // namespace

std::string_view postgresql_lock_in_text(const sql::Effect& effect, std::string_view clause,
                                         const Facts& facts) {
  const bool may_differ = effect.is(Verb::alter, Thing::table) ||
                          effect.is(Verb::alter, Thing::column) || effect.verb == Verb::maintain ||
                          effect.verb == Verb::lock;
  if (!may_differ) return "";
  const sql::Clause text(clause, facts.syntax);
  if (effect.verb == Verb::lock) return named_mode(text);
  if (effect.verb == Verb::maintain) return maintained_under(effect, text);
  if (is_light_setting(text)) return share_update;
  return switches_trigger(text) ? share_row : "";
}

std::span<const SqlLockRow> postgresql_locks() { return rows; }

std::span<const std::string_view> postgresql_lock_modes() { return modes; }

}  // namespace ebbtide

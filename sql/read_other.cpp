// Whatever neither makes things nor changes rows: settings, rights, comments, code, transactions.
//
// Most of it leaves no trace in a structure. What matters is where the ground shifts for the
// statements behind it. SET search_path, USE, foreign_key_checks and modes that change how text is
// read are settings that `changes_meaning`. ROLLBACK is unread, since it takes back statements that
// were already counted. BEGIN, COMMIT and savepoints are nothing.
#include <algorithm>

#include "sql/explain.h"
#include "sql/reading.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

void read_rename(Reading& reading) {
  Cursor& at = reading.at;
  if (!at.take_any({"table", "tables"})) {
    reading.expect("user");
    return void(reading.add(Verb::rename, Thing::role));
  }
  const bool if_exists = at.take_if_exists();
  do {
    Name table = reading.name();
    if (at.sees_any({"wait", "nowait"})) at.skip(at.sees("wait") ? 2 : 1);
    reading.expect("to");
    Name other = reading.name();
    Effect& effect = reading.add(Verb::rename, Thing::table, std::move(table));
    effect.other = std::move(other);
    effect.if_exists = if_exists;
  } while (at.take(","));
}

/// `COMMENT ON COLUMN t.c IS …`, `COMMENT ON CONSTRAINT k ON t IS …`.
void read_comment(Reading& reading) {
  Cursor& at = reading.at;
  reading.expect("on");
  if (at.take("column")) {
    std::vector<std::string> names{reading.plain_name()};
    while (at.take(".")) names.push_back(reading.plain_name());
    if (names.size() < 2) reading.fail();
    const std::size_t last = names.size() - 1;
    Name table{last > 1 ? names[last - 2] : "", names[last - 1]};
    return void(reading.add(Verb::comment, Thing::column, std::move(table), names[last]));
  }
  const bool is_constraint = at.take("constraint");
  const CalledThing called = is_constraint ? CalledThing{Thing::constraint, ""} : take_thing(at);
  if (!called.is_known()) reading.fail();
  Name object = at.take_name().value_or(Name());
  if (!at.take("on")) {
    return void(reading.add(Verb::comment, called.thing, std::move(object)).word = called.word);
  }
  at.take("domain");
  const std::string part = object.name;
  reading.add(Verb::comment, called.thing, reading.name(), part);
}

void read_right(Reading& reading, Verb verb) {
  Cursor& at = reading.at;
  while (!at.at_end() && !at.sees_any({"on", "to", "from", ";"})) {
    if (!at.skip_brackets()) at.skip();
  }
  if (!at.take("on")) return void(reading.add(verb, Thing::role));
  CalledThing called = take_thing(at);
  if (!called.is_known()) called.thing = Thing::table;
  Name object = at.take_name().value_or(Name());
  reading.add(verb, called.thing, std::move(object)).word = called.word;
}

/// Whether a new sql_mode makes quotes or backslashes mean something else: it names their modes, or
/// the session has one, which a mode that is not made from the old one takes away.
bool changes_quotes(Cursor mode, bool has_quote_mode) {
  bool is_made_from_old = false;
  for (mode.skip(); !mode.at_end() && !mode.sees(";"); mode.skip()) {
    const std::string text = upper(mode.peek()->text);
    if (contains(text, "ANSI") || contains(text, "BACKSLASH")) return true;
    is_made_from_old = is_made_from_old || contains(text, "SQL_MODE");
  }
  return has_quote_mode && !is_made_from_old;
}

/// Whether a SET makes later statements mean something else.
bool changes_meaning(Cursor at, bool has_quote_mode) {
  for (; !at.at_end() && !at.sees(";"); at.skip()) {
    if (at.sees_any({"foreign_key_checks", "search_path", "schema", "session_replication_role",
                     "standard_conforming_strings"}))
      return true;
    if (at.sees("sql_mode")) return changes_quotes(at, has_quote_mode);
  }
  return false;
}

void read_set(Reading& reading) {
  Cursor& at = reading.at;
  const Cursor begin = at;
  if (at.take("statement")) {  // MariaDB: SET STATEMENT x = 1 FOR statement
    while (!at.at_end() && !at.take("for")) at.skip();
    return read_statement(reading);
  }
  while (at.take_any({"session", "local", "global", "persist", "@", "."})) continue;
  Effect& effect = reading.add(Verb::set, Thing::setting, at.take_name().value_or(Name()));
  effect.changes_meaning = changes_meaning(begin, reading.has_quote_mode);
}

void read_lock(Reading& reading) {
  Cursor& at = reading.at;
  at.take_any({"table", "tables"});
  at.take("only");
  do {
    auto table = at.take_name();
    if (!table) break;
    reading.add(Verb::lock, Thing::table, std::move(*table));
    while (!at.at_end() && !at.sees_any({",", "in", ";"})) at.skip();
  } while (at.take(","));
  if (reading.effects.empty()) reading.add(Verb::lock, Thing::other);
}

void read_refresh(Reading& reading) {
  Cursor& at = reading.at;
  if (!at.take_all({"materialized", "view"})) reading.fail();
  const bool concurrently = at.take("concurrently");
  reading.add(Verb::refresh, Thing::materialized_view, reading.name()).concurrently = concurrently;
}

/// Returns whether the next words explain something, or run it to do so.
bool read_explained(Reading& reading) {
  const bool is_explain = reading.at.sees("explain");
  if (const auto run = statement_run_by_explain(reading.at)) {
    reading.at = *run;
    read_statement(reading);
    return true;
  }
  return is_explain;
}

void read_maintenance(Reading& reading, const std::string& word) {
  Cursor& at = reading.at;
  at.skip_brackets();
  while (at.take_any(
      {"full", "verbose", "freeze", "analyze", "local", "no_write_to_binlog", "concurrently"}))
    continue;
  const CalledThing called = take_thing(at);
  at.take_any({"tables", "concurrently"});
  const Thing thing = called.thing == Thing::other ? Thing::table : called.thing;
  do {
    reading.add(Verb::maintain, thing, at.take_name().value_or(Name())).word = word;
    at.skip_brackets();
  } while (at.take(","));
}

bool has_one_of(const Cursor& at, std::initializer_list<std::string_view> words) {
  return at.sees_any(words);
}

/// What transactions do leaves nothing behind by itself, unless it takes back what was done.
bool read_transaction(Reading& reading) {
  Cursor& at = reading.at;
  if (at.sees_all({"begin", "not"})) return false;
  if (at.sees_any({"abort", "rollback"}) && !at.sees("prepared", 1)) reading.fail();
  return has_one_of(at, {"begin", "commit", "rollback", "end", "savepoint", "release", "xa"}) ||
         at.sees_all({"start", "transaction"}) || at.sees_all({"prepare", "transaction"});
}

bool reads_only(const Cursor& at) {
  return has_one_of(
      at, {"show", "describe", "desc", "help", "fetch", "close", "discard", "deallocate", "listen",
           "notify", "unlisten", "unlock", "handler", "kill"});
}

/// What is about the server, its copies, a cursor or an error: it changes neither things nor rows.
bool is_about_server(const Cursor& at) {
  if (has_one_of(at, {"move", "purge", "cache", "restart", "shutdown", "install", "uninstall",
                      "signal", "resignal", "binlog", "clone", "backup"}))
    return true;
  const bool is_about_copies =
      has_one_of(at, {"start", "stop", "change"}) &&
      at.sees_any({"replica", "slave", "all", "group_replication", "master", "replication"}, 1);
  return is_about_copies || at.sees_all({"get", "diagnostics"});
}

/// ATTACH and DETACH give names of SQLite another meaning, IMPORT brings things that it does not
/// name.
bool read_brought(Reading& reading) {
  Cursor& at = reading.at;
  if (at.take_any({"attach", "detach"})) {
    Effect& effect = reading.add(Verb::alter, Thing::other);
    effect.word = "attached database";
    effect.changes_meaning = true;
    return true;
  }
  const bool imports = at.sees_all({"import", "foreign"}) || at.sees_all({"import", "table"});
  if (imports) reading.add(Verb::create, Thing::other).word = "imported table";
  return imports;
}

}  // namespace

bool read_other(Reading& reading) {
  Cursor& at = reading.at;
  if (at.take("rename")) return read_rename(reading), true;
  if (at.take("comment")) return read_comment(reading), true;
  if (at.take("grant")) return read_right(reading, Verb::grant), true;
  if (at.take("revoke")) return read_right(reading, Verb::revoke), true;
  if (at.take_any({"set", "reset", "pragma"})) return read_set(reading), true;
  if (at.take("use")) {
    reading.add(Verb::set, Thing::setting, {"", "database"}).changes_meaning = true;
    return true;
  }
  if (at.take("lock")) return read_lock(reading), true;
  if (at.take("refresh")) return read_refresh(reading), true;
  if (read_explained(reading)) return true;
  if (read_transaction(reading)) return true;
  if (at.sees_any({"analyze", "vacuum", "optimize", "reindex", "cluster", "repair", "check",
                   "checksum", "checkpoint", "flush"})) {
    const std::string word = lower(at.peek()->text);
    at.skip();
    return read_maintenance(reading, word), true;
  }
  if (at.sees_any({"do", "call", "execute", "exec", "prepare", "begin", "declare"})) {
    reading.add(Verb::run_code, Thing::other).why = "'" + std::string(at.peek()->text) + "'";
    return true;
  }
  return read_brought(reading) || reads_only(at) || is_about_server(at);
}

}  // namespace ebbtide::sql

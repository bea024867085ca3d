// Statements are read as far as anybody asks: which thing they make, change or remove. The grammar
// is what PostgreSQL, MySQL, MariaDB and SQLite have in common, with the spellings of each;
// whatever does not fit is said to be unread, never guessed.
//
//   ALTER TABLE s.t DROP a, ADD b int REFERENCES o(id)
//       drop column s.t.a; create column s.t.b: int; create foreign key s.t -> o (b) -> (id)
//   SELECT setval('x', 3); SELECT f(1)
//       alter sequence x; run code at 'f'
//   CREATE WIDGET x
//       unread at 'WIDGET'
//
// A reader is a function that goes on with a `Reading`: the cursor and the effects found so far. It
// reads from left to right, takes what it knows, and passes over options, since new servers have
// new ones. Where the next word decides and is not known, it throws `Unread`. That is caught in one
// place, below; what was found before it stays, and an `unread` effect says at which word reading
// ended. So a forecast knows that it does not know.
//
// There is one grammar for all databases: they spell many things differently, but no spelling means
// one thing here and another there, beyond what the lexer has settled (quotes, comments, case). A
// new spelling is a line in tests/sql/effects.txt and a branch in the reader of its verb:
// read_create, read_alter, read_rows, read_other; read_parts has the columns and keys of a table,
// read_query what a view reads.
//
// PostgreSQL's own grammar is asked second, and only about texts of which something is unread. It
// knows all of PostgreSQL, but of one version, says less of columns, and takes its time. Its answer
// is for the whole text, which is why it replaces ours and is not mixed with it.
//
// In a text of several statements each has its number. A routine, trigger or event of MySQL and
// SQLite has semicolons in its body and is therefore taken to reach to the end of the text; a body
// in dollar quotes has none.
#include "sql/effects.h"

#include <algorithm>
#include <iterator>

#include "sql/postgresql.h"
#include "sql/reading.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

struct Word {
  std::string_view words;  ///< as many as stand there, with a blank between
  Thing thing;
};
/// The longer ones first. What is `other` is named by its words.
constexpr Word things[] = {
    {"table", Thing::table},
    {"foreign table", Thing::table},
    {"virtual table", Thing::table},
    {"view", Thing::view},
    {"materialized view", Thing::materialized_view},
    {"index", Thing::index},
    {"sequence", Thing::sequence},
    {"function", Thing::function},
    {"procedure", Thing::procedure},
    {"trigger", Thing::trigger},
    {"event trigger", Thing::other},
    {"event", Thing::event},
    {"type", Thing::type},
    {"domain", Thing::domain},
    {"schema", Thing::schema},
    {"database", Thing::database},
    {"extension", Thing::extension},
    {"role", Thing::role},
    {"user mapping", Thing::other},
    {"user", Thing::role},
    {"group", Thing::role},
    {"rule", Thing::rule},
    {"policy", Thing::policy},
    {"aggregate", Thing::other},
    {"routine", Thing::other},
    {"package body", Thing::other},
    {"package", Thing::other},
    {"collation", Thing::other},
    {"conversion", Thing::other},
    {"default conversion", Thing::other},
    {"cast", Thing::other},
    {"operator class", Thing::other},
    {"operator family", Thing::other},
    {"operator", Thing::other},
    {"language", Thing::other},
    {"procedural language", Thing::other},
    {"trusted language", Thing::other},
    {"trusted procedural language", Thing::other},
    {"publication", Thing::other},
    {"subscription", Thing::other},
    {"foreign data wrapper", Thing::other},
    {"server", Thing::other},
    {"statistics", Thing::other},
    {"tablespace", Thing::other},
    {"undo tablespace", Thing::other},
    {"logfile group", Thing::other},
    {"spatial reference system", Thing::other},
    {"text search configuration", Thing::other},
    {"text search dictionary", Thing::other},
    {"text search parser", Thing::other},
    {"text search template", Thing::other},
    {"transform", Thing::other},
    {"access method", Thing::other},
    {"large object", Thing::other},
    {"resource group", Thing::other},
};

bool take_words(Cursor& at, std::string_view words) {
  Cursor behind = at;
  for (const std::string_view word : split(words, ' ')) {
    if (!behind.take(word)) return false;
  }
  at = behind;
  return true;
}

/// Whether the statement makes a routine, a trigger or an event, whose body has semicolons of its
/// own.
bool makes_program(Cursor at) {
  if (!at.take("create")) return false;
  for (; !at.at_end(); at.skip()) {
    if (at.sees_any({"procedure", "function", "trigger", "event", "package"})) return true;
    if (at.sees_any({"table", "view", "index", ";"})) return false;
  }
  return false;
}

/// To the semicolon that ends the statement. A body that stands between quotes has none that count.
void go_behind(Cursor& at, bool is_program, const Syntax& syntax) {
  if (is_program && (!syntax.dollar_quotes || at.has_behind("atomic"))) return at.skip(Cursor::all);
  int depth = 0;
  while (!at.at_end() && !(at.sees(";") && (depth <= 0 || !syntax.semicolons_in_brackets))) {
    if (at.sees("(")) ++depth;
    if (at.sees(")")) --depth;
    at.skip();
  }
}

std::string place_of(const Cursor& at) {
  return at.at_end() ? "its end" : "'" + std::string(at.peek()->text.substr(0, 40)) + "'";
}

}  // namespace

void Reading::fail() const { throw Unread{place_of(at)}; }

void Reading::expect(std::string_view word) {
  if (!at.take(word)) fail();
}

Name Reading::name() {
  auto found = at.take_name();
  if (!found) fail();
  return std::move(*found);
}

std::string Reading::plain_name() {
  auto found = at.take_plain_name();
  if (!found) fail();
  return std::move(*found);
}

Effect& Reading::add(Verb verb, Thing thing, Name object) {
  Effect& effect = effects.emplace_back();
  effect.verb = verb;
  effect.thing = thing;
  effect.object = std::move(object);
  effect.at = begin;
  return effect;
}

void Reading::end_clause(std::size_t first) {
  for (std::size_t i = first; i < effects.size(); ++i) {
    Effect& effect = effects[i];
    if (effect.size == 0 && at.taken_to() > effect.at) effect.size = at.taken_to() - effect.at;
  }
}

Effect& Reading::add(Verb verb, Thing thing, Name object, std::string part) {
  Effect& effect = add(verb, thing, std::move(object));
  effect.part = std::move(part);
  return effect;
}

CalledThing take_thing(Cursor& at) {
  for (const Word& word : things) {
    if (!take_words(at, word.words)) continue;
    return {word.thing, word.thing == Thing::other ? std::string(word.words) : ""};
  }
  return {};
}

void read_statement(Reading& reading) {
  Cursor& at = reading.at;
  if (at.take("create")) return read_create(reading);
  if (at.take("drop")) return read_drop(reading);
  if (at.take("alter")) return read_alter(reading);
  if (!read_rows(reading) && !read_other(reading)) reading.fail();
}

namespace {

/// By our own grammar alone.
Effects own_effects(const Cursor& code, const Syntax& syntax) {
  Reading reading{code, !syntax.double_quotes_are_text || !syntax.backslash_escapes};
  for (int statement = 1; !reading.at.at_end(); ++statement) {
    while (reading.at.take(";")) continue;
    if (reading.at.at_end()) break;
    const Cursor begin = reading.at;
    const std::size_t known = reading.effects.size();
    reading.begin_clause();
    try {
      read_statement(reading);
    } catch (const Reading::Unread& unread) {
      reading.add(Verb::unread, Thing::other).why = unread.why;
    }
    for (std::size_t i = known; i < reading.effects.size(); ++i)
      reading.effects[i].statement = statement;
    // From its beginning again: reading may have ended in the midst of brackets.
    reading.at = begin;
    go_behind(reading.at, makes_program(begin), syntax);
    reading.end_clause(known);
  }
  return std::move(reading.effects);
}

}  // namespace

Effects effects_of(const Cursor& code, const Syntax& syntax) {
  const std::string_view sql = code.sql();
  Effects effects = own_effects(code, syntax);
  const bool is_unread = std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
    return effect.verb == Verb::unread;
  });
  constexpr std::size_t most = 1 << 20;  // more is no statement that somebody wrote
  if (!is_unread || !syntax.has_exact_reader || sql.size() > most) return effects;
  auto exact = postgresql_effects(sql);
  if (!exact) return effects;
  for (Effect& effect : *exact) {
    if (effect.size == 0) effect.size = sql.size();
  }
  return std::move(*exact);
}

Effects effects_of(std::string_view sql, const Syntax& syntax) {
  return effects_of(Cursor(sql, syntax), syntax);
}

}  // namespace ebbtide::sql

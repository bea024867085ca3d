// One table says what the first words of a statement mean; the first row that fits counts. It is
// what a plain update may afford for each statement: five tokens are read, and rows in their
// millions meet the first row of the table. Whoever has to know what a statement does asks
// effects_of.
//
// What no row knows is taken for a definition that may set something: it is noted before it runs,
// and the settings of the session are restored behind it. Unknown must cost time, never truth. A
// row that promises too much (undone_with_transaction, may_repeat, nothing set) does harm: to who
// resumes after a kill, or to the next changeset. One that promises too little costs a round trip.
//
// Two questions look further than five tokens. A lasting setting counts wherever it stands, since
// functions set it (SET … in CREATE FUNCTION, set_config) and names mean other tables then. And
// what a database refuses within a transaction is told by a word anywhere in the first 200 tokens:
// CONCURRENTLY, DATABASE, TABLESPACE … A column of such a name makes the answer "nobody can say",
// which costs a commit of its own and no more.
#include "sql/statement.h"

#include <algorithm>
#include <iterator>

#include "sql/cursor.h"
#include "sql/explain.h"
#include "sql/lexer.h"
#include "sql/splitter.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

constexpr std::size_t enough = 5;

constexpr unsigned operator|(Trait a, Trait b) {
  return static_cast<unsigned>(a) | static_cast<unsigned>(b);
}
constexpr unsigned operator|(unsigned a, Trait b) { return a | static_cast<unsigned>(b); }
constexpr unsigned just(Trait trait) { return static_cast<unsigned>(trait); }

/// `words` are what a statement begins with, each a choice such as `create|alter`; `*` is any
/// token, a word with `?` in front may be left out.
struct Row {
  std::string_view words;
  Kind kind;
  unsigned traits = 0;
};

constexpr unsigned sets = just(Trait::sets_session);
constexpr unsigned lasts = Trait::for_session | Trait::sets_session;
constexpr unsigned answers = Trait::answers | Trait::sets_session;  // a function may set something
constexpr unsigned begins = lasts | Trait::begins_transaction;
constexpr unsigned ends = sets | Trait::ends_transaction;
constexpr unsigned undone = just(Trait::undone_with_transaction);
constexpr unsigned repeats = sets | Trait::may_repeat;

constexpr Row rows[] = {
    {"insert|update|delete", Kind::data},  // first, since there can be millions
    {"create temporary|temp", Kind::definition, Trait::for_session | Trait::makes_or_renames},
    {"create", Kind::definition, undone | Trait::makes_or_renames},
    {"alter * * drop", Kind::definition, undone},
    {"alter", Kind::definition, undone | Trait::makes_or_renames},
    {"drop", Kind::definition, undone | Trait::drops},
    {"rename", Kind::definition, sets | Trait::makes_or_renames},
    {"truncate", Kind::definition, undone | repeats},
    {"comment|grant", Kind::definition, undone | Trait::may_repeat},
    {"revoke", Kind::definition, undone | repeats},
    {"analyze|optimize|check|flush|vacuum|reindex|cluster|refresh|checkpoint", Kind::definition,
     repeats},
    {"pragma", Kind::definition, repeats | Trait::answers},
    {"replace|merge|load|copy|(", Kind::data, sets},
    {"select|with|values|table", Kind::data, answers},
    {"show|explain", Kind::reads, answers},
    {"begin not", Kind::code, sets},
    {"begin", Kind::transaction, begins},
    {"start transaction", Kind::transaction, begins},
    {"set autocommit", Kind::session, begins},
    {"set", Kind::session, lasts},
    {"use", Kind::session, lasts | Trait::makes_or_renames},
    {"prepare transaction", Kind::session, lasts | Trait::ends_transaction},
    {"prepare", Kind::session, lasts},
    {"commit|end|abort", Kind::transaction, ends},
    {"rollback ?work|transaction to", Kind::transaction, sets},
    {"rollback", Kind::transaction, ends},
    {"lock tables|table", Kind::definition, lasts | Trait::locks_tables},
    {"lock", Kind::definition, lasts},
    {"unlock", Kind::definition, sets | Trait::frees_tables},
    {"call", Kind::code, sets | Trait::makes_or_renames},
    {"do|exec|execute|declare", Kind::code, sets},
};

/// Takes what stands before the next mark off the front of a list.
std::string_view take_front(std::string_view& list, char mark) {
  const std::size_t end = std::min(list.find(mark), list.size());
  const std::string_view front = list.substr(0, end);
  list.remove_prefix(std::min(end + 1, list.size()));
  return front;
}

bool is_one_of(const Cursor& at, std::string_view choice) {
  if (choice == "*") return !at.at_end();
  while (!choice.empty()) {
    if (at.sees(take_front(choice, '|'))) return true;
  }
  return false;
}

bool fits(const Cursor& at, std::string_view words) {
  if (!is_one_of(at, take_front(words, ' '))) return false;
  Cursor behind = at;
  behind.skip();
  while (!words.empty()) {
    std::string_view word = take_front(words, ' ');
    const bool may_miss = word.starts_with('?');
    if (may_miss) word.remove_prefix(1);
    const bool is_there = is_one_of(behind, word);
    if (is_there) behind.skip();
    if (!is_there && !may_miss) return false;
  }
  return true;
}

/// Looks at underscores only, since statements can be long and many.
bool mentions_lasting_setting(std::string_view sql, const Syntax& syntax) {
  const std::string_view name = syntax.lasting_setting;
  const std::size_t before = name.find('_');
  if (name.empty()) return false;
  for (std::size_t at = sql.find('_'); at != std::string_view::npos; at = sql.find('_', at + 1)) {
    if (at >= before && starts_with_ignoring_case(sql.substr(at - before), name)) return true;
  }
  return false;
}

/// What a database does on its own, whatever transaction is open.
bool runs_on_its_own(std::string_view sql, const Syntax& syntax) {
  constexpr std::string_view words[] = {"concurrently", "database",  "tablespace", "system",
                                        "subscription", "temporary", "temp"};
  constexpr std::size_t far_enough = 200;
  const Cursor at(sql, syntax, far_enough);
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return at.has_behind(word); });
}

bool is_transaction_statement(std::string_view sql, const Syntax& syntax) {
  const Look look = look_at(sql, syntax);
  return look.has(Trait::begins_transaction) || look.has(Trait::ends_transaction);
}

/// Of a statement that begins so.
Look look_of(const Cursor& at) {
  const auto row = std::find_if(std::begin(rows), std::end(rows),
                                [&](const Row& one) { return fits(at, one.words); });
  if (row == std::end(rows)) return {Kind::definition, sets};
  return {row->kind, row->traits};
}

}  // namespace

Look look_at(std::string_view sql, const Syntax& syntax) {
  const Cursor at(sql, leaving_out_comments(syntax), enough);
  if (at.at_end()) return {Kind::nothing, sets};
  Look look = look_of(at);
  if (at.sees_any({"explain", "analyze"})) {
    constexpr std::size_t far_enough = 60;
    const Cursor whole(sql, leaving_out_comments(syntax), far_enough);
    if (const auto run = statement_run_by_explain(whole)) {
      look = look_of(*run);
      look.traits = look.traits | answers;
    }
  }
  if (mentions_lasting_setting(sql, syntax)) look.traits = look.traits | Trait::sets_session;
  return look;
}

bool begins_with(std::string_view sql, std::string_view words, const Syntax& syntax) {
  return fits(Cursor(sql, leaving_out_comments(syntax), enough), words);
}

std::optional<std::string> find_transaction_statement(std::string_view sql, const Syntax& syntax) {
  for (const std::string& statement : split_sql(sql, syntax, {})) {
    if (is_transaction_statement(statement, syntax))
      return statement.substr(0, statement.find('\n'));
  }
  return std::nullopt;
}

bool runs_in_transaction(std::string_view sql, const Syntax& syntax) {
  return look_at(sql, syntax).has(Trait::undone_with_transaction) &&
         !runs_on_its_own(sql, syntax) && split_sql(sql, syntax, {}).size() == 1;
}

bool bears_others(std::string_view sql, Look look, const Syntax& syntax) {
  if (look.kind == Kind::session || look.kind == Kind::transaction || look.kind == Kind::code)
    return false;
  for (const Trait trait : {Trait::begins_transaction, Trait::ends_transaction, Trait::for_session,
                            Trait::locks_tables, Trait::frees_tables}) {
    if (look.has(trait)) return false;
  }
  // Those whose rows may come from the client.
  const bool is_plain = look.kind != Kind::data || !look.has(Trait::sets_session);
  if (!is_plain) {
    const Cursor at(sql, leaving_out_comments(syntax), 1);
    if (at.sees("copy") || at.sees("load")) return false;
  }
  if (sql.find(';') == std::string_view::npos) return true;
  return !trim(sql).ends_with(';') && !is_several(sql, syntax);
}

bool may_watch_rows(std::string_view sql, Look look) {
  constexpr std::string_view words[] = {"trigger", "rule", "policy"};
  if (look.kind == Kind::code || look.has(Trait::sets_session)) return true;
  const std::string_view text = trim(sql);
  if (text.substr(0, text.empty() ? 0 : text.size() - 1).find(';') != std::string_view::npos)
    return true;
  return look.kind == Kind::definition &&
         std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
           return find_ignoring_case(sql, word) != std::string_view::npos;
         });
}

bool is_several(std::string_view sql, const Syntax& syntax) {
  return sql.find(';') != std::string_view::npos && split_sql(sql, syntax, {}).size() > 1;
}

bool looks_back(std::string_view sql) {
  constexpr std::string_view words[] = {"row_count", "found_rows", "warning_count", "error_count",
                                        "diagnostics"};
  return starts_with_ignoring_case(trim(sql), "show") ||
         std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
           return find_ignoring_case(sql, word) != std::string_view::npos;
         });
}

bool begins_with_comment(std::string_view sql) { return trim(sql).starts_with("/*"); }

bool has_line_like_statement(std::string_view text) {
  constexpr std::string_view verbs[] = {"alter",  "create", "delete",   "drop",  "grant",
                                        "insert", "revoke", "truncate", "update"};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    std::string_view line = trim(text.substr(at + 1));
    while (line.starts_with("/*")) {
      const std::size_t close = line.find("*/", 2);
      line = close == std::string_view::npos ? "" : trim(line.substr(close + 2));
    }
    const auto end = std::find_if_not(line.begin(), line.end(), continues_word);
    const std::string_view word = line.substr(0, static_cast<std::size_t>(end - line.begin()));
    if (std::any_of(std::begin(verbs), std::end(verbs),
                    [&](std::string_view verb) { return equals_ignoring_case(verb, word); }))
      return true;
  }
  return false;
}

}  // namespace ebbtide::sql

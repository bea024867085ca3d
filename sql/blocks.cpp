// What a statement has opened is a string of letters, one for each block: `b` holds statements, `c`
// is a CASE that is a value. A `;` ends the statement where it is empty. Nothing is parsed; each
// word is judged by what stands around it:
//
//   BEGIN                   opens a block, until the next word or sign says that it began a
//                           transaction: BEGIN; BEGIN WORK, BEGIN IMMEDIATE
//   END                     closes the last one. The word behind it, IF in END IF, opens nothing
//   CASE, LOOP              open one wherever they stand in a block, never outside
//   IF, WHILE, REPEAT, FOR  only where a statement can begin (at_start_): IF(a, b, c) and
//                           REPEAT('x', 3) are functions, FOR UPDATE and IF EXISTS open nothing
//   CASE within a value     `c`: `THEN` behind it begins no statement, so that
//                           CASE WHEN a THEN IF(b, 1, 2) END is closed by its one END
//
// A statement can begin behind `;`, behind a label's `:`, and behind BEGIN, THEN, ELSE, LOOP, DO
// and ATOMIC. DO opens nothing, so that WHILE … DO … END WHILE is one block. FOR … LOOP and WHILE …
// LOOP, which MariaDB has with sql_mode=ORACLE, count as two of which one is closed: they need a
// delimiter of their own.
//
// MySQL's bodies need no BEGIN: CREATE PROCEDURE p() IF a THEN b; END IF. For syntaxes with
// bare_routine_bodies a small automaton (`Routine`) follows CREATE … TRIGGER name … FOR EACH ROW,
// EVENT name … DO and PROCEDURE name (…) to the first word of the body; there IF, CASE, LOOP and
// the like open a block although none is open. What is no routine (CREATE TABLE …) ends the
// following, so that a column called `if` means nothing.
#include "sql/blocks.h"

#include <algorithm>
#include <array>

namespace ebbtide {
namespace {

template <std::size_t size>
using Words = std::array<std::string_view, size>;

template <std::size_t size>
bool is_one_of(std::string_view word, const Words<size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What opens a block wherever it stands in one. `WHILE … DO` and `LOOP` are one block each.
constexpr Words<2> openers{"case", "loop"};
/// What opens a block only where a statement can begin: elsewhere it is a function, or a part of
/// IF EXISTS or FOR UPDATE.
constexpr Words<4> statement_openers{"if", "repeat", "while", "for"};
/// Behind these words a statement can begin.
constexpr Words<6> starters{"begin", "then", "else", "loop", "do", "atomic"};
/// Behind BEGIN: it begins a transaction, no block.
constexpr Words<13> not_blocks{"transaction",  "trans",       "tran",      "work", "dialog",
                               "conversation", "distributed", "isolation", "read", "deferrable",
                               "deferred",     "immediate",   "exclusive"};
/// What the body of a routine begins with where it is one plain statement.
constexpr Words<12> plain_bodies{"select", "insert", "update", "delete",  "set",     "return",
                                 "call",   "signal", "with",   "declare", "replace", "truncate"};
/// What CREATE makes that has no body.
constexpr Words<10> not_routines{"table", "view", "index",  "database", "schema",
                                 "user",  "role", "server", "sequence", "tablespace"};

bool opens_at_start(std::string_view word) { return is_one_of(word, statement_openers); }

}  // namespace

bool SqlBlocks::opens_bare_body(std::string_view word) const {
  if (brackets_ > 0 || !blocks_.empty()) return false;
  if (routine_ != Routine::at_body && routine_ != Routine::procedure) return false;
  return opens_at_start(word) || is_one_of(word, openers);
}

/// Follows `CREATE … TRIGGER name … FOR EACH ROW body`, `EVENT name … DO body` and `PROCEDURE name
/// (…) … body`.
void SqlBlocks::follow_routine(std::string_view word) {
  switch (routine_) {
    case Routine::none:
      if (is_first_ && word == "create") routine_ = Routine::create;
      return;
    case Routine::create:
      kind_ = word == "trigger"                           ? Routine::trigger
              : word == "event"                           ? Routine::event
              : word == "procedure" || word == "function" ? Routine::procedure
                                                          : Routine::none;
      if (kind_ != Routine::none) routine_ = Routine::name;
      if (is_one_of(word, not_routines)) routine_ = Routine::body;
      return;
    case Routine::name:  // IF NOT EXISTS may stand before it
      if (word != "if" && word != "not" && word != "exists") routine_ = kind_;
      return;
    case Routine::trigger:
      if (word == "row") routine_ = Routine::at_body;
      return;
    case Routine::event:
      if (word == "do") routine_ = Routine::at_body;
      return;
    case Routine::procedure:
      if (brackets_ == 0 && is_one_of(word, plain_bodies)) routine_ = Routine::body;
      return;
    case Routine::at_body:
      routine_ = word == "follows" || word == "precedes" ? Routine::before_name : Routine::body;
      return;
    case Routine::before_name:
      routine_ = Routine::at_body;
      return;
    case Routine::body:
      return;
  }
}

void SqlBlocks::follow_word(std::string_view word) {
  if (after_begin_ && is_one_of(word, not_blocks)) close();
  after_begin_ = false;
  const bool was_end = after_end_;
  after_end_ = false;
  const bool bare = bare_routine_bodies_ && opens_bare_body(word);
  if (bare_routine_bodies_) follow_routine(word);
  is_first_ = false;
  if (was_end &&
      (opens_at_start(word) || is_one_of(word, openers) || is_one_of(word, not_blocks))) {
    at_start_ = false;  // END IF, END CASE …
    return;
  }
  if (word == "begin") {
    open('b');
    after_begin_ = true;
  } else if (word == "end" && !blocks_.empty()) {
    close();
    after_end_ = true;
  } else if (bare) {
    open('b');
    routine_ = Routine::body;
  } else if (!blocks_.empty() && is_one_of(word, openers)) {
    open(word == "case" && !at_start_ ? 'c' : 'b');
  } else if (!blocks_.empty() && opens_at_start(word) && at_start_) {
    open('b');
  }
  at_start_ = !in_value() && is_one_of(word, starters);
}

void SqlBlocks::follow_quoted_name() {
  if (routine_ == Routine::name) routine_ = kind_;
  if (routine_ == Routine::before_name) routine_ = Routine::at_body;
}

}  // namespace ebbtide

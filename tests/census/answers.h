#pragma once

#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "database/applied.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "sql/closed.h"
#include "sql/cursor.h"
#include "sql/splitter.h"
#include "sql/statement.h"
#include "sql/table_text.h"
#include "tests/census/asked_catalog.h"
#include "text/ascii.h"
#include "text/error.h"
#include "text/md5.h"
#include "text/unicode.h"

namespace ebbtide::census {

/// What each reader of SQL says about a text on one dialect, by the name of the question. What is
/// not said is not there.
using Answers = std::map<std::string, std::string>;

inline std::string digest(std::string_view text) { return md5(text).substr(0, 8); }

/// In one line and without NUL.
inline std::string shown(std::string_view text) {
  std::string line;
  for (const char c : text) {
    constexpr std::string_view meant("\\\n\r\0", 4), spelled = "\\nr0";
    const std::size_t which = meant.find(c);
    line += which == std::string_view::npos ? std::string(1, c) : std::string{'\\', spelled[which]};
  }
  return line;
}

/// A long answer ends in a digest of all of it.
inline std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  return std::string(utf16_prefix(text, most)) + "… #" + digest(text);
}

inline std::string marked(char kind, std::string_view value) {
  const std::string mark(kind == 'w' || kind == 's' ? 0 : 1, kind);
  return mark + shown(value) + mark + " ";
}

struct Sights {
  std::string tokens;  ///< kinds and values
  std::string places;
};

inline Sights sights_of(const std::vector<sql::Token>& tokens) {
  Sights sights;
  for (const sql::Token& token : tokens) {
    const char kind = std::string_view("__w\"'#s").at(static_cast<std::size_t>(token.kind));
    sights.tokens += marked(kind, token.value());
    sights.places += std::to_string(token.begin.offset) + "-" + std::to_string(token.end()) + " ";
  }
  return sights;
}

inline std::string effects_text(const sql::Effects& effects) {
  std::string text;
  for (const sql::Effect& effect : effects)
    text += (text.empty() ? "" : "; ") + shown(effect.to_text());
  return text;
}

inline std::string_view kind_text(sql::Kind kind) {
  switch (kind) {
    case sql::Kind::nothing:
      return "nothing";
    case sql::Kind::reads:
    case sql::Kind::session:
      return "session";
    case sql::Kind::data:
      return "data";
    case sql::Kind::definition:
    case sql::Kind::transaction:
    case sql::Kind::code:
      break;
  }
  return "definition";
}

inline std::string lists_text(std::string_view sql, const sql::Syntax& syntax) {
  const sql::Look look = sql::look_at(sql, syntax);
  std::string text(kind_text(look.kind));
  const auto say = [&](bool is_so, const char* what) {
    text += is_so ? " " + std::string(what) : "";
  };
  say(look.has(sql::Trait::for_session), "for_session");
  say(look.has(sql::Trait::begins_transaction), "begins");
  say(look.has(sql::Trait::sets_session), "touches_session");
  say(look.has(sql::Trait::locks_tables), "locks");
  say(look.has(sql::Trait::frees_tables), "frees");
  say(look.has(sql::Trait::answers), "query");
  say(look.has(sql::Trait::makes_or_renames), "blinds");
  say(look.has(sql::Trait::drops), "drops");
  say(sql::runs_in_transaction(sql, syntax), "undoable");
  say(leaves_trace(sql::effects_of(sql, syntax)), "leaves_trace");
  say(sql::has_line_like_statement(sql), "line_like");
  if (const auto found = sql::find_transaction_statement(sql, syntax))
    text += " ends(" + *found + ")";
  return text;
}

/// What resuming makes of a statement where nothing is there, where its table has no parts, and
/// where all that it names is there.
inline std::string resuming_text(std::string_view sql, const sql::Syntax& syntax) {
  static constexpr std::string_view names[] = {"yes", "no", "unknown"};
  std::string text, asked;
  for (const Presence presence : {Presence::nothing, Presence::bare, Presence::all}) {
    AskedCatalog catalog(presence, sql::code_of(sql, syntax));
    text +=
        std::string(names[static_cast<int>(is_applied(sql::effects_of(sql, syntax), catalog))]) +
        " ";
    asked = presence == Presence::nothing ? catalog.asked() : asked;
  }
  return text + asked;
}

inline std::string reach_text(const ReachVerdict& verdict) {
  return verdict.why + (verdict.variable.empty() ? "" : " @" + verdict.variable) +
         (verdict.is_open ? " open" : "");
}

inline std::string table_text(const std::string& sql, const sql::Syntax& syntax) {
  try {
    const TableText text(sql, syntax);
    return join(text.column_names(), ",") + " " + digest(text.create("x"));
  } catch (const Error& error) {
    return error.what();
  }
}

/// What is said of one statement.
inline Answers answers_of(const std::string& sql, std::string_view name, const Dialect& dialect) {
  const sql::Syntax syntax = dialect.facts().syntax;
  Answers answers;
  const Sights sights = sights_of(sql::code_of(sql, syntax));
  answers["tokens"] = sights.tokens;
  answers["places"] = digest(sights.places);
  answers["lists"] = lists_text(sql, syntax);
  const sql::Effects effects = sql::effects_of(sql, syntax);
  answers["effects"] = effects_text(effects);
  const NoCatalog none;
  for (const Statement& one : dialect.clear_the_way(effects, {Names(dialect, {}), none}))
    answers["clears"] += one.sql;
  answers["resuming"] = resuming_text(sql, syntax);
  const Reach reach(reach_rules(name), syntax, {"shop"});
  answers["reach"] = reach_text(reach.of(sql));
  answers["beyond"] = reach.beyond_transaction(sql);
  answers["comments_before"] = std::to_string(comments_before(sql, syntax));
  if (const auto spelled = without_jdbc_escapes(sql, dialect.facts()); spelled != sql)
    answers["jdbc"] = spelled;
  if (const auto whole = without_blank_statements(sql, dialect.facts()); whole != sql)
    answers["blank_statements"] = whole;
  if (name == "sqlite" && starts_with_ignoring_case(sql, "create table"))
    answers["table_text"] = table_text(sql, syntax);
  return answers;
}

/// The pieces a text is split into, and what is wrong with it.
inline std::string pieces_text(std::string_view text, const sql::Syntax& syntax,
                               const SplitOptions& options) {
  std::istringstream input{std::string(text)};
  SqlSplitter splitter(input, syntax, options);
  std::string pieces;
  while (const auto piece = splitter.next())
    pieces += std::to_string(splitter.begin()) + "[" + shown(*piece) + "] ";
  if (const auto& flaw = splitter.flaw()) pieces += std::to_string(flaw->at) + "! " + flaw->what;
  if (const auto& first = splitter.first_delimiter()) pieces += " first " + std::to_string(*first);
  return pieces;
}

/// What is said of a text that may be several statements.
inline Answers answers_of_text(std::string_view text, const sql::Syntax& syntax,
                               const Text& delimiter) {
  Answers answers;
  const auto ask = [&](const char* what, SplitOptions options) {
    options.delimiter = delimiter;
    answers[what] = pieces_text(text, syntax, options);
  };
  ask("split", {});
  ask("split_stripped", {.delimiter = {}, .split = true, .strip_comments = true});
  ask("split_but_bodies",
      {.delimiter = {}, .split = true, .strip_comments = true, .strip_bodies = false});
  ask("whole", {.delimiter = {}, .split = false});
  ask("whole_stripped", {.delimiter = {}, .split = false, .strip_comments = true});
  std::istringstream input{std::string(text)};
  answers["closed"] = is_surely_closed(input, syntax, delimiter) ? "surely" : "";
  answers["only_comments"] = is_only_comments(text, syntax) ? "yes" : "";
  return answers;
}

}  // namespace ebbtide::census

#include "sql/statement_kind.h"

#include <algorithm>
#include <array>

#include "sql/splitter.h"
#include "sql/words.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return equals_ignoring_case(one, word); });
}

template <std::size_t n>
bool starts_with_one_of(const std::array<std::string_view, n>& words, std::string_view sql) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return starts_with_ignoring_case(trim(sql), word);
  });
}

/// Looks at underscores only, since statements can be long and many.
bool mentions_search_path(std::string_view sql) {
  constexpr std::string_view name = "search_path";
  constexpr std::size_t before = name.find('_');
  for (std::size_t at = sql.find('_'); at != std::string_view::npos; at = sql.find('_', at + 1)) {
    if (at >= before && starts_with_ignoring_case(sql.substr(at - before), name)) return true;
  }
  return false;
}

/// The next name as it can stand in a statement.
std::string spelled(SqlWords& words) {
  const bool is_quoted = words.sees_name() && !words.sees_word();
  const std::string name = words.take_name();
  return is_quoted ? '"' + replace_all(name, "\"", "\"\"") + '"' : name;
}

bool is_transaction_statement(std::string_view sql) {
  SqlWords words(sql_words(sql, 3));
  if (words.take_any({"COMMIT", "END", "ABORT"}) || words.take_all({"PREPARE", "TRANSACTION"}) ||
      words.take_all({"START", "TRANSACTION"}))
    return true;
  if (words.take("BEGIN")) return !words.sees("NOT");
  if (!words.take("ROLLBACK")) return false;
  words.take_any({"WORK", "TRANSACTION"});
  return !words.sees("TO");
}

}  // namespace

StatementKind kind_of(std::string_view sql) {
  constexpr std::array<std::string_view, 5> session{"SET", "USE", "SHOW", "EXPLAIN", "PREPARE"};
  constexpr std::array<std::string_view, 12> data{"INSERT", "UPDATE", "DELETE", "REPLACE",
                                                  "SELECT", "WITH",   "VALUES", "MERGE",
                                                  "LOAD",   "COPY",   "TABLE",  "("};
  const auto words = sql_words(sql, 1);
  if (words.empty()) return StatementKind::nothing;
  if (is_one_of(session, words[0].text)) return StatementKind::session;
  return is_one_of(data, words[0].text) ? StatementKind::data : StatementKind::definition;
}

bool is_for_session(std::string_view sql) {
  SqlWords words(sql_words(sql, 2));
  return words.take_any({"SET", "USE", "PREPARE", "START", "BEGIN", "LOCK"}) ||
         words.take_all({"CREATE", "TEMPORARY"});
}

bool begins_transaction(std::string_view sql) {
  SqlWords words(sql_words(sql, 2));
  return words.take_any({"START", "BEGIN"}) || words.take_all({"SET", "AUTOCOMMIT"});
}

bool leaves_session_alone(std::string_view sql) {
  constexpr std::array<std::string_view, 8> words{"CREATE", "ALTER",  "DROP",    "INSERT",
                                                  "UPDATE", "DELETE", "COMMENT", "GRANT"};
  return !mentions_search_path(sql) && starts_with_one_of(words, sql);
}

bool locks_tables(std::string_view sql) {
  SqlWords words(sql_words(sql, 2));
  return words.take_all({"LOCK", "TABLES"}) || words.take_all({"LOCK", "TABLE"});
}

bool frees_tables(std::string_view sql) { return SqlWords(sql_words(sql, 1)).take("UNLOCK"); }

bool is_query(std::string_view sql) {
  constexpr std::array<std::string_view, 7> words{"select", "with",    "show", "pragma",
                                                  "values", "explain", "table"};
  return starts_with_one_of(words, sql);
}

bool makes_or_renames(std::string_view sql) {
  SqlWords words(sql_words(sql, 4));
  return words.take_any({"CREATE", "RENAME", "USE", "CALL"}) ||
         (words.sees("ALTER") && !words.sees("DROP", 3));
}

bool drops(std::string_view sql) { return SqlWords(sql_words(sql, 1)).take("DROP"); }

std::optional<std::string> clearing_statement(std::string_view sql) {
  SqlWords words(sql_words(sql, 12));
  if (!words.take("CREATE")) return std::nullopt;
  words.take("UNIQUE");
  if (!words.take_all({"INDEX", "CONCURRENTLY"}) || words.take("ON")) return std::nullopt;
  words.take_all({"IF", "NOT", "EXISTS"});
  const std::string index = spelled(words);
  if (!words.take_all({"ON", "ONLY"})) words.take("ON");
  const std::string first = spelled(words);
  const std::string schema = words.take(".") ? first + "." : "";
  return "DROP INDEX CONCURRENTLY IF EXISTS " + schema + index;
}

bool has_line_like_statement(std::string_view text) {
  constexpr std::array<std::string_view, 9> verbs{"ALTER",  "CREATE", "DELETE",   "DROP",  "GRANT",
                                                  "INSERT", "REVOKE", "TRUNCATE", "UPDATE"};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    const auto words = sql_words(text.substr(at + 1), 1);
    if (!words.empty() && words.front().kind == SqlWord::Kind::word &&
        is_one_of(verbs, words.front().text))
      return true;
  }
  return false;
}

std::optional<std::string> find_transaction_statement(std::string_view sql,
                                                      const sql::Syntax& syntax) {
  for (const std::string& statement : split_sql(sql, syntax, {})) {
    if (is_transaction_statement(statement)) return statement.substr(0, statement.find('\n'));
  }
  return std::nullopt;
}

bool runs_in_transaction(std::string_view sql, const sql::Syntax& syntax) {
  constexpr std::size_t enough = 200;
  SqlWords words(sql_words(sql, enough));
  if (!words.take_any({"CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "TRUNCATE"}))
    return false;
  for (; !words.at_end(); words.skip()) {
    for (const std::string_view word : {"CONCURRENTLY", "DATABASE", "TABLESPACE", "SYSTEM",
                                        "SUBSCRIPTION", "TEMPORARY", "TEMP"}) {
      if (words.sees(word)) return false;
    }
  }
  return split_sql(sql, syntax, {}).size() == 1;
}

bool leaves_trace(std::string_view sql) {
  SqlWords words(sql_words(sql, 12));
  const bool is_altered = words.take("ALTER");
  if (!is_altered && !words.take_any({"CREATE", "DROP", "RENAME"})) return false;
  bool leaves = false;
  for (; !words.at_end(); words.skip()) {
    // Not every catalog shows checks, nor any that have no name.
    if (is_altered && words.sees("CHECK")) return false;
    leaves = leaves || words.sees("TABLE") || words.sees("INDEX") || words.sees("VIEW") ||
             words.sees("SEQUENCE");
    leaves = leaves || (!is_altered && (words.sees("PROCEDURE") || words.sees("FUNCTION") ||
                                        words.sees("TRIGGER") || words.sees("EVENT")));
  }
  return leaves;
}

}  // namespace ebbtide

// Changelogs that ran on PostgreSQL through its JDBC driver may hold what only that driver
// understands. It rewrites a statement before it sends it, and so does this, in the same way:
//
//   {ts '2020-01-01 00:00:00'}        TIMESTAMP '2020-01-01 00:00:00'
//   {fn left({fn lcase(x)},2)}        substring(lower(x) for 2)
//   a ?? b                            a ? b, PostgreSQL's operator
//
// Braces are matched once over all tokens (match_braces), then the text is written from left to
// right, an escape within an escape by recursion. Braces that are no complete escape stay as they
// are, and a function with too few arguments keeps its name: the server refuses it then, in the
// words of the changelog. To match braces anew for each one takes quadratic time on a text of many
// open braces; the depth has a limit for the sake of the stack.
//
// Few statements have any of this. may_have_escapes finds out without taking the text apart.
#include "sql/jdbc_escapes.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// What a function of JDBC is called in PostgreSQL. `$1` to `$4` are its arguments, `$,` is all of
/// them in a list and `$|` all of them put together.
struct FunctionSpelling {
  std::string_view name, spelling;
};

constexpr FunctionSpelling function_spellings[] = {
    {"ceiling", "ceil($,)"},
    {"char", "chr($,)"},
    {"concat", "($|)"},
    {"curdate", "current_date"},
    {"curtime", "current_time"},
    {"database", "current_database()"},
    {"dayname", "to_char($1,'Day')"},
    {"dayofmonth", "extract(day from $1)"},
    {"dayofweek", "extract(dow from $1)+1"},
    {"dayofyear", "extract(doy from $1)"},
    {"hour", "extract(hour from $1)"},
    {"ifnull", "coalesce($,)"},
    {"insert", "overlay($1 placing $4 from $2 for $3)"},
    {"lcase", "lower($,)"},
    {"left", "substring($1 for $2)"},
    {"length", "length(trim(trailing from $1))"},
    {"locate", "position($1 in $2)"},
    {"log", "ln($,)"},
    {"log10", "log($,)"},
    {"ltrim", "trim(leading from $1)"},
    {"minute", "extract(minute from $1)"},
    {"month", "extract(month from $1)"},
    {"monthname", "to_char($1,'Month')"},
    {"power", "pow($,)"},
    {"quarter", "extract(quarter from $1)"},
    {"right", "substring($1 from (length($1)+1-$2))"},
    {"rtrim", "trim(trailing from $1)"},
    {"second", "extract(second from $1)"},
    {"space", "repeat(' ',$1)"},
    {"substring", "substr($,)"},
    {"truncate", "trunc($,)"},
    {"ucase", "upper($,)"},
    {"user", "user"},
    {"week", "extract(week from $1)"},
    {"year", "extract(year from $1)"},
};

/// The keywords of escapes, and what stands in their place. Those that become a word stand before a
/// text.
struct EscapeKeyword {
  std::string_view keyword, word;
};

constexpr EscapeKeyword escape_keywords[] = {
    {"d", "DATE "},        {"t", "TIME "}, {"ts", "TIMESTAMP "},
    {"escape", "ESCAPE "}, {"fn", ""},     {"oj", ""},
};

const EscapeKeyword* find_escape(std::string_view word) {
  const auto found = std::find_if(
      std::begin(escape_keywords), std::end(escape_keywords),
      [&](const EscapeKeyword& escape) { return equals_ignoring_case(escape.keyword, word); });
  return found == std::end(escape_keywords) ? nullptr : found;
}

std::string filled(std::string_view spelling, const std::vector<std::string>& arguments) {
  std::string sql;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    if (spelling[i] != '$') {
      sql += spelling[i];
      continue;
    }
    const char which = spelling[++i];
    if (which == ',') sql += join(arguments, ",");
    if (which == '|') sql += join(arguments, "||");
    if (is_digit(which)) sql += arguments[static_cast<std::size_t>(which - '1')];
  }
  return sql;
}

std::size_t arguments_needed(std::string_view spelling) {
  std::size_t most = 0;
  for (std::size_t i = 0; i + 1 < spelling.size(); ++i) {
    if (spelling[i] == '$' && is_digit(spelling[i + 1]))
      most = std::max(most, static_cast<std::size_t>(spelling[i + 1] - '0'));
  }
  return most;
}

class Escapes {
 public:
  Escapes(std::string_view sql, const sql::Syntax& syntax)
      : sql_(sql), tokens_(sql::code_of(sql, syntax)), closes_(tokens_.size(), tokens_.size()) {
    match_braces();
  }

  std::string spelled_out() const { return spelled(0, tokens_.size(), 0, sql_.size()); }

 private:
  /// The SQL between two places, which are around these tokens.
  std::string spelled(std::size_t first, std::size_t last, std::size_t begin,
                      std::size_t end) const {
    std::string out;
    for (std::size_t i = first; i < last; ++i) {
      if (is_doubled_question_mark(i, last)) {
        out += sql_.substr(begin, tokens_[i].end() - begin);
        begin = tokens_[++i].end();
        continue;
      }
      const std::size_t close = closes_[i];
      if (close >= last || !starts_escape(i)) continue;
      out += sql_.substr(begin, tokens_[i].begin.offset - begin);
      out += escape(i + 1, close);
      begin = tokens_[close].end();
      i = close;
    }
    return out += sql_.substr(begin, end - begin);
  }

  bool is_doubled_question_mark(std::size_t i, std::size_t last) const {
    return i + 1 < last && tokens_[i].is("?") && tokens_[i + 1].is("?") &&
           tokens_[i].end() == tokens_[i + 1].begin.offset;
  }

  /// Whether `{`, a keyword directly behind it and what the keyword needs stand here, in one line.
  bool starts_escape(std::size_t i) const {
    if (i + 2 >= closes_[i] || tokens_[i].end() != tokens_[i + 1].begin.offset) return false;
    const sql::Token& keyword = tokens_[i + 1];
    const EscapeKeyword* const escape =
        keyword.kind == sql::TokenKind::word ? find_escape(keyword.value()) : nullptr;
    if (escape == nullptr) return false;
    const sql::Token& inside = tokens_[i + 2];
    const std::string_view gap = sql_.substr(keyword.end(), inside.begin.offset - keyword.end());
    if (gap.find_first_not_of(' ') != std::string_view::npos) return false;
    if (!escape->word.empty()) return inside.kind == sql::TokenKind::text;
    return inside.is_name() || (keyword.is("oj") && inside.is("("));
  }

  std::string escape(std::size_t keyword, std::size_t close) const {
    if (tokens_[keyword].is("fn")) {
      if (const auto call = function(keyword + 1, close)) return *call;
    }
    return std::string(find_escape(tokens_[keyword].value())->word) +
           spelled(keyword + 1, close, tokens_[keyword + 1].begin.offset,
                   tokens_[close].begin.offset);
  }

  /// A call of a function that PostgreSQL calls otherwise.
  std::optional<std::string> function(std::size_t name, std::size_t close) const {
    if (name + 2 >= close || !tokens_[name + 1].is("(") || !tokens_[close - 1].is(")"))
      return std::nullopt;
    const auto known = std::find_if(
        std::begin(function_spellings), std::end(function_spellings),
        [&](const FunctionSpelling& function) { return tokens_[name].is(function.name); });
    if (known == std::end(function_spellings)) return std::nullopt;
    const std::vector<std::string> given = arguments(name + 1, close - 1);
    if (given.size() < arguments_needed(known->spelling)) return std::nullopt;
    return filled(known->spelling, given);
  }

  /// What stands between two parentheses, parted at the commas that are in no others.
  std::vector<std::string> arguments(std::size_t open, std::size_t close) const {
    std::vector<std::string> found;
    std::size_t depth = 0;
    std::size_t first = open + 1;
    const auto take = [&](std::size_t end) {
      found.push_back(spelled(first, end, tokens_[first - 1].end(), tokens_[end].begin.offset));
      first = end + 1;
    };
    for (std::size_t i = open + 1; i < close; ++i) {
      if (tokens_[i].is("(")) ++depth;
      if (tokens_[i].is(")")) --depth;
      if (depth == 0 && tokens_[i].is(",")) take(i);
    }
    if (first < close) take(close);
    return found;
  }

  /// Deeper ones stay as they are, so that no text takes more than its share of time and stack.
  static constexpr std::size_t deepest = 50;

  void match_braces() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].is("{")) {
        open.push_back(i);
      } else if (tokens_[i].is("}") && !open.empty()) {
        if (open.size() <= deepest) closes_[open.back()] = i;
        open.pop_back();
      }
    }
  }

  std::string_view sql_;
  std::vector<sql::Token> tokens_;
  std::vector<std::size_t> closes_;  ///< the `}` of each `{`; past the end where there is none
};

/// Whether an escape may begin somewhere, so that it is worth a closer look.
bool may_have_escapes(std::string_view sql) {
  if (contains(sql, "??")) return true;
  for (std::size_t at = sql.find('{'); at != std::string_view::npos; at = sql.find('{', at + 1)) {
    const std::string_view behind = sql.substr(at + 1);
    const auto end = std::find_if_not(behind.begin(), behind.end(), is_letter);
    if (find_escape(behind.substr(0, static_cast<std::size_t>(end - behind.begin())))) return true;
  }
  return false;
}

/// Whether blanks stand between two `;`, or behind the last.
bool may_have_blank_statements(std::string_view sql) {
  for (std::size_t at = sql.find(';'); at != std::string_view::npos; at = sql.find(';', at + 1)) {
    const auto next =
        std::find_if_not(sql.begin() + static_cast<std::ptrdiff_t>(at) + 1, sql.end(), is_space);
    if (next == sql.end() || *next == ';') return true;
  }
  return false;
}

}  // namespace

std::string without_jdbc_escapes(std::string sql, const sql::Syntax& syntax) {
  if (!may_have_escapes(sql)) return sql;
  return Escapes(sql, syntax).spelled_out();
}

std::string without_blank_statements(std::string sql, const sql::Syntax& syntax) {
  if (!may_have_blank_statements(sql)) return sql;
  std::vector<std::string> statements;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    std::string statement = sql.substr(begin, end - begin);
    if (!trim(statement).empty()) statements.push_back(std::move(statement));
    begin = end + 1;
  };
  for (const sql::Token& token : sql::code_of(sql, syntax)) {
    if (token.is(";")) take(token.begin.offset);
  }
  take(sql.size());
  return std::string(trim_end(join(statements, ";")));
}

}  // namespace ebbtide

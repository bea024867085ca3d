// How statements end. Liquibase counts words: BEGIN opens a block, END closes one, and `;` ends a
// statement outside blocks; it does not know dollar quotes. That cuts a PL/pgSQL body at the `;` of
// its DECLARE and behind its last END, and loses count at END IF. Here each database's own lexer
// decides, which agrees with Liquibase wherever its pieces could run. What counts as a block,
// blocks.h says.
//
// A loop of two questions: does a delimiter stand here, and if not, what is the next token? Tokens
// are appended to the statement as they come, so that one statement is all that is in memory. A
// delimiter is looked for only where a token begins: in a string or a comment there is none. Which
// one counts:
//
//   `;`, or none       where no block is open; where none was given, a line that is only `go` or
//                      `/` ends a statement too
//   texts              one of several, in any case, some only at the start or end of a line, none
//                      that would cut a word: `go` does not end `gold`, `@` not user@host. One of
//                      marks may follow a word where a blank follows it: END$$
//   a pattern          asked of the last two tokens together, as Liquibase does: delimiter.h
//   DELIMITER x        the mysql client's own command, at the start of a line between statements,
//                      where the syntax has it: from there on the text `x`
//
// Where the delimiter is not `;`, blocks do not matter: a `;` is a letter like any other.
//
// Words need care, since the lexer and a delimiter may disagree where they end: `END$$` is one word
// to the lexer. So before a word is taken its size is worked out (word_size), and the lexer is
// given back what belongs to the delimiter. `word_end_` keeps texts from being found inside of a
// word.
//
// Kept on the way: where the statement begins behind its comments (begin_), so that a failure can
// name its place; where the last string or comment ends (closed_), so that a delimiter at the very
// end of the text is not looked for in it; the first thing that is opened and never closed (flaw_).
// Comments before the first code of a statement may be a licence of any length: all but the last 64
// kB go.
#include "sql/splitter.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "sql/routine_body.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Token;
using sql::TokenKind;

constexpr std::size_t kept_comments = std::size_t{64} * 1024;

/// How a thing is called that is begun and never closed.
std::string open_name(const Token& token) {
  if (token.kind == TokenKind::comment) return "the comment";
  if (token.text.starts_with('[')) return "the name in brackets";
  if (token.text.starts_with('$'))
    return "the text in " + std::string(token.text.substr(0, token.text.find('$', 1) + 1));
  return contains("'eE", token.text.substr(0, 1)) ? "the string" : "the quoted name or string";
}

SqlFlaw never_closed(const std::string& name, std::uint64_t at) {
  return {name + " that begins here is never closed; close it", at};
}

sql::Syntax syntax_of(const sql::Syntax& syntax, const SplitOptions& options) {
  sql::Syntax own = options.strip_comments ? sql::leaving_out_comments(syntax) : syntax;
  own.returns_end_comments = own.returns_end_comments || options.keep_returns;
  return own;
}

/// What a server runs, or another one would.
bool is_code(const Token& token) {
  return token.is_code() || token.kind == TokenKind::code_mark ||
         (token.kind == TokenKind::comment && token.is_executable);
}

}  // namespace

SqlSplitter::SqlSplitter(std::istream& input, const sql::Syntax& syntax,
                         const SplitOptions& options)
    : SqlSplitter(sql::Lexer(input, syntax_of(syntax, options), options.keep_returns),
                  StatementText(false), syntax, options) {}

SqlSplitter::SqlSplitter(std::string_view text, const sql::Syntax& syntax,
                         const SplitOptions& options)
    : SqlSplitter(sql::Lexer(text, syntax_of(syntax, options)), StatementText(true), syntax,
                  options) {}

SqlSplitter::SqlSplitter(sql::Lexer lexer, StatementText statement, const sql::Syntax& syntax,
                         const SplitOptions& options)
    : syntax_(syntax_of(syntax, options)),
      lexer_(std::move(lexer)),
      split_(options.split),
      strip_(options.strip_comments),
      plain_semicolon_(!options.delimiter || *options.delimiter == ";"),
      delimiters_(options.delimiter),
      blocks_(syntax),
      has_own_delimiter_(options.delimiter),
      go_lines_(options.go_lines),
      strip_bodies_(options.strip_comments && options.strip_bodies),
      statement_(std::move(statement)),
      tokens_(std::make_shared<std::vector<Token>>()) {}

/// The first one counts.
std::optional<SqlFlaw> SqlSplitter::flaw() const {
  const auto& nul = lexer_.nul();
  if (nul && (!flaw_ || nul->at < flaw_->at)) return SqlFlaw{nul->refusal, nul->at};
  return flaw_;
}

/// Looks no further than lines are long.
bool SqlSplitter::rest_of_line_is_blank(std::size_t from) {
  for (std::size_t at = from; at < from + kept_comments; ++at) {
    const std::string_view letters = lexer_.ahead(at + 1);
    if (letters.size() <= at || letters[at] == '\n') return true;
    if (!is_space(letters[at])) return false;
  }
  return false;
}

bool SqlSplitter::is_here(const SqlDelimiters::Delimiter& delimiter) {
  const std::size_t size = delimiter.text.size();
  if (!equals_ignoring_case(lexer_.ahead(size), delimiter.text)) return false;
  if (delimiter.at_line_start && !at_line_start()) return false;
  if (delimiter.to_line_end && !rest_of_line_is_blank(size)) return false;
  const bool cuts_word = is_in_sql_word(delimiter.text.front()) && continues_sql_word(last_);
  const bool in_word = is_in_sql_word(delimiter.text.back()) && continues_sql_word(peek(size));
  return !cuts_word && !in_word;
}

/// How long the delimiter is that stands here; 0 for none.
std::size_t SqlSplitter::delimiter_here() {
  if (plain_semicolon_) {
    if (blocks_.is_open()) return 0;
    if (peek() == ';') return 1;
    if (!go_lines_ || !at_line_start() || !delimiters_.empty()) return 0;
    if (peek() == '/' && rest_of_line_is_blank(1)) return 1;
    return equals_ignoring_case(lexer_.ahead(2), "go") && rest_of_line_is_blank(2) ? 2 : 0;
  }
  if (delimiters_.has_pattern()) {
    const std::size_t size = token_size();
    if (delimiters_.ends_at(before_, lexer_.ahead(size))) return size;
  }
  if (offset() < word_end_) return 0;
  const auto& all = delimiters_.all();
  const auto here =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return is_here(one); });
  return here == all.end() ? 0 : here->text.size();
}

/// How long the run of blanks, the word or the sign is that stands here.
std::size_t SqlSplitter::token_size() {
  const auto run_of = [&](const auto& belongs) {
    std::size_t size = 1;
    while (lexer_.ahead(size + 1).size() > size && belongs(peek(size))) ++size;
    return size;
  };
  if (is_space(peek())) return run_of([](char c) { return is_space(c); });
  return is_in_sql_word(peek()) ? run_of(continues_sql_word) : 1;
}

/// Tokens other than blanks, words and signs are no part of a delimiter.
void SqlSplitter::read_token_after_pattern() {
  const std::string token(lexer_.ahead(token_size()));
  const std::uint64_t end = offset() + token.size();
  do read_token();
  while (offset() < end);
  before_ = offset() == end ? token : "'";
}

/// The mysql client's own command: from here on another delimiter counts.
bool SqlSplitter::read_delimiter_command() {
  constexpr std::string_view word = "delimiter";
  if (!syntax_.delimiter_command || !at_line_start() || !trim(statement_.view()).empty())
    return false;
  if (!equals_ignoring_case(lexer_.ahead(word.size()), word) || !is_space(peek(word.size())))
    return false;
  if (!first_delimiter_) first_delimiter_ = offset();
  std::size_t size = word.size();
  while (lexer_.ahead(size + 1).size() > size && peek(size) != '\n') ++size;
  const Text delimiter(trim(lexer_.ahead(size).substr(word.size())));
  lexer_.skip(size);
  plain_semicolon_ = delimiter == ";";
  delimiters_ = plain_semicolon_ ? SqlDelimiters() : SqlDelimiters(delimiter);
  return true;
}

std::optional<std::string> SqlSplitter::next() {
  const auto statement = next_view();
  return statement ? std::optional<std::string>(*statement) : std::nullopt;
}

std::optional<std::string_view> SqlSplitter::next_view() {
  begin_statement();
  while (!lexer_.ahead(1).empty()) {
    if (may_end_here()) {
      if (const std::size_t size = delimiter_here(); size > 0) {
        if (!first_delimiter_) first_delimiter_ = offset();
        last_ = peek(size - 1);
        lexer_.skip(size);
        if (finish(false)) return finished_;
        begin_statement();
        continue;
      }
      if (read_delimiter_command()) continue;
    }
    delimiters_.has_pattern() && !goes_on_ ? read_token_after_pattern() : read_token();
  }
  if (const auto& open = lexer_.open_code(); open && (!flaw_ || open->offset < flaw_->at))
    flaw_ = never_closed("the comment", open->offset);
  if (finish(true)) return finished_;
  return std::nullopt;
}

sql::Cursor SqlSplitter::code() const {
  return has_code_ ? sql::Cursor(finished_, tokens_, syntax_) : sql::Cursor(finished_, syntax_);
}

void SqlSplitter::read_token() {
  if (!goes_on_ && peek() == ';') {
    blocks_.take_sign(';');
    if (!blocks_.is_open() && plain_semicolon_ && split_) return;  // next() ends the statement here
  }
  if (!goes_on_ && peek() == '`' && take_backticks()) return;
  const bool ends_words = !goes_on_ && split_ && !plain_semicolon_;
  const std::size_t most = ends_words ? word_size() : std::string::npos;
  const Token* const token = lexer_.next();
  if (token == nullptr) return;
  const bool is_word = token->kind == TokenKind::word || token->kind == TokenKind::number;
  if (is_word && token->text.size() > most) lexer_.give_back(token->text.size() - most);
  take_token(*token);
}

/// As Liquibase does: what stands between backticks is kept together, whatever they mean here.
bool SqlSplitter::take_backticks() {
  if (contains(syntax_.name_marks, "`")) return false;
  std::size_t size = 1;
  while (size < kept_comments && lexer_.ahead(size + 1).size() > size && peek(size) != '`') ++size;
  if (peek(size) != '`') return false;
  if (!begun_) begun_ = offset();
  blocks_.take_sign('`');
  has_code_ = false;  // it is not taken apart here
  statement_.add(lexer_.ahead(++size));
  closed_ = statement_.size();
  last_ = '`';
  lexer_.skip(size);
  return true;
}

/// Where a delimiter of marks may stand behind a word, as in `END$$`: how much of what begins here
/// is the word. Other marks are part of it, so that `user@host` is not cut.
std::size_t SqlSplitter::word_size() {
  if (!sql::continues_word(peek())) return std::string::npos;
  std::size_t first = 0;
  while (peek(first) == '$') ++first;
  const bool is_word = sql::begins_word(peek(first));
  std::size_t size = std::max<std::size_t>(first, 1);
  while (is_word ? continues_sql_word(peek(size)) : sql::continues_word(peek(size))) ++size;
  size -= delimiter_behind(size);
  if (is_word) word_end_ = offset() + size;
  return size;
}

/// How much of a word that ends before a blank is a delimiter of marks; elsewhere they are part of
/// the word.
std::size_t SqlSplitter::delimiter_behind(std::size_t size) {
  if (lexer_.ahead(size + 1).size() > size && !is_space(peek(size))) return 0;
  const std::string_view word = lexer_.ahead(size);
  for (const SqlDelimiters::Delimiter& delimiter : delimiters_.all()) {
    if (delimiter.is_marks() && word.ends_with(delimiter.text)) return delimiter.text.size();
  }
  return 0;
}

void SqlSplitter::take_token(const Token& token) {
  if (!goes_on_ && (token.goes_on || !token.is_closed)) {
    const bool has_prefix = token.kind == TokenKind::text && is_letter(token.text.front());
    opened_ = token.begin.offset + (has_prefix ? 1 : 0);
    open_name_ = open_name(token);
  }
  last_ = token.text.back();
  if (!token.is_closed && !flaw_) flaw_ = never_closed(open_name_, opened_);
  if (token.kind == TokenKind::blank) {
    take_blank(token);
  } else if (!is_code(token)) {
    take_comment(token);
  } else if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
    take_word(token);
  } else {
    take_code(token);
  }
  goes_on_ = token.goes_on;
  if (has_code_ && token.is_code()) keep(token);
}

/// Of a text no token goes on.
void SqlSplitter::keep(const Token& token) {
  has_code_ = statement_.is_part_of_text() && !token.goes_on;
  if (!has_code_) return;
  Token& kept = tokens_->emplace_back(token);
  kept.begin.offset = static_cast<std::uint64_t>(token.text.data() - statement_.view().data());
}

void SqlSplitter::take_blank(const Token& token) {
  if (!statement_.empty()) statement_.add(token.text);
}

void SqlSplitter::take_comment(const Token& token) {
  if (!goes_on_) leaves_out_rest_ = strip_;
  if (leaves_out_rest_) return;
  if (!goes_on_ && !begun_) comments_.push_back(statement_.size());
  statement_.add(token.text);
  closed_ = statement_.size();
  if (!begun_) forget_first_comments();
}

/// Where the comments before a statement grow long, the first ones go.
void SqlSplitter::forget_first_comments() {
  if (statement_.size() <= 2 * kept_comments) return;
  const auto first =
      std::lower_bound(comments_.begin(), comments_.end(), statement_.size() - kept_comments);
  const std::size_t forgotten = first == comments_.end() ? statement_.size() : *first;
  leaves_out_rest_ = first == comments_.end();
  comments_.erase(comments_.begin(), first);
  for (std::size_t& begin : comments_) begin -= forgotten;
  statement_.drop_front(forgotten);
  closed_ = statement_.size();
}

void SqlSplitter::take_code(const Token& token) {
  if (!goes_on_) {
    if (!begun_) begun_ = token.begin.offset;
    const bool is_text = token.kind == TokenKind::text;
    has_dollar_quoted_ = has_dollar_quoted_ || (is_text && token.text.front() == '$');
    // An E stands before its string.
    const char mark = is_letter(token.text.front()) ? '\'' : token.text.front();
    if (mark != ';') blocks_.take_sign(mark);
  }
  statement_.add(token.text);
  const bool has_marks = token.kind != TokenKind::sign && token.kind != TokenKind::code_mark;
  if (has_marks && token.is_closed && !token.goes_on) closed_ = statement_.size();
}

void SqlSplitter::take_word(const Token& token) {
  // What stands behind an @ is a variable or a host.
  const bool is_keyword = token.kind == TokenKind::word && token.text.front() != '$' &&
                          !statement_.view().ends_with('@');
  if (!begun_) begun_ = token.begin.offset;
  if (!goes_on_ && is_keyword) blocks_.take_word(token.text);
  if (!goes_on_ && !is_keyword) blocks_.take_sign(token.text.front());
  statement_.add(token.text);
}

void SqlSplitter::drop_last_delimiter() {
  const std::size_t size = delimiters_.size_at_end(statement_.view(), closed_);
  if (size > 0 && !first_delimiter_) first_delimiter_ = offset() - size;
  statement_.drop_back(size);
}

void SqlSplitter::begin_statement() {
  statement_.clear();
  comments_.clear();
  closed_ = 0;
  if (tokens_.use_count() > 1) tokens_ = std::make_shared<std::vector<Token>>();
  tokens_->clear();
  has_code_ = keeps_code_ && plain_semicolon_;
}

/// Whether the statement that ends here is one.
bool SqlSplitter::finish(bool is_last) {
  statement_.drop_back(statement_.size() - trim_end(statement_.view()).size());
  if (is_last && has_own_delimiter_) drop_last_delimiter();
  finished_ = trim(statement_.view());
  begin_ = std::exchange(begun_, std::nullopt).value_or(offset());
  blocks_.finish();
  // The blanks at the end of a text that is never closed are cut off.
  const bool is_cut = !tokens_->empty() && tokens_->back().end() > finished_.size();
  has_code_ = has_code_ && plain_semicolon_ && !has_own_delimiter_ && !is_cut &&
              statement_.is_part_of_text();
  const bool may_have_body = std::exchange(has_dollar_quoted_, false);
  if (strip_bodies_ && may_have_body) {
    stripped_ = without_body_comments(std::string(finished_), syntax_);
    finished_ = stripped_;
    has_code_ = false;
  }
  return !finished_.empty();
}

std::vector<std::string> split_sql(std::string_view text, const sql::Syntax& syntax,
                                   const SplitOptions& options) {
  std::istringstream input{std::string(text)};
  SqlSplitter splitter(input, syntax, options);
  std::vector<std::string> statements;
  while (auto statement = splitter.next()) statements.push_back(std::move(*statement));
  return statements;
}

std::optional<SqlFlaw> find_flaw(std::string_view sql, const sql::Syntax& syntax) {
  std::istringstream input{std::string(sql)};
  SqlSplitter splitter(input, syntax, {.delimiter = {}, .split = false, .strip_comments = true});
  while (splitter.next()) {
  }
  return splitter.flaw();
}

std::size_t comments_before(std::string_view sql, const sql::Syntax& syntax) {
  sql::Lexer lexer(sql, syntax);
  while (const Token* const token = lexer.next()) {
    if (token->kind != TokenKind::blank && is_code(*token)) return token->begin.offset;
  }
  return sql.size();
}

bool is_open_comment(std::string_view sql, const sql::Syntax& syntax) {
  sql::Lexer lexer(sql, syntax);
  const Token* token = lexer.next();
  while (token != nullptr && (token->kind == TokenKind::blank || token->goes_on))
    token = lexer.next();
  return token != nullptr && token->kind == TokenKind::comment && !token->is_closed;
}

bool is_only_comments(std::string_view sql, const sql::Syntax& syntax) {
  sql::Lexer lexer(sql, sql::leaving_out_comments(syntax));
  while (const Token* const token = lexer.next()) {
    if (token->kind == TokenKind::blank) continue;
    const bool is_cut = token->text.find('\0') != std::string_view::npos;
    if (is_code(*token) || !token->is_closed || is_cut) return false;
  }
  return true;
}

}  // namespace ebbtide

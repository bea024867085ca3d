// What is found in the text of a file, and in no model of it: secrets, properties, misspelt
// directives. Comments are made blank first, letter by letter, so that places stay what they are.
//
//   XML              <!-- … -->, and the comments of the SQL in it
//   YAML             lines that begin with #, or with -- in a text
//   SQL, all kinds   what the lexer calls a comment; not the directives of formatted SQL, which are
//                    comments with a meaning
//
// Secrets are found by patterns: a password behind IDENTIFIED BY or PASSWORD, a property with a
// name like one, a private key, the tokens of well known services, a URL with a password. What is
// caught is harmless where it is empty, has a `${`, or is a hash as a server stores it (bcrypt,
// argon2, SCRAM, MD5, MySQL's). A line has one finding. std::regex is slow, so that plain words are
// looked for first, and files above 4 MiB are left out.
//
// A directive with a typing error is a comment to Liquibase: `-- change set bob:1`, `---
// changeset`, `--rol back drop table t`. The SQL below it then belongs to the changeset before. And
// a sentence that begins with `--rollback` is one, although somebody meant to tell something:
// `--rollback is not possible` would be run as SQL. Both are only looked for outside of texts and
// quoted bodies, which a lexer tells.
#include "lint/source_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <regex>
#include <set>
#include <utility>

#include "lint/comments.h"
#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using Kind = SourceFile::Kind;

void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < std::min(to, text.size()); ++i)
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
}

constexpr std::string_view directives[] = {"changeset", "rollback",      "precondition", "property",
                                           "liquibase", "validchecksum", "ignorelines"};

bool is_directive(std::string_view line) {
  line = trim(line.substr(2));
  return std::any_of(std::begin(directives), std::end(directives),
                     [&](std::string_view one) { return starts_with_ignoring_case(line, one); });
}

/// Calls for each line with its text and where it begins.
template <class Call>
void each_line(std::string_view text, const Call& call) {
  std::size_t begin = 0;
  for (int number = 1; begin <= text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    call(text.substr(begin, end - begin), begin, number);
    begin = end + 1;
  }
}

void blank_line_comments(std::string& text, std::string_view mark) {
  const std::string copy = text;
  each_line(copy, [&](std::string_view line, std::size_t begin, int) {
    if (trim(line).starts_with(mark)) blank(text, begin, begin + line.size());
  });
}

/// Blanks the comments that a lexer finds; directives stay.
void blank_lexed_comments(std::string& text, const SourceFile& file, const sql::Syntax& syntax) {
  for (const FileComment& one : comments_in(file, syntax)) {
    const auto begin = static_cast<std::size_t>(one.text.data() - file.text.data());
    const bool has_meaning = one.is_sql && file.kind != Kind::changelog && is_directive(one.text);
    if (!has_meaning) blank(text, begin, begin + one.text.size());
  }
}

/// Knows on which line a byte of a text stands. Borrows the text.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    each_line(text, [&](std::string_view, std::size_t begin, int) { begins_.push_back(begin); });
  }

  TextSpot spot_at(std::size_t at, std::string what) const {
    const auto behind = std::upper_bound(begins_.begin(), begins_.end(), at);
    return {static_cast<int>(behind - begins_.begin()),
            static_cast<int>(at - *std::prev(behind)) + 1, std::move(what)};
  }

 private:
  std::vector<std::size_t> begins_;
};

bool is_no_secret(const std::string& value) {
  if (value.empty() || contains(value, "${")) return true;
  static const std::regex hash(
      R"(^(\$2[aby]?\$|\$argon2|SCRAM-SHA-256\$|md5[0-9a-f]{32}|\*[0-9A-F]{40}|\$A\$))");
  return std::regex_search(value, hash);
}

/// What a secret looks like, in the words of a regular expression.
struct Pattern {
  std::string_view words;  ///< without one of these, in small letters, it is nowhere
  const char* expression;
  std::string_view what;
  int value = 0;  ///< the first group that may hold what must not be harmless; 0 for none
  bool in_any_case = true;
};

constexpr std::string_view secret_words = "password passwd secret token api";

constexpr std::array patterns{
    Pattern{
        "identified",
        R"re(identified\s+(?:(?:with|via)\s+\S+\s+)?(?:by|using)\s+(?:password\s*\(?\s*)?(?:'([^']*)'|"([^"]*)"))re",
        "a password is written out", 1},
    Pattern{
        "password",
        R"re((?:create|alter)\s+(?:user|role|group)\b[^;]*?\bpassword\s+(?:e?'([^']*)'|\$\w*\$([^$]*)\$))re",
        "a password is written out", 1},
    Pattern{
        secret_words,
        R"re(<property\s[^>]*\bvalue\s*=\s*(?:"([^">]*)"|'([^'>]*)')[^>]*\bname\s*=\s*["'][^"'>]*(?:password|passwd|secret|token|api.?key))re",
        "a secret is written into a property", 1},
    Pattern{
        secret_words,
        R"re(<property\s[^>]*\bname\s*=\s*["'][^"'>]*(?:password|passwd|secret|token|api.?key)[^"'>]*["'][^>]*\bvalue\s*=\s*(?:"([^">]*)"|'([^'>]*)'))re",
        "a secret is written into a property", 1},
    Pattern{
        secret_words,
        R"(--\s*property\s[^\n]*name:\S*(?:password|passwd|secret|token|api.?key)\S*[^\n]*\bvalue:"?([^"\s]*))",
        "a secret is written into a property", 1},
    Pattern{
        secret_words,
        R"(name"?\s*:\s*"?[\w.]*(?:password|passwd|secret|token|api.?key)[\w.]*"?\s*,?\s*"?value"?\s*:\s*["']?([^"'\s,}]*))",
        "a secret is written into a property", 1},
    Pattern{"-----begin", R"(-----BEGIN [A-Z ]*PRIVATE KEY-----)", "a private key is written out",
            0, false},
    Pattern{"akia", R"(\bAKIA[0-9A-Z]{16}\b)", "a key of a cloud is written out", 0, false},
    Pattern{"ghp_ gho_ ghu_ ghs_ ghr_", R"(\bgh[pousr]_[A-Za-z0-9]{30,}\b)",
            "a token is written out", 0, false},
    Pattern{"xox", R"(\bxox[abeprs]-[A-Za-z0-9-]{8,})", "a token is written out", 0, false},
    Pattern{"://", R"(\b[a-z][a-z0-9+.-]*://[^\s/:@'"]+:([^\s/@'"]+)@[^\s/'"]+)",
            "a URL holds a password", 1},
};

/// Those of the patterns. They take a millisecond to make, which a run without any of their words
/// does not spend.
const std::vector<std::regex>& expressions() {
  static const std::vector<std::regex> all = [] {
    std::vector<std::regex> made;
    for (const Pattern& one : patterns)
      made.emplace_back(one.expression, one.in_any_case ? std::regex::ECMAScript | std::regex::icase
                                                        : std::regex::ECMAScript);
    return made;
  }();
  return all;
}

/// Whether a search for the pattern could find anything: a search by a regular expression is slow.
bool may_hold(std::string_view text_in_small_letters, const Pattern& pattern) {
  const std::vector<std::string_view> words = split(pattern.words, ' ');
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains(text_in_small_letters, word); });
}

/// The group of a match that holds the value: the first of those from `value` on that is there.
std::size_t group_of(const Pattern& pattern, const std::smatch& match) {
  auto group = static_cast<std::size_t>(pattern.value);
  while (group != 0 && group + 1 < match.size() && !match[group].matched) ++group;
  return group;
}

}  // namespace

std::string without_comments(const SourceFile& file, const sql::Syntax& syntax) {
  std::string text(file.text);
  const std::string name = lower(file.path);
  if (name.ends_with(".yaml") || name.ends_with(".yml")) {
    blank_line_comments(text, "#");
    blank_line_comments(text, "--");
  } else if (!name.ends_with(".json")) {
    blank_lexed_comments(text, file, syntax);
  }
  return text;
}

bool is_searched_for_secrets(const SourceFile& file) {
  constexpr std::size_t most = 4 << 20;
  return file.text.size() <= most;
}

std::vector<TextSpot> secrets_in(const SourceFile& file, const sql::Syntax& syntax) {
  if (!is_searched_for_secrets(file)) return {};
  const std::string raw = lower(file.text);
  const bool may_be_found = std::any_of(patterns.begin(), patterns.end(),
                                        [&](const Pattern& one) { return may_hold(raw, one); });
  if (!may_be_found) return {};
  const std::string text = without_comments(file, syntax), small = lower(text);
  const Lines lines(text);
  std::vector<TextSpot> found;
  std::set<int> told;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const Pattern& pattern = patterns[i];
    if (!may_hold(small, pattern)) continue;
    for (auto one = std::sregex_iterator(text.begin(), text.end(), expressions()[i]);
         one != std::sregex_iterator(); ++one) {
      const std::size_t group = group_of(pattern, *one);
      if (group != 0 && is_no_secret((*one)[group])) continue;
      const auto at = static_cast<std::size_t>(one->position(group));
      TextSpot spot = lines.spot_at(at, std::string(pattern.what));
      if (told.insert(spot.line).second) found.push_back(std::move(spot));
    }
  }
  return found;
}

std::vector<TextSpot> properties_in(const SourceFile& file, const sql::Syntax& syntax) {
  if (!contains(file.text, "${")) return {};
  const std::string text = without_comments(file, syntax);
  const Lines lines(text);
  std::vector<TextSpot> found;
  for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 2)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    const std::string name(trim(std::string_view(text).substr(at + 2, end - at - 2)));
    const bool is_name =
        !name.empty() && name.front() != ':' && std::none_of(name.begin(), name.end(), [](char c) {
          return is_space(c) || c == '{' || c == '\'' || c == '"';
        });
    if (is_name) found.push_back(lines.spot_at(at, name));
  }
  return found;
}

namespace {

/// What stands behind the marks of a comment that has a line of its own.
struct CommentLine {
  std::string_view marks, text;
};

CommentLine comment_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with("/*")) return {line.substr(0, 2), trim(line.substr(2))};
  std::size_t dashes = 0;
  while (dashes < line.size() && line[dashes] == '-') ++dashes;
  if (dashes < 2) return {};
  return {line.substr(0, dashes), trim(line.substr(dashes))};
}

/// How many letters have to be put in, taken out, changed or swapped with their neighbour to make
/// one word of another.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool is_swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swapped) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    older = std::exchange(old, row);
  }
  return old[b.size()];
}

constexpr std::string_view first_words =
    " alter drop delete create update insert truncate rename comment grant revoke set select merge "
    "replace call do exec execute begin with lock unlock use pragma reindex vacuum refresh analyze "
    "declare load reset start commit end copy optimize flush cluster show reassign ";

/// Whether SQL begins so, or what stands for none.
bool begins_like_sql(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \t;("));
  return text.empty() || !is_letter(text.front()) ||
         contains(first_words, " " + lower(std::string(word)) + " ");
}

/// The line as a directive with letters that are wrong; empty for nothing.
std::string misspelt(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \t:"));
  const std::string_view behind = trim(text.substr(word.size()));
  const std::string small = lower(std::string(word));
  if (small.size() < 6) return "";
  const std::string_view identity = behind.substr(0, behind.find_first_of(" \t"));
  const std::size_t colon = identity.find(':');
  const bool has_identity =
      colon != std::string_view::npos && colon > 0 && colon + 1 < identity.size();
  if (has_identity && distance(small, "changeset") <= 2 && small != "changeset")
    return "--changeset";
  const bool is_near = small != "rollback" && distance(small, "rollback") <= 2;
  const bool has_sql = !behind.empty() && is_letter(behind.front()) && begins_like_sql(behind);
  return is_near && has_sql ? "--rollback" : "";
}

/// What the line looks like, as the directive it is not; empty for nothing.
std::string looks_like(const CommentLine& line) {
  static const auto any_case = std::regex::ECMAScript | std::regex::icase;
  static const std::regex identity(
      R"(^(liquibase\s+)?(change\s?-?se?t|changs?et|chang?est|changeset)\s+\S+:\S+.*)", any_case);
  static const std::regex rollback(R"(^(rol+\s?-?back|rolback)(:|\s).*)", any_case);
  static const std::regex precondition(R"(^pre-?condition(\s.*)?$)", any_case);
  const std::string text(line.text);
  const bool is_plain = line.marks == "--";
  if (std::regex_match(text, identity)) {
    const bool is_right = is_plain && starts_with_ignoring_case(text, "changeset");
    return is_right ? "" : "--changeset";
  }
  if (std::regex_match(text, rollback)) {
    const bool is_right = is_plain && starts_with_ignoring_case(text, "rollback") &&
                          text.size() > 8 && is_space(text[8]);
    return is_right || line.marks == "/*" ? "" : "--rollback";
  }
  if (is_plain && std::regex_match(text, precondition)) return "--preconditions";
  return misspelt(text);
}

bool is_rollback(const CommentLine& line) {
  return line.marks == "--" && starts_with_ignoring_case(line.text, "rollback") &&
         line.text.size() > 8 && is_space(line.text[8]);
}

/// Whether the first line of a rollback is a sentence, which is taken for SQL: it begins like no
/// statement, is several words and no reference to another changeset.
bool is_prose(const CommentLine& line) {
  if (!is_rollback(line)) return false;
  const std::string_view text = trim(line.text.substr(8));
  const std::string small = lower(std::string(text));
  const bool is_fine = small.starts_with("not required") || small.starts_with("empty") ||
                       contains(small, "changesetid") || contains(small, "changesetpath") ||
                       contains(text, "${") || contains(text, ";");
  return !is_fine && contains(text, " ") && !begins_like_sql(text);
}

/// Which lines a directive leaves out: `--ignoreLines:3`, or from `:start` to `:end`.
class IgnoredLines {
 public:
  bool takes(const CommentLine& line) {
    constexpr std::string_view name = "ignorelines";
    std::string_view rest = line.marks == "--" ? line.text : std::string_view();
    if (starts_with_ignoring_case(rest, name)) {
      rest = trim(rest.substr(name.size()));
      if (rest.starts_with(':')) rest = trim(rest.substr(1));
      left_ = starts_with_ignoring_case(rest, "start") ? static_cast<std::size_t>(-1) : 0;
      if (left_ == 0) std::from_chars(rest.data(), rest.data() + rest.size(), left_);
      return true;
    }
    if (left_ == 0) return false;
    --left_;
    return true;
  }

 private:
  std::size_t left_ = 0;
};

/// Which lines begin inside of a text or a body.
std::vector<bool> lines_in_texts(std::string_view text, const sql::Syntax& syntax) {
  std::vector<bool> inside(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) +
                           2);
  sql::Lexer lexer(text, syntax);
  while (const sql::Token* const token = lexer.next()) {
    if (token->kind != sql::TokenKind::text && token->kind != sql::TokenKind::name) continue;
    const auto lines = std::count(token->text.begin(), token->text.end(), '\n');
    for (std::ptrdiff_t i = 1; i <= lines; ++i)
      inside[token->begin.line + static_cast<std::size_t>(i)] = true;
  }
  return inside;
}

}  // namespace

std::vector<TextSpot> false_directives_in(const SourceFile& file, const sql::Syntax& syntax) {
  std::vector<TextSpot> found;
  if (file.kind != Kind::formatted_sql) return found;
  const std::vector<bool> inside = lines_in_texts(file.text, syntax);
  IgnoredLines ignored;
  bool goes_on = false;  // a rollback of several lines, of which only the first begins
  each_line(file.text, [&](std::string_view line, std::size_t, int number) {
    const CommentLine comment = comment_of(line);
    if (ignored.takes(comment) || inside[static_cast<std::size_t>(number)]) return;
    const bool is_first = !std::exchange(goes_on, is_rollback(comment));
    if (comment.marks.empty()) return;
    if (const std::string meant = looks_like(comment); !meant.empty()) {
      found.push_back({number, 1, "this line is a comment; '" + meant + "' is the directive"});
    } else if (is_first && is_prose(comment)) {
      found.push_back({number, 1, "this sentence is taken for the SQL of a rollback"});
    }
  });
  return found;
}

const Subject* subject_at(const Scene& scene, const Position& where) {
  const Subject* found = nullptr;
  for (const Subject& one : scene.subjects) {
    if (!one.is_judged || one.where.file != where.file || one.where.line > where.line) continue;
    if (found == nullptr || one.where.line >= found->where.line) found = &one;
  }
  return found;
}

}  // namespace ebbtide::lint

// What a comment is about depends on where it stands:
//
//   SQL     the statement that it stands in, else the next one; behind the last one of its line,
//           that. A statement ends at its semicolon, at the next changeset and where the text ends.
//           Of a line with several statements only the own part counts
//   XML     the next element beside it, also where one ends before it on its line; where it is in
//           an element of text, that. In the text of an element it is one of SQL, but for
//           <comment>, which is the changeset's own
//   YAML    the next item, or the one on its line. SQL is told from YAML by its own marks, and goes
//           on as far as the lines that are indented like it
//   JSON    it has no comments, but SQL in its texts has, each text on one line
//
// XML is read here for its places alone: whether it is well-formed, the parser of changelogs has
// told.
#include "lint/comments.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using Lines = std::pair<int, int>;

constexpr int whole_line = std::numeric_limits<int>::max();

/// A place in a file: line and column.
using Spot = std::pair<int, int>;

bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The place behind a text that begins at one.
Spot behind(Spot at, std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      at = {at.first + 1, 1};
    } else if (!continues_letter(c)) {
      ++at.second;
    }
  }
  return at;
}

/// Finds the comments of a text of SQL, which begins on a line of a file.
class SqlComments {
 public:
  SqlComments(std::string_view text, int line, int column, const sql::Syntax& syntax)
      : from_(line, column), text_end_(line, column) {
    sql::Lexer lexer(text, syntax);
    while (const sql::Token* const token = lexer.next()) take(*token);
    end_statement();
  }

  std::vector<FileComment> run() {
    for (std::size_t i = 0; i < comments_.size(); ++i) set_reach(comments_[i], before_[i]);
    return std::move(comments_);
  }

 private:
  struct Extent {
    Spot begin, end;  ///< `end` is the place behind it
  };
  /// What is known of a comment where it stands.
  struct Standing {
    std::size_t statements = 0;  ///< how many have ended before it
    bool is_within = false;      ///< one more has begun
    Spot end;
  };

  void take(const sql::Token& token) {
    const auto line = static_cast<int>(token.begin.line);
    const auto column = static_cast<int>(token.begin.column);
    const Spot at{from_.first + line - 1, line == 1 ? from_.second + column - 1 : column};
    text_end_ = behind(at, token.text);
    if (token.kind == sql::TokenKind::comment) {
      comments_.push_back({token.text, at.first, at.second});
      before_.push_back({statements_.size(), begin_.has_value(), text_end_});
      if (is_change_set(token.text)) end_statement();
    }
    if (!token.is_code()) return;
    if (!begin_) begin_ = at;
    end_ = text_end_;
    if (token.is(";")) end_statement();
  }

  /// The line by which a changeset of formatted SQL begins.
  static bool is_change_set(std::string_view comment) {
    return comment.starts_with("--") &&
           starts_with_ignoring_case(trim(comment.substr(2)), "changeset");
  }

  void end_statement() {
    if (begin_) statements_.push_back({*begin_, end_});
    begin_.reset();
  }

  /// A comment of several lines may stand behind one statement and before the next.
  void set_reach(FileComment& one, const Standing& standing) const {
    const std::size_t next = standing.statements;
    const bool has_next = next < statements_.size();
    const bool is_behind = next > 0 && statements_[next - 1].end.first == one.line;
    const bool is_before = has_next && statements_[next].begin.first == standing.end.first;
    one.is_sql = true;
    if (standing.is_within && has_next) return reach(one, next, statements_[next].begin);
    if (is_behind && !is_before) return reach(one, next - 1, statements_[next - 1].begin);
    const Spot begin{one.line, one.column};
    if (has_next) return reach(one, next, begin);
    std::tie(one.first, one.first_column) = begin;
    std::tie(one.last, one.last_column) = text_end_;
  }

  /// Lets a comment reach to the end of a statement; all of its lines but for what others have of
  /// them, since a finding may stand before the statement: where its line begins.
  void reach(FileComment& one, std::size_t statement, Spot begin) const {
    const Extent& extent = statements_[statement];
    const bool is_shared = statement > 0 && statements_[statement - 1].end.first == begin.first;
    const bool is_followed = statement + 1 < statements_.size() &&
                             statements_[statement + 1].begin.first == extent.end.first;
    one.first = begin.first;
    one.first_column = is_shared || begin.first == from_.first ? begin.second : 0;
    one.last = extent.end.first;
    one.last_column =
        is_followed || extent.end.first == text_end_.first ? extent.end.second : whole_line;
  }

  Spot from_, text_end_;
  std::optional<Spot> begin_;  ///< of the statement that has begun
  Spot end_;
  std::vector<Extent> statements_;
  std::vector<FileComment> comments_;
  std::vector<Standing> before_;  ///< of each of the comments
};

/// Finds the comments of a changelog in XML, and those of the SQL in it.
class XmlComments {
 public:
  XmlComments(std::string_view text, const sql::Syntax& syntax) : text_(text), syntax_(syntax) {}

  std::vector<FileComment> run() {
    while (at_ < text_.size()) {
      if (text_[at_] == '<') {
        take_markup();
      } else {
        take_text(std::min(text_.find('<', at_), text_.size()));
      }
    }
    for (auto& [comment, place] : own_) set_lines(comment, place);
    for (auto& [comment, place] : own_) comments_.push_back(comment);
    std::stable_sort(comments_.begin(), comments_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return std::move(comments_);
  }

 private:
  struct Element {
    std::string_view name;
    Spot begin, end = {};  ///< `end` is the place behind it
    std::optional<std::size_t> parent = {};
  };
  /// What is known of a comment where it stands; elements are meant by their number.
  struct Place {
    std::optional<std::size_t> inside;
    std::size_t behind = 0;  ///< that of the next element, if one begins
  };

  std::size_t end_of(std::string_view mark) const {
    const std::size_t found = text_.find(mark, at_);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  void go_to(std::size_t end) {
    spot_ = behind(spot_, text_.substr(at_, end - at_));
    at_ = std::max(at_, end);
  }

  void take_markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = end_of("-->");
      own_.emplace_back(FileComment{text_.substr(at_, end - at_), spot_.first, spot_.second},
                        Place{open_, elements_.size()});
      go_to(end);
    } else if (constexpr std::string_view cdata = "<![CDATA["; rest.starts_with(cdata)) {
      go_to(at_ + cdata.size());
      const std::size_t end = end_of("]]>");
      take_text(end - std::min<std::size_t>(3, end - at_));
      go_to(end);
    } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
      go_to(end_of(">"));
    } else if (rest.starts_with("</")) {
      go_to(end_of(">"));
      close();
    } else {
      take_tag();
    }
  }

  void take_tag() {
    const std::size_t name = at_ + 1;
    std::size_t end = name;
    for (char quote = '\0'; end < text_.size() && (quote != '\0' || text_[end] != '>'); ++end) {
      if (quote == '\0' && (text_[end] == '"' || text_[end] == '\'')) {
        quote = text_[end];
      } else if (text_[end] == quote) {
        quote = '\0';
      }
    }
    const std::size_t name_end = text_.find_first_of(" \t\r\n/>", name);
    elements_.push_back({text_.substr(name, name_end - name), spot_, {}, open_});
    open_ = elements_.size() - 1;
    const bool is_empty = text_[end - 1] == '/';
    go_to(std::min(end + 1, text_.size()));
    if (is_empty) close();
  }

  void close() {
    if (!open_) return;
    elements_[*open_].end = spot_;
    open_ = elements_[*open_].parent;
  }

  void take_text(std::size_t end) {
    const std::string_view text = text_.substr(at_, end - at_);
    const bool may_be_sql = open_ && elements_[*open_].name != "comment" && !trim(text).empty();
    if (may_be_sql) {
      SqlComments sql(text, spot_.first, spot_.second, syntax_);
      for (const FileComment& one : sql.run()) comments_.push_back(one);
    }
    go_to(end);
  }

  void set_lines(FileComment& comment, const Place& place) const {
    const auto set = [&](const Element& one) {
      std::tie(comment.first, comment.first_column) = one.begin;
      std::tie(comment.last, comment.last_column) = one.end;
    };
    const bool has_next = place.behind < elements_.size();
    if (has_next && elements_[place.behind].parent == place.inside)
      return set(elements_[place.behind]);
    const bool has_only_text =
        place.inside && std::none_of(elements_.begin(), elements_.end(), [&](const Element& one) {
          return one.parent == place.inside;
        });
    if (has_only_text) set(elements_[*place.inside]);
  }

  std::string_view text_;
  const sql::Syntax& syntax_;
  std::size_t at_ = 0;
  Spot spot_{1, 1};
  std::vector<Element> elements_;
  std::optional<std::size_t> open_;  ///< the innermost
  std::vector<std::pair<FileComment, Place>> own_;
  std::vector<FileComment> comments_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool says_nothing(std::string_view line) {
  return trim(line).empty() || trim(line).starts_with('#');
}

/// Where a comment of SQL begins in a line; `npos` where none does.
std::size_t sql_comment_in(std::string_view line) {
  return std::min(line.find("--"), line.find("/*"));
}

/// Whether quotes are open where a part of a line ends.
bool is_in_quotes(std::string_view part) {
  char quote = '\0';
  for (const char c : part) {
    if (quote == '\0' ? c == '"' || c == '\'' : c == quote) quote = quote == '\0' ? c : '\0';
  }
  return quote != '\0';
}

/// Finds the comments of a changelog in YAML, and those of the SQL in it.
class YamlComments {
 public:
  explicit YamlComments(std::string_view text) : lines_(lines_of(text)) {}

  std::vector<FileComment> run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = lines_[i];
      const bool is_text = is_in_block(i);
      const std::size_t sql = sql_comment_in(line);
      const std::size_t mark = comment_in(line, is_text);
      if (mark < sql) {
        const bool is_alone = trim(line).starts_with('#');
        const std::size_t item = is_alone ? next_item(i) : i;
        add(i, mark, is_text ? lines_of_statement(i) : lines_of_item(item), is_text);
      } else if (sql != std::string_view::npos) {
        const bool goes_on = is_text || is_in_quotes(line);
        add(i, sql, goes_on ? lines_of_statement(i) : lines_of_item(i), true);
      }
      if (!is_text && opens_block(line.substr(0, mark))) block_ = key_of(line);
    }
    return std::move(all_);
  }

 private:
  /// In a text, SQL, only a whole line is a comment of this kind: MySQL's.
  static std::size_t comment_in(std::string_view line, bool is_text) {
    if (trim(line).starts_with('#')) return line.find('#');
    if (is_text) return std::string_view::npos;
    for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1))
      if (at > 0 && is_space(line[at - 1]) && !is_in_quotes(line.substr(0, at))) return at;
    return std::string_view::npos;
  }

  /// Whether a text begins behind the line: `sql: |-`.
  static bool opens_block(std::string_view line) {
    line = trim(line);
    const std::size_t mark = line.find_last_of("|>");
    return mark != std::string_view::npos && mark > 0 && is_space(line[mark - 1]) &&
           line.find_first_not_of("+-123456789", mark + 1) == std::string_view::npos;
  }

  /// How far right the key of a line is, or the dash where it has none.
  static std::size_t key_of(std::string_view line) {
    const std::size_t key = line.find_first_not_of(" \t-");
    const bool is_none = key == std::string_view::npos || line[key] == '|' || line[key] == '>';
    return is_none ? line.find_first_not_of(" \t") : key;
  }

  /// Whether the line is one of such a text, which ends at the first that is not further to the
  /// right.
  bool is_in_block(std::size_t line) {
    if (!block_ || trim(lines_[line]).empty()) return block_.has_value();
    if (indent_of(line) <= *block_) block_.reset();
    return block_.has_value();
  }

  std::size_t indent_of(std::size_t line) const {
    return std::min(lines_[line].find_first_not_of(" \t"), lines_[line].size());
  }

  void add(std::size_t line, std::size_t column, Lines about, bool is_sql) {
    all_.push_back({lines_[line].substr(column), static_cast<int>(line) + 1,
                    static_cast<int>(column) + 1, about.first, about.second, is_sql});
  }

  std::size_t next_item(std::size_t line) const {
    while (line < lines_.size() && says_nothing(lines_[line])) ++line;
    return line;
  }

  Lines lines_of_item(std::size_t begin) const {
    if (begin >= lines_.size()) return {0, 0};
    std::size_t last = begin;
    for (std::size_t i = begin + 1; i < lines_.size(); ++i) {
      if (says_nothing(lines_[i])) continue;
      if (indent_of(i) <= indent_of(begin)) break;
      last = i;
    }
    return {static_cast<int>(begin) + 1, static_cast<int>(last) + 1};
  }

  Lines lines_of_statement(std::size_t begin) const {
    std::size_t last = begin;
    const std::string_view own = lines_[begin];
    const std::string_view before = own.substr(0, std::min(sql_comment_in(own), own.find('#')));
    bool has_ended = contains(before, ";");
    while (!has_ended && last + 1 < lines_.size() &&
           (trim(lines_[last + 1]).empty() || indent_of(last + 1) >= indent_of(begin))) {
      ++last;
      has_ended = contains(lines_[last], ";");
    }
    return {static_cast<int>(begin) + 1, static_cast<int>(last) + 1};
  }

  std::vector<std::string_view> lines_;
  std::optional<std::size_t> block_;  ///< how far right the key of the text is that is open
  std::vector<FileComment> all_;
};

std::vector<FileComment> comments_in_json(std::string_view text) {
  std::vector<FileComment> all;
  int number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    const std::size_t at = sql_comment_in(line);
    if (at == std::string_view::npos) continue;
    const std::string_view comment = line.substr(at);
    const std::size_t end = std::min(comment.find("\\n"), comment.find('"'));
    all.push_back({comment.substr(0, end), number, static_cast<int>(at) + 1, number, number, true});
  }
  return all;
}

}  // namespace

std::vector<FileComment> comments_in(const SourceFile& file, const sql::Syntax& syntax) {
  if (file.kind != SourceFile::Kind::changelog) return SqlComments(file.text, 1, 1, syntax).run();
  const std::string name = lower(file.path);
  if (name.ends_with(".xml")) return XmlComments(file.text, syntax).run();
  if (name.ends_with(".json")) return comments_in_json(file.text);
  return YamlComments(file.text).run();
}

}  // namespace ebbtide::lint

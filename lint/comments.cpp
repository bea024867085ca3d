// What a comment is about depends on where it stands:
//
//   SQL     the statement that ends on its line, else the next one. A statement ends at its
//           semicolon, at the next changeset and where the text ends
//   XML     the element that ends before it on its line, else the next one; where it is in an
//           element of text, that. In the text of an element it is one of SQL, but for <comment>,
//           which is the changeset's own
//   YAML    the next item, or the one on its line. SQL is told from YAML by its own marks, and goes
//           on as far as the lines that are indented like it
//   JSON    it has no comments, but SQL in its texts has, each text on one line
//
// XML is read here for its places alone: whether it is well-formed, the parser of changelogs has
// told.
#include "lint/comments.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using Lines = std::pair<int, int>;

/// Finds the comments of a text of SQL, which begins on a line of a file.
class SqlComments {
 public:
  SqlComments(std::string_view text, int line, int column, const sql::Syntax& syntax)
      : from_line_(line), from_column_(column), last_line_(line) {
    sql::Lexer lexer(text, syntax);
    while (const sql::Token* const token = lexer.next()) take(*token);
    end_statement();
  }

  std::vector<FileComment> run() {
    for (FileComment& one : comments_) {
      const auto [first, last] = lines_of(one);
      one.first = first;
      one.last = last;
      one.is_sql = true;
    }
    return std::move(comments_);
  }

 private:
  void take(const sql::Token& token) {
    const int line = from_line_ + static_cast<int>(token.begin.line) - 1;
    const auto breaks = std::count(token.text.begin(), token.text.end(), '\n');
    last_line_ = line + static_cast<int>(breaks);
    if (token.kind == sql::TokenKind::comment) {
      const int column = static_cast<int>(token.begin.column);
      comments_.push_back(
          {token.text, line, token.begin.line == 1 ? from_column_ + column - 1 : column});
      if (is_change_set(token.text)) end_statement();
    }
    if (!token.is_code()) return;
    if (begin_ == 0) begin_ = line;
    end_ = last_line_;
    if (token.is(";")) end_statement();
  }

  /// The line by which a changeset of formatted SQL begins.
  static bool is_change_set(std::string_view comment) {
    return comment.starts_with("--") &&
           starts_with_ignoring_case(trim(comment.substr(2)), "changeset");
  }

  void end_statement() {
    if (begin_ != 0) statements_.emplace_back(std::exchange(begin_, 0), end_);
  }

  Lines lines_of(const FileComment& one) const {
    const auto next =
        std::lower_bound(statements_.begin(), statements_.end(), one.line,
                         [](const Lines& statement, int line) { return statement.second < line; });
    if (next == statements_.end()) return {one.line, last_line_};
    return {next->second == one.line ? next->first : one.line, next->second};
  }

  int from_line_, from_column_, last_line_;
  int begin_ = 0, end_ = 0;  ///< the lines of the statement that has begun; 0 where none has
  std::vector<Lines> statements_;
  std::vector<FileComment> comments_;
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
    int first = 0, last = 0;
    std::optional<std::size_t> parent = {};
  };
  /// What is known of a comment where it stands; elements are meant by their number.
  struct Place {
    std::optional<std::size_t> before, inside;
    std::size_t behind = 0;  ///< that of the next element, if one begins
  };

  std::size_t end_of(std::string_view mark) const {
    const std::size_t found = text_.find(mark, at_);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  void go_to(std::size_t end) {
    for (; at_ < end; ++at_) {
      column_ = text_[at_] == '\n' ? 1 : column_ + 1;
      if (text_[at_] == '\n') ++line_;
    }
  }

  void take_markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = end_of("-->");
      own_.emplace_back(FileComment{text_.substr(at_, end - at_), line_, column_},
                        Place{closed_, open_, elements_.size()});
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
    elements_.push_back({text_.substr(name, name_end - name), line_, 0, open_});
    open_ = elements_.size() - 1;
    const bool is_empty = text_[end - 1] == '/';
    go_to(std::min(end + 1, text_.size()));
    if (is_empty) close();
  }

  void close() {
    if (!open_) return;
    elements_[*open_].last = line_;
    closed_ = open_;
    open_ = elements_[*open_].parent;
  }

  void take_text(std::size_t end) {
    const std::string_view text = text_.substr(at_, end - at_);
    const bool may_be_sql = open_ && elements_[*open_].name != "comment" && !trim(text).empty();
    if (may_be_sql) {
      SqlComments sql(text, line_, column_, syntax_);
      for (const FileComment& one : sql.run()) comments_.push_back(one);
    }
    go_to(end);
  }

  void set_lines(FileComment& comment, const Place& place) const {
    const auto set = [&](const Element& one) {
      comment.first = one.first;
      comment.last = one.last;
    };
    if (place.before && elements_[*place.before].last == comment.line)
      return set(elements_[*place.before]);
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
  int line_ = 1, column_ = 1;
  std::vector<Element> elements_;
  std::optional<std::size_t> open_, closed_;  ///< the innermost, and the one that ended last
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
        add(i, sql, lines_of_statement(i), true);
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

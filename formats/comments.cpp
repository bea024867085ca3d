// No parser keeps comments, so the text of the file is gone through once more for them:
//
//   XML    <!-- … --> outside of CDATA; where it stands in the tree, the tags around it tell
//   YAML   # … to the end of the line, but in quotes and in blocks behind | and >
//   SQL    lines above the first changeset, and those that --ignoreLines leaves out
//   JSON   has none
//
// A comment belongs to what stands below it, and one behind something on its line to that.
#include "formats/comments.h"

#include <algorithm>
#include <map>
#include <optional>

#include "formats/sql_directive.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

struct Comment {
  std::size_t offset = 0;
  std::string text = {};
  bool is_behind = false;                  ///< something on its line
  std::size_t column = 0;                  ///< in YAML, where it tells what the comment is in
  std::optional<std::size_t> before = {};  ///< the element that comes next in the same one
  std::optional<std::size_t> inside = {};  ///< else the element it is the last of
};
using Comments = std::vector<Comment>;

/// Lines without what indents all of them, and without blank ones at both ends.
std::string dedented(std::string_view text) {
  std::vector<std::string_view> lines = split(text, '\n');
  lines.front() = trim(lines.front());
  std::size_t least = std::string_view::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    lines[i] = trim_end(lines[i]);
    least = std::min(least, lines[i].find_first_not_of(" \t"));
  }
  for (std::size_t i = 1; i < lines.size(); ++i)
    lines[i].remove_prefix(std::min(least, lines[i].size()));
  while (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  while (lines.size() > 1 && lines.front().empty()) lines.erase(lines.begin());
  return join(std::vector<std::string>(lines.begin(), lines.end()), "\n");
}

// XML

class XmlComments {
 public:
  explicit XmlComments(std::string_view text) : text_(text) {}

  Comments find() {
    while ((at_ = text_.find('<', at_)) != std::string_view::npos) read_tag();
    for (const std::size_t one : waiting_) found_[one].before.reset();
    return std::move(found_);
  }

 private:
  bool is_here(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }

  std::size_t behind(std::string_view mark) const {
    const std::size_t end = text_.find(mark, at_);
    return end == std::string_view::npos ? text_.size() : end + mark.size();
  }

  void read_tag() {
    if (is_here("<!--")) {
      const std::size_t end = behind("-->");
      waiting_.push_back(found_.size());
      found_.push_back({at_, dedented(text_.substr(at_ + 4, end - at_ - 7))});
      at_ = end;
    } else if (is_here("<![CDATA[")) {
      at_ = behind("]]>");
    } else if (is_here("<?")) {
      at_ = behind("?>");
    } else if (is_here("</")) {
      for (const std::size_t one : waiting_)
        if (!open_.empty()) found_[one].inside = open_.back();
      waiting_.clear();
      if (!open_.empty()) open_.pop_back();
      at_ = behind(">");
    } else {
      read_start_tag();
    }
  }

  void read_start_tag() {
    const std::size_t name = at_ + 1;
    for (const std::size_t one : waiting_) found_[one].before = name;
    waiting_.clear();
    char quote = '\0';
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (at_ > 0 && text_[at_ - 1] != '/') open_.push_back(name);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Comments found_;
  std::vector<std::size_t> waiting_;  ///< those that no tag has come behind yet
  std::vector<std::size_t> open_;     ///< the names of the elements that are open
};

// YAML

class YamlComments {
 public:
  explicit YamlComments(std::string_view text) : text_(text) {}

  Comments find() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(text_.substr(at, end - at), at);
      at = end + 1;
    }
    return std::move(found_);
  }

 private:
  void read_line(std::string_view line, std::size_t at) {
    const std::size_t indent = line.find_first_not_of(" \r");
    if (block_) {
      const bool is_in_block = indent == std::string_view::npos || indent > *block_;
      if (is_in_block) return;
      block_.reset();
    }
    const std::size_t comment = find_comment(line);
    const std::string_view code = trim_end(line.substr(0, comment));
    if (comment != std::string_view::npos) {
      const bool goes_on =
          code.empty() && !found_.empty() && !found_.back().is_behind && last_end_ == at;
      const std::string text(trim_end(line.substr(std::min(comment + 1, line.size()))));
      const std::string words = text.starts_with(' ') ? text.substr(1) : text;
      if (goes_on) {
        found_.back().text += "\n" + words;
      } else {
        found_.push_back({at + comment, words, !code.empty(), comment});
      }
      last_end_ = at + line.size() + 1;
    }
    if (quote_ == '\0') begin_block(code);
  }

  /// Where the comment of a line begins; the quotes that are open at its end stay open.
  std::size_t find_comment(std::string_view line) {
    char before = '\n';  // the last letter that is no blank
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (quote_ != '\0') {
        const bool is_escape = quote_ == '"' ? c == '\\' : line.substr(i).starts_with("\'\'");
        if (is_escape) {
          ++i;
        } else if (c == quote_) {
          quote_ = '\0';
        }
        continue;
      }
      if (c == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) return i;
      const bool may_open = contains("\n:-[{,?", std::string_view(&before, 1));
      if ((c == '"' || c == '\'') && may_open) quote_ = c;
      if (c != ' ' && c != '\t') before = c;
    }
    return std::string_view::npos;
  }

  /// Whether the line ends with `|` or `>`, so that what is further right is a text.
  void begin_block(std::string_view code) {
    const std::size_t mark = code.find_last_not_of("+-0123456789");
    if (mark == std::string_view::npos || (code[mark] != '|' && code[mark] != '>')) return;
    const std::string_view before = trim_end(code.substr(0, mark));
    if (!before.ends_with(':') && !before.ends_with('-')) return;
    std::size_t column = code.find_first_not_of(' ');
    while (code.substr(column).starts_with("- ")) {
      const std::size_t next = code.find_first_not_of(' ', column + 1);
      if (next >= mark) break;
      column = next;
    }
    block_ = column;
  }

  std::string_view text_;
  Comments found_;
  std::size_t last_end_ = 0;
  char quote_ = '\0';
  std::optional<std::size_t> block_;  ///< the column that the lines of a text are right of
};

// SQL

Comments sql_comments(std::string_view text) {
  Comments found;
  SqlLines lines(text);
  bool is_begun = false;
  std::size_t end = 0;
  const auto add = [&](const SqlLine& line) {
    std::string_view words = trim(line.text);
    if (words.empty()) return;
    if (words.starts_with("--")) words.remove_prefix(2);
    if (words.starts_with(' ')) words.remove_prefix(1);
    if (!found.empty() && end == line.offset) {
      found.back().text += "\n" + std::string(words);
    } else {
      found.push_back({line.offset, std::string(words)});
    }
    end = line.offset + line.text.size() + 1;
  };
  while (const auto line = lines.next()) {
    is_begun = is_begun || Directive{"changeset"}.rest_of(line->text);
    if (const auto ignored = Directive{"ignoreLines", 2, false}.rest_of(line->text)) {
      std::size_t left =
          static_cast<std::size_t>(std::atoi(std::string(ignored->substr(1)).c_str()));
      for (; left > 0; --left) {
        if (const auto next = lines.next()) add(*next);
      }
      continue;
    }
    const bool is_directive =
        Directive{"liquibase"}.rest_of(line->text) || Directive{"property"}.rest_of(line->text);
    if (!is_begun && !is_directive && trim(line->text).starts_with("--")) add(*line);
  }
  return found;
}

// Places

void collect(Element& element, std::map<std::size_t, Element*>& places) {
  for (Element& child : element.children) {
    if (child.offset > 0 && child.place != Place::attribute && child.place != Place::text)
      places.emplace(child.offset, &child);
    collect(child, places);
  }
}

/// How far to the right the line begins that has this offset.
std::size_t indent_at(std::string_view text, std::size_t offset) {
  const std::size_t line = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  return text.find_first_not_of(' ', line) - line;
}

/// A comment of YAML that stands further right than what comes next is the last of what it is in.
void find_inside(Comment& comment, std::string_view text,
                 const std::map<std::size_t, Element*>& places) {
  auto next = places.upper_bound(comment.offset);
  if (next != places.end() && indent_at(text, next->first) >= comment.column) return;
  while (next != places.begin()) {
    --next;
    if (indent_at(text, next->first) >= comment.column) continue;
    comment.inside = next->first;
    return;
  }
}

void put(Element& root, const std::map<std::size_t, Element*>& places, Comment& comment) {
  const auto exact = [&](const std::optional<std::size_t>& offset) {
    const auto found = offset ? places.find(*offset) : places.end();
    return found == places.end() ? nullptr : found->second;
  };
  const auto next = places.upper_bound(comment.offset);
  if (Element* const element = exact(comment.before)) {
    element->comments.push_back(std::move(comment.text));
  } else if (Element* const around = exact(comment.inside)) {
    around->last_comments.push_back(std::move(comment.text));
  } else if (comment.offset < root.offset) {
    root.comments.push_back(std::move(comment.text));
  } else if (comment.is_behind && next != places.begin()) {
    std::prev(next)->second->comments.push_back(std::move(comment.text));
  } else if (next != places.end() && !comment.inside) {
    next->second->comments.push_back(std::move(comment.text));
  } else {
    root.last_comments.push_back(std::move(comment.text));
  }
}

}  // namespace

std::size_t add_comments(Element& root, const Document& document, std::string_view format) {
  const std::string& text = document.source().text();
  Comments comments = format == "XML"    ? XmlComments(text).find()
                      : format == "YAML" ? YamlComments(text).find()
                      : format == "SQL"  ? sql_comments(text)
                                         : Comments();
  std::map<std::size_t, Element*> places;
  collect(root, places);
  for (Comment& comment : comments) {
    if (format == "YAML" && !comment.is_behind) find_inside(comment, text, places);
  }
  for (Comment& comment : comments) put(root, places, comment);
  return comments.size();
}

}  // namespace ebbtide

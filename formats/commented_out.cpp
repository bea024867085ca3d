// Which changesets are in a block comment cannot be told line by line: a `/*` may stand in a text,
// in a quoted name or behind `--`. So the file is scanned for comments before its lines are read.
// No database is known at that time; the rules are what all of them have in common: '…', "…", `…`,
// $tag$…$tag$, and `--` to the end of its line.
//
//   select '/*';                 a text
//   -- see /* below              a line comment
//   /* not now:                  a comment, and
//   --changeset ann:2            a changeset in it, which is left out with a warning
//   drop table t; */
//
// To leave out too much is worse than too little, since a changeset that vanishes is never missed.
// Hence a `--changeset` line closes whatever quote seems to be open, so that `'it\'s'`, which ends
// in one place for MySQL and in another for PostgreSQL, confuses its own changeset at most. A
// comment that has no end or in which another begins counts as none.
#include "formats/commented_out.h"

#include <algorithm>
#include <optional>
#include <string>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view opening = "/*";
constexpr std::string_view closing = "*/";

/// `$$` or `$body$` at the front of a text; empty where there is none.
std::string_view dollar_quote(std::string_view text) {
  if (!text.starts_with('$')) return {};
  const auto end = std::find_if_not(text.begin() + 1, text.end(), is_word);
  return end == text.end() || *end != '$'
             ? std::string_view()
             : text.substr(0, static_cast<std::size_t>(end - text.begin()) + 1);
}

/// Goes through the SQL of a changelog, past texts and quoted names, and finds its block comments.
class CommentScan {
 public:
  explicit CommentScan(std::string_view text) : text_(text) {}

  /// The place of the next block comment's opening; nothing at the end.
  std::optional<std::size_t> next() {
    while (at_ < text_.size()) {
      if (at_line_begin_ && is_change_set(line())) {
        open_quote_ = {};
        skip_line();
      } else if (!open_quote_.empty()) {
        pass_quoted();
      } else if (text_.substr(at_).starts_with(opening)) {
        const std::size_t found = at_;
        step(opening.size());
        return found;
      } else if (text_.substr(at_).starts_with("--")) {
        skip_line();
      } else {
        pass_code();
      }
    }
    return std::nullopt;
  }

  void go_on_at(std::size_t offset) {
    at_ = offset;
    at_line_begin_ = false;
  }

 private:
  std::string_view line() const {
    const std::string_view rest = text_.substr(at_);
    return rest.substr(0, rest.find_first_of("\r\n"));
  }

  void step(std::size_t letters) {
    at_ += letters;
    const char last = text_[at_ - 1];
    at_line_begin_ = last == '\n' || last == '\r';
  }

  void skip_line() {
    at_ += line().size();
    at_line_begin_ = false;
  }

  void pass_quoted() {
    if (text_.substr(at_).starts_with(open_quote_)) {
      step(open_quote_.size());
      open_quote_ = {};
    } else {
      step(1);
    }
  }

  void pass_code() {
    const std::string_view rest = text_.substr(at_);
    const bool is_quote = rest.front() == '\'' || rest.front() == '"' || rest.front() == '`';
    open_quote_ = is_quote ? rest.substr(0, 1) : dollar_quote(rest);
    step(std::max<std::size_t>(open_quote_.size(), 1));
  }

  std::string_view text_;
  std::string_view open_quote_;  ///< what closes the text or name that is open; empty outside
  std::size_t at_ = 0;
  bool at_line_begin_ = true;
};

bool holds_change_set(std::string_view comment) {
  SqlLines lines(comment);
  lines.next();
  while (const auto line = lines.next()) {
    if (is_change_set(line->text)) return true;
  }
  return false;
}

}  // namespace

bool is_change_set(std::string_view line) {
  const auto rest = Directive{"changeset"}.rest_of(line);
  return rest && !rest->empty() && is_space(rest->front());
}

CommentedOut::CommentedOut(std::string_view text) {
  CommentScan scan(text);
  while (const auto begin = scan.next()) {
    const std::size_t inside = *begin + opening.size();
    const std::size_t end = text.find(closing, inside);
    if (end == std::string_view::npos) continue;
    const std::string_view comment = text.substr(inside, end - inside);
    if (contains(comment, opening)) continue;
    if (holds_change_set(comment)) comments_.push_back({inside, end});
    scan.go_on_at(end + closing.size());
  }
}

bool CommentedOut::holds(const SqlLine& line) const {
  return std::any_of(comments_.begin(), comments_.end(), [&](const Comment& comment) {
    return comment.begin < line.offset && line.offset <= comment.end;
  });
}

}  // namespace ebbtide

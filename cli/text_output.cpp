// A changelog, a row of the history or a message of a server can hold any letters, and a terminal
// or the log of a CI server takes some of them for commands. Two things are done to all that is
// written:
//
//   a value       its unseen letters are spelled out: ESC becomes `\u001b`, a line end `\n`
//   every line    what would be a command of a CI server is broken by a backslash:
//                   ::error::no       :\:error::no         GitHub, at the beginning of a line
//                   ##vso[task.…]     ##\vso[task.…]       Azure, anywhere in a line
//                   ##[group]         ##\[group]
//
// The second looks at the text as it goes out, letter by letter with a mark of how far into a
// command the line is, since a command can be put together from layout and value: a label that ends
// in `#` and an id that begins with one. Blanks before `::` do not help: GitHub passes over them,
// so they keep the mark of a line's beginning.
#include "cli/text_output.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/columns.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

/// GitHub takes blanks of any kind before its commands.
bool is_blank(char32_t letter) {
  constexpr auto wide =
      std::to_array<char32_t>({0xA0, 0x1680, 0x202F, 0x205F, 0x3000, ' ', '\t', '\n'});
  return (letter >= 0x2000 && letter <= 0x200A) ||
         std::find(wide.begin(), wide.end(), letter) != wide.end();
}

}  // namespace

TextOutput& TextOutput::operator<<(std::string_view value) {
  write(printable_line(value));
  return *this;
}

TextOutput& TextOutput::lines(std::string_view value) {
  write(printable(value));
  return *this;
}

TextOutput& TextOutput::flush() {
  pass_on();
  *out_ << std::flush;
  return *this;
}

bool TextOutput::completes(char32_t letter) const {
  if (mark_ == Mark::colon) return letter == ':';
  const bool is_word = letter < 0x80 && is_letter(static_cast<char>(letter));
  return mark_ == Mark::two_hashes && (letter == '[' || is_word);
}

void TextOutput::note(char32_t letter) {
  if (letter == '\n') {
    mark_ = Mark::line_start;
  } else if (letter == '#') {
    mark_ = mark_ == Mark::hash || mark_ == Mark::two_hashes ? Mark::two_hashes : Mark::hash;
  } else if (mark_ == Mark::line_start && letter == ':') {
    mark_ = Mark::colon;
  } else if (mark_ != Mark::line_start || !is_blank(letter)) {
    mark_ = Mark::none;
  }
}

void TextOutput::write(std::string_view text) {
  // In runs: each of them is a call of the system where the stream has no buffer.
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = first_letter(text.substr(at));
    if (completes(letter.code)) {
      put(text.substr(begin, at - begin));
      put("\\");
      begin = at;
    }
    note(letter.code);
    at += letter.size;
  }
  put(text.substr(begin));
}

void TextOutput::put(std::string_view text) {
  if (!columns_) {
    *out_ << text;
    return;
  }
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    line_ += text.substr(0, end);
    const std::size_t indent = std::min(line_.find_first_not_of(' '), line_.size());
    *out_ << folded(line_, columns_(), indent + 2) << '\n';
    line_.clear();
    text.remove_prefix(end + 1);
  }
  line_ += text;
}

void TextOutput::pass_on() {
  if (line_.empty()) return;
  *out_ << line_;
  line_.clear();
}

}  // namespace ebbtide

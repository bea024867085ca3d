#include "cli/help/page.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace ebbtide {
namespace {

/// Letters of UTF-8 text; those of this program's tables are one column wide.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string blanks(std::size_t count) {
  std::string text(count, ' ');
  return text;
}

/// The lines of a text that has line breaks, without them.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::vector<std::string> filled(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (width_of(line) + 1 + width_of(word) <= width) {
      line += " " + std::string(word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

void Page::text(std::string_view text, std::size_t indent) {
  for (const std::string_view paragraph : lines_of(text)) {
    for (const std::string& line : filled(paragraph, width_ - indent))
      out_ << (line.empty() ? "" : blanks(indent)) << line << "\n";
  }
}

void Page::heading(std::string_view title) { out_ << "\n" << title << ":\n"; }

void Page::entry(std::string_view name, std::string_view what, std::size_t column) {
  const std::size_t used = 2 + width_of(name);
  const bool has_room = used + 2 <= column;
  out_ << "  " << name << (has_room ? blanks(column - used) : what.empty() ? "" : "\n");
  bool is_first = has_room;
  for (const std::string& line : filled(what, width_ - column)) {
    if (line.empty()) continue;
    out_ << (is_first ? "" : blanks(column)) << line << "\n";
    is_first = false;
  }
  if (what.empty()) out_ << "\n";
}

void Page::command(std::string_view line) {
  constexpr std::size_t indent = 2, behind = 2;
  const auto lines = filled(line, width_ - indent - 2 - behind);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out_ << blanks(i == 0 ? indent : indent + 2) << lines[i] << (i + 1 < lines.size() ? " \\" : "")
         << "\n";
  }
}

void Page::code(std::string_view lines) {
  for (const std::string_view line : lines_of(lines))
    out_ << (line.empty() ? "" : "  ") << line << "\n";
}

std::size_t page_width(std::string_view columns) {
  constexpr std::size_t usual = 80, narrowest = 40, widest = 120;
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  winsize size{};
  if (width == 0 && ::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
    width = size.ws_col;
  return std::clamp(width == 0 ? usual : width, narrowest, widest);
}

}  // namespace ebbtide

// The way from an offset to a line and a column: the starts of all lines, found once, and a binary
// search. Columns count letters, so the line is walked from its start. Where a line is long (a JSON
// file without line ends has all of its thousand changesets in one) that walk would be made for
// each place anew: then the letters before each block of 4096 bytes are counted once, and only the
// rest of a block is walked.
#include "text/source.h"

#include <algorithm>
#include <cstring>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::size_t letter_block = 4096;

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::size_t count_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_letter));
}

std::size_t longest_line(const std::vector<std::uint32_t>& starts, std::size_t size) {
  std::size_t longest = size - starts.back();
  for (std::size_t i = 1; i < starts.size(); ++i)
    longest = std::max<std::size_t>(longest, starts[i] - starts[i - 1]);
  return longest;
}

}  // namespace

Source::Source(std::string file, std::string text)
    : file_(std::move(file)), text_(std::move(text)), line_starts_{0} {
  const char* const begin = text_.data();
  const char* const end = begin + text_.size();
  const char* at = begin;
  while ((at = static_cast<const char*>(
              std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) != nullptr) {
    line_starts_.push_back(static_cast<std::uint32_t>(++at - begin));
  }
  if (longest_line(line_starts_, text_.size()) > letter_block) count_letters();
}

void Source::count_letters() {
  std::uint32_t letters = 0;
  for (std::size_t at = 0; at < text_.size(); at += letter_block) {
    letters_before_.push_back(letters);
    letters +=
        static_cast<std::uint32_t>(count_in(std::string_view(text_).substr(at, letter_block)));
  }
  letters_before_.push_back(letters);
}

std::size_t Source::letters_between(std::size_t begin, std::size_t end) const {
  const std::string_view text(text_);
  if (letters_before_.empty()) return count_in(text.substr(begin, end - begin));
  const auto letters_before = [&](std::size_t offset) {
    const std::size_t block = offset / letter_block;
    return letters_before_[block] +
           count_in(text.substr(block * letter_block, offset % letter_block));
  };
  return letters_before(end) - letters_before(begin);
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t start = *(after - 1);
  return {file_, static_cast<int>(after - line_starts_.begin()),
          static_cast<int>(letters_between(start, offset)) + 1};
}

std::string_view Source::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > line_starts_.size()) return {};
  const std::string_view rest =
      std::string_view(text_).substr(line_starts_[static_cast<std::size_t>(number) - 1]);
  return trim_end(rest.substr(0, rest.find('\n')));
}

std::string describe_damage(std::string_view encoding, std::string_view how) {
  const std::string name = is_utf8_name(encoding) ? "UTF-8" : std::string(encoding);
  return "bytes here are not " + name + "; save the file as " + name +
         (how.empty() ? "" : ", or name the encoding it is in " + std::string(how));
}

std::string require_undamaged(const std::string& file, DecodedText decoded,
                              std::string_view encoding, std::string_view how) {
  if (decoded.damaged.empty()) return std::move(decoded.text);
  const Source source(file, std::move(decoded.text));
  throw Error(describe_damage(encoding, how), source.position(decoded.damaged.front()));
}

}  // namespace ebbtide

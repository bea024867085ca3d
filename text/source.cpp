#include "text/source.h"

#include <algorithm>
#include <cstring>

#include "text/ascii.h"

namespace ebbtide {
namespace {

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

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
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t start = *(after - 1);
  const auto letters =
      std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(start),
                    text_.begin() + static_cast<std::ptrdiff_t>(offset), begins_letter);
  return {file_, static_cast<int>(after - line_starts_.begin()), static_cast<int>(letters) + 1};
}

std::string_view Source::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > line_starts_.size()) return {};
  const std::string_view rest =
      std::string_view(text_).substr(line_starts_[static_cast<std::size_t>(number) - 1]);
  return trim_end(rest.substr(0, rest.find('\n')));
}

}  // namespace ebbtide

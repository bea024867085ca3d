#include "formats/xml_tags.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ebbtide {
namespace {

/// Blanks in place of what stands between two marks, both included.
std::string without(std::string text, std::string_view open, std::string_view close) {
  for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
    const std::size_t end = text.find(close, at + open.size());
    const std::size_t behind = end == std::string::npos ? text.size() : end + close.size();
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
              text.begin() + static_cast<std::ptrdiff_t>(behind), ' ');
    at = behind;
  }
  return text;
}

}  // namespace

std::string tags_alone(std::string text) {
  return without(without(std::move(text), "<!--", "-->"), "<![CDATA[", "]]>");
}

}  // namespace ebbtide

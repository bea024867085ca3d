#include "text/nul.h"

namespace ebbtide {

std::string nul_refusal(std::string_view text, std::size_t at) {
  const auto is_nul = [&](std::size_t place) { return place < text.size() && text[place] == '\0'; };
  const std::string what = "a NUL character stands here, at which a database would cut the text; ";
  if (is_nul(at + 2) && !is_nul(at + 1))
    return what + "the file looks like UTF-16 without a byte order mark: save it as UTF-8";
  return what + "remove it";
}

}  // namespace ebbtide

#include "database/server_version.h"

#include <charconv>

namespace ebbtide {

ServerVersion ServerVersion::parse(std::string_view text, ServerVersion version) {
  for (int* const part : {&version.major, &version.minor, &version.patch}) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *part);
    if (error != std::errc{}) break;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  return version;
}

ServerVersion ServerVersion::parse(std::string_view text) { return parse(text, {}); }

}  // namespace ebbtide

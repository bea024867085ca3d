#include "formats/include_order.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {

void sort_for_include(std::vector<std::string>& paths) {
  const auto key = [](const std::string& path) {
    return replace_all(path, "WEB-INF/classes/", "");
  };
  std::stable_sort(paths.begin(), paths.end(), [&](const std::string& a, const std::string& b) {
    return less_by_utf16(key(a), key(b));
  });
}

}  // namespace ebbtide

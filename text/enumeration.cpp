#include "text/enumeration.h"

#include "text/ascii.h"

namespace ebbtide {

std::string enumerated(const std::vector<std::string>& words) {
  if (words.size() < 2) return join(words, "");
  const std::vector<std::string> first(words.begin(), words.end() - 1);
  return join(first, ", ") + " and " + words.back();
}

}  // namespace ebbtide

// A version is compared by numbers of any size, since people write dates and times into it:
// 20260101120000 has no place in 32 bits. So a part is kept as its digits without leading zeros,
// and of two parts the longer one is greater. Parts of zero at the end say nothing, as with Flyway:
// 1, 1.0 and 1.0.0 are one version, and two scripts of these names are the same migration twice.
#include "flyway/version.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide::flyway {

std::optional<Version> Version::parse(std::string_view text) {
  Version version;
  version.raw_ = std::string(text);
  const std::string dotted = version.text();
  for (const std::string_view part : split(dotted, '.')) {
    if (part.empty() || !std::all_of(part.begin(), part.end(), is_digit)) return std::nullopt;
    version.parts_.emplace_back(part.substr(std::min(part.find_first_not_of('0'), part.size())));
  }
  while (!version.parts_.empty() && version.parts_.back().empty()) version.parts_.pop_back();
  return version;
}

std::string Version::text() const { return replace_all(raw_, "_", "."); }

std::strong_ordering operator<=>(const Version& a, const Version& b) {
  const std::size_t common = std::min(a.parts_.size(), b.parts_.size());
  for (std::size_t i = 0; i < common; ++i) {
    const std::string &x = a.parts_[i], &y = b.parts_[i];
    if (x.size() != y.size()) return x.size() <=> y.size();
    if (const int order = x.compare(y); order != 0) return order <=> 0;
  }
  return a.parts_.size() <=> b.parts_.size();
}

}  // namespace ebbtide::flyway

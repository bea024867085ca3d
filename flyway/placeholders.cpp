// The text is gone through once, from left to right. What a value holds is not looked through
// again, so that a value may have a `${` of its own. Behind a prefix everything up to the next
// suffix is a name, also over lines: a `${` that nobody meant so is an error, as it is with Flyway.
// There it can be told apart only by another prefix, or by placeholderReplacement=false for the
// file.
//
// One that is built in may have no value here, such as the name of the database on SQLite. It is an
// error only in a script that asks for it, with words of its own.
#include "flyway/placeholders.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide::flyway {

void Placeholders::set(std::string_view name, std::optional<std::string> value) {
  const std::string key = lower(name);
  const auto known = std::find_if(values_.begin(), values_.end(),
                                  [&](const Value& one) { return one.name == key; });
  if (known != values_.end()) {
    known->value = std::move(value);
  } else {
    values_.push_back({key, std::move(value)});
  }
}

std::string Placeholders::replace(std::string_view text) const {
  std::string replaced;
  while (!prefix_.empty()) {
    const std::size_t begin = text.find(prefix_);
    if (begin == std::string_view::npos) break;
    replaced += text.substr(0, begin);
    text.remove_prefix(begin + prefix_.size());
    const std::size_t end = std::min(text.find(suffix_), text.size());
    const std::string_view name = text.substr(0, end);
    const std::string key = lower(name);
    const auto known = std::find_if(values_.begin(), values_.end(),
                                    [&](const Value& one) { return one.name == key; });
    const std::string written = prefix_ + std::string(name) + suffix_;
    if (known == values_.end())
      throw PlaceholderMissing("No value provided for placeholder: " + written +
                               ".  Check your configuration!");
    if (!known->value)
      throw PlaceholderMissing("Failed to populate value for default placeholder: " + written);
    replaced += *known->value;
    text.remove_prefix(std::min(end + suffix_.size(), text.size()));
  }
  return replaced.append(text);
}

}  // namespace ebbtide::flyway

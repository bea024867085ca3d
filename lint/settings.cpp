#include "lint/settings.h"

#include <algorithm>
#include <stdexcept>

#include "text/java_regex.h"

namespace ebbtide::lint {
namespace {

/// The setting with the longest key that a rule's id begins with; nullptr where there is none.
const RuleSetting* longest(const std::map<std::string, RuleSetting>& rules, std::string_view id) {
  const RuleSetting* found = nullptr;
  std::size_t size = 0;
  for (const auto& [key, setting] : rules) {
    if (!id.starts_with(key) || key.size() < size || !setting.severity) continue;
    found = &setting;
    size = key.size();
  }
  return found;
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  if (pattern.starts_with("**")) {
    const std::string_view rest = pattern.substr(pattern.starts_with("**/") ? 3 : 2);
    return fits_pattern(rest, path) || (!path.empty() && fits_pattern(pattern, path.substr(1)));
  }
  if (pattern.front() == '*') {
    if (fits_pattern(pattern.substr(1), path)) return true;
    return !path.empty() && path.front() != '/' && fits_pattern(pattern, path.substr(1));
  }
  if (path.empty() || (pattern.front() != '?' && pattern.front() != path.front())) return false;
  return fits_pattern(pattern.substr(1), path.substr(1));
}

bool has_match(const std::string& expression, std::string_view text) {
  try {
    return JavaRegex(".*(?:" + expression + ").*").matches(text);
  } catch (const std::invalid_argument&) {
    return true;
  }
}

Severity Settings::severity(const Rule& rule, const std::string& path) const {
  for (auto one = paths.rbegin(); one != paths.rend(); ++one) {
    if (!fits_pattern(one->pattern, path)) continue;
    if (const RuleSetting* const found = longest(one->rules, rule.id)) return *found->severity;
  }
  const RuleSetting* const found = longest(rules, rule.id);
  return found == nullptr ? rule.severity : *found->severity;
}

bool Settings::ignores_path(const std::string& path) const {
  return std::any_of(paths.begin(), paths.end(), [&](const PathSetting& one) {
    return one.is_ignored && fits_pattern(one.pattern, path);
  });
}

std::vector<std::string> Settings::values(std::string_view rule, const std::string& option) const {
  for (const auto& [key, setting] : rules) {
    if (key != rule) continue;
    const auto found = setting.values.find(option);
    if (found != setting.values.end()) return found->second;
  }
  return {};
}

std::optional<std::string> Settings::value(std::string_view rule, const std::string& option) const {
  const std::vector<std::string> all = values(rule, option);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

}  // namespace ebbtide::lint

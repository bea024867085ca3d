#include "lint/settings.h"

#include <algorithm>
#include <stdexcept>

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

// Goes over the pattern once and keeps all places of the path that it may have come to by then, so
// that no pattern takes longer than its length times that of the path.
bool fits_pattern(std::string_view pattern, std::string_view path) {
  std::vector<bool> reached(path.size() + 1, false);
  reached[0] = true;
  while (!pattern.empty()) {
    std::vector<bool> next(path.size() + 1, false);
    const bool over_folders = pattern.starts_with("**");
    const bool whole_folders = pattern.starts_with("**/");
    const char letter = pattern.front();
    for (std::size_t at = 0; at <= path.size(); ++at) {
      const bool can_grow = at > 0 && (over_folders || path[at - 1] != '/');
      if (letter == '*') {
        next[at] = reached[at] || (can_grow && next[at - 1]);
      } else if (at > 0 && reached[at - 1]) {
        next[at] = letter == '?' ? path[at - 1] != '/' : path[at - 1] == letter;
      }
    }
    if (whole_folders) {
      for (std::size_t at = 0; at <= path.size(); ++at)
        next[at] = reached[at] || (next[at] && at > 0 && path[at - 1] == '/');
    }
    pattern.remove_prefix(whole_folders ? 3 : over_folders ? 2 : 1);
    reached = std::move(next);
  }
  return reached.back();
}

namespace {

/// A match of a part is one of the whole.
std::string anywhere(const std::string& expression) { return ".*(?:" + expression + ").*"; }

}  // namespace

std::string problem_of_expression(const std::string& expression) {
  try {
    const JavaRegex tried(anywhere(expression));
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

bool Expressions::has_match(const std::string& expression, std::string_view text) {
  auto known = made_.find(expression);
  if (known == made_.end())
    known = made_.emplace(expression, JavaRegex(anywhere(expression))).first;
  return known->second.matches(text);
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

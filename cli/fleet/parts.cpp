#include "cli/fleet/parts.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Kubernetes tells each pod of an indexed job its index, from 0, by this variable.
constexpr std::string_view index_variable = "JOB_COMPLETION_INDEX";

constexpr std::string_view form =
    "a shard is its index from 0 and how many there are: 0/4 to 3/4, or auto/4";

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

std::string index_of_job(const Environment& environment) {
  const auto found = std::find_if(environment.begin(), environment.end(),
                                  [](const auto& one) { return one.first == index_variable; });
  if (found == environment.end())
    throw UsageError("--shard=auto/… takes the index from the variable " +
                     std::string(index_variable) +
                     ", which is not set; a Job has it with completionMode: Indexed");
  return found->second;
}

}  // namespace

std::optional<Shard> shard_of(std::string_view given, const Environment& environment) {
  if (given.empty()) return std::nullopt;
  const std::size_t slash = std::min(given.find('/'), given.size());
  const bool is_auto = equals_ignoring_case(given.substr(0, slash), "auto");
  const int index =
      number_of(is_auto ? index_of_job(environment) : given.substr(0, slash)).value_or(-1);
  const int of = slash == given.size() ? 0 : number_of(given.substr(slash + 1)).value_or(0);
  if (index < 0 || index >= of)
    throw UsageError("Invalid argument '--shard': '" + std::string(given) + "'; " +
                     std::string(form));
  return Shard{index, of};
}

std::vector<std::string> canaries_of(const std::string& given,
                                     const std::vector<FleetTarget>& targets) {
  if (given.empty() || !std::all_of(given.begin(), given.end(), is_digit)) return split_list(given);
  const auto most = number_of(given);
  if (!most) throw UsageError("Invalid argument '--canary': '" + given + "' is too large");
  std::vector<std::string> names;
  for (const FleetTarget& target : targets) {
    if (names.size() == static_cast<std::size_t>(*most)) break;
    names.push_back(target.name);
  }
  return names;
}

}  // namespace ebbtide

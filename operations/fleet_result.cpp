// Results outlive their run: they are written while it goes on, read to resume it, and put together
// from several machines. Two things are easily lost on that way, and are looked for here: a part of
// a sharded fleet whose machine has died, which must not make the rest look whole; and a target
// that an earlier attempt has in the state `running`, since nobody was there to write its end.
#include "operations/fleet_result.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include "text/ascii.h"
#include "text/enumeration.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct StateWord {
  TargetState state;
  std::string_view word;
};
constexpr std::array state_words{
    StateWord{TargetState::not_run, "not run"},
    StateWord{TargetState::running, "running"},
    StateWord{TargetState::done, "done"},
    StateWord{TargetState::failed, "failed"},
    StateWord{TargetState::unreachable, "unreachable"},
    StateWord{TargetState::refused, "refused"},
    StateWord{TargetState::interrupted, "interrupted"},
};

/// FNV-1a: the same on every machine, and names that differ in one digit are far apart.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char letter : text) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 1099511628211ULL;
  }
  return hash ^ (hash >> 32U);
}

FleetEnd end_of(const TargetResult& result) {
  if (result.signal != 0) return FleetEnd::interrupted;
  switch (result.state) {
    case TargetState::done:
      return FleetEnd::done;
    case TargetState::refused:
      return FleetEnd::refused;
    case TargetState::interrupted:
      return FleetEnd::interrupted;
    case TargetState::not_run:
    case TargetState::running:
    case TargetState::failed:
    case TargetState::unreachable:
      return FleetEnd::failed;
  }
  return FleetEnd::failed;
}

/// Throws UsageError where the reports are of a sharded fleet and not of all of its parts.
void require_all_parts(const std::vector<FleetReport>& reports) {
  std::set<int> seen;
  int of = 0;
  for (const FleetReport& report : reports) {
    if (!report.shard) continue;
    if (of != 0 && report.shard->of != of)
      throw UsageError("the results are of fleets in " + std::to_string(of) + " and in " +
                       std::to_string(report.shard->of) + " parts; merge those of one of them");
    of = report.shard->of;
    seen.insert(report.shard->index);
  }
  std::vector<std::string> missing;
  for (int index = 0; index < of; ++index) {
    if (!seen.contains(index)) missing.push_back(std::to_string(index) + "/" + std::to_string(of));
  }
  if (!missing.empty())
    throw UsageError("the results of shard " + enumerated(missing) +
                     " are missing; run it, or add its file");
}

}  // namespace

std::string_view to_text(TargetState state) {
  const auto* const found = std::find_if(state_words.begin(), state_words.end(),
                                         [&](const StateWord& one) { return one.state == state; });
  return found->word;
}

std::optional<TargetState> target_state_named(std::string_view word) {
  const auto* const found = std::find_if(state_words.begin(), state_words.end(),
                                         [&](const StateWord& one) { return one.word == word; });
  return found == state_words.end() ? std::nullopt : std::optional(found->state);
}

int count_in(std::span<const TargetResult> results, TargetState state) {
  return static_cast<int>(
      std::count_if(results.begin(), results.end(),
                    [&](const TargetResult& result) { return result.state == state; }));
}

FleetEnd end_of(std::span<const TargetResult> results) {
  FleetEnd worst = FleetEnd::done;
  for (const TargetResult& result : results) worst = std::max(worst, end_of(result));
  return worst;
}

int signal_of(std::span<const TargetResult> results) {
  const auto found = std::find_if(results.begin(), results.end(),
                                  [](const TargetResult& result) { return result.signal != 0; });
  return found == results.end() ? 0 : found->signal;
}

bool Shard::has(std::string_view target) const {
  return hash_of(target) % static_cast<std::uint64_t>(of) == static_cast<std::uint64_t>(index);
}

FleetReport merged(std::vector<FleetReport> reports) {
  if (reports.empty()) throw UsageError("there are no results to merge; name their files");
  require_all_parts(reports);
  std::stable_sort(
      reports.begin(), reports.end(),
      [](const FleetReport& one, const FleetReport& other) { return one.began < other.began; });
  FleetReport whole{reports.front().command, reports.back().version, reports.front().began};
  std::map<std::string, std::size_t> places;
  for (FleetReport& report : reports) {
    if (report.command != whole.command)
      throw UsageError("the results are of '" + whole.command + "' and of '" + report.command +
                       "'; merge those of one command");
    for (TargetResult& result : report.results) {
      const auto [place, is_new] = places.emplace(result.name, whole.results.size());
      if (is_new) {
        whole.results.push_back(std::move(result));
      } else if (result.state != TargetState::not_run) {
        whole.results[place->second] = std::move(result);
      }
    }
  }
  return whole;
}

std::vector<TargetResult> settled_in(const FleetReport& earlier, std::string_view command,
                                     bool counts) {
  if (earlier.command != command)
    throw UsageError("it has the results of '" + earlier.command + "' and not of '" +
                     std::string(command) + "'");
  std::vector<TargetResult> settled;
  for (const TargetResult& result : earlier.results) {
    if (result.state == TargetState::done) {
      settled.push_back(result);
      settled.back().is_earlier = true;
    } else if (counts && result.state == TargetState::running) {
      settled.push_back(result);
      settled.back().error =
          "an earlier run was killed on it, and to do it twice would do more; look at its history, "
          "and bring it on by itself";
    }
  }
  return settled;
}

}  // namespace ebbtide

#include "database/cost.h"

#include <algorithm>
#include <array>

#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {

std::string_view to_text(Cost cost) {
  constexpr std::array<std::string_view, 3> words{"instant", "scan", "rewrite"};
  return words.at(static_cast<std::size_t>(cost));
}

std::optional<EffectCost> cost_of(const sql::Effect& effect, const TableBefore& before,
                                  const Facts& facts) {
  return facts.cost == nullptr ? std::nullopt : facts.cost(effect, before, facts);
}

std::optional<EffectCost> usual_cost(const sql::Effect& effect) {
  using sql::Verb;
  switch (effect.verb) {
    case Verb::rename:
    case Verb::truncate:
    case Verb::set_default:
    case Verb::drop_default:
    case Verb::comment:
    case Verb::lock:
      return EffectCost{Cost::instant};
    default:
      return std::nullopt;
  }
}

std::vector<SqlLock> strongest_locks(const std::vector<SqlLock>& locks, const Facts& facts) {
  const auto weakness = [&](const SqlLock& lock) {
    return std::find(facts.lock_modes.begin(), facts.lock_modes.end(), lock.mode) -
           facts.lock_modes.begin();
  };
  std::vector<SqlLock> strongest;
  for (const SqlLock& lock : locks) {
    const auto known = std::find_if(strongest.begin(), strongest.end(),
                                    [&](const SqlLock& one) { return one.object == lock.object; });
    if (known == strongest.end()) {
      strongest.push_back(lock);
    } else if (weakness(lock) < weakness(*known)) {
      *known = lock;
    }
  }
  return strongest;
}

std::string to_text(const TableSize& size) {
  std::vector<std::string> parts;
  if (size.rows) parts.push_back(count_of(static_cast<std::size_t>(*size.rows), "row"));
  if (size.bytes) {
    constexpr std::array<std::string_view, 5> units{"bytes", "KiB", "MiB", "GiB", "TiB"};
    constexpr std::int64_t step = 1024, tenfold = 10;
    std::int64_t number = *size.bytes;
    std::size_t unit = 0;
    for (; number >= tenfold * step && unit + 1 < units.size(); ++unit) number /= step;
    parts.push_back(std::to_string(number) + " " + std::string(units.at(unit)));
  }
  return join(parts, ", ");
}

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.h"
#include "operations/fleet.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// The part of a fleet that the text names, `0/4` or `auto/4`; nothing for none, where it is all of
/// it. Throws UsageError for what is no part, and for `auto` without an index in the environment.
std::optional<Shard> shard_of(std::string_view given, const Environment& environment);

/// The names of the targets that go first, of a list of names or of a number: so many of the first.
std::vector<std::string> canaries_of(const std::string& given,
                                     const std::vector<FleetTarget>& targets);

}  // namespace ebbtide

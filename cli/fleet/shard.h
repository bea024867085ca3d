#pragma once

#include <optional>

#include "cli/settings.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// The part of a fleet that --shard names; nothing where it is all of it. Throws UsageError for
/// what is none, and for `auto` without an index in the environment.
std::optional<Shard> shard_of(const Settings& settings);

}  // namespace ebbtide

#pragma once

#include <span>
#include <string_view>

namespace ebbtide::flyway {

/// The verbs that callbacks are about, as their events name them.
enum class Phase { clean, migrate, undo, validate, baseline, repair, info };

/// All events that a callback can be named after, each once. The names of files are compared with
/// them letter by letter.
std::span<const std::string_view> events();

/// The events around a verb: `beforeMigrate`, `afterMigrate`, `afterMigrateError`,
/// `afterMigrateOperationFinish`.
struct PhaseEvents {
  std::string_view before, after;
  std::string_view error;   ///< in place of `after`, where the verb has failed
  std::string_view finish;  ///< behind `after`
};
PhaseEvents events_of(Phase phase);

}  // namespace ebbtide::flyway

// The names that a callback's file can begin with. A name is compared to the letter, and what
// follows it is `__description.sql` or `.sql`. They stand here as text and not as an enum, since
// files have them and verbs ask for them by name.
#include "flyway/event.h"

#include <array>

namespace ebbtide::flyway {
namespace {

constexpr std::array events_of_phases{
    PhaseEvents{"beforeClean", "afterClean", "afterCleanError", "afterCleanOperationFinish"},
    PhaseEvents{"beforeMigrate", "afterMigrate", "afterMigrateError",
                "afterMigrateOperationFinish"},
    PhaseEvents{"beforeUndo", "afterUndo", "afterUndoError", "afterUndoOperationFinish"},
    PhaseEvents{"beforeValidate", "afterValidate", "afterValidateError",
                "afterValidateOperationFinish"},
    PhaseEvents{"beforeBaseline", "afterBaseline", "afterBaselineError",
                "afterBaselineOperationFinish"},
    PhaseEvents{"beforeRepair", "afterRepair", "afterRepairError", "afterRepairOperationFinish"},
    PhaseEvents{"beforeInfo", "afterInfo", "afterInfoError", "afterInfoOperationFinish"},
};

/// Within a migrate or an undo, and around what comes before every verb.
constexpr std::string_view others[] = {
    "beforeEachMigrate",  "afterEachMigrate",    "afterEachMigrateError", "afterVersioned",
    "beforeRepeatables",  "afterMigrateApplied", "beforeEachUndo",        "afterEachUndo",
    "afterEachUndoError", "createSchema",        "beforeCreateSchema",    "beforeConnect",
    "afterConnect"};

constexpr std::size_t events_of_a_phase = 4;

constexpr auto all_events = [] {
  std::array<std::string_view, events_of_phases.size() * events_of_a_phase + std::size(others)>
      all{};
  std::size_t i = 0;
  for (const PhaseEvents& phase : events_of_phases) {
    for (const std::string_view one : {phase.before, phase.after, phase.error, phase.finish})
      all[i++] = one;
  }
  for (const std::string_view one : others) all[i++] = one;
  return all;
}();

}  // namespace

std::span<const std::string_view> events() { return all_events; }

PhaseEvents events_of(Phase phase) { return events_of_phases[static_cast<std::size_t>(phase)]; }

}  // namespace ebbtide::flyway

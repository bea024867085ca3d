#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/change.h"
#include "operations/flyway/place.h"

namespace ebbtide {

/// A migration that becomes a changeset, with what Flyway would send for it. Borrows the scripts.
struct CarriedScript {
  std::string id;  ///< of the changeset: `V2__add_users`
  const flyway::ResolvedMigration* script = nullptr;
  const flyway::ResolvedMigration* undo = nullptr;  ///< null where there is none
  std::vector<std::string> statements, undoing;
  bool in_transaction = true;
  bool is_each_time = false;  ///< a repeatable that names the moment runs each time

  bool is_repeatable() const { return script->kind == flyway::FileKind::repeatable; }
};

/// Who made the changesets, as they say it.
constexpr std::string_view author_of_carried = "flyway";

/// What an empty database gets, in Flyway's order: the last baseline migration in place of all
/// below it, versions, repeatables. Throws Failure with everything that no changelog can carry.
std::vector<CarriedScript> carried_scripts(const FlywayPlace& place);

/// The statements of a change without those that are only comments; nothing where it cannot give
/// them.
std::optional<std::vector<std::string>> sent_statements(const Change& change, const Target& target);

}  // namespace ebbtide

#pragma once

#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// What was found.
struct ValidateResult {
  FlywayResult about;
  std::size_t validated = 0;  ///< how many; none where one is invalid
  std::vector<FlywayInvalid> invalid;
};

/// Lays history and folder side by side and says what does not fit.
ValidateResult validate(FlywayPlace& place);

/// The same before something else, pending migrations passed over where that is asked for. Throws
/// Failure where one is invalid, and says how many there are.
std::size_t require_valid(FlywayPlace& place, bool ignores_pending);

/// All messages, each on lines of its own.
std::string messages_of(const std::vector<FlywayInvalid>& invalid);

/// What is said where validation fails.
std::string describe_invalid(const std::vector<FlywayInvalid>& invalid);

}  // namespace ebbtide

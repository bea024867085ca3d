#pragma once

#include <string>

namespace ebbtide {

/// Throws Failure, with what to do instead, where Flyway has this verb and this program has not:
/// PaidOnly for one of paid editions.
void refuse_foreign_verb(const std::string& name);

}  // namespace ebbtide

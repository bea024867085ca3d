#pragma once

#include <string_view>

#include "cli/request.h"
#include "operations/findings.h"

namespace ebbtide {

/// Says what a migration from Liquibase would meet. Reads only; throws Error at the end where
/// something would stop the migration.
void doctor(Request& request);

/// `blocks`, `attention`, `note`.
std::string_view to_text(Severity severity);

}  // namespace ebbtide

#pragma once

#include <vector>

#include "changelog/change.h"

namespace ebbtide {

/// What is wrong with a change on this database: attributes that are missing, and what the database
/// does not do. Each says what to do.
std::vector<Problem> validate(const Change& change, const Target& target);

/// Whether the change does nothing on this database, and that is no error: sequences where there
/// are none.
bool is_skipped(const Change& change, const Dialect& dialect);

}  // namespace ebbtide

#pragma once

#include <vector>

#include "lint/subject.h"

namespace ebbtide::lint {

/// Tells temporary tables from those that they hide: what is done to one is done in a place of
/// their own, to which their names lead from the statement that makes them to the one that drops
/// them. In the order in which the subjects run.
void place_temporary_tables(std::vector<Subject>& subjects, bool has_temp_schema);

}  // namespace ebbtide::lint

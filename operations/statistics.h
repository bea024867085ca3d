#pragma once

#include <string>

#include "database/statistics.h"
#include "executor/open_database.h"

namespace ebbtide {

/// What a live database tells of its sizes. Nothing is changed and no lock is taken. Throws Error
/// for an offline one, which has none.
Statistics statistics_of(OpenDatabase& database);

/// What `ebbtide stats` has written. Throws Error with the place where it is none of its files.
Statistics parse_statistics(const std::string& file, const std::string& text);

}  // namespace ebbtide

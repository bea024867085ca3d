#pragma once

#include "database/scratch.h"

namespace ebbtide {

/// Makes a file in a folder of its own, a copy of the database with all rows unless it is to be
/// empty. Folders of runs that are gone go first, each with a word. Throws Error where there is no
/// room for it.
std::unique_ptr<ScratchDatabase> make_sqlite_scratch(Connection& connection, const DatabaseUrl& url,
                                                     const Warn& warn, bool is_empty);

}  // namespace ebbtide

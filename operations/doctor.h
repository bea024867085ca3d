#pragma once

#include "changelog/files.h"
#include "executor/open_database.h"
#include "formats/load.h"
#include "operations/findings.h"

namespace ebbtide {

/// What a migration from Liquibase to this database would meet: in the changelog alone
/// (find_in_changelog), in its tracking tables, its history and in what is still to run. Nothing is
/// changed. The changelog may be one that was read only in part, and its files those that it was
/// read from. What cannot be asked of the database is a finding; throws ConnectionLost where there
/// is none.
void find_in_database(const ReadChangelog& read, const Files& files, OpenDatabase& database,
                      Findings& findings);

}  // namespace ebbtide

#pragma once

#include "cli/workspace.h"

namespace ebbtide {

void tag(Workspace& workspace);
void tag_exists(Workspace& workspace);
void list_locks(Workspace& workspace);
void release_locks(Workspace& workspace);
void clear_checksums(Workspace& workspace);
void execute_sql(Workspace& workspace);

}  // namespace ebbtide

#pragma once

#include "cli/workspace.h"

namespace ebbtide {

void update(Workspace& workspace);
void update_sql(Workspace& workspace);
void update_count(Workspace& workspace);
void update_count_sql(Workspace& workspace);
void update_to_tag(Workspace& workspace);
void update_to_tag_sql(Workspace& workspace);
void changelog_sync(Workspace& workspace);
void changelog_sync_sql(Workspace& workspace);
void changelog_sync_to_tag(Workspace& workspace);
void changelog_sync_to_tag_sql(Workspace& workspace);
void mark_next_changeset_ran(Workspace& workspace);
void mark_next_changeset_ran_sql(Workspace& workspace);

}  // namespace ebbtide

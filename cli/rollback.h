#pragma once

#include "cli/workspace.h"

namespace ebbtide {

void rollback(Workspace& workspace);
void rollback_sql(Workspace& workspace);
void rollback_count(Workspace& workspace);
void rollback_count_sql(Workspace& workspace);
void rollback_to_date(Workspace& workspace);
void rollback_to_date_sql(Workspace& workspace);
void rollback_one_changeset(Workspace& workspace);
void rollback_one_changeset_sql(Workspace& workspace);
void rollback_one_update(Workspace& workspace);
void rollback_one_update_sql(Workspace& workspace);
void future_rollback_sql(Workspace& workspace);
void future_rollback_count_sql(Workspace& workspace);
void future_rollback_from_tag_sql(Workspace& workspace);

}  // namespace ebbtide

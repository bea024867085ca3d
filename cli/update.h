#pragma once

#include "cli/request.h"

namespace ebbtide {

void update(Request& request);
void update_sql(Request& request);
void update_count(Request& request);
void update_count_sql(Request& request);
void update_to_tag(Request& request);
void update_to_tag_sql(Request& request);
void changelog_sync(Request& request);
void changelog_sync_sql(Request& request);
void changelog_sync_to_tag(Request& request);
void changelog_sync_to_tag_sql(Request& request);
void mark_next_changeset_ran(Request& request);
void mark_next_changeset_ran_sql(Request& request);

}  // namespace ebbtide

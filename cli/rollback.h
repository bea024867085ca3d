#pragma once

#include "cli/request.h"

namespace ebbtide {

void rollback(Request& request);
void rollback_sql(Request& request);
void rollback_count(Request& request);
void rollback_count_sql(Request& request);
void rollback_to_date(Request& request);
void rollback_to_date_sql(Request& request);
void rollback_one_changeset(Request& request);
void rollback_one_changeset_sql(Request& request);
void rollback_one_update(Request& request);
void rollback_one_update_sql(Request& request);
void future_rollback_sql(Request& request);
void future_rollback_count_sql(Request& request);
void future_rollback_from_tag_sql(Request& request);

}  // namespace ebbtide

#pragma once

#include "cli/request.h"

namespace ebbtide {

void tag(Request& request);
void tag_exists(Request& request);
void list_locks(Request& request);
void release_locks(Request& request);
void clear_checksums(Request& request);
void execute_sql(Request& request);

}  // namespace ebbtide

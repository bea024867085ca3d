#pragma once

#include "cli/request.h"

namespace ebbtide {

void status(Request& request);
void validate(Request& request);
void history(Request& request);
void unexpected_changesets(Request& request);
void calculate_checksum(Request& request);

}  // namespace ebbtide

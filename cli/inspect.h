#pragma once

#include "cli/workspace.h"

namespace ebbtide {

void status(Workspace& workspace);
void validate(Workspace& workspace);
void history(Workspace& workspace);
void unexpected_changesets(Workspace& workspace);
void calculate_checksum(Workspace& workspace);

}  // namespace ebbtide

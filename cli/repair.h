#pragma once

#include "cli/request.h"

namespace ebbtide {

/// Shows the changesets that a run left half done on a database that could not undo them, undoes
/// what is applied of them (--undo), or forgets it (--forget).
void repair(Request& request);

}  // namespace ebbtide

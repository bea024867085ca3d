#pragma once

#include "cli/console.h"
#include "operations/compare.h"

namespace ebbtide {

/// What `diff` says with `--format json`: each difference with its full name and how much it
/// counts.
void write_json(Console& console, const SchemaReport& report);

}  // namespace ebbtide

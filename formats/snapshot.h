#pragma once

#include <string>

#include "changelog/files.h"
#include "schema/model.h"

namespace ebbtide {

/// Reads a snapshot of a schema from a file that Liquibase or this program wrote, in JSON or YAML
/// by its extension. What Liquibase's form cannot say is there only where this program wrote the
/// file. Throws Error where there is no such file or it is no snapshot.
schema::Schema read_snapshot(const std::string& file, const Files& files);

}  // namespace ebbtide

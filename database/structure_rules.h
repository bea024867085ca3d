#pragma once

#include "schema/rules.h"

namespace ebbtide {

class Names;

/// The rules of the database that these names are written for: its facts, and what its default
/// schema is called.
StructureRules structure_rules(const Names& names);

}  // namespace ebbtide

#pragma once

#include "schema/rules.h"

namespace ebbtide {

class Names;

/// The rules of the database that these names are written for.
StructureRules structure_rules(const Names& names);

}  // namespace ebbtide

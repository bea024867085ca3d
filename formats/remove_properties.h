#pragma once

#include <string>
#include <vector>

#include "changelog/node.h"

namespace ebbtide {

/// What removeChangeSetProperty does: takes attributes of these names off the columns of addColumn,
/// in a child of a changeset: an addColumn, or `changes` that holds some. Other changes are left as
/// they are.
void remove_from_add_column(Node& node, const std::vector<std::string>& names);

}  // namespace ebbtide

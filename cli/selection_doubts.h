#pragma once

#include <string>
#include <vector>

#include "changelog/changelog.h"

namespace ebbtide {

/// What may be mistaken in the contexts and the label filter that a run was asked for: names that
/// no changeset knows, and expressions that cannot be understood. Warnings, each a sentence; none
/// is an error, since Liquibase goes on as well.
std::vector<std::string> doubts_of_selection(const Changelog& changelog);

}  // namespace ebbtide

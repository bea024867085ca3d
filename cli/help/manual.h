#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace ebbtide {

/// A page of the manual, section 1, as man reads it, from the tables: that of the program, or that
/// of a command where one is named. The same program writes the same bytes.
void write_manual(std::ostream& out, const Command* command);

/// The file a page is installed as: `ebbtide.1`, `ebbtide-update.1`.
std::string name_of_manual(const Command* command);

}  // namespace ebbtide

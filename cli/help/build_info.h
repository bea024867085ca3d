#pragma once

#include <cstddef>
#include <ostream>

namespace ebbtide {

/// What this program was built from and with: the commit, the kind of build, the compiler, and the
/// libraries with their versions. The same tree gives the same text. Lines are no longer than
/// `columns`, unless that is 0.
void write_build_info(std::ostream& out, std::size_t columns);

}  // namespace ebbtide

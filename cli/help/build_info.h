#pragma once

#include <ostream>

namespace ebbtide {

/// What this program was built from and with: the commit, the kind of build, the compiler, and the
/// libraries with their versions. The same tree gives the same text.
void write_build_info(std::ostream& out);

}  // namespace ebbtide

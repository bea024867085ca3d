#include "cli/help/build_info.h"

#include <string>

#include "cli/help/build_facts.h"
#include "text/columns.h"

namespace ebbtide {

void write_build_info(std::ostream& out, std::size_t columns) {
  const std::string libraries = "Libraries: " + std::string(build_libraries);
  out << "Commit: " << build_commit << "\nBuild: " << build_type << ", " << build_compiler << "\n"
      << (columns == 0 ? libraries : folded(libraries, columns, 2)) << "\n";
}

}  // namespace ebbtide

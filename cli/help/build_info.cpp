#include "cli/help/build_info.h"

#include "cli/help/build_facts.h"

namespace ebbtide {

void write_build_info(std::ostream& out) {
  out << "Commit: " << build_commit << "\nBuild: " << build_type << ", " << build_compiler
      << "\nLibraries: " << build_libraries << "\n";
}

}  // namespace ebbtide

#include "cli/json/project.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {

void write_copied(Console& console, const std::string& target,
                  const std::vector<std::string>& files) {
  write_json(console, {{"target", target}, {"files", files}});
}

}  // namespace ebbtide

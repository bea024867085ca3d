#include "changelog/project.h"

#include <algorithm>

namespace ebbtide {

bool Project::serves(std::string_view dbms, const DatabaseFacts& facts) const {
  return changelog_->properties.selection().dbms == dbms &&
         std::all_of(answers_.begin(), answers_.end(),
                     [&](const auto& asked) { return facts.find(asked.first) == asked.second; });
}

}  // namespace ebbtide

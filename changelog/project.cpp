#include "changelog/project.h"

#include <algorithm>

namespace ebbtide {

bool Project::serves(std::string_view dbms, const DatabaseFacts& facts) const {
  return changelog_->properties.selection().dbms == dbms &&
         std::all_of(answers_.begin(), answers_.end(),
                     [&](const auto& asked) { return facts.find(asked.first) == asked.second; });
}

const Project& Projects::serving(const std::string& dbms, const DatabaseFacts& facts) {
  const std::lock_guard guard(mutex_);
  const auto found = std::find_if(projects_.begin(), projects_.end(), [&](const Project& project) {
    return project.serves(dbms, facts);
  });
  return found == projects_.end() ? projects_.emplace_back(read_(dbms, facts)) : *found;
}

std::size_t Projects::size() const {
  const std::lock_guard guard(mutex_);
  return projects_.size();
}

}  // namespace ebbtide

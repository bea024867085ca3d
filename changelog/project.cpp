#include "changelog/project.h"

#include <algorithm>
#include <utility>

namespace ebbtide {

bool Project::serves(std::string_view dbms, const DatabaseFacts& facts) const {
  return changelog_->properties.selection().dbms == dbms &&
         std::all_of(answers_.begin(), answers_.end(),
                     [&](const auto& asked) { return facts.find(asked.first) == asked.second; });
}

/// The changelog is being read for a kind of databases, as long as this lives. Made under the lock.
class Projects::Reading {
 public:
  Reading(Projects& projects, const std::string& dbms)
      : projects_(projects), place_(projects.being_read_.insert(dbms).first) {}
  ~Reading() {
    {
      const std::lock_guard guard(projects_.mutex_);
      projects_.being_read_.erase(place_);
    }
    projects_.read_one_.notify_all();
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  Projects& projects_;
  std::set<std::string>::iterator place_;
};

const Project& Projects::serving(const std::string& dbms, const DatabaseFacts& facts) {
  // A database that is still opening is waited for here, where nobody else has to wait for it too;
  // from here on its answers are at hand.
  facts.find("database.typeName");
  std::unique_lock guard(mutex_);
  const auto serves = [&](const Project& project) { return project.serves(dbms, facts); };
  for (;;) {
    const auto found = std::find_if(projects_.begin(), projects_.end(), serves);
    if (found != projects_.end()) return *found;
    if (!being_read_.contains(dbms)) break;
    read_one_.wait(guard);
  }
  const Reading reading(*this, dbms);
  guard.unlock();
  Project project = read_(dbms, facts);
  guard.lock();
  const Project& kept = projects_.emplace_back(std::move(project));
  guard.unlock();
  return kept;
}

std::size_t Projects::size() const {
  const std::lock_guard guard(mutex_);
  return projects_.size();
}

}  // namespace ebbtide

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "cli/fleet/targets.h"
#include "cli/request.h"

namespace ebbtide {

/// What the targets of a fleet read of their one changelog: once for all of them that say the same
/// to it. Targets with contexts, labels or parameters of their own read it anew, once for each
/// different choice. Threads may ask at the same time.
class FleetChangelogs {
 public:
  /// Opens the search path of the shared settings. The console hears what the changelog warns of.
  FleetChangelogs(const Settings& shared, Console& console)
      : console_(console), files_(search_path(shared, console)) {}

  /// For a target with these settings, for as long as this object lives.
  SharedChangelog of(const TargetRow& row, const Settings& settings);

 private:
  /// The settings of the first target with such a choice, and what was read by them.
  struct Choice {
    Choice(Settings own, Projects::Read read)
        : settings(std::move(own)), projects(std::move(read)) {}
    Settings settings;
    Projects projects;
  };

  Console& console_;
  std::shared_ptr<const SearchPath> files_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Choice>> choices_;
};

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "operations/fleet.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// The report that a file of results has. Throws UsageError where it cannot be read or has none.
FleetReport read_results(const std::string& file);

/// Where a run on a fleet keeps its results, and the earlier run that it goes on from.
class ResultFile {
 public:
  /// Names of files, empty for none: what is resumed is brought up to date where no other is named.
  ResultFile(const std::string& results, const std::string& resumed)
      : file_(results.empty() ? resumed : results), resumed_(resumed) {}

  /// Lets the targets alone that the earlier run has done; settled_in says what of a command that
  /// `counts`. `now` is the run that begins. Throws UsageError where the file has none, or those of
  /// another command or shard.
  void settle(std::vector<FleetTarget>& targets, const FleetReport& now, bool counts) const;

  /// Writes how the run stands; one that is not at its end has no exit code.
  void keep(const FleetReport& report, std::optional<ExitCode> exit_code) const;

  /// Whether there is a file to go on from.
  bool is_kept() const { return !file_.empty(); }

 private:
  std::string file_, resumed_;
};

}  // namespace ebbtide

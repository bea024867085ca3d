#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "database/interruption.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// A database of a fleet as far as it matters for when it is worked on.
struct FleetTarget {
  std::string name;                          ///< no two have the same
  std::string host;                          ///< connections are counted by it; empty for a file
  std::optional<TargetResult> earlier = {};  ///< it is done, and is left alone
};

/// How a fleet is gone through.
struct FleetOptions {
  int parallel = 1;       ///< how many databases are worked on at a time
  int most_per_host = 0;  ///< and how many of them on one host; 0 for as many as there are
  /// These first, by name: all of them must be done before any other is begun.
  std::vector<std::string> canaries = {};
  /// No other is begun once so many have failed or were refused; 0 for going on whatever happens. A
  /// database that cannot be reached says nothing of the others and does not count.
  int stop_after = 0;
};

/// How many where nobody says it: twice as many as there are cores, at most eight, since a database
/// waits more than it works.
int usual_parallel();

/// How a run stands before its first target: those that are done, and those that are not begun.
std::vector<TargetResult> results_before(const std::vector<FleetTarget>& targets);
/// How many of them no earlier run has done.
std::size_t count_to_do(const std::vector<FleetTarget>& targets);

/// The database of a target could not be opened.
class TargetUnreachable : public Error {
 public:
  using Error::Error;
};

/// Does on one target what is to be done, on a thread that may be another for each, and tells in
/// the result what came of it. What it throws makes the state: TargetUnreachable, Interrupted, what
/// refuses an operation, any other exception a failure; where it throws nothing, the target is
/// done. The result may be filled in before it throws; how many changesets stay changed is taken
/// from ChangeSetFailed.
using TargetWork = std::function<void(const FleetTarget&, TargetResult&)>;

/// Hears when a target begins and when it ends, with all results as they are then and which one has
/// changed. Called by one thread at a time.
using FleetProgress =
    std::function<void(const std::vector<TargetResult>& results, const TargetResult& changed)>;

/// Does the work on each target, several at a time, and returns what became of them in the order of
/// the targets. A target fails alone; whether the others go on is for the options to say. Where
/// somebody asks for the end, those at work end as they do on their own and no other is begun.
/// Throws UsageError, before any is begun, for a canary that is no target.
std::vector<TargetResult> run_fleet(const std::vector<FleetTarget>& targets, const TargetWork& work,
                                    const FleetOptions& options, Interruption& interruption,
                                    const FleetProgress& progress = {});

}  // namespace ebbtide

#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// What became of one database of a fleet.
enum class TargetState {
  not_run,
  running,
  done,
  failed,
  unreachable,  ///< it could not be connected to, so that nothing was done there
  refused,
  interrupted
};

/// The word of a state as results have it: `not run`.
std::string_view to_text(TargetState state);
/// The state of this word; nothing where it is none.
std::optional<TargetState> target_state_named(std::string_view word);

/// What was done on one database of a fleet, and how it stands now. No member holds a secret.
struct TargetResult {
  std::string name = {};
  std::string database = {};  ///< as messages name it; empty where it was not run
  TargetState state = TargetState::not_run;
  std::optional<std::string> tag = {};  ///< the last one of its history
  int changed = 0;                      ///< changesets that were run, marked or undone
  std::optional<int> pending = {};      ///< absent where nobody could tell
  std::chrono::milliseconds took = {};
  std::string error = {};                  ///< on one line; of one that was not run, why
  int signal = 0;                          ///< that interrupted it, or the run before it was begun
  bool is_earlier = false;                 ///< an earlier run did it, and this one left it alone
  std::vector<std::string> findings = {};  ///< what the linter or a comparison has against it
  std::string document = {};  ///< what the command itself says of it, as JSON; empty for nothing
};

/// How many results are in a state.
int count_in(std::span<const TargetResult> results, TargetState state);

/// How a fleet ended as a whole, by the worst of its targets: interrupted is worse than failed (not
/// to be reached, or never run, is as bad), which is worse than refused.
enum class FleetEnd { done, refused, failed, interrupted };
FleetEnd end_of(std::span<const TargetResult> results);
/// The signal that ended the run; 0 for none.
int signal_of(std::span<const TargetResult> results);

/// A part of a fleet, one of several of about the same size. Which targets it has is decided by
/// their names alone, so that a target stays in its part whatever becomes of the others.
struct Shard {
  int index = 0;  ///< from 0
  int of = 1;

  bool has(std::string_view target) const;
  friend bool operator==(const Shard&, const Shard&) = default;
};

/// All that a run on a fleet came to, as it is kept in a file.
struct FleetReport {
  std::string command = {};
  std::string version = {};  ///< of the program
  std::string began = {};    ///< a moment in UTC, as ISO 8601 writes it
  std::optional<Shard> shard = {};
  std::vector<TargetResult> results = {};
};

/// One report of several: of parts of a fleet, and of runs on the same part, of which a later one
/// counts for the targets that it has. Targets stand in the order of the reports. Throws UsageError
/// where there is none, where they are of different commands, or where a part is missing.
FleetReport merged(std::vector<FleetReport> reports);

/// The results of an earlier run that are not to be run again: what is done. A command that
/// `counts` does more where it is done twice; there what was killed on its way fails, since nobody
/// knows whether it was done. Throws UsageError where it was another command.
std::vector<TargetResult> settled_in(const FleetReport& earlier, std::string_view command,
                                     bool counts);

}  // namespace ebbtide

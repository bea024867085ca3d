#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/screen/live_line.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// What is at work on a fleet, and for how long:
///
///   [12/50] 1 failed  4.1 s  at work: acme 2.0 s, globex 0.3 s
///
/// as the last line of a terminal, until the end of its life. Borrows the line, which may be absent
/// where there is no terminal, or one that cannot move.
class FleetLine {
 public:
  explicit FleetLine(LiveLine* line) : line_(line) {}
  ~FleetLine();
  FleetLine(const FleetLine&) = delete;
  FleetLine& operator=(const FleetLine&) = delete;

  /// Begins with so many targets that are to be done.
  void show(std::size_t all);
  /// A target has begun, or come to its end.
  void hear(const TargetResult& changed);
  /// The line, cut to the columns.
  std::string text(std::size_t columns) const;

 private:
  using Clock = std::chrono::steady_clock;
  struct AtWork {
    std::string name;
    Clock::time_point begin = Clock::now();
  };

  LiveLine* line_;
  // Read by the line's thread: changed only in LiveLine::change.
  std::vector<AtWork> at_work_;
  std::size_t all_ = 0, ended_ = 0, bad_ = 0;
  Clock::time_point began_ = Clock::now();
};

}  // namespace ebbtide

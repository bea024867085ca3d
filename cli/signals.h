#pragma once

#include <atomic>
#include <thread>

#include "database/interruption.h"

namespace ebbtide {

/// Waits for SIGINT, SIGTERM and SIGHUP on a thread of its own. Each asks the run to stop, which
/// cancels the statement that is running; what the run then does is its own. Made before any other
/// thread, so that no other one gets the signals, and one at a time: the signals are those of the
/// process, and stay blocked in the thread that made it. SIGUSR1 wakes it for its own end; from
/// anybody else it means nothing.
class SignalWatcher {
 public:
  explicit SignalWatcher(Interruption& interruption);
  ~SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;

 private:
  void watch();

  Interruption& interruption_;
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
};

}  // namespace ebbtide

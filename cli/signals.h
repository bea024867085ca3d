#pragma once

#include <thread>

#include "database/interruption.h"

namespace ebbtide {

/// Waits for SIGINT and SIGTERM on a thread of its own. Each asks the run to stop, which
/// cancels the statement that is running. Made before any other thread, so that no other one gets
/// the signals.
class SignalWatcher {
 public:
  explicit SignalWatcher(Interruption& interruption);
  ~SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;

 private:
  void watch();

  Interruption& interruption_;
  std::thread thread_;
};

}  // namespace ebbtide

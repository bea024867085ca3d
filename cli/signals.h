#pragma once

#include <functional>
#include <mutex>
#include <thread>

#include "database/interruption.h"

namespace ebbtide {

/// Waits for SIGINT and SIGTERM on a thread of its own. The first one asks the run to stop and
/// cancels the statement that is running. Made before any other thread, so that no other one gets
/// the signals.
class SignalWatcher {
 public:
  explicit SignalWatcher(Interruption& interruption);
  ~SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;

  /// What stops the running statement; safe to be called while it runs.
  void on_signal(std::function<void()> cancel);

 private:
  void watch();

  Interruption& interruption_;
  std::mutex mutex_;
  std::function<void()> cancel_;
  std::thread thread_;
};

}  // namespace ebbtide

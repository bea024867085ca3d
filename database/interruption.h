#pragma once

#include <atomic>

#include "text/error.h"

namespace ebbtide {

/// The run was asked to stop, by a signal.
class Interrupted : public Error {
 public:
  explicit Interrupted(int signal)
      : Error(
            "interrupted; what was not finished is undone, and the same command goes on from here"),
        signal_(signal) {}
  int signal() const { return signal_; }

 private:
  int signal_;
};

/// Whether somebody wants the run to stop. Set by one thread, looked at by the one that runs.
class Interruption {
 public:
  void request(int signal) { signal_ = signal; }
  bool is_requested() const { return signal_ != 0; }
  void check() const {
    if (const int signal = signal_; signal != 0) throw Interrupted(signal);
  }

 private:
  std::atomic<int> signal_ = 0;
};

}  // namespace ebbtide

#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>

#include "text/error.h"

namespace ebbtide {

/// The run was asked to stop, by a signal. On its way up everything is undone that is not finished;
/// nobody catches it to go on.
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

/// Whether somebody wants what is at work to stop. One thread asks for it, those that work look at
/// it; what they cannot look from is cancelled.
class Interruption {
 public:
  /// What has to be cancelled for a thread to look, such as the statement of a session. Taken back
  /// at the end of its life: `cancel` is never called behind it. It is called on the thread that
  /// asks for the end, so that it must not wait for the one that works.
  class Scope {
   public:
    Scope(Interruption& interruption, std::function<void()> cancel);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Interruption& interruption_;
    std::list<std::function<void()>>::iterator place_;
  };

  Interruption() = default;
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Asks for the end, and cancels what is at work.
  void request(int signal);
  bool is_requested() const { return signal_ != 0; }
  void check() const {
    if (const int signal = signal_; signal != 0) throw Interrupted(signal);
  }

 private:
  std::atomic<int> signal_ = 0;
  std::mutex mutex_;
  std::list<std::function<void()>> cancels_;
};

}  // namespace ebbtide

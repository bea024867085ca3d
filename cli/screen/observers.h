#pragma once

#include <vector>

#include "executor/observer.h"

namespace ebbtide {

/// Tells several who listen, in the order they were added. Borrows them.
class Observers final : public Observer {
 public:
  /// From the next event on, until it is removed; it must live until then.
  void add(Observer& observer) { observers_.push_back(&observer); }
  void remove(const Observer& observer) { std::erase(observers_, &observer); }
  void on(const Event& event) override {
    for (Observer* const one : observers_) one->on(event);
  }

 private:
  std::vector<Observer*> observers_;
};

}  // namespace ebbtide

#include "database/interruption.h"

#include <utility>

namespace ebbtide {

Interruption::Scope::Scope(Interruption& interruption, std::function<void()> cancel)
    : interruption_(interruption) {
  const std::lock_guard guard(interruption_.mutex_);
  place_ = interruption_.cancels_.insert(interruption_.cancels_.end(), std::move(cancel));
}

Interruption::Scope::~Scope() {
  const std::lock_guard guard(interruption_.mutex_);
  interruption_.cancels_.erase(place_);
}

void Interruption::request(int signal) {
  signal_ = signal;
  const std::lock_guard guard(mutex_);
  for (const auto& cancel : cancels_) cancel();
}

}  // namespace ebbtide

#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace ebbtide {

/// A value that costs too much to be made where nobody wants it: it is made when it is first asked
/// for, by whichever thread asks first, and stays where it is from then on. Others that ask
/// meanwhile wait. What making it throws is thrown, and the next that asks tries again. A copy
/// makes its own: what it is made from may have been copied to be changed.
template <class T>
class Once {
 public:
  Once() = default;
  Once(const Once&) {}
  Once& operator=(const Once& other) {
    if (this != &other) value_.reset();
    return *this;
  }
  ~Once() = default;

  /// `make` is called under a lock: it must not ask for the same value.
  template <class Make>
  const T& get(Make&& make) const {
    const std::lock_guard guard(mutex_);
    if (!value_) value_.emplace(std::forward<Make>(make)());
    return *value_;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::optional<T> value_;
};

}  // namespace ebbtide

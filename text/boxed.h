#pragma once

#include <memory>
#include <utility>

namespace ebbtide {

/// A value that is mostly absent, kept apart: absent, it costs one pointer. For rare attributes of
/// records of which there are many, such as the constraints of a column. Copies are deep, so that
/// it is used as a value; one that was moved from is absent. `*` and `->` want a value to be there;
/// ask before, or use `or_default`.
template <class T>
class Boxed {
 public:
  using value_type = T;

  Boxed() = default;
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(Boxed other) noexcept {
    value_.swap(other.value_);
    return *this;
  }
  ~Boxed() = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }
  T& emplace() { return *(value_ = std::make_unique<T>()); }
  /// The value to be changed; one made by default where there was none.
  T& ensure() { return value_ ? *value_ : emplace(); }
  /// The value, or one made by default where there is none.
  const T& or_default() const {
    static const T none{};
    return value_ ? *value_ : none;
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace ebbtide

#pragma once

#include <memory>
#include <utility>

namespace ebbtide {

/// What a function makes and gives away. As a temporary it can be used, but not lent: a reference
/// into it would outlive it.
template <class T>
class Owned {
 public:
  template <class U>
  Owned(std::unique_ptr<U> made) : made_(std::move(made)) {}
  operator std::unique_ptr<T>() && { return std::move(made_); }

  T& operator*() const& { return *made_; }
  T& operator*() const&& = delete;
  T* operator->() const { return made_.get(); }

 private:
  std::unique_ptr<T> made_;
};

}  // namespace ebbtide

#pragma once

#include <memory>
#include <utility>

namespace ebbtide {

/// What a function makes and gives away. As a temporary it can be used, but not lent: a reference
/// into it would outlive it, and does not compile.
///
///   auto catalog = connection.catalog(d);         kept: auto is Owned<Catalog>
///   use(*catalog);                                lent, as it lives on
///   connection.catalog(d)->table(name);           used at once
///   use(*connection.catalog(d));                  refused by the compiler
///
/// Never empty, except where it was moved from. Becomes a unique_ptr where one is to be kept.
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

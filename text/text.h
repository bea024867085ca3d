#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace ebbtide {

/// A text that may be absent. An absent text costs one pointer, so a record with many attributes
/// that are rarely given stays small. Empty is not absent: `remarks=""` is a text of no letters.
class Text {
 public:
  Text() = default;
  Text(std::string value) : value_(std::make_unique<const std::string>(std::move(value))) {}
  Text(std::string_view value) : Text(std::string(value)) {}
  Text(const char* value) : Text(std::string(value)) {}
  Text(const Text& other) : value_(other ? std::make_unique<const std::string>(*other) : nullptr) {}
  Text(Text&&) noexcept = default;
  Text& operator=(Text other) noexcept {
    value_.swap(other.value_);
    return *this;
  }
  ~Text() = default;

  explicit operator bool() const { return value_ != nullptr; }
  const std::string& operator*() const { return *value_; }
  const std::string* operator->() const { return value_.get(); }

  /// The text, or one of no letters where it is absent.
  std::string_view or_empty() const { return value_ ? std::string_view(*value_) : ""; }
  std::string value_or(std::string_view other) const {
    return value_ ? *value_ : std::string(other);
  }
  void reset() { value_.reset(); }

  friend bool operator==(const Text& a, const Text& b) {
    return a.value_ && b.value_ ? *a.value_ == *b.value_ : !a.value_ && !b.value_;
  }
  template <class S>
  requires std::convertible_to<const S&, std::string_view>
  friend bool operator==(const Text& a, const S& b) {
    return a.value_ && *a.value_ == std::string_view(b);
  }

 private:
  std::unique_ptr<const std::string> value_;
};

}  // namespace ebbtide

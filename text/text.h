#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace ebbtide {

/// A text that may be absent. It takes the room of one pointer, and nothing else as long as it is
/// absent or has at most seven bytes: a record has many attributes, of which few are given, and
/// most of those are short. Empty is not absent: `remarks=""` is a text of no letters.
class Text {
 public:
  Text() = default;
  Text(std::string_view value) : word_(stored(value)) {}
  Text(const std::string& value) : Text(std::string_view(value)) {}
  Text(const char* value) : Text(std::string_view(value)) {}
  Text(const Text& other) : word_(other ? stored(other.view()) : absent) {}
  Text(Text&& other) noexcept : word_(std::exchange(other.word_, absent)) {}
  Text& operator=(Text other) noexcept {
    std::swap(word_, other.word_);
    return *this;
  }
  ~Text() {
    if (is_long()) ::operator delete(block());
  }

  explicit operator bool() const { return word_ != absent; }
  /// The text; only where there is one.
  std::string_view operator*() const& { return view(); }
  std::string operator*() const&& { return std::string(view()); }
  struct Pointed {
    std::string_view text;
    const std::string_view* operator->() const { return &text; }
  };
  Pointed operator->() const { return {view()}; }
  std::string str() const { return std::string(view()); }

  /// The text, or one of no letters where it is absent.
  std::string_view or_empty() const { return *this ? view() : std::string_view(); }
  std::string value_or(std::string_view other) const { return std::string(*this ? view() : other); }
  void reset() { *this = Text(); }

  friend bool operator==(const Text& a, const Text& b) {
    return static_cast<bool>(a) == static_cast<bool>(b) && a.or_empty() == b.or_empty();
  }
  template <class S>
  requires std::convertible_to<const S&, std::string_view>
  friend bool operator==(const Text& a, const S& b) { return a && a.view() == std::string_view(b); }

 private:
  // Either the address of a block that begins with the text's size, or, told by the lowest bit that
  // no address has, the text itself: its size in the first byte and its bytes in those behind it.
  static_assert(std::endian::native == std::endian::little && sizeof(std::uintptr_t) == 8);
  static constexpr std::uintptr_t absent = 0;
  static constexpr std::uintptr_t is_short = 1;
  static constexpr std::size_t longest_short = sizeof(std::uintptr_t) - 1;
  using Size = std::size_t;

  static std::uintptr_t stored(std::string_view value) {
    return value.size() <= longest_short ? stored_here(value) : stored_apart(value);
  }
  static std::uintptr_t stored_here(std::string_view value) {
    std::uintptr_t word = value.size() << 1 | is_short;
    for (std::size_t i = 0; i < value.size(); ++i)
      word |= std::uintptr_t{static_cast<unsigned char>(value[i])} << (8 * (i + 1));
    return word;
  }
  static std::uintptr_t stored_apart(std::string_view value) {
    const Size size = value.size();
    void* const block = ::operator new(sizeof size + size);
    std::memcpy(block, &size, sizeof size);
    std::memcpy(static_cast<char*>(block) + sizeof size, value.data(), size);
    return reinterpret_cast<std::uintptr_t>(block);
  }

  bool is_long() const { return word_ != absent && (word_ & is_short) == 0; }
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the word was made from this address
  void* block() const { return reinterpret_cast<void*>(word_); }
  std::string_view view() const {
    if (!is_long()) return {reinterpret_cast<const char*>(&word_) + 1, (word_ & 0xFF) >> 1};
    Size size = 0;
    std::memcpy(&size, block(), sizeof size);
    return {static_cast<const char*>(block()) + sizeof size, size};
  }

  std::uintptr_t word_ = absent;
};

}  // namespace ebbtide

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "text/error.h"

namespace ebbtide {

/// Bounds what aliases make of a text in YAML: ten lines in which each repeats the one before ten
/// times stand for a billion values. Whoever makes a tree of such a text counts each value here.
class ValueLimit {
 public:
  /// Of a text of so many bytes, which can't hold more values without aliases.
  explicit ValueLimit(std::size_t bytes) : most_(std::max(most_repeated, bytes)) {}

  /// Throws Error with the place of the value where there are too many.
  void count(const Position& where) {
    if (++counted_ > most_)
      throw Error("aliases repeat more than " + std::to_string(most_) + " values", where);
  }

 private:
  static constexpr std::size_t most_repeated = 100'000;

  std::size_t most_;
  std::size_t counted_ = 0;
};

}  // namespace ebbtide

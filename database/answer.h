#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>

#include "database/statement.h"

namespace ebbtide {

/// What became of a queued statement.
struct Answer {
  std::int64_t changed = 0;  ///< rows, 0 where that has no meaning
  std::chrono::steady_clock::duration took{};
  const DatabaseError* error = nullptr;  ///< of one that fails nothing
};
using Answered = std::function<void(const Answer&)>;

/// The answer of a statement that runs alone: `run` runs it and returns how many rows it changed.
/// Throws what `run` throws.
template <class Run>
Answer answer_of(const Run& run) {
  const auto begin = std::chrono::steady_clock::now();
  Answer answer;
  answer.changed = run();
  answer.took = std::chrono::steady_clock::now() - begin;
  return answer;
}

/// Tells the receivers of a batch of their answers, in the order these come in. Each statement took
/// the time since the answer before it. Once a receiver has thrown no other one is told, while the
/// driver reads the answers to their end.
class AnswerTeller {
 public:
  void tell(const Answered& answered, std::int64_t changed);
  /// Throws again what a receiver threw.
  void rethrow() const;

 private:
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
  std::exception_ptr thrown_;
};

}  // namespace ebbtide

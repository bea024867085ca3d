#include "database/answer.h"

namespace ebbtide {

void AnswerTeller::tell(const Answered& answered, std::int64_t changed) {
  const auto now = std::chrono::steady_clock::now();
  const Answer answer{changed, now - since_};
  since_ = now;
  if (!answered || thrown_) return;
  try {
    answered(answer);
  } catch (...) {
    thrown_ = std::current_exception();
  }
}

void AnswerTeller::rethrow() const {
  if (thrown_) std::rethrow_exception(thrown_);
}

}  // namespace ebbtide

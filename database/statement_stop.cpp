// How an end that is asked for meets the statements, of which `begin` and `end` tell:
//
//   asked between two              the next one is refused: nothing was said to the server
//   asked during one, which ends   the same
//   asked during one that lasts    the word is said. While it is on its way the statement cannot
//                                  end for us, so that the word cannot hit what comes behind it
//   … and still no answer          a server can stop a packet of several statements between two of
//                                  them, and then sends nothing more, with the next answer still
//                                  announced. Seen idle twice in a row, the connection is given up
//   asked once more                the same from the start, for what is at work then
#include "database/statement_stop.h"

#include <exception>
#include <utility>

namespace ebbtide {
namespace {

template <class Work>
bool succeeds(const Work& work) {
  try {
    return work();
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

StatementStop::~StatementStop() {
  {
    const std::lock_guard guard(mutex_);
    is_over_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void StatementStop::ask() noexcept {
  try {
    const std::lock_guard guard(mutex_);
    is_asked_ = true;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    changed_.notify_all();
  } catch (const std::exception&) {
    // Then what is at work runs to its end, and the next one is refused.
  }
}

bool StatementStop::begin(Kind kind) {
  const std::lock_guard guard(mutex_);
  const bool is_refused = is_asked_ && kind == Kind::statement;
  is_asked_ = false;
  if (is_refused) return false;
  ++number_;
  is_at_work_ = true;
  return true;
}

bool StatementStop::end() {
  const std::lock_guard guard(mutex_);
  is_at_work_ = false;
  changed_.notify_all();
  return std::exchange(was_told_, false);
}

void StatementStop::run() {
  std::unique_lock guard(mutex_);
  while (!is_over_) {
    changed_.wait(guard, [&] { return is_over_ || (is_asked_ && is_at_work_); });
    if (!is_over_) stop_one(guard);
  }
}

void StatementStop::stop_one(std::unique_lock<std::mutex>& guard) {
  const std::int64_t number = number_;
  if (changed_.wait_for(guard, means_.patience, [&] { return !is_at(number); })) return;
  is_asked_ = false;
  was_told_ = true;
  succeeds([&] {
    means_.stop();
    return true;
  });
  look_after(guard, number);
}

void StatementStop::look_after(std::unique_lock<std::mutex>& guard, std::int64_t number) {
  constexpr int enough = 2;
  const auto is_done = [&] { return !is_at(number) || is_asked_; };
  for (int idle = 0; !changed_.wait_for(guard, means_.glance, is_done);) {
    guard.unlock();
    const bool is_idle = succeeds(means_.is_idle);
    guard.lock();
    idle = is_idle ? idle + 1 : 0;
    if (idle < enough || is_done()) continue;
    succeeds([&] {
      means_.give_up();
      return true;
    });
    return;
  }
}

}  // namespace ebbtide

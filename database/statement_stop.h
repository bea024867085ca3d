#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace ebbtide {

/// Stops what a session is at, where the server's word for it is said by another session and hits
/// whatever the session is at when it arrives. A statement is given a moment to end by itself; one
/// that does is not stopped, but the next one is refused. The word never outlives the statement it
/// was said for: the end of that one waits for it. Safe to ask from any thread; the statements are
/// those of one thread.
class StatementStop {
 public:
  /// What is done on a thread of its own. What these throw is passed over.
  struct Means {
    std::function<void()> stop;     ///< says the word
    std::function<bool()> is_idle;  ///< whether the session is at nothing, as the server sees it
    std::function<void()> give_up;  ///< ends the connection, for an answer that will not come
    std::chrono::milliseconds patience{200};  ///< for a statement to end by itself
    std::chrono::milliseconds glance{100};    ///< between two looks at one that was told to stop
  };

  explicit StatementStop(Means means) : means_(std::move(means)) {}
  ~StatementStop();
  StatementStop(const StatementStop&) = delete;
  StatementStop& operator=(const StatementStop&) = delete;

  /// Asks for the end of what is at work or comes next; once more, of what then is.
  void ask() noexcept;

  enum class Kind {
    statement,
    undoing,  ///< whoever undoes has heard of it; only what is asked later is about it
  };
  /// A statement begins. Returns false, and then none has begun, where it is the one to be refused.
  [[nodiscard]] bool begin(Kind kind);
  /// It has ended. Returns whether the word was said for it, which may have come too late for it
  /// and hit the next one.
  bool end();

 private:
  void run();
  void stop_one(std::unique_lock<std::mutex>& guard);
  void look_after(std::unique_lock<std::mutex>& guard, std::int64_t number);
  bool is_at(std::int64_t number) const { return !is_over_ && is_at_work_ && number_ == number; }

  const Means means_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t number_ = 0;  ///< of the statement
  bool is_at_work_ = false;
  bool is_asked_ = false;  ///< and nothing was stopped or refused for it yet
  bool was_told_ = false;
  bool is_over_ = false;
  std::thread thread_;  ///< from the first time that it is asked
};

}  // namespace ebbtide

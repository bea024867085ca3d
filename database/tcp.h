#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ebbtide {

/// Lets a TCP connection find out by itself that the other end cannot be reached any more, within
/// about 40 seconds, whether it waits for an answer or sends.
void watch_peer(int socket);

/// A socket of this process. Its number is used again once it is closed, its inode tells them
/// apart.
struct Socket {
  int number = -1;
  std::uint64_t inode = 0;

  friend bool operator==(const Socket&, const Socket&) = default;
};

/// The sockets of this process that are connected to a port, for client libraries that do not hand
/// out theirs. Those of all threads: who looks for a new one lets nobody else connect meanwhile.
std::vector<Socket> sockets_to_port(int port);

/// Ends a connection whose other end is gone while the network still takes what is sent, as behind
/// a proxy: an answer that takes longer than it may, or a server that can no longer be reached
/// while one is waited for. Client libraries wait without end then. Borrows the socket, which must
/// stay open for the life of the object; has a thread of its own, on which `is_reachable` is
/// called.
class AnswerWatch {
 public:
  struct Limits {
    std::chrono::milliseconds answer{0};  ///< for one answer; 0 for no limit
    std::function<bool()> is_reachable;   ///< asked now and then while an answer is waited for
  };

  AnswerWatch(int socket, Limits limits);
  ~AnswerWatch();
  AnswerWatch(const AnswerWatch&) = delete;
  AnswerWatch& operator=(const AnswerWatch&) = delete;

  /// An answer is waited for, until the end of the object. One at a time.
  class Waiting {
   public:
    explicit Waiting(AnswerWatch& watch);
    ~Waiting();
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

   private:
    AnswerWatch& watch_;
  };

 private:
  void run();
  bool has_waited(std::chrono::milliseconds time) const;
  bool is_gone();

  int socket_;
  Limits limits_;
  int silences_ = 0;  ///< questions that nobody answered, in a row
  std::chrono::milliseconds next_question_{0};
  std::atomic<std::int64_t> since_ = 0;  ///< of the steady clock, 0 while nothing is waited for
  bool is_over_ = false;
  std::mutex mutex_;
  std::condition_variable over_;
  std::thread thread_;
};

}  // namespace ebbtide

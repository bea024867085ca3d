// A connection can be dead without a sign of it: the other end was switched off, or a proxy in
// between takes what is sent and has nobody to give it to. Client libraries then wait for an answer
// for ever, and with them the lock that the run holds.
//
//   watch_peer     the network's own means: the kernel asks an idle peer after 10 s, gives up after
//                  three unanswered questions, and does not wait more than 40 s for a receipt
//   AnswerWatch    where a proxy answers the kernel: a thread glances ten times a second at how
//                  long an answer is waited for. Past the limit, or where the server could not be
//                  reached by another connection twice in a row, 20 s apart, it shuts the socket
//                  down. The library, which waits in a read, gets its end and reports a lost
//                  connection
//
// The socket is shut down, not closed: its number must not go to somebody else while the library
// still uses it. A statement that works for hours is no reason to end it: the server can be reached
// then.
#include "database/tcp.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <charconv>
#include <filesystem>
#include <string>

namespace ebbtide {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

/// The port of the other end, 0 where there is none.
int peer_port(int socket) {
  sockaddr_storage place{};
  socklen_t size = sizeof place;
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&place), &size) != 0) return 0;
  if (place.ss_family == AF_INET) return ntohs(reinterpret_cast<sockaddr_in&>(place).sin_port);
  if (place.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6&>(place).sin6_port);
  return 0;
}

}  // namespace

void watch_peer(int socket) {
  const auto set = [&](int level, int option, int value) {
    ::setsockopt(socket, level, option, &value, sizeof value);
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 10);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
  set(IPPROTO_TCP, TCP_KEEPCNT, 3);
  set(IPPROTO_TCP, TCP_USER_TIMEOUT, 40'000);
}

std::vector<Socket> sockets_to_port(int port) {
  std::vector<Socket> sockets;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    const std::string name = entry.path().filename();
    int socket = -1;
    std::from_chars(name.data(), name.data() + name.size(), socket);
    struct stat about = {};
    if (socket > 2 && peer_port(socket) == port && ::fstat(socket, &about) == 0)
      sockets.push_back({socket, about.st_ino});
  }
  return sockets;
}

AnswerWatch::AnswerWatch(int socket, Limits limits)
    : socket_(socket), limits_(std::move(limits)), thread_([this] { run(); }) {}

AnswerWatch::~AnswerWatch() {
  {
    const std::lock_guard guard(mutex_);
    is_over_ = true;
  }
  over_.notify_one();
  thread_.join();
}

AnswerWatch::Waiting::Waiting(AnswerWatch& watch) : watch_(watch) { watch_.since_ = now(); }
AnswerWatch::Waiting::~Waiting() { watch_.since_ = 0; }

bool AnswerWatch::has_waited(milliseconds time) const {
  const std::int64_t since = since_;
  return since != 0 && steady_clock::duration(now() - since) >= time;
}

bool AnswerWatch::is_gone() {
  constexpr seconds between_questions(20);
  constexpr int most_silences = 2;
  if (limits_.answer.count() > 0 && has_waited(limits_.answer)) return true;
  if (!limits_.is_reachable || !has_waited(between_questions)) {
    next_question_ = between_questions;
    silences_ = 0;
    return false;
  }
  if (!has_waited(next_question_)) return false;
  next_question_ += between_questions;
  silences_ = limits_.is_reachable() ? 0 : silences_ + 1;
  return silences_ >= most_silences && has_waited(between_questions);
}

void AnswerWatch::run() {
  constexpr milliseconds glance(100);
  std::unique_lock guard(mutex_);
  while (!over_.wait_for(guard, glance, [&] { return is_over_; })) {
    guard.unlock();
    const bool ends = is_gone();
    guard.lock();
    if (!ends) continue;
    ::shutdown(socket_, SHUT_RDWR);
    return;
  }
}

}  // namespace ebbtide

#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace ebbtide {

/// Stands between a program and a server of the loopback, and cuts the first talk in which the
/// program says certain words, behind them: the server has heard them and goes on, and nobody hears
/// its answer.
class CuttingRelay {
 public:
  CuttingRelay(int server_port, std::string words)
      : server_port_(server_port), words_(std::move(words)), listener_(open_socket()) {
    sockaddr_in place = loopback(0);
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&place), sizeof place);
    ::listen(listener_, 8);
    socklen_t size = sizeof place;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size);
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~CuttingRelay() {
    is_over_ = true;
    thread_.join();
    ::close(listener_);
    for (const Talk& talk : talks_) end(talk);
  }
  CuttingRelay(const CuttingRelay&) = delete;
  CuttingRelay& operator=(const CuttingRelay&) = delete;

  int port() const { return port_; }
  bool has_cut() const { return has_cut_; }

 private:
  struct Talk {
    int client, server;
  };

  static int open_socket() { return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }
  static sockaddr_in loopback(int port) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    place.sin_port = htons(static_cast<std::uint16_t>(port));
    return place;
  }
  static void end(const Talk& talk) {
    if (talk.client >= 0) ::close(talk.client);
    if (talk.server >= 0) ::close(talk.server);
  }

  void run() {
    while (!is_over_) {
      std::vector<pollfd> all{{listener_, POLLIN, 0}};
      for (const Talk& talk : talks_) {
        all.push_back({talk.client, POLLIN, 0});
        all.push_back({talk.server, POLLIN, 0});
      }
      if (::poll(all.data(), all.size(), 50) <= 0) continue;
      for (std::size_t i = 0; i < talks_.size(); ++i) {
        if (all[1 + 2 * i].revents != 0) from_client(talks_[i]);
        if (all[2 + 2 * i].revents != 0) from_server(talks_[i]);
      }
      if (all[0].revents != 0) accept();
    }
  }

  void accept() {
    const Talk talk{::accept(listener_, nullptr, nullptr), open_socket()};
    const sockaddr_in place = loopback(server_port_);
    ::connect(talk.server, reinterpret_cast<const sockaddr*>(&place), sizeof place);
    talks_.push_back(talk);
  }

  void from_client(Talk& talk) {
    const std::string heard = receive(talk.client);
    if (heard.empty()) return hang_up(talk);
    ::send(talk.server, heard.data(), heard.size(), MSG_NOSIGNAL);
    if (has_cut_ || heard.find(words_) == std::string::npos) return;
    has_cut_ = true;
    hang_up(talk);
  }
  void from_server(Talk& talk) {
    const std::string heard = receive(talk.server);
    if (heard.empty()) {
      end(talk);
      talk = {-1, -1};
    } else if (talk.client >= 0) {
      ::send(talk.client, heard.data(), heard.size(), MSG_NOSIGNAL);
    }
  }
  /// The server hears what was said before it hears that nobody is there any more.
  static void hang_up(Talk& talk) {
    ::close(talk.client);
    talk.client = -1;
    ::shutdown(talk.server, SHUT_WR);
  }
  static std::string receive(int socket) {
    std::string data(65536, '\0');
    const ssize_t size = ::recv(socket, data.data(), data.size(), 0);
    data.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return data;
  }

  int server_port_;
  std::string words_;
  int listener_;
  int port_ = 0;
  std::vector<Talk> talks_;
  std::atomic<bool> is_over_ = false, has_cut_ = false;
  std::thread thread_;
};

}  // namespace ebbtide

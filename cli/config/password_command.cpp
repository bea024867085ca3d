// The shell is started without our blocked signals, so that Ctrl-C ends it as well as us. Both of
// its outputs are read side by side: a program that fills one pipe while the other is waited for
// would hang.
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "cli/config/password.h"
#include "text/ascii.h"
#include "text/child.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct Pipe {
  int reading = -1, writing = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
      throw Error("cannot make a pipe: " + system_message(errno));
    reading = ends[0];
    writing = ends[1];
  }
  ~Pipe() {
    close_writing();
    ::close(reading);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_writing() {
    if (writing >= 0) ::close(std::exchange(writing, -1));
  }
};

/// A command of the shell that runs; it is gone at the end of its life.
class Shell {
 public:
  explicit Shell(const std::string& command) {
    ChildSetup setup;
    setup.direct(STDOUT_FILENO, out_.writing);
    setup.direct(STDERR_FILENO, err_.writing);
    const int result = setup.start({"/bin/sh", "-c", command}, child_);
    if (result != 0) throw UsageError("cannot run /bin/sh: " + system_message(result));
    out_.close_writing();
    err_.close_writing();
  }
  ~Shell() {
    if (is_over_) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  /// Reads what comes within a moment. Returns whether more can come.
  bool read() {
    constexpr int moment = 100;
    std::array<pollfd, 2> ends{pollfd{out_is_open_ ? out_.reading : -1, POLLIN, 0},
                               pollfd{err_is_open_ ? err_.reading : -1, POLLIN, 0}};
    if (::poll(ends.data(), ends.size(), moment) <= 0) return true;
    if (ends[0].revents != 0) out_is_open_ = take(out_.reading, out);
    if (ends[1].revents != 0) err_is_open_ = take(err_.reading, err);
    return out_is_open_ || err_is_open_;
  }
  /// Waits for its end; the status that waitpid gives.
  int finish() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    is_over_ = true;
    return status;
  }

  std::string out, err;

 private:
  static bool take(int from, std::string& to) {
    constexpr std::size_t most = 65536;
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(from, buffer.data(), buffer.size());
    if (count <= 0) return false;
    if (to.size() < most) to.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }

  Pipe out_, err_;
  pid_t child_ = -1;
  bool out_is_open_ = true, err_is_open_ = true, is_over_ = false;
};

/// The last lines of what it said, on one.
std::string said(const std::string& err) {
  constexpr std::size_t most = 400;
  std::string text(trim(err));
  if (text.size() > most) text = "… " + text.substr(text.size() - most);
  return text.empty() ? "it says nothing on standard error" : replace_all(text, "\n", " ");
}

}  // namespace

std::string password_from_command(const std::string& command, std::chrono::seconds limit,
                                  const Interruption& interruption) {
  const auto end = std::chrono::steady_clock::now() + limit;
  Shell shell(command);
  while (shell.read()) {
    interruption.check();
    if (std::chrono::steady_clock::now() >= end)
      throw UsageError("the command for the password has not ended after " +
                       std::to_string(limit.count()) + " s: " + said(shell.err));
  }
  const int status = shell.finish();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw UsageError(
        "the command for the password failed" +
        (WIFEXITED(status) ? " with exit code " + std::to_string(WEXITSTATUS(status)) : "") + ": " +
        said(shell.err));
  std::string line = shell.out.substr(0, shell.out.find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty())
    throw UsageError("the command for the password wrote nothing: " + said(shell.err));
  return line;
}

}  // namespace ebbtide

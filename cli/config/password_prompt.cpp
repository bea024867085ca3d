// The signals of the process are blocked while a command runs (signals.h), so that the read itself
// must not wait for a line: it looks every moment whether the end is asked for. The terminal is as
// it was before in each case.
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include "cli/config/password.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

/// The terminal without an echo, for as long as it lives.
class Silence {
 public:
  Silence() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
};

void show(const std::string& text) {
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // nobody looks
}

}  // namespace

bool can_ask() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1; }

std::string asked_password(const std::string& database, const Interruption& interruption) {
  show("Password for " + printable_line(database) + ": ");
  std::string line;
  {
    const Silence silence;
    for (char letter = 0; letter != '\n';) {
      constexpr int moment = 100;
      interruption.check();
      pollfd input{STDIN_FILENO, POLLIN, 0};
      if (::poll(&input, 1, moment) <= 0) continue;
      if (::read(STDIN_FILENO, &letter, 1) <= 0) break;
      if (letter != '\n') line += letter;
    }
  }
  show("\n");
  return line;
}

}  // namespace ebbtide

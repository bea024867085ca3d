#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/program.h"
#include "cli/screen/live_line.h"

namespace ebbtide {

class Request;

/// The streams of a process as the program writes to them: above a live line where they are a
/// terminal, which can move. Borrows what the process has.
class Screen {
 public:
  explicit Screen(const Process& process);

  std::ostream& out() { return out_ ? *out_ : process_.out; }
  std::ostream& err() { return err_ ? *err_ : process_.err; }
  /// Fits to the terminal what a console writes by these streams, and colours it.
  void dress(Console& console) const;

  /// Whether diagnostics go to a terminal.
  bool is_terminal() const { return process_.terminal.has_err; }
  /// Whether it is one that has a live line.
  bool moves() const { return is_terminal() && style_.moves; }
  const TerminalStyle& style() const { return style_; }
  /// Only where the screen moves.
  LiveLine& line() { return *line_; }
  const Process& process() const { return process_; }

 private:
  const Process& process_;
  TerminalStyle style_;
  std::optional<LiveLine> line_;
  std::optional<LiveStream> out_, err_;
};

/// Who tells of one run: on a terminal, in plain lines, to GitHub, or nobody. Adds to those who
/// listen to the request, which must outlive it.
class Telling {
 public:
  Telling(Screen& screen, Request& request);
  ~Telling();
  Telling(const Telling&) = delete;
  Telling& operator=(const Telling&) = delete;

  /// Says in one line what the run came to, where it has done anything. Returns whether that stands
  /// in place of the words that scripts look for.
  bool close(const Error* error);

 private:
  Screen& screen_;
  Request& request_;
  bool is_quiet_ = false, is_screen_ = false;
  std::vector<std::unique_ptr<Observer>> observers_;
};

}  // namespace ebbtide

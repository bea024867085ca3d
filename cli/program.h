#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "cli/screen/terminal.h"
#include "cli/settings.h"

namespace ebbtide {

/// What a process is given. The streams are borrowed.
struct Process {
  std::vector<std::string> arguments;  ///< without the program's name
  Environment environment;
  std::ostream& out;
  std::ostream& err;
  std::istream* in = nullptr;  ///< where a password is read where that is asked for
  Terminal terminal = {};      ///< what the streams are connected to
  std::string name = {};       ///< that it was called by
};

/// Runs the command that the arguments name. Everything that is wrong is written to `err`; only
/// what is no Error of this program, such as the end of memory, is thrown. Blocks the signals of
/// the process that end a run (SignalWatcher) once a command is run. Returns the exit code
/// (cli/exit_code.h).
int run_program(const Process& process);

}  // namespace ebbtide

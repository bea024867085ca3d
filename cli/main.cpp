// Hands the process to run_program, which tests call with streams and variables of their own. What
// is no Error of ours is a bug or the end of memory; it ends as an error line too and not in a core
// dump.
#include <algorithm>
#include <csignal>
#include <cstring>
#include <iostream>

#include "cli/exit_code.h"
#include "cli/program.h"
#include "cli/text_output.h"

namespace {

ebbtide::Environment environment_of(char** variables) {
  ebbtide::Environment environment;
  for (char** variable = variables; *variable != nullptr; ++variable) {
    const char* const equals = std::strchr(*variable, '=');
    if (equals != nullptr)
      environment.emplace_back(std::string(*variable, static_cast<std::size_t>(equals - *variable)),
                               std::string(equals + 1));
  }
  return environment;
}

}  // namespace

int main(int argc, char** argv, char** variables) {
  std::ios::sync_with_stdio(false);
  // A file that comes to the limit of the shell (ulimit -f) is an error of its write then.
  std::signal(SIGXFSZ, SIG_IGN);
  std::cerr << std::nounitbuf;  // whoever writes a line flushes it, as one piece
  try {
    ebbtide::Process process{{argv + std::min(argc, 1), argv + argc},
                             environment_of(variables),
                             std::cout,
                             std::cerr,
                             &std::cin,
                             ebbtide::Terminal::of_process()};
    if (argc > 0) process.name = argv[0];
    return ebbtide::run_program(process);
  } catch (const std::exception& error) {
    ebbtide::TextOutput(std::cerr) << "ERROR: " << error.what() << "\n";
    return static_cast<int>(ebbtide::ExitCode::failed);
  }
}

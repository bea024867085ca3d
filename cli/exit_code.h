#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "text/error.h"

namespace ebbtide {

/// How the process ends, for all commands. One that a signal stopped ends with 128 and its number
/// (stopped_by).
enum class ExitCode : int {
  done = 0,
  failed = 1,
  no_command = 2,
  something_to_do = 2,  ///< said with --detailed-exitcode alone
  refused = 3,
  first_signal = 128
};

/// One line of the table that the documentation shows.
struct ExitCodeRow {
  ExitCode code;
  std::string_view shown;  ///< the number, as people read it
  std::string_view meaning;
  std::string_view for_scripts;  ///< what whoever called it can do
};

/// In the order of their numbers.
std::span<const ExitCodeRow> exit_codes();

/// The end of a run that a signal stopped.
ExitCode stopped_by(int signal);

/// The end of a run that this error has ended.
ExitCode exit_code_of(const Error& error);

/// What is said behind the error where nothing was done because it was refused; empty otherwise.
std::string_view said_of_refusal(const Error& error);

/// The table, for `help exit-codes`.
void write_exit_codes(std::ostream& out, bool markdown);

}  // namespace ebbtide

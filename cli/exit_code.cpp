// One table for all commands, so that a script needs to know it once. Liquibase has 0, 1 for every
// failure and 2 without a command; these are kept, and a wrong command line is 1 as it is there. 3
// tells a pipeline that somebody has to decide: nothing was touched, and the same command will not
// go through by being repeated.
#include "cli/exit_code.h"

#include <array>

#include "database/interruption.h"
#include "operations/consent.h"
#include "operations/refusal.h"

namespace ebbtide {
namespace {

constexpr std::array rows{
    ExitCodeRow{ExitCode::done, "0", "Done, or there was nothing to do", "Go on."},
    ExitCodeRow{ExitCode::failed, "1",
                "Failed: what was asked, a file, the database or a statement",
                "Read the line that begins with `ERROR:`. What an update or a rollback had done "
                "before it failed stays done and recorded, unless it was one transaction."},
    ExitCodeRow{ExitCode::no_command, "2", "No command was given",
                "Name a command; `ebbtide --help` lists them."},
    ExitCodeRow{ExitCode::something_to_do, "2",
                "With --detailed-exitcode alone: there is something to do",
                "Run what is to be done, such as the changesets that `status` shows. Without the "
                "option this is 0."},
    ExitCodeRow{ExitCode::refused, "3", "Refused before anything was done",
                "Let somebody decide, for repeating the command does not help: a rollback cannot "
                "be done as a whole, or is not confirmed; `drift` has found drift, `lint` "
                "something to be mended; the gate of an update wants an approval. The lines that "
                "begin with `ERROR:` say what stands in the way."},
    ExitCodeRow{ExitCode::first_signal, "128 + n", "Stopped by signal n",
                "130 is Ctrl-C (SIGINT), 143 SIGTERM, 129 SIGHUP. Run the same command again; it "
                "goes on where it stopped."},
};

}  // namespace

std::span<const ExitCodeRow> exit_codes() { return rows; }

ExitCode stopped_by(int signal) {
  return static_cast<ExitCode>(static_cast<int>(ExitCode::first_signal) + signal);
}

ExitCode exit_code_of(const Error& error) {
  if (const auto* const interrupted = dynamic_cast<const Interrupted*>(&error))
    return stopped_by(interrupted->signal());
  return is_refusal(error) ? ExitCode::refused : ExitCode::failed;
}

std::string_view said_of_refusal(const Error& error) {
  if (is_refused_rollback(error)) return "Nothing was undone.";
  return dynamic_cast<const ConsentRefused*>(&error) != nullptr ? "Nothing was done." : "";
}

void write_exit_codes(std::ostream& out, bool markdown) {
  if (!markdown) {
    out << "Exit codes:\n";
    for (const ExitCodeRow& row : rows)
      out << "  " << row.shown << std::string(10 - row.shown.size(), ' ') << row.meaning << "\n";
    return;
  }
  out << "# Exit codes\n\n"
         "The same for all commands.\n\n"
         "| code | what it means | what a script can do |\n|---|---|---|\n";
  for (const ExitCodeRow& row : rows)
    out << "| " << row.shown << " | " << row.meaning << " | " << row.for_scripts << " |\n";
  out << "\n"
         "Liquibase has 1 for every failure, and 2 without a command; a script that asks for zero "
         "or not zero needs no change.\n\n"
         "    ebbtide status --detailed-exitcode > pending.txt\n"
         "    case $? in\n"
         "      0) echo \"up to date\" ;;\n"
         "      2) ebbtide update ;;\n"
         "      *) exit 1 ;;\n"
         "    esac\n\n"
         "A command line that is wrong is 1 and not 2, also as with Liquibase, so that 2 never "
         "means a slip of the finger in the line above. `tag-exists` is 0 whether there is the tag "
         "or not, as Liquibase's is: read what it says, or its `--format=JSON`.\n";
}

}  // namespace ebbtide

// As Liquibase does: one sentence that scripts look for, then the changesets. Who sits at a
// terminal is told besides where the database stands, and of many changesets as many as the screen
// has room for; all of them with --verbose, and then once more what the beginning said, since it is
// gone from the screen.
#include <algorithm>

#include "cli/gate_choice.h"
#include "cli/json/reports.h"
#include "cli/request.h"
#include "operations/inspect.h"
#include "text/ascii.h"
#include "text/columns.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

void write_head(TextOutput& out, const DatabaseState& standing, const std::string& database) {
  const std::size_t count = standing.pending.size();
  if (count == 0) {
    out << database << " is up to date\n";
  } else {
    out << count_of(count, "changeset") << (count == 1 ? " has" : " have")
        << " not been applied to " << database << "\n";
  }
}

void write_standing(TextOutput& out, const DatabaseState& standing) {
  if (!standing.last) {
    out << "Nothing has run here yet\n";
    return;
  }
  out << "Last tag:        "
      << (standing.tagged ? std::string(standing.tagged->tag.or_empty()) + ", at " +
                                standing.tagged->id.to_text() + ", " + standing.tagged->executed_at
                          : std::string("none"))
      << "\n";
  out << "Last deployment: " << std::string(standing.last->deployment.or_empty()) << ", "
      << count_of(standing.in_deployment, "changeset") << " of " << standing.ran << ", "
      << standing.last->executed_at << "\n";
}

void write_list(TextOutput& out, const std::vector<ChangeSetId>& pending, std::size_t most,
                std::size_t columns) {
  constexpr std::size_t indent = 5;
  for (std::size_t i = 0; i < pending.size() && i < most; ++i) {
    std::string id = printable_line(pending[i].to_text());
    if (columns > indent) id = cut_in_middle(id, columns - indent);
    out << "     " << id << "\n";
  }
  if (pending.size() > most)
    out << "     … and " << pending.size() - most << " more; --verbose shows all\n";
}

/// For who sits at a terminal.
void write_on_screen(TextOutput& out, const DatabaseState& standing, const std::string& database,
                     const Settings& settings, ScreenSize size) {
  constexpr std::size_t others = 8;  // head, what is said besides, and the next prompt
  write_head(out, standing, database);
  write_standing(out, standing);
  if (!settings.flag_or("verbose", true)) return;
  const std::size_t room = size.lines > others + 1 ? size.lines - others : 1;
  const bool shows_all = settings.get("verbose").has_value();
  write_list(out, standing.pending, shows_all ? standing.pending.size() : room,
             shows_all ? 0 : size.columns);
  if (!shows_all || standing.pending.size() <= room) return;
  write_head(out, standing, database);
  write_standing(out, standing);
}

}  // namespace

void status(Request& request) {
  const DatabaseState standing =
      state_of_database(request.project(), request.database(), request.settings().flag("strict"),
                        request.surroundings());
  if (!standing.pending.empty() && request.settings().flag("detailed-exitcode"))
    request.end_with(ExitCode::something_to_do);
  warn_of_gate(request, {});
  const std::string database = request.database().shown();
  if (request.wants_json()) return write_json(request.console(), standing, database);
  TextOutput& out = request.console().out();
  if (const auto size = request.console().out_size())
    return write_on_screen(out, standing, database, request.settings(), *size);
  write_head(out, standing, database);
  if (!request.settings().flag_or("verbose", true)) return;
  for (const ChangeSetId& id : standing.pending) out << "     " << id.to_text() << "\n";
}

}  // namespace ebbtide

// Without --undo and --forget the command only shows. The state of a noted statement follows from
// how many are applied: all but the last are certain, and of the last one that was about to run the
// database is asked. `unknown` is where it shows neither.
#include "cli/repair.h"

#include <algorithm>

#include "cli/json/reports.h"
#include "cli/operation_options.h"
#include "cli/request.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

void write_text(TextOutput& out, const JournaledChangeSet& one, std::optional<int> applied) {
  out << one.id.to_text() << ": its " << word_of(one.direction) << " is half done";
  if (applied)
    out << ", " << count_of(static_cast<std::size_t>(*applied), "statement") << " applied";
  out << "\n";
  for (const JournalEntry& entry : one.entries)
    out << "  statement " << entry.statement << " (" << state_of(one, entry, applied) << ", "
        << entry.noted_at << "): " << replace_all(entry.sql, "\n", " ") << "\n";
}

void write_ways_on(TextOutput& out, const std::vector<HalfDone>& all) {
  const auto is_update = [](const HalfDone& one) {
    return one.change_set.direction == Direction::update;
  };
  const bool has_updates = std::any_of(all.begin(), all.end(), is_update);
  const bool has_others = !std::all_of(all.begin(), all.end(), is_update);
  if (has_others)
    out << "The next rollback, update or 'repair --undo' finishes what is on its way back, 'repair "
           "--forget' leaves it as it is.\n";
  if (has_updates && !has_others)
    out << "The next update goes on behind what is applied. 'repair --undo' undoes it, 'repair "
           "--forget' leaves it as it is and lets the changeset start anew.\n";
}

void show(Request& request, const std::vector<HalfDone>& all) {
  if (request.wants_json()) return write_json(request.console(), all, request.database().shown());
  TextOutput& out = request.console().out();
  if (all.empty()) out << "No changeset is half done.\n";
  for (const HalfDone& one : all) write_text(out, one.change_set, one.applied);
  write_ways_on(out, all);
}

}  // namespace

std::string_view word_of(Direction direction) {
  switch (direction) {
    case Direction::rollback:
      return "rollback";
    case Direction::undo:
      return "undoing";
    case Direction::update:
      break;
  }
  return "update";
}

std::string state_of(const JournaledChangeSet& one, const JournalEntry& entry,
                     std::optional<int> applied) {
  if (entry.statement != one.entries.back().statement) return "applied";
  if (!applied) return "unknown";
  return *applied >= entry.statement ? "applied" : "not applied";
}

void repair(Request& request) {
  const bool undoes = request.settings().flag("undo");
  const RepairOptions options = repair_options(request.settings());
  if (undoes && options.forgets) throw UsageError("--undo and --forget exclude each other");
  OpenDatabase& database = request.database();
  if (!undoes && !options.forgets) return show(request, half_done(database));
  const auto project = [&]() -> const Project& { return request.project(); };
  if (repair(project, database, options, request.surroundings()).empty())
    request.console().say("No changeset is half done.");
}

}  // namespace ebbtide

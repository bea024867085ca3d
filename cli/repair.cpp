#include "cli/repair.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/json_output.h"
#include "cli/preparation.h"
#include "rollback/repair.h"
#include "rollback/run.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

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

/// What the last statement that is noted came to, as far as the database shows it.
std::string state_of(const JournaledChangeSet& one, const JournalEntry& entry,
                     std::optional<int> applied) {
  if (entry.statement != one.entries.back().statement) return "applied";
  if (!applied) return "unknown";
  return *applied >= entry.statement ? "applied" : "not applied";
}

Json json_of(const JournaledChangeSet& one, std::optional<int> applied) {
  Json statements = Json::array();
  for (const JournalEntry& entry : one.entries)
    statements.push_back({{"statement", entry.statement},
                          {"state", state_of(one, entry, applied)},
                          {"sql", entry.sql},
                          {"at", entry.noted_at}});
  return {{"changeset", json_of(one.id)},
          {"direction", word_of(one.direction)},
          {"deployment", one.deployment},
          {"applied", applied ? Json(*applied) : Json(nullptr)},
          {"statements", statements}};
}

void write_text(TextOutput& out, const JournaledChangeSet& one, std::optional<int> applied) {
  out << one.id.to_text() << ": its " << word_of(one.direction) << " is half done";
  if (applied)
    out << ", " << count_of(static_cast<std::size_t>(*applied), "statement") << " applied";
  out << "\n";
  for (const JournalEntry& entry : one.entries)
    out << "  statement " << entry.statement << " (" << state_of(one, entry, applied) << ", "
        << entry.noted_at << "): " << replace_all(entry.sql, "\n", " ") << "\n";
}

void write_ways_on(TextOutput& out, const Journal& journal) {
  const auto& all = journal.unfinished();
  const auto is_update = [](const JournaledChangeSet& one) {
    return one.direction == Direction::update;
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

void show(Workspace& workspace, const Journal& journal) {
  const Catalog& live = workspace.catalog();
  if (wants_json(workspace)) {
    Json list = Json::array();
    for (const JournaledChangeSet& one : journal.unfinished())
      list.push_back(json_of(one, one.applied(live, workspace.dialect().syntax())));
    return write_json(workspace, {{"database", workspace.database()}, {"unfinished", list}});
  }
  TextOutput& out = workspace.console().out();
  if (journal.unfinished().empty()) out << "No changeset is half done.\n";
  for (const JournaledChangeSet& one : journal.unfinished())
    write_text(out, one, one.applied(live, workspace.dialect().syntax()));
  write_ways_on(out, journal);
}

/// Those that --changeset-identifier names, or all of them.
std::vector<JournaledChangeSet> chosen(const Workspace& workspace, const Journal& journal) {
  const std::string wanted = workspace.settings().text("changeset-identifier");
  std::vector<JournaledChangeSet> list;
  for (const JournaledChangeSet& one : journal.unfinished()) {
    if (wanted.empty() || one.id.to_text() == wanted) list.push_back(one);
  }
  if (list.empty() && !wanted.empty())
    throw Error("the changeset " + wanted + " is not half done; 'repair' shows those that are");
  return list;
}

/// Undoes what is half done of a changeset, whichever way it was going.
void undo(Workspace& workspace, const JournaledChangeSet& one, const History& history,
          Journal& journal) {
  LiveSession session(workspace.connection(), workspace.names());
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace.tables());
  const Target target = workspace.target(false);
  const CheckContext check = workspace.check_context(history);
  const RunContext context = run_context(workspace, bracket, writer, target, check, &journal);
  if (one.direction == Direction::rollback)
    return finish_rollback(one, workspace.changelog(), history, context);
  undo_unfinished(one, workspace.changelog(), context);
}

}  // namespace

void repair(Workspace& workspace) {
  const bool undoes = workspace.settings().flag("undo"),
             forgets = workspace.settings().flag("forget");
  if (undoes && forgets) throw UsageError("--undo and --forget exclude each other");
  Connection& connection = workspace.connection();
  Journal journal(connection, workspace.tables(), workspace.deployment());
  if (!undoes && !forgets) {
    journal.read(workspace.read_history());
    return show(workspace, journal);
  }
  const LockOptions options = workspace.lock_options();
  const Lock lock(connection, workspace.tables(), options, workspace.interruption(),
                  workspace.console());
  const History history = workspace.read_history();
  journal.read(history);
  const JournalEnd end(journal);
  const auto list = chosen(workspace, journal);
  for (const JournaledChangeSet& one : list) {
    if (journal.find(one.id, one.direction) == nullptr) continue;  // went with the one before
    if (forgets) {
      journal.forget(one);
    } else {
      undo(workspace, one, history, journal);
    }
    workspace.console().say(std::string(forgets ? "Forgot" : "Undid") + " what was applied of " +
                            one.id.to_text());
  }
  if (list.empty()) workspace.console().say("No changeset is half done.");
}

}  // namespace ebbtide

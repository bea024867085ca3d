// A connection that breaks while a COMMIT is on its way leaves open whether the server has got it.
// Both answers are wrong to guess: `failed` lets somebody undo by hand what is kept, `done` lets
// them go on without it. The history tells, since its row shares the transaction; but only once the
// session that was lost is gone, for it may yet read the COMMIT from its socket and do it. So
// another connection is opened, some seconds long again and again, as the server may be starting
// up, and the history is read when the server shows that session no longer.
#include "executor/lost_commit.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "executor/open_database.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds patience = 8s, pause = 200ms;

bool is_at_work(Connection& connection, const std::string& session) {
  const auto sessions = connection.other_sessions();
  return sessions && std::any_of(sessions->begin(), sessions->end(),
                                 [&](const OtherSession& one) { return one.id == session; });
}

/// Nothing where the lost session is still there.
std::optional<History> look(const DatabaseOptions& options, Interruption& interruption,
                            const std::string& lost,
                            const std::function<History(OpenDatabase&)>& read) {
  OpenDatabase again(options, interruption);
  if (!lost.empty() && is_at_work(again.connection(), lost)) return std::nullopt;
  return read ? read(again) : again.read_history();
}

}  // namespace

std::optional<History> history_after_loss(OpenDatabase& database, Interruption& interruption,
                                          const std::function<History(OpenDatabase&)>& read) {
  const std::string lost = database.connection().session_id();
  DatabaseOptions options = database.options();
  options.warn = {};
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!interruption.is_requested()) {
    try {
      if (auto history = look(options, interruption, lost, read)) return history;
    } catch (const Error&) {
      // A server that has just ended our session may be on its way up.
    }
    if (std::chrono::steady_clock::now() > end) break;
    std::this_thread::sleep_for(pause);
  }
  return std::nullopt;
}

Fate fate_of_commit(const HistoryAfterLoss& look,
                    const std::function<bool(const History&)>& is_kept) {
  const auto history = look ? look() : std::nullopt;
  if (!history) return Fate::unknown;
  return is_kept(*history) ? Fate::kept : Fate::undone;
}

std::string describe(Fate fate, const std::string& what) {
  switch (fate) {
    case Fate::kept:
      return "; " + what +
             " committed all the same, as the history says: the same command goes on "
             "behind";
    case Fate::undone:
      return "; " + what + " not committed, as the history says";
    case Fate::unknown:
      break;
  }
  return "; whether " + what + " committed cannot be seen now: the same command finds out";
}

std::string describe_loss(const std::optional<Fate>& fate, const std::string& what,
                          bool is_journaled) {
  std::string said = fate ? describe(*fate, what) : "";
  if (is_journaled && fate != Fate::kept)
    said += "; the same command finds out how far it came and goes on from there";
  return said;
}

}  // namespace ebbtide

#pragma once

#include <functional>
#include <optional>
#include <string>

#include "history/history.h"

namespace ebbtide {

class Interruption;
class OpenDatabase;

/// What the history holds after the connection of a run was lost, read on another one: nothing
/// where the database cannot be asked, or the lost session is still at work, which may yet commit.
/// Waits some seconds for both. `read` reads it, where that is not the store of the database.
std::optional<History> history_after_loss(OpenDatabase& database, Interruption& interruption,
                                          const std::function<History(OpenDatabase&)>& read = {});

/// How it is asked for.
using HistoryAfterLoss = std::function<std::optional<History>()>;

/// What became of what was being committed when the connection was lost.
enum class Fate { kept, undone, unknown };

/// By what `is_kept` sees in the history of now.
Fate fate_of_commit(const HistoryAfterLoss& look,
                    const std::function<bool(const History&)>& is_kept);

/// What a message says of it behind the error: `what` is `the changeset was` or the like.
std::string describe(Fate fate, const std::string& what);
/// The same of a changeset, of which nothing is known where no COMMIT was under way. One with a
/// journal is gone on with, unless it was kept.
std::string describe_loss(const std::optional<Fate>& fate, const std::string& what,
                          bool is_journaled);

}  // namespace ebbtide

#pragma once

#include <functional>
#include <memory>

#include "executor/open_database.h"
#include "executor/run.h"
#include "executor/surroundings.h"

namespace ebbtide {

class SchemaCatalog;

/// How changesets are run on a database. With one transaction a journal is only for changesets that
/// run outside of it.
struct LiveRunOptions {
  Commands commands = Commands::refused;
  bool is_one_transaction = false;  ///< all of the run, or nothing
  Journal* journal = nullptr;       ///< for what the database cannot undo
  bool asks_preconditions = true;   ///< not of changesets that are known to have run
  /// What stands between the changesets and their session; nothing does where it is empty.
  std::function<std::unique_ptr<Session>(Session&)> judge = {};
  Attendant* attendant = nullptr;  ///< of each changeset
};

/// What a run has of the database it is on.
struct RunPlace {
  Connection& connection;
  const Names& names;
  HistoryStore& store;
  Target target;
  CheckContext check;
  std::string deployment;
  std::string version;
  std::size_t rows_before = 0;               ///< of the history
  HistoryAfterLoss history_after_loss = {};  ///< absent where nobody can ask again
};

/// All that a run of changesets on a database works with, made in one place. The lock must be held
/// for as long as it lives. One at a time on a session: it begins and ends transactions. Borrows
/// what it is made from. What is not kept at its end is undone.
class LiveRun {
 public:
  LiveRun(RunPlace place, const LiveRunOptions& options, const Surroundings& with);
  LiveRun(const Project& project, OpenDatabase& database, const History& history,
          const LiveRunOptions& options, const Surroundings& with);
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  const RunContext& context() const { return context_; }
  /// Keeps what is to be kept together: without it a run in one transaction leaves nothing. Throws
  /// Error where the database has undone it by itself. Where the connection is lost with that, the
  /// error says what the history says.
  void finish();

 private:
  LiveSession session_;
  std::unique_ptr<Session> judging_;
  std::unique_ptr<Bracket> bracket_;
  Target target_;
  CheckContext check_;
  RunContext context_;
  std::size_t rows_before_ = 0;  ///< of the history
};

/// The same for a script: nothing is begun, nothing noted, and what changes and preconditions look
/// at is what the statements before them make of what is known of the database.
class ScriptRun {
 public:
  ScriptRun(const Project& project, OpenDatabase& database, const History& history,
            Session& session, const Surroundings& with, SchemaCatalog& catalog,
            Commands commands = Commands::refused);
  ScriptRun(const ScriptRun&) = delete;
  ScriptRun& operator=(const ScriptRun&) = delete;

  const RunContext& context() const { return context_; }

 private:
  EachAlone bracket_;
  Target target_;
  CheckContext check_;
  RunContext context_;
};

/// The journal of the statements that the database cannot undo, with what earlier runs left half
/// done. It is looked for only where such statements can be.
Journal open_journal(const Project& project, OpenDatabase& database, const History& history);

}  // namespace ebbtide

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "changelog/change_set.h"

namespace ebbtide {

/// Which way a changeset goes: it is run, or undone.
enum class Way { forward, back };

/// A statement with all edits, as a database or a script gets it. It borrows the change.
struct WalkedStatement {
  const Change* change = nullptr;
  int number = 0;  ///< of those that the walk has come by, from 1
  SqlStep step;
  /// The SQL before the edits that stand for a driver, where those have changed it: journals of
  /// older builds know it as it was then.
  Text before_driver = {};

  const std::string& sql() const { return step.statement.sql; }
};

/// Takes what a walk comes by, in order. The walk goes on when the sink has done its part, so that
/// what the next statement is made from may be what this one has left. For each change that is not
/// left out: `begin`, then its steps, then `end`; an exception ends the walk without `end`.
class Sink {
 public:
  virtual ~Sink() = default;
  /// A change comes that is for this database; false leaves it out, `end` too. `is_volatile` says,
  /// going forward, that its SQL depends on more than the changelog.
  virtual bool begin(const Change&, bool /*is_volatile*/) { return true; }
  /// The next statement. What the sink throws ends the walk.
  virtual void take(const WalkedStatement& statement) = 0;
  virtual void output(const OutputStep&) {}
  /// Throws Error: the changelog wants the run to end here.
  virtual void stop(const StopStep& step);
  virtual void command(const CommandStep&) {}
  virtual void end(const Change&) {}
};

/// The way from the changes of a changeset to its statements, the only one there is: which changes
/// count on this database, their SQL, the edits of modifySql that count for the selection (going
/// back, those with applyToRollback), what a driver makes of it, and the numbers. Whether a change
/// is valid was asked before, preconditions are asked around it, and checksums are made without it.
/// Borrows the changeset and what the target borrows.
class Walk {
 public:
  /// The target may have any quoting; the changeset's counts.
  Walk(const ChangeSet& change_set, Way way, const Target& target);

  /// Gives the change to the sink. What the sink and the change throw ends it. The changes come one
  /// by one, since who undoes takes them from somewhere else than the changeset.
  void run(const Change& change, Sink& sink);

  Way way() const { return way_; }
  const Target& target() const { return target_; }
  /// How many statements the sinks have taken; one that the sink threw at is not among them.
  int statements() const { return statements_; }

 private:
  void take(const Change& change, SqlStep step, Sink& sink);
  std::string with_edits(std::string sql) const;

  const ChangeSet& change_set_;
  Way way_;
  Target target_;
  int statements_ = 0;
};

/// The program that a command would run, as a comment in its place.
std::string commented(const CommandStep& step, const Facts& facts);

/// Keeps the statements it is given.
class KeptStatements : public Sink {
 public:
  void take(const WalkedStatement& statement) override { all.push_back(statement); }

  std::vector<WalkedStatement> all;
};

/// Why the statements of a change, or the rest of them, cannot be made now.
struct NotMade {
  Position where;
  std::string message;
  bool is_for_now = false;  ///< they are made from the structure of the moment they run at
};

/// Walks as far as that can be done now: an Error becomes a NotMade. Throws ConnectionLost.
void try_walk(const Change& change, Walk& walk, Sink& sink, std::vector<NotMade>& not_made);

/// The statements of a change as far as they can be made now, to look at them.
std::vector<WalkedStatement> statements_of(const Change& change, Walk& walk,
                                           std::vector<NotMade>& not_made);

}  // namespace ebbtide

#pragma once

#include <memory>

#include "changelog/walk.h"
#include "executor/run.h"

namespace ebbtide {

/// Runs the changes of one changeset, or those that undo it, on the session of a run: a database,
/// through the journal where there is one, or a script. Borrows what it is made from.
class ChangeRun {
 public:
  ChangeRun(const ChangeSet& change_set, Way way, const RunContext& context,
            JournaledRun* journal = nullptr);

  void run(const Change& change);
  /// How many rows the statements have changed.
  std::int64_t rows() const { return sink_->rows; }
  /// How many statements the database has run for this changeset, also in earlier runs.
  int statements() const {
    return journal_ != nullptr ? journal_->statements() : walk_.statements();
  }
  /// Where the statement that failed stands, down to the place in it that the database named.
  std::optional<Position> place_of(const Error& error) const { return walk_.place_of(error); }

 private:
  struct SessionSink : Sink {
    std::int64_t rows = 0;
  };
  class LiveSink;
  class ScriptSink;

  Walk walk_;
  JournaledRun* journal_;
  std::unique_ptr<SessionSink> sink_;
};

}  // namespace ebbtide

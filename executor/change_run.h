#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "changelog/walk.h"
#include "executor/run.h"

namespace ebbtide {

/// Whether the statements of a change can depend on how a table stands, so that they are others
/// once half of them are run.
bool is_made_from_table(const Change& change, const Facts& facts);

/// Runs the changes of one changeset, or those that undo it, on the session of a run: a database,
/// through the journal where there is one, or a script. One object for each changeset and way,
/// whose changes it is given in their order: it numbers their statements from 1. Borrows what it is
/// made from. Nothing is begun or committed here.
class ChangeRun {
 public:
  ChangeRun(const ChangeSet& change_set, Way way, const RunContext& context,
            JournaledRun* journal = nullptr);

  /// The statements of the change may be run only with those that come behind them, at the latest
  /// when the changeset is kept. Of an error that is thrown then, the functions below tell whose it
  /// is. Throws Error also for a program that may not run and for a `stop` change, and Interrupted;
  /// behind an error nothing more may be run.
  void run(const Change& change);
  /// How many rows the statements have changed.
  std::int64_t rows() const { return sink_->rows; }
  /// How many Liquibase says they have changed: its driver of SQLite counts the rows of the change
  /// before once more for a statement that defines something.
  std::int64_t counted_rows() const { return sink_->counted; }
  /// How many statements the database has run for this changeset, also in earlier runs.
  int statements() const;
  /// The change whose statement failed; null where it was none of the changes.
  const Change* failed_change(const Error& error) const;
  /// Where the statement that failed stands, down to the place in it that the database named.
  std::optional<Position> place_of(const Error& error) const;

 private:
  /// A statement that has no answer yet.
  struct Underway {
    const Change* change;
    int number;
    std::optional<std::uint64_t> begin;  ///< in the text it was taken from
    std::string sql;
  };
  struct SessionSink : Sink {
    std::int64_t rows = 0;
    std::int64_t counted = 0;
    std::int64_t last_change =
        1;  ///< before the first there was the row of the lock or the history
    std::deque<Underway> underway = {};  ///< in the order they run in: the first is the one at work
  };
  class LiveSink;
  class ScriptSink;

  const RunContext& context_;
  Walk walk_;
  JournaledRun* journal_;
  std::unique_ptr<SessionSink> sink_;
};

}  // namespace ebbtide

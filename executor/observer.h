#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>
#include <variant>

#include "changelog/change_set.h"
#include "changelog/walk.h"
#include "history/notices.h"
#include "history/permit.h"

namespace ebbtide {

using Duration = std::chrono::steady_clock::duration;

/// An operation that changes a database begins: `update`, `rollback`, `sync` …
struct Began {
  std::string_view operation;
};
/// How many changesets are about to be run or undone; those that are left out by their filters are
/// not counted. A proof has several rounds, and says so for each.
struct Planned {
  int change_sets;
  Way way;
};
/// Another run is at work, and this one waits for it; who it is, as far as that is known.
struct WaitingForLock {
  std::string_view holder;
};
/// A changeset is run or undone from here on. One that is left out by its filters is not told of.
struct ChangeSetBegan {
  const ChangeSet& change_set;
  Way way;
};
/// A statement of a changeset, counted from 1 in it.
struct StatementBegan {
  int number;
  std::string_view sql;
};
/// It came to its end without an error.
struct StatementDone {
  int number;
  std::string_view sql;
  std::int64_t rows;
  Duration took;
};
/// What became of a changeset: it was run, or undone; it was marked as ran, as its preconditions
/// or what is wrong with it ask for; they leave it for another time; it failed.
enum class Outcome { done, marked, left, failed };
/// The end of a changeset that has begun, with what its statements came to together.
struct ChangeSetEnded {
  const ChangeSet& change_set;
  Way way;
  Outcome outcome;
  int statements;
  std::int64_t rows;
  Duration took;
};
/// A message: something an operator may want to know; something that did not go as it was meant
/// to, and the run goes on; or the words of an `output` change, with STDOUT, STDERR or a log level
/// as their target.
struct Said {
  enum class Kind { note, warning, output };
  Kind kind;
  std::string_view message;
  std::string_view target = {};
};
struct ChecksumUpgraded {
  const ChangeSet& change_set;
  std::string_view from;
  std::string_view to;
};
/// A changeset is about to destroy data, and was let through on purpose.
struct Permitted {
  const Permit& permit;
};
/// The end of an operation, whatever it came to.
struct Ended {
  std::string_view operation;
  bool has_failed;
  Duration took;
};

using Event = std::variant<Began, Planned, WaitingForLock, ChangeSetBegan, StatementBegan,
                           StatementDone, ChangeSetEnded, Said, ChecksumUpgraded, Permitted, Ended>;

/// Who is told what happens while an operation is at work. Events of one operation come one at a
/// time, on its thread; what they point to lives as long as the call. Their order is Began, any of
/// the others, Ended; within it each ChangeSetBegan has its ChangeSetEnded before the next one
/// begins, and between these each StatementBegan its StatementDone, unless the statement fails.
/// Planned comes before the first changeset that it counts.
/// Said, Permitted and ChecksumUpgraded may come anywhere. What is only looked at or written into a
/// script has no events but Said. An operation that is asked for a change and finds that nothing is
/// to be done has a beginning and an end all the same. What an observer throws ends the operation,
/// but for what it throws at an end.
class Observer : public Notices {
 public:
  /// Called on the thread of the operation. Whoever listens to several operations at once is called
  /// by several threads at once.
  virtual void on(const Event& event) = 0;

  void warning(std::string_view message) final { on(Said{Said::Kind::warning, message}); }
  void note(std::string_view message) final { on(Said{Said::Kind::note, message}); }
  void waiting_for_lock(std::string_view holder) final { on(WaitingForLock{holder}); }
};

/// Tells of one changeset: that it begins, and at the end of its life what became of it: what the
/// members say then, so that one that is left by an exception has failed. Borrows what it is made
/// from.
class ToldChangeSet {
 public:
  ToldChangeSet(Observer& observer, const ChangeSet& change_set, Way way);
  ~ToldChangeSet();
  ToldChangeSet(const ToldChangeSet&) = delete;
  ToldChangeSet& operator=(const ToldChangeSet&) = delete;

  Outcome outcome = Outcome::failed;
  int statements = 0;
  std::int64_t rows = 0;

 private:
  Observer& observer_;
  const ChangeSet& change_set_;
  Way way_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Tells of one operation in the same way: it has failed where its life ends by an exception.
class ToldOperation {
 public:
  ToldOperation(Observer& observer, std::string_view operation);
  ~ToldOperation();
  ToldOperation(const ToldOperation&) = delete;
  ToldOperation& operator=(const ToldOperation&) = delete;

 private:
  Observer& observer_;
  std::string_view operation_;
  int exceptions_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace ebbtide

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "executor/observer.h"
#include "text/error.h"

namespace ebbtide {

/// A statement that was run, and how long after the beginning of the run it began.
struct RecordedStatement {
  int number;
  std::string sql;
  std::int64_t rows = 0;
  double begin = 0;
  double seconds = 0;
  bool has_failed = false;
};

/// What became of a changeset. Times are in seconds; `round` counts the rounds of a proof.
struct RecordedChangeSet {
  ChangeSetId id;
  Position where;
  Way way = Way::forward;
  int round = 0;
  Outcome outcome = Outcome::failed;
  int statements = 0;
  std::int64_t rows = 0;
  double begin = 0;
  double seconds = 0;
  std::vector<RecordedStatement> sql = {};
};

/// Something that a proof, the linter or a comparison has found.
struct RecordedFinding {
  std::string change_set;
  std::string step;  ///< what it is: a step of the proof, a rule, a kind of difference
  std::string message;
  Position where = {};
  std::string remedy = {};  ///< what to do instead
  bool counts = true;       ///< it speaks against what was looked at; others are for information
};

/// How many changesets came to what, and what their statements came to together. `not_run` were
/// about to be run when the run ended; `taken_back` were run, in one transaction with what failed.
struct RunTotals {
  int planned = 0, done = 0, marked = 0, left = 0, failed = 0, not_run = 0, taken_back = 0;
  std::int64_t statements = 0, rows = 0;
  double seconds = 0;
};

/// Keeps what happens in a run, for those who tell of it behind its end: the closing line, JSON,
/// reports. Statements are kept only where somebody wants them.
class RunRecord final : public Observer {
 public:
  /// From now on the SQL of each statement is kept as well.
  void keep_statements() { keeps_statements_ = true; }
  void on(const Event& event) override;
  void add(RecordedFinding finding) { findings_.push_back(std::move(finding)); }

  /// In the order in which they were begun.
  const std::vector<RecordedChangeSet>& change_sets() const { return change_sets_; }
  const std::vector<RecordedFinding>& findings() const { return findings_; }
  std::size_t findings_that_count() const;
  /// In the order in which they were told, each as often as it was.
  const std::vector<std::string>& warnings() const { return warnings_; }
  const std::vector<Permit>& permits() const { return permits_; }
  /// Whether an operation has said what it was about to do.
  bool has_plan() const { return round_ > 0; }
  /// How many changesets are planned in the round that is under way, how many of them have begun,
  /// and which way they go.
  int planned() const { return planned_; }
  int begun() const { return begun_; }
  Way way() const { return way_; }
  /// What it comes to; of a run that failed, with its error.
  RunTotals totals(const Error* error = nullptr) const;
  /// How long it has taken so far, in seconds.
  double elapsed() const { return now(); }

 private:
  void begin(const ChangeSetBegan& one);
  void end(const ChangeSetEnded& one);
  double now() const;

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  bool keeps_statements_ = false;
  int round_ = 0, planned_ = 0, begun_ = 0;
  Way way_ = Way::forward;
  double operation_seconds_ = 0;
  std::optional<RecordedStatement> running_;
  std::vector<RecordedChangeSet> change_sets_;
  std::vector<RecordedFinding> findings_;
  std::vector<std::string> warnings_;
  std::vector<Permit> permits_;
};

/// `0.012 s`, `4.1 s`, `2 min 5 s`: short, and exact enough for who waits.
std::string shown_seconds(double seconds);
/// `done`, `marked`, `left`, `failed`.
std::string_view word_of(Outcome outcome);

}  // namespace ebbtide

#pragma once

#include <chrono>
#include <string>

#include "cli/console.h"
#include "cli/report/run_record.h"
#include "cli/screen/live_line.h"

namespace ebbtide {

/// What a run comes to in one line: `3 changesets, 7 statements, 2 rows in 0.310 s; 1 failed, 4 not
/// run`.
std::string closing_line(const RunRecord& record, const Error* error);

/// How long something has been going on: `4.1 s`. Nobody reads thousandths that change.
std::string tenths_since(std::chrono::steady_clock::time_point begin);

/// Whether a run has done anything that a closing line can tell of.
bool has_come_to_something(const RunRecord& record);

/// Tells of each changeset in plain lines how it ended and how long it took, for pipes and logs,
/// and what all came to where none failed: before the words that scripts look for at the end.
class PlainProgress final : public Observer {
 public:
  PlainProgress(Console& console, const RunRecord& record, bool tells_end)
      : console_(console), record_(record), tells_end_(tells_end) {}
  void on(const Event& event) override;

 private:
  Console& console_;
  const RunRecord& record_;
  bool tells_end_;
};

/// The same for somebody who sits at a terminal: a line for each changeset that has ended, and
/// below them one that changes, with the changeset and the statement that is at work. Told behind
/// the record.
class ScreenProgress final : public Observer {
 public:
  ScreenProgress(Console& console, const RunRecord& record, LiveLine& line, TerminalStyle style,
                 std::function<ScreenSize()> size)
      : console_(console), record_(record), line_(line), style_(style), size_(std::move(size)) {}
  ~ScreenProgress() override { line_.hide(); }
  ScreenProgress(const ScreenProgress&) = delete;
  ScreenProgress& operator=(const ScreenProgress&) = delete;
  void on(const Event& event) override;

 private:
  using Clock = std::chrono::steady_clock;
  /// What the live line is made of.
  struct AtWork {
    std::string what = {};       ///< the operation, or the changeset
    std::string statement = {};  ///< empty between two
    int planned = 0, begun = 0, number = 0;
    Clock::time_point begin = Clock::now(), statement_begin = Clock::now();
  };

  void begin(const ChangeSetBegan& one);
  void end(const ChangeSetEnded& one);
  std::string text(std::size_t columns) const;

  Console& console_;
  const RunRecord& record_;
  LiveLine& line_;
  TerminalStyle style_;
  std::function<ScreenSize()> size_;
  AtWork at_work_;  ///< read by the line's thread: changed only in LiveLine::change
  Clock::time_point began_ = Clock::now();
};

}  // namespace ebbtide

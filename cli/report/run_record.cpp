// A statement that has begun and has no end when its changeset ends is the one that failed. What is
// said at the end of one transaction for all is in the error: how many changesets are kept of those
// that had been run.
#include "cli/report/run_record.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "operations/rollback.h"

namespace ebbtide {
namespace {

double seconds_of(Duration took) { return std::chrono::duration<double>(took).count(); }

}  // namespace

double RunRecord::now() const { return seconds_of(std::chrono::steady_clock::now() - start_); }

void RunRecord::begin(const ChangeSetBegan& one) {
  ++begun_;
  running_.reset();
  RecordedChangeSet added{one.change_set.id, one.change_set.where, one.way, round_};
  added.begin = now();
  change_sets_.push_back(std::move(added));
}

void RunRecord::end(const ChangeSetEnded& one) {
  if (change_sets_.empty()) return;
  RecordedChangeSet& last = change_sets_.back();
  last.outcome = one.outcome;
  last.statements = one.statements;
  last.rows = one.rows;
  last.seconds = seconds_of(one.took);
  if (running_ && one.outcome == Outcome::failed) {
    running_->has_failed = true;
    running_->seconds = now() - running_->begin;
    if (keeps_statements_) last.sql.push_back(*running_);
  }
  running_.reset();
}

void RunRecord::on(const Event& event) {
  if (const auto* const one = std::get_if<Planned>(&event)) {
    ++round_;
    planned_ = one->change_sets;
    begun_ = 0;
    way_ = one->way;
  } else if (const auto* const began = std::get_if<ChangeSetBegan>(&event)) {
    begin(*began);
  } else if (const auto* const statement = std::get_if<StatementBegan>(&event)) {
    running_ =
        RecordedStatement{statement->number, keeps_statements_ ? std::string(statement->sql) : ""};
    running_->begin = now();
  } else if (const auto* const done = std::get_if<StatementDone>(&event)) {
    if (!running_) return;
    running_->rows = done->rows;
    running_->seconds = seconds_of(done->took);
    if (keeps_statements_ && !change_sets_.empty()) change_sets_.back().sql.push_back(*running_);
    running_.reset();
  } else if (const auto* const ended = std::get_if<ChangeSetEnded>(&event)) {
    end(*ended);
  } else if (const auto* const said = std::get_if<Said>(&event)) {
    if (said->kind == Said::Kind::warning) warnings_.emplace_back(said->message);
  } else if (const auto* const permitted = std::get_if<Permitted>(&event)) {
    permits_.push_back(permitted->permit);
  } else if (const auto* const over = std::get_if<Ended>(&event)) {
    operation_seconds_ += seconds_of(over->took);
  }
}

std::size_t RunRecord::findings_that_count() const {
  return static_cast<std::size_t>(
      std::count_if(findings_.begin(), findings_.end(),
                    [](const RecordedFinding& finding) { return finding.counts; }));
}

RunTotals RunRecord::totals(const Error* error) const {
  RunTotals all;
  all.seconds = operation_seconds_;
  for (const RecordedChangeSet& one : change_sets_) {
    std::array counts{&all.done, &all.marked, &all.left, &all.failed};
    ++*counts.at(static_cast<std::size_t>(one.outcome));
    all.statements += one.statements;
    all.rows += one.rows;
  }
  all.planned = planned_;
  all.not_run = std::max(0, planned_ - begun_);
  if (const auto* const failed = dynamic_cast<const ChangeSetFailed*>(error))
    all.taken_back =
        std::max(0, static_cast<int>(change_sets_.size()) - 1 - failed->done().change_sets);
  return all;
}

std::string shown_seconds(double seconds) {
  std::array<char, 64> text{};
  if (seconds < 10) {
    std::snprintf(text.data(), text.size(), "%.3f s", seconds);
  } else if (seconds < 60) {
    std::snprintf(text.data(), text.size(), "%.1f s", seconds);
  } else {
    const auto whole = static_cast<long>(seconds);
    std::snprintf(text.data(), text.size(), "%ld min %ld s", whole / 60, whole % 60);
  }
  return text.data();
}

std::string_view word_of(Outcome outcome) {
  constexpr std::array<std::string_view, 4> words{"done", "marked", "left", "failed"};
  return words.at(static_cast<std::size_t>(outcome));
}

}  // namespace ebbtide

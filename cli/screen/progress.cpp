// On a terminal, with a line that moves:
//
//   ✓ changelog.xml::1::ann                        3 statements, 2 rows   0.012 s
//   ✗ changelog.xml::2::ann                                  1 statement   2.310 s
//   [3/12] changelog.xml::3::ann  4.1 s  statement 2, 1.2 s: UPDATE t SET …
//
// A dumb terminal has the lines without the one that moves. In a pipe `Running Changeset: …` stands
// where Liquibase has it, and how it ended below it:
//
//   Running Changeset: changelog.xml::1::ann
//     1 of 12: done in 0.012 s, 3 statements, 2 rows
#include "cli/screen/progress.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/ascii.h"
#include "text/columns.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

std::string counts_of(std::int64_t statements, std::int64_t rows) {
  return count_of(static_cast<std::size_t>(statements), "statement") + ", " +
         count_of(static_cast<std::size_t>(rows), "row");
}

std::string_view word_for_people(Outcome outcome) {
  constexpr std::array<std::string_view, 4> words{"done", "marked as ran", "left for another time",
                                                  "failed"};
  return words.at(static_cast<std::size_t>(outcome));
}

/// The sign in front of a changeset that has ended, in its colour.
void write_sign(TextOutput& out, Outcome outcome, const TerminalStyle& style) {
  constexpr std::array<std::string_view, 4> signs{"✓", "•", "-", "✗"};
  constexpr std::array<std::string_view, 4> words{"ok", "mark", "left", "FAIL"};
  const auto which = static_cast<std::size_t>(outcome);
  if (style.has_colour) {
    switch (outcome) {
      case Outcome::done:
        out << "\x1b[32m";
        break;
      case Outcome::failed:
        out << "\x1b[31m";
        break;
      case Outcome::marked:
      case Outcome::left:
        out << "\x1b[33m";
        break;
    }
  }
  out << (style.has_unicode ? signs : words).at(which);
  if (style.has_colour) out << "\x1b[0m";
}

}  // namespace

std::string tenths_since(std::chrono::steady_clock::time_point begin) {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (seconds >= 60) return shown_seconds(seconds);
  const long all = std::lround(std::floor(seconds * 10));
  return std::to_string(all / 10) + "." + std::to_string(all % 10) + " s";
}

std::string closing_line(const RunRecord& record, const Error* error) {
  const RunTotals totals = record.totals(error);
  std::string line = count_of(static_cast<std::size_t>(totals.done), "changeset") +
                     (record.way() == Way::back ? " undone, " : ", ") +
                     counts_of(totals.statements, totals.rows) + " in " +
                     shown_seconds(totals.seconds);
  std::string separator = "; ";
  const auto add = [&](int count, std::string_view what) {
    if (count == 0) return;
    line += separator + std::to_string(count) + " " + std::string(what);
    separator = ", ";
  };
  add(totals.marked, "marked as ran");
  add(totals.left, "left for another time");
  add(totals.failed, "failed");
  add(totals.not_run, record.way() == Way::back ? "not undone" : "not run");
  add(totals.taken_back, "of those before it taken back");
  return line;
}

bool has_come_to_something(const RunRecord& record) {
  return record.has_plan() && (record.planned() > 0 || !record.change_sets().empty());
}

void PlainProgress::on(const Event& event) {
  const auto* const ended = std::get_if<Ended>(&event);
  if (ended != nullptr && !ended->has_failed && tells_end_ && has_come_to_something(record_))
    console_.say("In all " + closing_line(record_, nullptr));
  const auto* const one = std::get_if<ChangeSetEnded>(&event);
  if (one == nullptr) return;
  const std::string took = shown_seconds(std::chrono::duration<double>(one->took).count());
  console_.say("  " + std::to_string(record_.begun()) + " of " + std::to_string(record_.planned()) +
               ": " + std::string(word_for_people(one->outcome)) + " in " + took + ", " +
               counts_of(one->statements, one->rows));
}

void ScreenProgress::on(const Event& event) {
  if (const auto* const began = std::get_if<Began>(&event)) {
    line_.change([&] {
      at_work_ = {std::string(began->operation) + ": getting ready"};
      began_ = Clock::now();
    });
    if (style_.moves) line_.show([this](std::size_t columns) { return text(columns); });
  } else if (const auto* const one = std::get_if<ChangeSetBegan>(&event)) {
    begin(*one);
  } else if (const auto* const statement = std::get_if<StatementBegan>(&event)) {
    constexpr std::size_t most = 400;
    line_.change([&] {
      at_work_.number = statement->number;
      at_work_.statement = printable_line(shortened(statement->sql, most));
      at_work_.statement_begin = Clock::now();
    });
  } else if (std::holds_alternative<StatementDone>(event)) {
    line_.change([&] { at_work_.statement.clear(); });
  } else if (const auto* const ended = std::get_if<ChangeSetEnded>(&event)) {
    end(*ended);
  } else if (std::holds_alternative<Ended>(event)) {
    line_.hide();
  }
}

void ScreenProgress::begin(const ChangeSetBegan& one) {
  line_.change([&] {
    at_work_ = {printable_line(one.change_set.id.to_text()), "", record_.planned(),
                record_.begun()};
  });
}

void ScreenProgress::end(const ChangeSetEnded& one) {
  const std::string took = shown_seconds(std::chrono::duration<double>(one.took).count());
  std::string counts = one.outcome == Outcome::marked || one.outcome == Outcome::left
                           ? std::string(word_for_people(one.outcome))
                           : counts_of(one.statements, one.rows);
  if (one.way == Way::back && one.outcome == Outcome::done) counts = "undone, " + counts;
  const std::string end = counts + std::string(took.size() < 9 ? 9 - took.size() : 1, ' ') + took;
  const std::size_t columns = size_().columns, around = style_.has_unicode ? 4U : 7U;
  const std::size_t room = columns > end.size() + around ? columns - end.size() - around : 0;
  const std::string id = cut_in_middle(printable_line(one.change_set.id.to_text()), room);
  console_.lines([&](TextOutput& out) {
    write_sign(out, one.outcome, style_);
    out << " " << id << std::string(room - std::min(room, columns_of(id)) + 1, ' ');
    if (style_.has_colour) out << "\x1b[2m";
    out << end;
    if (style_.has_colour) out << "\x1b[0m";
    out << "\n";
  });
}

std::string ScreenProgress::text(std::size_t columns) const {
  std::string line;
  if (at_work_.planned > 0)
    line = "[" + std::to_string(at_work_.begun) + "/" + std::to_string(at_work_.planned) + "] ";
  const std::size_t most = columns > 60 ? columns / 3 : columns;
  line += cut_in_middle(at_work_.what, most) + "  " + tenths_since(began_);
  if (!at_work_.statement.empty())
    line += "  statement " + std::to_string(at_work_.number) + ", " +
            tenths_since(at_work_.statement_begin) + ": " + at_work_.statement;
  return cut_to_columns(line, columns);
}

}  // namespace ebbtide

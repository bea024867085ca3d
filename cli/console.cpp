// What the user reads, and where it goes. The result of a command goes to `out`; all else to `err`,
// so that a result can be piped. Errors have one form, for people and for editors:
//
//   ERROR: c.xml:4:2: undoing the changeset brings back 'v', … [changeset c.xml::2::ann]
//     <changeSet id="2" author="ann"><renameView oldViewName="v" newViewName="w"/></changeSet>
//      ^
//
// The second line is the one that the message names, read again when the error is shown; where it
// cannot be read, as inside of an archive that is gone, it is left out. A wide line is cut to a
// window around the column. The mark stands under the place as it is seen: letters are counted, not
// bytes, and what is spelled out before it, such as an escape, moves it along.
//
// Messages of servers have several lines and are put on one, since logs are read line by line. A
// changelog that is wrong in 500 places shows the first 50 and says how many more there are.
//
// The log is beside this. Errors are always in it; progress and warnings are also in it (`mirror`),
// in it and not on `err` (`instead`), or only on `err` (`alone`).
#include "cli/console.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/columns.h"
#include "text/printable.h"
#include "text/problem_line.h"
#include "text/source.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::size_t most_shown = 50;
constexpr std::size_t widest_line = 120;

/// A message on one line: those of servers have several.
std::string one_line(std::string_view text) {
  return replace_all(replace_all(text, "\r", ""), "\n", " ");
}

/// A part of a line that is not too wide, and the column, from 1, of a place in it.
struct Window {
  std::string text;
  std::size_t column;
};

/// The offset of a letter of UTF-8 text, counted from 0.
std::size_t offset_of(std::string_view text, std::size_t letter) {
  std::size_t at = 0;
  for (; letter > 0 && at < text.size(); --letter) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

/// `letters` is how many of them are shown at most.
Window window_of(std::string_view line, std::size_t column, std::size_t letters) {
  const std::size_t before = letters / 2;
  const std::size_t first = column > before ? column - before : 0;
  line.remove_prefix(offset_of(line, first));
  const std::size_t end = offset_of(line, letters);
  const std::string dots = "…";
  return {
      (first > 0 ? dots : "") + std::string(line.substr(0, end)) + (end < line.size() ? dots : ""),
      column - first + (first > 0 ? 1 : 0)};
}

/// As wide as it may be; letters of two columns make it shorter.
Window window(std::string_view line, std::size_t column, std::size_t widest) {
  if (columns_of(line) <= widest) return {std::string(line), column};
  constexpr std::size_t dots = 2;
  Window found = window_of(line, column, widest);
  for (std::size_t letters = widest; columns_of(found.text) > widest + dots && letters > 2;)
    found = window_of(line, column, letters -= 2);
  return found;
}

}  // namespace

void Console::fit_err(std::function<std::size_t()> columns) {
  err_columns_ = columns;
  err_.fold_at(std::move(columns));
}

void Console::fit_out(std::function<ScreenSize()> size) {
  out_size_ = size;
  if (!size) return out_.fold_at({});
  out_.fold_at([size = std::move(size)] { return size().columns; });
}

void Console::problem(const Problem& problem) {
  const std::string line = one_line(line_of(problem));
  const auto excerpt = excerpt_at(problem.where);
  const std::lock_guard guard(mutex_);
  if (has_colour_) {
    (err_ << "\x1b[31mERROR:\x1b[0m " << line << "\n").flush();
  } else {
    (err_ << "ERROR: " << line << "\n").flush();
  }
  write_log(LogLevel::severe, "liquibase.integration", line);
  if (excerpt) (err_ << "  " << excerpt->text << "\n").flush();
  if (excerpt && excerpt->mark) (err_ << std::string(2 + *excerpt->mark, ' ') << "^\n").flush();
  if (hear_) hear_(problem, err_);
}

void Console::write_log(LogLevel level, std::string_view channel, std::string_view message) {
  if (log_ == nullptr || !log_->takes(level)) return;
  if (log_owner_ == nullptr) return log_->write(level, channel, message);
  log_owner_->log(level, channel, log_prefix_ + std::string(message));
}

// Each line is flushed: progress that waits in a buffer is no progress, and a process that is
// killed must not take its last words along.
void Console::tell(LogLevel level, std::string_view line, bool is_shown) {
  const bool is_quiet = progress_ == Progress::nothing && level < LogLevel::warning;
  constexpr std::string_view warning = "WARNING:";
  if (log_use_ != LogUse::instead && is_shown && !is_quiet) {
    if (has_colour_ && line.starts_with(warning)) {
      (err_ << "\x1b[33mWARNING:\x1b[0m" << line.substr(warning.size()) << "\n").flush();
    } else {
      (err_ << line << "\n").flush();
    }
  }
  if (log_use_ != LogUse::alone) write_log(level, "liquibase.ui", line);
}

std::optional<Console::Excerpt> Console::excerpt_at(const Position& where) const {
  if (where.line < 1 || !read_) return std::nullopt;
  const auto bytes = read_(where.file);
  if (!bytes) return std::nullopt;
  const Source source(where.file, to_utf8(*bytes, ""));
  const std::string_view line = source.line(where.line);
  if (trim(line).empty()) return std::nullopt;
  constexpr std::size_t around = 4;  // the indent, and dots at both ends
  const std::size_t widest =
      err_columns_ ? std::max(err_columns_(), 2 * around) - around : widest_line;
  const Window shown = window(line, static_cast<std::size_t>(std::max(where.column, 0)), widest);
  const std::string text = replace_all(shown.text, "\t", " ");
  if (where.column < 1) return Excerpt{text, std::nullopt};
  // What is spelled out in front of the place moves it.
  const std::string before = printable_line(text.substr(0, offset_of(text, shown.column - 1)));
  return Excerpt{text, columns_of(before)};
}

void Console::error(const Error& error) {
  const auto* const many = dynamic_cast<const ValidationFailed*>(&error);
  const std::vector<Problem> problems =
      many != nullptr ? many->problems()
                      : std::vector<Problem>{{error.where(), error.what(), error.change_set()}};
  for (std::size_t i = 0; i < problems.size() && i < most_shown; ++i) problem(problems[i]);
  const std::lock_guard guard(mutex_);
  if (problems.size() > most_shown)
    (err_ << "… and " << problems.size() - most_shown << " more\n").flush();
  for (const std::string& line : lines_of_failure(wording_, error)) (err_ << line << "\n").flush();
}

namespace {

/// A function for each kind of event; those that are not named are passed over.
template <class... Functions>
struct Hearing : Functions... {
  using Functions::operator()...;
  template <class Other>
  void operator()(const Other&) const {}
};
template <class... Functions>
Hearing(Functions...) -> Hearing<Functions...>;

}  // namespace

void Console::on(const Event& event) {
  const std::lock_guard guard(mutex_);
  write(event);
}

void Console::write(const Event& event) {
  std::visit(
      Hearing{[&](const ChangeSetBegan& one) {
                tell(
                    LogLevel::info,
                    (one.way == Way::forward ? "Running Changeset: " : "Rolling Back Changeset: ") +
                        one.change_set.id.to_text(),
                    progress_ == Progress::all);
              },
              [&](const StatementBegan& one) {
                if (log_ != nullptr) write_log(log_->sql_level(), "liquibase.executor", one.sql);
              },
              [&](const WaitingForLock& one) {
                tell(LogLevel::info,
                     one_line("Waiting for changelog lock" +
                              (one.holder.empty() ? "" : ", held by " + std::string(one.holder)) +
                              "...."));
              },
              [&](const ChecksumUpgraded& one) {
                tell(LogLevel::info,
                     "Upgrading checksum for Changeset " + one.change_set.id.to_text() + " from " +
                         std::string(one.from) + " to " + std::string(one.to) + ".");
              },
              [&](const Said& one) { show(one); }},
      event);
}

void Console::show(const Said& said) {
  switch (said.kind) {
    case Said::Kind::note:
      return tell(LogLevel::info, one_line(said.message));
    case Said::Kind::warning:
      return tell(LogLevel::warning, "WARNING: " + one_line(said.message));
    case Said::Kind::output:
      return output(said.message, said.target);
  }
}

void Console::output(std::string_view message, std::string_view target) {
  if (equals_ignoring_case(target, "STDOUT")) {
    out_.lines(message) << "\n";
  } else {
    (err_.lines(message) << "\n").flush();
  }
}

}  // namespace ebbtide

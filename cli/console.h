#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "cli/log.h"
#include "cli/text_output.h"
#include "executor/observer.h"
#include "text/error.h"

namespace ebbtide {

/// What the user reads: results on `out`, progress and everything that is wrong on `err`.
class Console final : public Observer {
 public:
  Console(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}

  /// Where the result of the command goes that people read.
  TextOutput& out() { return out_; }
  /// Where the result goes that other programs read, JSON and SQL, byte by byte.
  std::ostream& raw() { return out_.raw(); }
  /// Sends the result somewhere else from now on.
  void redirect(std::ostream& out) { out_.redirect(out); }

  /// Sends lines to a log from now on, beside what is said here, or in place of progress.
  enum class LogUse { alone, mirror, instead };
  void log_to(Log& log, LogUse use) {
    log_ = &log;
    log_use_ = use;
  }
  void log_to_nothing() {
    log_ = nullptr;
    log_use_ = LogUse::alone;
  }
  /// A line for the log alone.
  void log(LogLevel level, std::string_view channel, std::string_view message) {
    if (log_ != nullptr) log_->write(level, channel, message);
  }

  /// A line of progress.
  void say(std::string_view line) { tell(LogLevel::info, line); }
  /// Gives the text of files that are in messages, so that their lines can be shown.
  void show_lines_of(std::function<std::optional<std::string>(const std::string&)> read) {
    read_ = std::move(read);
  }

  /// One line that says what is wrong, where and in which changeset, then the line of the file.
  void problem(const Problem& problem);
  /// Everything an error has to say.
  void error(const Error& error);

  void on(const Event& event) override;

 private:
  void show(const Said& said);
  void output(std::string_view message, std::string_view target);
  void tell(LogLevel level, std::string_view line);
  void show_line(const Position& where);

  TextOutput out_;
  TextOutput err_;
  Log* log_ = nullptr;
  LogUse log_use_ = LogUse::alone;
  std::function<std::optional<std::string>(const std::string&)> read_;
};

}  // namespace ebbtide

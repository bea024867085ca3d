#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>

#include "cli/log.h"
#include "cli/screen/terminal.h"
#include "cli/text_output.h"
#include "cli/wording.h"
#include "executor/observer.h"
#include "text/error.h"

namespace ebbtide {

struct JsonDocument;

/// What the user reads: results on `out`, progress and everything that is wrong on `err`. All text
/// that comes from elsewhere is made harmless on its way (TextOutput). Both streams must outlive
/// it. Operations on several threads may tell it things at the same time: a message stays in one
/// piece, with the line of the file that it shows. What is set up here, and the result, belong to
/// one thread.
class Console final : public Observer {
 public:
  Console(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}

  /// Where the result of the command goes that people read.
  TextOutput& out() { return out_; }
  /// Where the result goes that other programs read, JSON and SQL, byte by byte.
  std::ostream& raw() { return out_.raw(); }
  /// Sends the result somewhere else from now on. The stream is borrowed.
  void redirect(std::ostream& out) { out_.redirect(out); }

  /// Sends lines to a log from now on: `alone` only what is logged by itself and errors; `mirror`
  /// also what is said here; `instead` what would be said here, and no longer on `err`. Errors are
  /// on `err` in each case. The log is borrowed until log_to_nothing.
  enum class LogUse { alone, mirror, instead };
  void log_to(Log& log, LogUse use) {
    log_ = &log;
    log_use_ = use;
  }
  void log_to_nothing() {
    log_ = nullptr;
    log_use_ = LogUse::alone;
  }
  /// Logs to where the other one does, with `prefix` before each message. Borrows the other one.
  void log_with(Console& other, std::string prefix) {
    log_ = other.log_;
    log_use_ = other.log_use_;
    log_owner_ = &other;
    log_prefix_ = std::move(prefix);
  }
  /// Writes whole lines on `err` that another console has made.
  void pass_on(std::string_view lines) {
    const std::lock_guard guard(mutex_);
    err_.lines(lines).flush();
  }
  /// A line for the log alone.
  void log(LogLevel level, std::string_view channel, std::string_view message) {
    const std::lock_guard guard(mutex_);
    write_log(level, channel, message);
  }

  /// What is told of progress here; the log has all of it. `elsewhere`: of changesets somebody else
  /// tells. `nothing`: only warnings and errors are.
  enum class Progress { all, elsewhere, nothing };
  void tell(Progress progress) { progress_ = progress; }
  /// Fits to the columns of a terminal from now on what is said on `err`, or written to `out`, or
  /// both: lines that are too wide are broken between words.
  void fit_err(std::function<std::size_t()> columns);
  void fit_out(std::function<ScreenSize()> size);
  /// Writes the words ERROR and WARNING in colour from now on.
  void use_colour() { has_colour_ = true; }
  bool has_colour() const { return has_colour_; }
  /// How many columns the result may take; 0 where that is not limited.
  std::size_t out_columns() const { return out_size_ ? out_size_().columns : 0; }
  /// The screen that the result goes to, where it goes to one.
  std::optional<ScreenSize> out_size() const {
    return out_size_ ? std::optional(out_size_()) : std::nullopt;
  }
  /// Calls the function with each problem that is shown, behind it.
  void hear_problems(std::function<void(const Problem&, TextOutput&)> hear) {
    hear_ = std::move(hear);
  }
  /// Writes lines on `err` in one piece, whatever is told of progress.
  void lines(const std::function<void(TextOutput&)>& write) {
    const std::lock_guard guard(mutex_);
    write(err_);
    err_.flush();
  }

  /// What the command says as JSON, written when it ends. The value is opaque here.
  const std::shared_ptr<JsonDocument>& document() const { return document_; }
  void keep(std::shared_ptr<JsonDocument> document) { document_ = std::move(document); }

  /// Whose words are spoken from now on.
  void speak(Wording wording) { wording_ = wording; }
  Wording wording() const { return wording_; }

  /// A line of progress. Values in it are made harmless as a whole, so that it stays one line.
  void say(std::string_view line) {
    const std::lock_guard guard(mutex_);
    tell(LogLevel::info, line);
  }
  /// Gives the text of files that are in messages, so that their lines can be shown; nothing for
  /// one that cannot be read. It must not throw.
  void show_lines_of(std::function<std::optional<std::string>(const std::string&)> read) {
    read_ = std::move(read);
  }

  /// One line that says what is wrong, where and in which changeset, then the line of the file.
  void problem(const Problem& problem);
  /// Everything an error has to say: of many problems the first 50, and how many more there are;
  /// then what Liquibase would say, where its words are spoken.
  void error(const Error& error);

  void on(const Event& event) override;

 private:
  /// A line of a file as it is shown, and the blanks in front of the mark below the place in it.
  struct Excerpt {
    std::string text;
    std::optional<std::size_t> mark;
  };

  /// Nothing where the line cannot be read or is blank. Reading may end in a warning, so that the
  /// mutex must not be held.
  std::optional<Excerpt> excerpt_at(const Position& where) const;

  // All of these are called by who holds the mutex.
  void write(const Event& event);
  void write_log(LogLevel level, std::string_view channel, std::string_view message);
  void show(const Said& said);
  void output(std::string_view message, std::string_view target);
  void tell(LogLevel level, std::string_view line, bool is_shown = true);

  std::mutex mutex_;
  TextOutput out_;
  TextOutput err_;
  Log* log_ = nullptr;
  LogUse log_use_ = LogUse::alone;
  Console* log_owner_ = nullptr;  ///< whose log it is, where it is another's
  std::string log_prefix_;
  Wording wording_ = Wording::own;
  std::function<std::optional<std::string>(const std::string&)> read_;
  Progress progress_ = Progress::all;
  bool has_colour_ = false;
  std::function<std::size_t()> err_columns_;
  std::function<ScreenSize()> out_size_;
  std::function<void(const Problem&, TextOutput&)> hear_;
  std::shared_ptr<JsonDocument> document_;
};

}  // namespace ebbtide

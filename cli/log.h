#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/text_output.h"

namespace ebbtide {

/// How much a line of the log matters, or from where on lines are logged; of lines `off` means that
/// they are not logged. In Java's words, `fine` is the least.
enum class LogLevel { fine, info, warning, severe, off };

/// The level of this name, in any case and with the names of other loggers, such as DEBUG; nothing
/// where it is none.
std::optional<LogLevel> log_level_named(std::string_view name);

/// How a line of the log is written.
enum class LogFormat { text, json, json_pretty };

/// Lines for operators and their machines, each with its moment, level and channel, in the form of
/// Liquibase's: `[2026-11-27 07:20:13] INFO [liquibase.ui] Running Changeset: …`, or as JSON, one
/// document each, with the moment in UTC. Borrows the stream.
class Log {
 public:
  struct Options {
    LogLevel level = LogLevel::off;
    LogLevel sql_level = LogLevel::fine;  ///< of statements
    LogFormat format = LogFormat::text;
  };

  Log(std::ostream& out, Options options) : out_(out), options_(options) {}

  /// Whether a line of this level is written.
  bool takes(LogLevel level) const {
    return level != LogLevel::off && options_.level != LogLevel::off && level >= options_.level;
  }
  /// `channel` is who speaks, as Liquibase names its packages: `liquibase.ui`. A message may have
  /// several lines.
  void write(LogLevel level, std::string_view channel, std::string_view message);
  /// The level of statements.
  LogLevel sql_level() const { return options_.sql_level; }

 private:
  TextOutput out_;
  Options options_;
};

}  // namespace ebbtide

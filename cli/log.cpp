// Levels are Java's, and names of other loggers mean the nearest one. A line of text has the local
// time as Liquibase's has; JSON has UTC with milliseconds, since machines compare it with logs of
// other places. Each line is flushed.
#include "cli/log.h"

#include <array>
#include <chrono>
#include <ctime>

#include "cli/json/output.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

struct LevelName {
  std::string_view name;
  LogLevel level;
};
/// The first of a level is the one that is written; the others are those of Java's logging and of
/// other loggers.
constexpr std::array level_names{
    LevelName{"FINE", LogLevel::fine},       LevelName{"INFO", LogLevel::info},
    LevelName{"WARNING", LogLevel::warning}, LevelName{"SEVERE", LogLevel::severe},
    LevelName{"OFF", LogLevel::off},         LevelName{"ALL", LogLevel::fine},
    LevelName{"FINEST", LogLevel::fine},     LevelName{"FINER", LogLevel::fine},
    LevelName{"DEBUG", LogLevel::fine},      LevelName{"CONFIG", LogLevel::info},
    LevelName{"WARN", LogLevel::warning},    LevelName{"ERROR", LogLevel::severe},
};

std::string_view name_of(LogLevel level) {
  for (const LevelName& one : level_names) {
    if (one.level == level) return one.name;
  }
  return "";
}

std::string formatted(const std::tm& time, const char* format) {
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &time)};
}

std::string local_moment() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  localtime_r(&now, &time);
  return formatted(time, "%Y-%m-%d %H:%M:%S");
}

std::string utc_moment() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const std::time_t seconds = millis / 1000;
  std::tm time{};
  gmtime_r(&seconds, &time);
  const std::string fraction = std::to_string(1000 + millis % 1000);
  return formatted(time, "%Y-%m-%dT%H:%M:%S.") + fraction.substr(1) + "Z";
}

}  // namespace

std::optional<LogLevel> log_level_named(std::string_view name) {
  for (const LevelName& one : level_names) {
    if (equals_ignoring_case(one.name, trim(name))) return one.level;
  }
  return std::nullopt;
}

void Log::write(LogLevel level, std::string_view channel, std::string_view message) {
  if (!takes(level)) return;
  if (options_.format == LogFormat::text) {
    out_ << "[" << local_moment() << "] " << name_of(level) << " [" << channel << "] ";
    (out_.lines(message) << "\n").flush();
    return;
  }
  const int indent = options_.format == LogFormat::json_pretty ? 2 : -1;
  out_.raw() << json_log_line(utc_moment(), name_of(level), channel, message, indent) << "\n"
             << std::flush;
}

}  // namespace ebbtide

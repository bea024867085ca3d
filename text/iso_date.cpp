#include "text/iso_date.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Reads digits off the front of `text`, then the separator; false where they are not there.
bool take(std::string_view& text, int& number, char separator) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (separator == '\0') return true;
  if (!text.starts_with(separator)) return false;
  text.remove_prefix(1);
  return true;
}

struct Moment {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

bool take_date(std::string_view& text, Moment& m, char end) {
  return take(text, m.year, '-') && take(text, m.month, '-') && take(text, m.day, end);
}

bool take_time(std::string_view& text, Moment& m) {
  return take(text, m.hour, ':') && take(text, m.minute, ':') && take(text, m.second, '\0');
}

std::string print(const char* format, const Moment& given) {
  using namespace std::chrono;
  const auto first = sys_days{year{given.year} / 1 / 1};
  const auto month_start = sys_days{year_month_day{first}.year() / January / 1 + months{given.month - 1}};
  const sys_seconds time = month_start + days{given.day - 1} + hours{given.hour} + minutes{given.minute} + seconds{given.second};
  const auto date = floor<days>(time);
  const year_month_day ymd{date};
  const hh_mm_ss clock{time - date};
  char buffer[64];
  const bool only_time = std::string_view(format).starts_with("%02d:");
  if (only_time) {
    std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  } else {
    std::snprintf(buffer, sizeof buffer, format, static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  }
  return buffer;
}

constexpr const char* date_format = "%04d-%02u-%02u";
constexpr const char* time_format = "%02d:%02d:%02d";
constexpr const char* timestamp_format = "%04d-%02u-%02uT%02d:%02d:%02d";

std::optional<std::string> time_of_day(std::string_view text) {
  Moment moment;
  return take_time(text, moment) ? std::optional(print(time_format, moment)) : std::nullopt;
}

/// The digits behind the point of the seconds, without trailing zeros; a zone behind them does not
/// count. Nothing where there are none.
std::optional<std::string> fraction_of(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view zone = text.substr(end);
  const bool zoned = zone.empty() || zone == "Z" || zone.starts_with('+') || zone.starts_with('-');
  if (end == 0 || end > 9 || !zoned) return std::nullopt;
  std::string digits(text.substr(0, end));
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

}  // namespace

std::optional<std::string> canonical_date(std::string_view text) {
  if (text.size() == 8 || (contains(text, ":") && !contains(text, "-"))) {
    return text.size() != 8 && contains(text, ".") ? std::nullopt : time_of_day(text);
  }
  Moment moment;
  std::string_view rest = text;
  if (text.size() == 10) {
    return take_date(rest, moment, '\0') ? std::optional(print(date_format, moment)) : std::nullopt;
  }
  if (text.size() < 19 || (text.size() > 19 && text[19] != '.')) return std::nullopt;
  rest = text.substr(0, 19);
  if (!take_date(rest, moment, contains(text, " ") ? ' ' : 'T') || !take_time(rest, moment)) return std::nullopt;
  std::string canonical = print(timestamp_format, moment);
  if (text.size() == 19) return canonical;
  const auto fraction = fraction_of(text.substr(20));
  if (!fraction) return std::nullopt;
  return fraction->empty() ? canonical : canonical + "." + *fraction;
}

}  // namespace ebbtide

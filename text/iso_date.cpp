// As Liquibase does: a date of a changelog is what its ISODateFormat makes of it, which goes by the
// size of the text first. What it cannot read is no error but a function (`now()`), so the rule
// decides between 'text' and SQL:
//
//   8 letters, or a `:` and no `-`    a time; with a fraction it is none
//   10 letters                        a day
//   19 letters, or a `.` behind them  a moment: T or a blank between, up to nine digits of a
//                                     fraction, whose trailing zeros go, and a zone, which does not
//                                     count
//   over 24 letters, a word first     what java.util.Date prints: an unquoted date of YAML has come
//                                     through such an object
//
// Java's parser is lenient: 2020-13-45 is 2021-02-14 and 25:61:61 is 02:02:01, so days and seconds
// are added up from the first of January of the year (print).
//
// java_date is YAML's side of it: SnakeYAML makes a Date of `2020-1-2`, which becomes text by
// Date.toString, in this machine's zone; a moment without a zone stays as it is, with a blank.
#include "text/iso_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>

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

/// As Java's dates print it: the year before 1 is 1 again, of the era before.
int year_of_era(int year) { return year > 0 ? year : 1 - year; }

std::string print(const char* format, const Moment& given) {
  using namespace std::chrono;
  const auto first = sys_days{year{given.year} / 1 / 1};
  const auto month_start =
      sys_days{year_month_day{first}.year() / January / 1 + months{given.month - 1}};
  const sys_seconds time = month_start + days{given.day - 1} + hours{given.hour} +
                           minutes{given.minute} + seconds{given.second};
  const auto date = floor<days>(time);
  const year_month_day ymd{date};
  const hh_mm_ss clock{time - date};
  char buffer[64];
  const bool only_time = std::string_view(format).starts_with("%02d:");
  if (only_time) {
    std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
  } else {
    std::snprintf(buffer, sizeof buffer, format, year_of_era(static_cast<int>(ymd.year())),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
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

constexpr auto month_names = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

/// `Thu Jan 02 00:00:00 UTC 2020`: what Date.toString prints.
std::optional<std::string> canonical_java_date(std::string_view text) {
  const auto words = split(text, ' ');
  if (words.size() != 6) return std::nullopt;
  const auto month = std::find(month_names.begin(), month_names.end(), words[1]);
  Moment moment;
  std::string_view day = words[2], time = words[3], year = words[5];
  if (month == month_names.end() || !take(day, moment.day, '\0') || !take_time(time, moment) ||
      !take(year, moment.year, '\0'))
    return std::nullopt;
  moment.month = static_cast<int>(month - month_names.begin()) + 1;
  return print(timestamp_format, moment);
}

/// Date.toString of a moment, in the time zone of this machine.
std::string print_as_java(const Moment& moment, int zone_minutes) {
  std::tm utc{};
  utc.tm_year = moment.year - 1900;
  utc.tm_mon = moment.month - 1;
  utc.tm_mday = moment.day;
  utc.tm_hour = moment.hour;
  utc.tm_min = moment.minute - zone_minutes;
  utc.tm_sec = moment.second;
  const std::time_t time = timegm(&utc);
  std::tm local{};
  localtime_r(&time, &local);
  char buffer[64];
  return {buffer, std::strftime(buffer, sizeof buffer, "%a %b %d %H:%M:%S %Z %Y", &local)};
}

/// `Z`, `+02:00`, `-5` or nothing as minutes; absent where it is none of them.
struct Zone {
  bool is_given = false;
  int minutes = 0;
};
std::optional<Zone> parse_zone(std::string_view text) {
  text = trim(text);
  if (text.empty() || text == "Z") return Zone{};  // As Liquibase does: Z is taken for no zone
  const bool negative = text.starts_with('-');
  if (!negative && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  int hours = 0, minutes = 0;
  if (!take(text, hours, '\0')) return std::nullopt;
  if (text.starts_with(':') && text.size() > 1) {
    text.remove_prefix(1);
    if (!take(text, minutes, '\0')) return std::nullopt;
  }
  if (!text.empty() && text != ":") return std::nullopt;
  return Zone{true, (negative ? -1 : 1) * (hours * 60 + minutes)};
}

}  // namespace

std::optional<std::int64_t> local_millis(std::string_view canonical) {
  Moment moment;
  std::string_view rest = canonical;
  const bool has_date = canonical.size() >= 10 && canonical[4] == '-';
  if (has_date && !take_date(rest, moment, canonical.size() == 10 ? '\0' : 'T'))
    return std::nullopt;
  if (canonical.size() != 10 && !take_time(rest, moment)) return std::nullopt;
  int millis = 0;
  if (rest.starts_with('.')) {
    std::string digits(rest.substr(1, 3));
    digits.resize(3, '0');
    std::from_chars(digits.data(), digits.data() + digits.size(), millis);
  }
  std::tm local{};
  local.tm_year = moment.year - 1900;
  local.tm_mon = moment.month - 1;
  local.tm_mday = moment.day;
  local.tm_hour = moment.hour;
  local.tm_min = moment.minute;
  local.tm_sec = moment.second;
  local.tm_isdst = -1;
  return std::int64_t{std::mktime(&local)} * 1000 + millis;
}

std::optional<std::string> java_date(std::string_view text) {
  const bool looks_like_date =
      text.size() >= 8 && std::all_of(text.begin(), text.begin() + 4, is_digit) && text[4] == '-';
  Moment moment;
  if (!looks_like_date || !take_date(text, moment, '\0')) return std::nullopt;
  if (text.empty()) return print_as_java(moment, 0);
  if (text.front() != 'T' && text.front() != 't' && !is_space(text.front())) return std::nullopt;
  text = trim(text.substr(1));
  if (!take_time(text, moment)) return std::nullopt;
  if (text.starts_with('.'))
    text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
  const auto zone = parse_zone(text);
  if (!zone) return std::nullopt;
  if (zone->is_given) return print_as_java(moment, zone->minutes);
  std::string local = print(timestamp_format, moment);
  local[local.find('T')] = ' ';
  return local;
}

std::optional<std::string> canonical_date(std::string_view text) {
  if (text.size() > 24 && is_letter(text.front())) return canonical_java_date(text);
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
  if (!take_date(rest, moment, contains(text, " ") ? ' ' : 'T') || !take_time(rest, moment))
    return std::nullopt;
  std::string canonical = print(timestamp_format, moment);
  if (text.size() == 19) return canonical;
  const auto fraction = fraction_of(text.substr(20));
  if (!fraction) return std::nullopt;
  return fraction->empty() ? canonical : canonical + "." + *fraction;
}

}  // namespace ebbtide

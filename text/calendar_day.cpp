#include "text/calendar_day.h"

#include <charconv>
#include <chrono>

namespace ebbtide {
namespace {

/// The number that these letters are; 0, which no part of a date is, where they are none.
int number_of(std::string_view digits) {
  int number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  return read.ec == std::errc() && read.ptr == end && number > 0 ? number : 0;
}

}  // namespace

bool is_calendar_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number_of(text.substr(0, 4));
  const std::chrono::year_month_day day(
      std::chrono::year(year),
      std::chrono::month(static_cast<unsigned>(number_of(text.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(number_of(text.substr(8, 2)))));
  return year > 0 && day.ok();
}

}  // namespace ebbtide

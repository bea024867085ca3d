#include "text/calendar_day.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(CalendarDay, IsADayOfTheCalendarAndWrittenInOneWay) {
  for (const char* const day : {"2027-01-31", "2028-02-29", "0001-12-01"})
    EXPECT_TRUE(is_calendar_day(day)) << day;
  for (const char* const none :
       {"", "2027-1-31", "2027-13-01", "2027-02-29", "2027-00-10", "31.12.2026", "2027/01/31",
        "2027-01-31 ", "-027-01-31", "2027-01-3x", "+027-01-31", "2027-+1-31"})
    EXPECT_FALSE(is_calendar_day(none)) << none;
}

}  // namespace
}  // namespace ebbtide

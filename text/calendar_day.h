#pragma once

#include <string_view>

namespace ebbtide {

/// Whether the text is a day as people date things, `2027-01-31`, and the calendar has it. Texts of
/// which this is true compare as the days do.
bool is_calendar_day(std::string_view text);

}  // namespace ebbtide

#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace ebbtide {

/// The time zone of this process, as Java tells it to JDBC drivers: `Europe/Paris` by TZ or
/// /etc/localtime; where neither names one, its offset, as offset_zone spells it.
std::string process_time_zone();

/// Its present offset in the form PostgreSQL reads: `GMT-05:30` for what is 5:30 ahead of GMT. For
/// servers that do not know the zone's name; it does not follow a change to summer time.
std::string process_offset_zone();

/// The same for a value of TZ, the file that tells the zone of the machine, and the folder of all
/// zones; nothing where they name none.
std::optional<std::string> named_time_zone(const std::optional<std::string>& variable,
                                           const std::filesystem::path& local_time,
                                           const std::filesystem::path& zones);

/// `GMT-05:30` for 19800 seconds, `GMT` for 0.
std::string offset_zone(long seconds_ahead);

}  // namespace ebbtide

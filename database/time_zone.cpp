// The history's DATEEXECUTED has no zone, so that all who write it must mean the same one.
// PostgreSQL's JDBC driver sets the session's zone to that of the Java process; this finds the same
// zone by the same rules: TZ if it names one; else what /etc/localtime links to; else the zone
// whose file is equal to it (UTC and GMT before all others, then the first by name); else the
// offset.
//
// PostgreSQL's sign is that of POSIX: `GMT-05:30` is ahead of GMT.
#include "database/time_zone.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>

#include "text/ascii.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

const fs::path zone_folder = "/usr/share/zoneinfo";

std::string content_of(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

/// `Europe/Paris` of `/usr/share/zoneinfo/posix/Europe/Paris`.
std::optional<std::string> name_in_path(std::string_view path) {
  constexpr std::string_view mark = "zoneinfo/";
  const std::size_t at = path.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  path.remove_prefix(at + mark.size());
  for (const std::string_view kind : {"posix/", "right/"}) {
    if (path.starts_with(kind)) path.remove_prefix(kind.size());
  }
  return path.empty() ? std::nullopt : std::optional(std::string(path));
}

/// A rule such as `IST-5:30` names no zone.
bool may_name_zone(std::string_view word, const fs::path& zones) {
  const bool is_plain = !word.empty() && word.find("..") == std::string_view::npos &&
                        std::all_of(word.begin(), word.end(), [](char c) {
                          return is_word(c) || contains("/+-", std::string_view(&c, 1));
                        });
  if (!is_plain) return false;
  std::error_code none;
  if (fs::is_regular_file(zones / word, none)) return true;
  return std::none_of(word.begin(), word.end(), is_digit) || word.starts_with("Etc/");
}

/// The zone whose file is the same as that of the machine, which is a copy of it.
std::optional<std::string> zone_of_copy(const fs::path& local_time, const fs::path& zones) {
  std::error_code none;
  if (!fs::is_regular_file(local_time, none)) return std::nullopt;
  const std::string wanted = content_of(local_time);
  for (const std::string_view popular : {"UTC", "GMT"}) {
    if (fs::exists(zones / popular, none) && content_of(zones / popular) == wanted)
      return std::string(popular);
  }
  std::optional<std::string> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(zones, none)) {
    if (!entry.is_regular_file(none) || entry.file_size(none) != wanted.size()) continue;
    const auto name = name_in_path(entry.path().string());
    if (!name || !is_letter(name->front()) || content_of(entry.path()) != wanted) continue;
    if (!found || *name < *found) found = name;
  }
  return found;
}

}  // namespace

std::optional<std::string> named_time_zone(const std::optional<std::string>& variable,
                                           const fs::path& local_time, const fs::path& zones) {
  if (variable && !variable->empty()) {
    std::string_view word = *variable;
    if (word.starts_with(':')) word.remove_prefix(1);
    if (word.starts_with('/')) return name_in_path(word);
    if (word.starts_with("posix/")) word.remove_prefix(6);
    return may_name_zone(word, zones) ? std::optional(std::string(word)) : std::nullopt;
  }
  std::error_code none;
  if (fs::is_symlink(local_time, none)) {
    if (auto name = name_in_path(fs::read_symlink(local_time, none).string())) return name;
    if (auto name = name_in_path(fs::canonical(local_time, none).string())) return name;
  }
  return zone_of_copy(local_time, zones);
}

std::string offset_zone(long seconds_ahead) {
  constexpr long minute = 60, hour = 60 * minute;
  if (seconds_ahead / minute == 0) return "GMT";
  const long size = std::abs(seconds_ahead);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "GMT%c%02ld:%02ld", seconds_ahead > 0 ? '-' : '+',
                size / hour, size % hour / minute);
  return text.data();
}

std::string process_offset_zone() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::tzset();  // localtime_r alone may keep the zone of an earlier TZ
  ::localtime_r(&now, &local);
  return offset_zone(local.tm_gmtoff);
}

std::string process_time_zone() {
  const char* const variable = std::getenv("TZ");
  const auto name =
      named_time_zone(variable == nullptr ? std::nullopt : std::optional<std::string>(variable),
                      "/etc/localtime", zone_folder);
  return name ? *name : process_offset_zone();
}

}  // namespace ebbtide

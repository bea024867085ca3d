#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "database/interruption.h"
#include "database/url.h"

namespace ebbtide {

/// One database of a fleet: its name, and what it has of its own over the settings that all share.
struct TargetRow {
  std::string name;
  std::vector<Settings::Own> own = {};
  Position where = {};
};

/// Whether the settings name many databases.
bool names_fleet(const Settings& settings);

/// The databases that the settings name, by --targets, --targets-query or --schemas-matching, in
/// the order they are in there (files of a folder, and schemas, by name). The last two ask the
/// database of --url. Names are unique. Throws UsageError, with the place, for a row that is none
/// and where there is no target at all; never with a value that may be a password.
std::vector<TargetRow> fleet_targets(const Settings& settings, Console& console,
                                     Interruption& interruption);

/// The rows of a file of targets.
std::vector<TargetRow> read_targets(std::string_view text, const std::string& file);
/// The SQLite files of a folder.
std::vector<TargetRow> targets_of_folder(const std::string& folder);
/// What --targets-query and --schemas-matching find.
std::vector<TargetRow> asked_targets(const Settings& settings, Console& console,
                                     Interruption& interruption);

/// The option of the table that a target may have of its own, however it is spelled; empty for a
/// name that is none. Names that begin with `parameter.` stay as they are.
std::string own_option(std::string_view name);
/// A URL without its login and its parameters, which is safe to show and short enough for a name.
std::string name_of(const DatabaseUrl& url);
/// The hosts of a URL with their ports, by which two URLs are known to be of one server; empty for
/// a file.
std::string host_of(const DatabaseUrl& url);
/// The database of a URL; a file by its whole path, however it was named.
std::string whole_database(const DatabaseUrl& url);
/// The URL with another database in its place.
std::string with_database(const std::string& url, const std::string& database);

/// Settings for one target: its own values over the shared ones. A login in the URL of the target
/// counts before a shared one.
Settings settings_of(const TargetRow& row, const Settings& shared);

}  // namespace ebbtide

// The targets of a fleet from a file or a folder; docs/fleets.md has the grammar for users.
//
//   # a comment
//   postgresql://db1/shop                          a URL; its name is db1/shop
//   acme   mariadb://db2/acme                      a name and a URL
//   south  mariadb://db2/south  username=ann       and options of its own
//   north  default-schema-name=north               the URL is that of --url
//   [west]                                         a section, to the next one or the end
//   url: postgresql://db3/west                     lines as in liquibase.properties
//   password: …
//
// A section is read by the reader of properties files, so that lines can be copied from there with
// their escapes. So that its errors have the right lines, it is given the whole text with all that
// is not of the section made blank.
//
// What a target can have of its own is a list: what makes it another database or another choice of
// changesets. What belongs to the run as a whole, such as where the log goes, cannot differ.
#include "cli/fleet/targets.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>

#include "cli/option_file.h"
#include "database/url.h"
#include "text/ascii.h"
#include "text/java_properties.h"
#include "text/suggestion.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view parameter_prefix = "parameter.";

constexpr auto own_options = std::to_array<std::string_view>({"url",
                                                              "username",
                                                              "password",
                                                              "password-file",
                                                              "password-command",
                                                              "driver",
                                                              "driver-properties-file",
                                                              "default-schema-name",
                                                              "default-catalog-name",
                                                              "liquibase-schema-name",
                                                              "liquibase-catalog-name",
                                                              "liquibase-tablespace-name",
                                                              "database-changelog-table-name",
                                                              "database-changelog-lock-table-name",
                                                              "context-filter",
                                                              "label-filter",
                                                              "tag",
                                                              "count",
                                                              "date",
                                                              "lock-wait",
                                                              "allow-transaction-pooling"});

[[noreturn]] void refuse(const Position& where, const std::string& message) {
  throw UsageError(message, where);
}

Settings::Own own_value(std::string_view name, std::string value, const Position& where) {
  std::string option = own_option(name);
  // What stands there is not shown: it may be a part of a password with a blank in it.
  if (option.empty())
    refuse(where, "this is no option that a target can have of its own" +
                      suggestion(name, {own_options.begin(), own_options.end()}) +
                      "; see docs/fleets.md");
  return {std::move(option), std::move(value), where};
}

/// A word that leads to a database, known by the colon of its scheme.
bool is_url(std::string_view word) {
  const std::size_t colon = word.find(':');
  return colon != std::string_view::npos && word.find('=') > colon;
}

/// Throws UsageError with the place for a URL that is none.
DatabaseUrl url_at(const std::string& url, const Position& where) {
  try {
    return DatabaseUrl::parse(url);
  } catch (const UsageError& error) {
    refuse(where, error.what());
  }
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  constexpr std::string_view blanks = " \t";
  for (std::size_t at = line.find_first_not_of(blanks); at != std::string_view::npos;
       at = line.find_first_not_of(blanks, at)) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end;
  }
  return words;
}

TargetRow row_of_line(std::string_view line, const Position& where) {
  TargetRow row{"", {}, where};
  for (const std::string_view word : words_of(line)) {
    const std::size_t equals = word.find('=');
    const bool is_first = row.name.empty() && row.own.empty();
    if (is_url(word)) {
      if (!row.own.empty()) refuse(where, "a target has one URL, before its options");
      row.own.push_back({"url", std::string(word), where});
      const DatabaseUrl url = url_at(std::string(word), where);
      if (is_first) row.name = name_of(url);
    } else if (equals != std::string_view::npos && !is_first) {
      row.own.push_back(
          own_value(word.substr(0, equals), std::string(word.substr(equals + 1)), where));
    } else if (is_first && equals == std::string_view::npos) {
      row.name = word;
    } else {
      refuse(where, "a target is a URL, or a name and a URL, then name=value for its options");
    }
  }
  return row;
}

/// The text with only the lines of one section, the others blank.
std::string only_lines(const std::vector<std::string_view>& lines, std::size_t begin,
                       std::size_t end) {
  std::string text(begin, '\n');
  for (std::size_t i = begin; i < end; ++i) text += std::string(lines[i]) + "\n";
  return text;
}

void take_section(TargetRow& row, const std::string& text, const std::string& file) {
  for (const JavaProperty& property : parse_java_properties(text, file)) {
    const Position where{file, property.line};
    row.own.push_back(own_value(property.key, property.value, where));
    if (row.own.back().name == "url") url_at(property.value, where);
  }
}

bool has_sqlite_header(const fs::path& file) {
  constexpr std::string_view header("SQLite format 3\0", 16);
  std::array<char, header.size()> begin{};
  std::ifstream input(file, std::ios::binary);
  input.read(begin.data(), begin.size());
  return std::string_view(begin.data(), static_cast<std::size_t>(input.gcount())) == header;
}

/// An empty file is a database too; there its name has to say that it is meant as one.
bool is_sqlite_file(const fs::directory_entry& entry) {
  std::error_code error;
  if (!entry.is_regular_file(error)) return false;
  const std::string ending = lower(entry.path().extension().string());
  const bool is_named_so =
      ending == ".db" || ending == ".sqlite" || ending == ".sqlite3" || ending == ".db3";
  return has_sqlite_header(entry.path()) || (is_named_so && entry.file_size(error) == 0);
}

void require_unique_names(const std::vector<TargetRow>& rows) {
  std::map<std::string_view, const TargetRow*> seen;
  for (const TargetRow& row : rows) {
    const auto [place, is_new] = seen.emplace(row.name, &row);
    if (is_new) continue;
    const std::string first = place->second->where.line > 0
                                  ? " as in line " + std::to_string(place->second->where.line)
                                  : "";
    refuse(row.where, "the target '" + row.name + "' is there twice" + first +
                          "; give each a name of its own before its URL");
  }
}

/// A name as a part of a URL's path.
std::string percent_encoded(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char letter : name) {
    if (std::string_view("%/?#@ ").find(letter) == std::string_view::npos) {
      text += letter;
    } else {
      const auto code = static_cast<unsigned char>(letter);
      text += {'%', digits[code >> 4U], digits[code & 0xFU]};
    }
  }
  return text;
}

}  // namespace

std::string own_option(std::string_view name) {
  if (starts_with_ignoring_case(name, parameter_prefix))
    return std::string(parameter_prefix) + std::string(name.substr(parameter_prefix.size()));
  for (const std::string_view prefix : {"liquibase.command.", "liquibase."}) {
    if (starts_with_ignoring_case(name, prefix)) name.remove_prefix(prefix.size());
  }
  const Option* const option = find_option_named(name);
  const bool is_own = option != nullptr && std::find(own_options.begin(), own_options.end(),
                                                     option->name) != own_options.end();
  return is_own ? std::string(option->name) : "";
}

std::string host_of(const DatabaseUrl& url) {
  std::string hosts;
  for (const UrlHost& host : url.hosts)
    hosts += (hosts.empty() ? "" : ",") + lower(host.name) + ":" + std::to_string(host.port);
  return hosts;
}

std::string whole_database(const DatabaseUrl& url) {
  if (!url.hosts.empty()) return url.database;
  std::error_code failed;
  const auto whole = std::filesystem::weakly_canonical(url.database, failed);
  return failed ? url.database : whole.string();
}

std::string name_of(const DatabaseUrl& url) {
  std::string name;
  for (const UrlHost& host : url.hosts) {
    name += (name.empty() ? "" : ",") + host.name +
            (host.port == 0 ? "" : ":" + std::to_string(host.port));
  }
  return name.empty() ? url.database : name + "/" + url.database;
}

std::string with_database(const std::string& url, const std::string& database) {
  const std::size_t host = url.find("://");
  if (host == std::string::npos)
    throw UsageError("databases are taken from a URL such as postgresql://host/postgres");
  const std::size_t end = std::min(url.find('?'), url.size());
  const std::size_t slash = std::min(url.find('/', host + 3), end);
  return url.substr(0, slash) + "/" + percent_encoded(database) + url.substr(end);
}

std::vector<TargetRow> read_targets(std::string_view text, const std::string& file) {
  std::vector<TargetRow> rows;
  const std::vector<std::string_view> lines = split(text, '\n');
  const auto is_head = [&](std::size_t at) { return trim(lines[at]).starts_with('['); };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Position where{file, static_cast<int>(i) + 1};
    const std::string_view line = trim(lines[i]);
    if (line.empty() || line.starts_with('#')) continue;
    if (!is_head(i)) {
      rows.push_back(row_of_line(line, where));
      continue;
    }
    if (!line.ends_with(']') || trim(line.substr(1, line.size() - 2)).empty())
      refuse(where, "a section begins with its name in brackets: [acme]");
    TargetRow row{std::string(trim(line.substr(1, line.size() - 2))), {}, where};
    const std::size_t begin = i + 1;
    while (i + 1 < lines.size() && !is_head(i + 1)) ++i;
    take_section(row, only_lines(lines, begin, i + 1), file);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<TargetRow> targets_of_folder(const std::string& folder) {
  std::vector<TargetRow> rows;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (!is_sqlite_file(entry)) continue;
    rows.push_back({entry.path().filename().string(),
                    {{"url", "sqlite:" + entry.path().string()}},
                    {entry.path().string()}});
  }
  if (error) throw UsageError("cannot read the folder '" + folder + "': " + error.message());
  std::sort(rows.begin(), rows.end(),
            [](const TargetRow& one, const TargetRow& other) { return one.name < other.name; });
  return rows;
}

bool names_fleet(const Settings& settings) {
  return !settings.text("targets").empty() || !settings.text("targets-query").empty() ||
         !settings.text("schemas-matching").empty();
}

std::vector<TargetRow> fleet_targets(const Settings& settings, Console& console,
                                     Interruption& interruption) {
  const std::string targets = settings.text("targets");
  const int ways = (targets.empty() ? 0 : 1) + (settings.text("targets-query").empty() ? 0 : 1) +
                   (settings.text("schemas-matching").empty() ? 0 : 1);
  if (ways > 1)
    throw UsageError(
        "--targets, --targets-query and --schemas-matching name the databases each in its own way; "
        "give one of them");
  std::error_code ignored;
  std::vector<TargetRow> rows =
      targets.empty() ? asked_targets(settings, console, interruption)
      : fs::is_directory(targets, ignored)
          ? targets_of_folder(targets)
          : read_targets(to_utf8(read_option_file(settings, "targets"), ""), targets);
  if (rows.empty())
    throw UsageError(targets.empty() ? "no schema and no database was found"
                                     : "'" + targets + "' has no targets");
  require_unique_names(rows);
  return rows;
}

// As for one database: what names it more closely counts. A shared user for a URL that has its own
// would be the user of another database.
Settings settings_of(const TargetRow& row, const Settings& shared) {
  std::vector<Settings::Own> own = row.own;
  const auto has = [&](std::string_view option) {
    return std::any_of(row.own.begin(), row.own.end(),
                       [&](const Settings::Own& one) { return one.name == option; });
  };
  const auto url = std::find_if(row.own.begin(), row.own.end(),
                                [](const Settings::Own& one) { return one.name == "url"; });
  if (url != row.own.end()) {
    const DatabaseUrl parsed = DatabaseUrl::parse(url->value.value_or(""));
    if (!parsed.user.empty() && !has("username")) own.push_back({"username", std::nullopt});
    if (!parsed.password.empty() && !has("password")) own.push_back({"password", std::nullopt});
  }
  return shared.with_own(own);
}

}  // namespace ebbtide

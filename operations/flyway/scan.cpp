// The folder of a project, from locations to scripts that are read and in order.
//
//   locations          several, with wildcards. One that lies within another one is left out, and
//                      a file that two of them find is one. A class path is nothing here, and that
//                      is a warning
//   callbackLocations  where given, callbacks are looked for there alone
//   names              read by flyway/file_name.h. A bad one is passed over, or all bad ones are
//                      told at once with validateMigrationNaming
//   texts              decoded by the encoding of the script, else that of the project. What is not
//                      valid in it is an error with the name of the file: a sum over wrong letters
//                      would follow the script for ever
//
// A sum is taken of the text as it stands in the file. Repeatables are the exception: theirs is
// that of the text with its placeholders replaced, so that they run again when a value changes. A
// row may carry either sum: both fit.
//
// Without `locations` db/migration is searched, with Flyway's own warning. Java classes and shell
// scripts with the name of a migration are no SQL: they are told, since whoever has them would miss
// what they do.
#include "operations/flyway/scan.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>

#include "flyway/checksum.h"
#include "flyway/failure.h"
#include "operations/flyway/location.h"
#include "text/ascii.h"
#include "text/source.h"
#include "text/unicode.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

using flyway::Failure;
using flyway::FileKind;

/// What Flyway runs that is no SQL: with Java, or in paid editions.
constexpr std::string_view foreign_suffixes[] = {".java", ".class", ".jar", ".sh", ".bash",
                                                 ".py",   ".ps1",   ".bat", ".cmd"};

std::string read_bytes(const std::string& path) {
  std::error_code error;
  const auto kind = std::filesystem::status(path, error).type();
  if (!error && kind != std::filesystem::file_type::regular)
    throw Failure(flyway::error_code, "cannot read '" + path +
                                          "': it is no regular file; pipes and devices are not "
                                          "read");
  auto bytes = read_whole_file(path);
  if (!bytes)
    throw Failure(flyway::error_code, "cannot read '" + path + "': " + system_message(errno));
  return std::move(*bytes);
}

class Scan {
 public:
  explicit Scan(const ScanOptions& options)
      : options_(options),
        configuration_(options.configuration),
        rules_(configuration_.naming()),
        has_own_callbacks_(configuration_.is_given("callbackLocations")),
        replaces_(configuration_.flag("placeholderReplacement")) {}

  flyway::Scripts all() {
    const bool takes_migrations = !configuration_.flag("skipDefaultResolvers");
    for (const FoundFile& file : files_of(locations())) {
      const auto name = read_name(file);
      if (!name) continue;
      if (name->kind != FileKind::callback && takes_migrations) add_migration(file, *name);
      if (name->kind == FileKind::callback && !has_own_callbacks_) add_callback(file, *name);
    }
    for (const FoundFile& file : files_of(configuration_.list("callbackLocations"))) {
      const auto name = read_name(file);
      if (name && name->kind == FileKind::callback) add_callback(file, *name);
    }
    require_names();
    put_in_order(scripts_);
    return std::move(scripts_);
  }

 private:
  std::vector<std::string> locations() const {
    if (configuration_.is_given("locations")) return configuration_.list("locations");
    options_.warn("No locations configured and default location 'sql' not found.");
    return {"filesystem:db/migration"};
  }

  std::vector<FoundFile> files_of(const std::vector<std::string>& texts) const {
    std::vector<Location> locations;
    for (const std::string& text : texts) {
      if (auto location = Location::parse(text)) {
        locations.push_back(std::move(*location));
      } else {
        options_.warn("the location '" + text +
                      "' is a class path, where only Java finds something; write filesystem: "
                      "before it");
      }
    }
    std::vector<FoundFile> all;
    std::set<std::string> paths;
    for (std::size_t i = 0; i < locations.size(); ++i) {
      if (is_in_other(locations, i)) continue;
      for (FoundFile& file : files_of(locations[i])) {
        if (paths.insert(file.path).second) all.push_back(std::move(file));
      }
    }
    return all;
  }

  /// Of two that are the same the first one stays.
  static bool is_in_other(const std::vector<Location>& locations, std::size_t at) {
    for (std::size_t i = 0; i < locations.size(); ++i) {
      if (i == at || !locations[i].includes(locations[at])) continue;
      if (i < at || !locations[at].includes(locations[i])) return true;
    }
    return false;
  }

  std::vector<FoundFile> files_of(const Location& location) const {
    if (auto files = location.files(options_.working_directory)) return std::move(*files);
    const std::string said = "filesystem location: " + location.text() +
                             " (not found) Resolved to '" + location.root() +
                             "'. If this is not where your migrations are, check that your working "
                             "directory is set correctly (working directory: '" +
                             options_.working_directory + "').";
    if (configuration_.flag("failOnMissingLocations"))
      throw Failure(flyway::error_code, "Failed to find " + said);
    options_.warn("Skipping " + said);
    return {};
  }

  /// Nothing where the file is no script of the project.
  std::optional<flyway::FileName> read_name(const FoundFile& file) {
    const std::string name = std::filesystem::path(file.path).filename().string();
    const auto read = flyway::read_file_name(name, rules_);
    if (!read) {
      look_for_stranger(file, name);
      return std::nullopt;
    }
    if (!read->name) misnamed_.push_back(read->problem);
    if (read->name && read->name->kind == FileKind::undo && !configuration_.knows_undo())
      misnamed_.push_back("Unrecognised migration name format: " + name +
                          " (undo scripts are known with -undoSqlMigrationPrefix=" + rules_.undo +
                          ")");
    return read->name;
  }

  void look_for_stranger(const FoundFile& file, const std::string& name) {
    for (const std::string_view suffix : foreign_suffixes) {
      if (!ends_with_ignoring_case(name, suffix)) continue;
      flyway::NamingRules rules = rules_;
      rules.suffixes = {std::string(suffix)};
      const auto read = flyway::read_file_name(name, rules);
      if (read && read->name) scripts_.strangers.push_back(file.shown);
    }
  }

  void require_names() {
    if (misnamed_.empty() || !configuration_.flag("validateMigrationNaming")) return;
    std::sort(misnamed_.begin(), misnamed_.end());
    throw Failure(flyway::error_code, "Invalid SQL filenames found:\r\n" + join(misnamed_, "\r\n"));
  }

  flyway::ScriptMetadata metadata_of(const FoundFile& file) const {
    const std::string path = file.path + ".conf";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return {};
    return flyway::read_script_metadata(read_bytes(path), file.shown + ".conf");
  }

  std::string text_of(const FoundFile& file, const flyway::ScriptMetadata& metadata) const {
    const std::string encoding =
        metadata.encoding.empty() ? configuration_.text("encoding") : metadata.encoding;
    std::string bytes = read_bytes(file.path);
    const bool looks_for_mark = configuration_.flag("detectEncoding");
    const auto refuse = [&](std::string_view why) {
      throw Failure(flyway::error_code, "Unable to read " + file.shown + ": " + std::string(why) +
                                            ". Flyway is configured to use encoding '" + encoding +
                                            "'; set -encoding, or encoding in " + file.shown +
                                            ".conf");
    };
    if (is_utf8_name(encoding) && !looks_for_mark && !is_utf8(bytes)) refuse("it is no UTF-8");
    DecodedText decoded = decode(std::move(bytes), encoding);
    if (!decoded.damaged.empty()) refuse("it has bytes that mean nothing");
    return std::move(decoded.text);
  }

  bool replaces(const flyway::ScriptMetadata& metadata) const {
    return metadata.replaces_placeholders.value_or(replaces_);
  }

  void add_migration(const FoundFile& file, const flyway::FileName& name) {
    flyway::ResolvedMigration one{
        name.kind, name.version,     name.description, file.script, file.shown, file.path, "", 0,
        0,         metadata_of(file)};
    one.text = text_of(file, one.metadata);
    one.raw_checksum = one.checksum = flyway::checksum_of(one.text);
    if (name.kind == FileKind::repeatable && replaces(one.metadata))
      one.checksum = flyway::checksum_of(options_.replace(one.text, file.path));
    (name.kind == FileKind::undo ? scripts_.undos : scripts_.migrations).push_back(std::move(one));
  }

  void add_callback(const FoundFile& file, const flyway::FileName& name) {
    if (configuration_.flag("skipDefaultCallbacks")) return;
    flyway::Callback one{name.event, name.description, file.shown, file.path,
                         "",         metadata_of(file)};
    one.text = text_of(file, one.metadata);
    scripts_.callbacks.push_back(std::move(one));
  }

  const ScanOptions& options_;
  const flyway::Configuration& configuration_;
  flyway::NamingRules rules_;
  bool has_own_callbacks_, replaces_;
  std::vector<std::string> misnamed_;
  flyway::Scripts scripts_;
};

}  // namespace

flyway::Scripts read_scripts(const ScanOptions& options) { return Scan(options).all(); }

}  // namespace ebbtide

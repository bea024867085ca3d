// Configuration files are of one kind in a run, as with Flyway: where there is any flyway.conf the
// .conf files count, else the .toml files. In the order in which later ones win: that of the user's
// home, that of the working directory, those that are named.
#include "cli/flyway/configuration_files.h"

#include <filesystem>
#include <utility>

#include "flyway/failure.h"
#include "text/ascii.h"
#include "text/unicode.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;
using flyway::Failure;

class ConfigurationFiles {
 public:
  ConfigurationFiles(const flyway::Settings& given, const Environment& environment)
      : given_(given), environment_(environment) {
    directory_ = (fs::current_path() / value("workingDirectory")).lexically_normal();
    if (directory_.filename().empty()) directory_ = directory_.parent_path();
    for (const std::string& name : split_list(value("configFiles"))) named_.push_back(name);
  }

  const fs::path& directory() const { return directory_; }

  flyway::Sources read() {
    flyway::Sources sources;
    const std::vector<fs::path> conf = files_of(".conf", {"flyway.conf"});
    sources.is_toml = conf.empty();
    if (!sources.is_toml) {
      for (const fs::path& path : conf)
        append(sources.files, flyway::settings_of_conf(text_of(path), environment_));
      return sources;
    }
    for (const fs::path& path : files_of(".toml", {"flyway.toml", "flyway.user.toml"}))
      append(sources.files, flyway::settings_of_toml(text_of(path), path.string(), environment_));
    return sources;
  }

 private:
  static void append(flyway::Settings& settings, const flyway::Settings& more) {
    settings.insert(settings.end(), more.begin(), more.end());
  }

  std::string value(std::string_view key) const {
    const std::string* const given = flyway::find_setting(given_, key);
    return given == nullptr ? "" : *given;
  }

  std::vector<fs::path> files_of(std::string_view suffix,
                                 std::initializer_list<std::string_view> usual) const {
    std::vector<fs::path> all;
    std::error_code error;
    for (const fs::path& folder : {home(), directory_}) {
      for (const std::string_view name : usual) {
        if (!folder.empty() && fs::is_regular_file(folder / name, error))
          all.push_back(folder / name);
      }
    }
    for (const std::string& name : named_) {
      const bool is_toml = ends_with_ignoring_case(name, ".toml");
      if (is_toml != (suffix == ".toml")) continue;
      const fs::path path = directory_ / name;
      if (!fs::is_regular_file(path, error))
        throw Failure(flyway::error_code, "Unable to load config file: " + path.string());
      all.push_back(path);
    }
    return all;
  }

  fs::path home() const {
    for (const auto& [name, value] : environment_) {
      if (name == "HOME") return value;
    }
    return {};
  }

  std::string text_of(const fs::path& path) const {
    auto bytes = read_whole_file(path.string());
    if (!bytes) throw Failure(flyway::error_code, "Unable to load config file: " + path.string());
    const std::string encoding = value("configFileEncoding");
    return to_utf8(std::move(*bytes), encoding);
  }

  const flyway::Settings& given_;
  const Environment& environment_;
  fs::path directory_;
  std::vector<std::string> named_;
};

}  // namespace

FlywayProject read_flyway_project(const flyway::CommandLine& line, const Environment& environment) {
  flyway::Settings given = flyway::settings_of_environment(environment);
  const flyway::Settings of_environment = given;
  given.insert(given.end(), line.settings.begin(), line.settings.end());
  ConfigurationFiles files(given, environment);
  flyway::Sources sources = files.read();
  sources.environment = of_environment;
  sources.command_line = line.settings;
  return {flyway::resolve(sources), files.directory().string()};
}

}  // namespace ebbtide

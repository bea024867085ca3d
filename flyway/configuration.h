#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flyway/file_name.h"
#include "flyway/settings.h"

namespace ebbtide::flyway {

struct Option;

/// All settings of a run, each with the value that counts.
class Configuration {
 public:
  Configuration() = default;
  /// Of settings in the order of their precedence, the last one counting. Throws Failure for keys
  /// that Flyway does not have, all at once, for options that are refused here, and for values that
  /// mean nothing.
  Configuration(Settings settings, bool has_environments);

  /// What was given, or else the option's default. The name is one of the table.
  std::string text(std::string_view option) const;
  /// Whether somebody gave it, be it empty or the default.
  bool is_given(std::string_view option) const;
  bool flag(std::string_view option) const;
  /// Of at most nine digits, with a minus or without. Throws Failure for anything else.
  int number(std::string_view option) const;
  /// The parts between commas.
  std::vector<std::string> list(std::string_view option) const;
  /// What users have named: of `placeholders.` the names and values.
  Settings family(std::string_view prefix) const;
  /// How names of files are read.
  NamingRules naming() const;
  /// Whether U files are scripts for validateMigrationNaming too, as for paid editions of Flyway:
  /// with a licence, or where somebody names their prefix. To free ones they are badly named.
  bool knows_undo() const;
  /// The same with an option more.
  Configuration with(std::string_view option, std::string value) const;
  /// Options that name what is not run here, as warnings have them: the option and what it is.
  std::vector<std::string> not_run() const;

 private:
  void require_known(bool has_environments) const;
  void require_meaning() const;
  void require_meaning(const Option& option, std::string_view before) const;

  Settings settings_;
};

/// Where settings come from, and what of them counts.
struct Sources {
  Settings files;         ///< of all configuration files, in order
  Settings environment;   ///< settings_of_environment
  Settings command_line;  ///< those of read_command_line
  bool is_toml = false;   ///< the files are of that kind
};

/// Takes the settings together: files, environment, command line. Of environments in flyway.toml
/// the one that is chosen counts, as if its settings stood in [flyway]. Throws Failure where the
/// one that somebody has named is declared nowhere, and as Configuration does.
Configuration resolve(const Sources& sources);

}  // namespace ebbtide::flyway

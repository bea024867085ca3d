#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "text/error.h"

namespace ebbtide::lint {

/// What a team has set of one rule, or of all whose ids begin with the key.
struct RuleSetting {
  std::optional<Severity> severity = {};
  std::map<std::string, std::vector<std::string>> values = {};  ///< `table`, `rows`, `require` …
};

/// Settings for the files that a pattern fits.
struct PathSetting {
  std::string pattern;  ///< `db/legacy/**`
  bool is_ignored = false;
  std::map<std::string, RuleSetting> rules = {};
};

/// A finding that somebody has decided to live with.
struct Ignore {
  std::string rule, change_set, object, reason, until;
  Position where;
};

/// How the gate of an environment behaves.
enum class GateMode { off, warn, refuse };

struct Environment {
  std::string name;
  std::string match = {};  ///< `url=*localhost*`; empty where it is only chosen by name
  GateMode mode = GateMode::refuse;
  int approvals = 1;
  std::vector<std::string> approvers = {};  ///< empty for anybody
  bool not_author = false;
  bool takes_flags = true;
  bool is_overridable = false;
};

struct GateSettings {
  std::vector<Environment> environments = {};
  GateMode otherwise = GateMode::refuse;
  std::string approvals_file = {};
};

/// All that a configuration file and the command line say.
struct Settings {
  std::string file = {};  ///< that was read; empty for none
  std::string dialect = {};
  std::optional<Severity> fail_on = {};
  std::map<std::string, RuleSetting> rules = {};
  std::vector<PathSetting> paths = {};
  std::vector<Ignore> ignores = {};
  bool requires_reason = true;
  bool honours_foreign = false;
  std::set<std::string> known_contexts = {}, non_production = {}, known_labels = {};
  std::set<std::string> properties = {};
  std::optional<GateSettings> gate = {};

  /// The severity of a rule in a file; the longest key that fits it counts, those of a path before
  /// the others.
  Severity severity(const Rule& rule, const std::string& path) const;
  bool ignores_path(const std::string& path) const;
  /// The values of an option of a rule; empty where nobody set it.
  std::vector<std::string> values(std::string_view rule, const std::string& option) const;
  std::optional<std::string> value(std::string_view rule, const std::string& option) const;
};

/// Whether a path fits a pattern: `*` within a folder, `**` over folders.
bool fits_pattern(std::string_view pattern, std::string_view path);
/// Whether a regular expression is found in a text. One that is none is found in every text.
bool has_match(const std::string& expression, std::string_view text);

}  // namespace ebbtide::lint

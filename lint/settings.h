#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "text/error.h"
#include "text/java_regex.h"

namespace ebbtide::lint {

/// What a team has set of one rule, or of all whose ids begin with the key.
struct RuleSetting {
  std::optional<Severity> severity = {};
  std::map<std::string, std::vector<std::string>> values = {};  ///< `table`, `rows`, `require` …
};

/// Settings for the files that a pattern fits.
struct PathSetting {
  std::string pattern;                            ///< `db/legacy/**`
  bool is_ignored = false;                        ///< nothing is found there
  std::map<std::string, RuleSetting> rules = {};  ///< by ids or beginnings of ids
};

/// A finding that somebody has decided to live with. What is empty fits every finding of the rule;
/// `until` is the last day on which it counts.
struct Ignore {
  std::string rule, change_set, object, reason, until;
  Position where;
};

/// How the gate of an environment behaves.
enum class GateMode { off, warn, refuse };

/// A place where updates are run, and what its gate asks for.
struct Environment {
  std::string name;
  std::string match = {};  ///< `url=*localhost*`; empty where it is only chosen by name
  GateMode mode = GateMode::refuse;
  int approvals = 1;                        ///< by different people
  std::vector<std::string> approvers = {};  ///< empty for anybody
  bool not_author = false;                  ///< nobody approves his own changeset
  bool takes_flags = true;                  ///< --allow-destructive is an approval
  bool is_overridable = false;              ///< the command line may make the gate laxer
};

/// What a configuration says of gates.
struct GateSettings {
  std::vector<Environment> environments = {};  ///< in the order of the file: the first that fits
  GateMode otherwise = GateMode::refuse;       ///< where none fits
  std::string approvals_file = {};             ///< as it is written there
};

/// All that a configuration file and the command line say.
struct Settings {
  std::string file = {};                 ///< that was read; empty for none
  std::string dialect = {};              ///< `postgresql@15`; empty where it is said otherwise
  std::optional<Severity> fail_on = {};  ///< `off` for never
  std::map<std::string, RuleSetting> rules = {};  ///< by ids or beginnings of ids
  std::vector<PathSetting> paths = {};            ///< of several that fit the last counts
  std::vector<Ignore> ignores = {};
  bool requires_reason = true;   ///< a comment that asks for silence says why
  bool honours_foreign = false;  ///< comments for other linters count
  /// In lower case. Without a list nothing is unknown.
  std::set<std::string> known_contexts = {}, non_production = {}, known_labels = {};
  std::set<std::string> properties = {};  ///< that are given when the changelog runs
  std::optional<GateSettings> gate = {};

  /// The severity of a rule in a file; the longest key that fits it counts, those of a path before
  /// the others.
  Severity severity(const Rule& rule, const std::string& path) const;
  /// Whether nothing is to be found in this file.
  bool ignores_path(const std::string& path) const;
  /// The values of an option of a rule; empty where nobody set it.
  std::vector<std::string> values(std::string_view rule, const std::string& option) const;
  /// The first of them; nothing where nobody set it.
  std::optional<std::string> value(std::string_view rule, const std::string& option) const;
};

/// Whether a path fits a pattern: `*` and `?` within a folder, `**` over folders, `**/` for any
/// folders or none.
bool fits_pattern(std::string_view pattern, std::string_view path);
/// What is wrong with a regular expression; empty where nothing is.
std::string problem_of_expression(const std::string& expression);

/// The regular expressions of settings. Each is made once, however many names it is looked for in;
/// not for several threads.
class Expressions {
 public:
  /// Whether one, with which nothing is wrong, is found in a text.
  bool has_match(const std::string& expression, std::string_view text);

 private:
  std::map<std::string, JavaRegex> made_;
};

}  // namespace ebbtide::lint

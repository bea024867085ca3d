// Each key of the configuration is a row below: its name, and what takes its value. What no row
// knows is an error with its line, so that a misspelt rule is never silently off. All that is wrong
// is told at once.
//
// `off` and `false` mean one thing, since YAML reads the one as the other. A key of `rules` is an
// id or the beginning of ids: `PG` is all of PostgreSQL's rules.
//
// A configuration of liquibase-linter is read too, as far as its rules are ours. It has a rule on
// or off, and no severities: what is on is an error here as it is there. Rules that nobody has here
// are told by name.
#include "operations/lint_settings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "formats/settings_tree.h"
#include "text/ascii.h"
#include "text/calendar_day.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

using lint::Environment;
using lint::GateMode;
using lint::RuleSetting;
using lint::Settings;
using lint::Severity;

class SettingsReader {
 public:
  Settings read(const Setting& root) {
    const auto read_where = [&](bool is_first) {
      for (const Setting& one : root.items)
        if ((one.key == "suppressions") == is_first) read_entry(one);
    };
    read_where(true);  // it says what the others must have
    read_where(false);
    if (!problems_.empty()) throw ValidationFailed(std::move(problems_));
    return std::move(settings_);
  }

 private:
  using Take = void (SettingsReader::*)(const Setting&);
  struct Entry {
    std::string_view key;
    Take take;
  };

  void problem(const Setting& at, std::string message) {
    problems_.push_back({at.where, std::move(message), ""});
  }

  template <class Rows>
  void unknown(const Setting& at, const Rows& rows) {
    std::string known;
    for (const auto& row : rows) known += (known.empty() ? "" : ", ") + std::string(row.key);
    problem(at, "there is no key '" + at.key + "' here; there are " + known);
  }

  void read_entry(const Setting& one) {
    static constexpr Entry entries[] = {{"version", &SettingsReader::read_version},
                                        {"dialect", &SettingsReader::read_dialect},
                                        {"fail-on", &SettingsReader::read_fail_on},
                                        {"rules", &SettingsReader::read_rules},
                                        {"contexts", &SettingsReader::read_contexts},
                                        {"labels", &SettingsReader::read_labels},
                                        {"properties", &SettingsReader::read_properties},
                                        {"paths", &SettingsReader::read_paths},
                                        {"ignore", &SettingsReader::read_ignores},
                                        {"suppressions", &SettingsReader::read_suppressions},
                                        {"gate", &SettingsReader::read_gate}};
    const auto found = std::find_if(std::begin(entries), std::end(entries),
                                    [&](const Entry& row) { return row.key == one.key; });
    if (found == std::end(entries)) return unknown(one, entries);
    (this->*found->take)(one);
  }

  void read_version(const Setting& one) {
    if (one.text != "1") problem(one, "the version of this file must be 1");
  }
  void read_dialect(const Setting& one) {
    if (!require_text(one)) return;
    settings_.dialect = one.text;
    if (std::string wrong = problem_of_dialect(one.text); !wrong.empty()) problem(one, wrong);
  }
  void read_fail_on(const Setting& one) {
    const std::string word = one.text == "false" || one.text == "off" ? "never" : one.text;
    const auto found = word == "never" ? Severity::off : lint::severity_of(word);
    if (!found)
      problem(one, "'" + one.text + "' is no severity; write error, warning, info or never");
    settings_.fail_on = found;
  }

  /// A value of another kind would be passed over, with all that it was to say. Nothing behind a
  /// key is an empty map, list or text.
  bool require_kind(const Setting& one, Setting::Kind kind, const char* what) {
    const bool is_nothing = one.kind == Setting::Kind::text && one.text.empty();
    if (one.kind == kind || is_nothing) return true;
    const std::string name = one.key.empty() ? "an entry of this list" : "'" + one.key + "'";
    problem(one, name + " must be " + what);
    return false;
  }
  bool require_map(const Setting& one) {
    return require_kind(one, Setting::Kind::map, "a map of keys and values");
  }
  bool require_list(const Setting& one) { return require_kind(one, Setting::Kind::list, "a list"); }
  bool require_text(const Setting& one) {
    return require_kind(one, Setting::Kind::text, "one text");
  }

  std::optional<Severity> severity(const Setting& at, const std::string& text) {
    const std::string word = text == "false" ? "off" : text;
    const auto found = lint::severity_of(word);
    if (!found) problem(at, "'" + text + "' is no severity; write off, info, warning or error");
    return found;
  }

  static bool is_known_rule(const std::string& key) {
    const auto all = lint::all_rules();
    return std::any_of(all.begin(), all.end(),
                       [&](const lint::Rule* rule) { return rule->id.starts_with(key); });
  }

  void read_rules(const Setting& rules) {
    if (!require_map(rules)) return;
    for (const Setting& one : rules.items) read_rule(one, settings_.rules);
  }

  void read_rule(const Setting& one, std::map<std::string, RuleSetting>& rules) {
    if (one.key.empty() || !is_known_rule(one.key))
      return problem(one, "there is no rule '" + one.key + "'; --list-rules shows all");
    RuleSetting& setting = rules[one.key];
    if (one.kind == Setting::Kind::text) {
      setting.severity = severity(one, one.text);
      return;
    }
    if (!require_map(one)) return;
    const std::vector<std::string_view> options = options_of(one.key);
    for (const Setting& option : one.items) {
      if (option.key == "severity") {
        setting.severity = severity(option, option.text);
      } else if (std::find(options.begin(), options.end(), option.key) == options.end()) {
        no_option(option, one.key, options);
      } else if (&rules != &settings_.rules) {
        problem(option,
                "'" + option.key + "' of a rule counts for all files; write it under 'rules'");
      } else {
        if (is_expression(option.key)) require_expression(option);
        setting.values[option.key] = option.texts();
        check_values(option);
      }
    }
  }

  void check_values(const Setting& option) {
    const bool is_number = option.key == "rows" || option.key == "bytes";
    for (const std::string& one : option.texts()) {
      const bool has_digits = !one.empty() && one.find_first_not_of("0123456789") == one.npos;
      if (is_number && !has_digits) problem(option, "'" + option.key + "' must be a number");
      if (option.key == "require" && one != "comment" && one != "context" && one != "labels")
        problem(option, "'" + one + "' cannot be required; there are comment, context, labels");
    }
  }

  static std::vector<std::string_view> options_of(const std::string& key) {
    const lint::Rule* const rule = lint::find_rule(key);
    return rule == nullptr || rule->options.empty() ? std::vector<std::string_view>()
                                                    : split(rule->options, ' ');
  }

  void no_option(const Setting& at, const std::string& rule,
                 const std::vector<std::string_view>& options) {
    std::string known = "severity";
    for (const std::string_view one : options) known += ", " + std::string(one);
    const bool is_rule = lint::find_rule(rule) != nullptr;
    problem(at, is_rule ? "the rule " + rule + " has no option '" + at.key + "'; there are " + known
                        : "'" + rule + "' stands for several rules, which have no option '" +
                              at.key + "' together; there is severity");
  }

  static bool is_expression(std::string_view option) {
    static constexpr std::string_view others[] = {"require", "rows", "bytes", "allow", "timeout"};
    return std::find(std::begin(others), std::end(others), option) == std::end(others);
  }

  void require_expression(const Setting& option) {
    const std::string wrong = lint::problem_of_expression(option.text);
    if (!wrong.empty()) problem(option, "'" + option.text + "' is no regular expression: " + wrong);
  }

  void add_lower(const Setting* list, std::set<std::string>& names) {
    if (list == nullptr) return;
    if (list->kind == Setting::Kind::map) problem(*list, "'" + list->key + "' must be a list");
    for (const std::string& one : list->texts()) names.insert(lower(one));
  }

  /// Whether it is a map, of no other keys than these.
  bool require_keys(const Setting& map, std::initializer_list<std::string_view> keys) {
    if (!require_map(map)) return false;
    for (const Setting& one : map.items) {
      if (std::find(keys.begin(), keys.end(), one.key) == keys.end())
        problem(one, "there is no key '" + one.key + "' here; there are " +
                         join(std::vector<std::string>(keys.begin(), keys.end()), ", "));
    }
    return true;
  }

  void read_contexts(const Setting& one) {
    require_keys(one, {"known", "non-production"});
    add_lower(one.find("known"), settings_.known_contexts);
    add_lower(one.find("non-production"), settings_.non_production);
  }
  void read_labels(const Setting& one) {
    require_keys(one, {"known"});
    add_lower(one.find("known"), settings_.known_labels);
  }
  void read_properties(const Setting& one) { add_lower(&one, settings_.properties); }

  void read_paths(const Setting& list) {
    if (!require_list(list)) return;
    for (const Setting& one : list.items) {
      if (!require_keys(one, {"path", "rules", "ignore"})) continue;
      lint::PathSetting path;
      if (const Setting* const pattern = one.find("path")) path.pattern = pattern->text;
      if (path.pattern.empty()) problem(one, "'path' is missing here");
      if (const Setting* const ignore = one.find("ignore")) path.is_ignored = is_true(*ignore);
      if (const Setting* const rules = one.find("rules"))
        for (const Setting& rule : rules->items) read_rule(rule, path.rules);
      settings_.paths.push_back(std::move(path));
    }
  }

  std::string text_of(const Setting& map, std::string_view key) {
    const Setting* const found = map.find(key);
    return found == nullptr || !require_text(*found) ? "" : found->text;
  }

  void read_ignores(const Setting& list) {
    if (!require_list(list)) return;
    for (const Setting& one : list.items) {
      if (!require_keys(one, {"rule", "changeset", "object", "reason", "until"})) continue;
      lint::Ignore ignore{text_of(one, "rule"),   text_of(one, "changeset"), text_of(one, "object"),
                          text_of(one, "reason"), text_of(one, "until"),     one.where};
      if (ignore.rule.empty()) {
        problem(one, "'rule' is missing here");
      } else if (lint::find_rule(ignore.rule) == nullptr) {
        problem(one, "there is no rule '" + ignore.rule + "'; --list-rules shows all");
      }
      if (ignore.reason.empty() && settings_.requires_reason)
        problem(one, "'reason' is missing here");
      if (!ignore.until.empty() && !is_calendar_day(ignore.until))
        problem(*one.find("until"), "'" + ignore.until + "' is no day; write it as 2027-01-31");
      settings_.ignores.push_back(std::move(ignore));
    }
  }

  void read_suppressions(const Setting& one) {
    require_keys(one, {"require-reason"});
    if (const Setting* const reason = one.find("require-reason"))
      settings_.requires_reason = is_true(*reason);
  }

  bool is_true(const Setting& one) {
    if (one.text == "true" || one.text == "false") return one.text == "true";
    problem(one, "'" + one.key + "' must be true or false");
    return false;
  }

  GateMode mode(const Setting& one) {
    if (one.text == "off" || one.text == "false") return GateMode::off;
    if (one.text == "warn") return GateMode::warn;
    if (one.text != "refuse")
      problem(one, "'" + one.text + "' is no mode of the gate; write off, warn or refuse");
    return GateMode::refuse;
  }

  void read_gate(const Setting& gate) {
    require_keys(gate, {"environments", "default", "approvals-file"});
    lint::GateSettings& settings = settings_.gate.emplace();
    if (const Setting* const all = gate.find("environments"))
      if (require_map(*all))
        for (const Setting& one : all->items) settings.environments.push_back(environment(one));
    if (const Setting* const otherwise = gate.find("default"))
      settings.otherwise = mode(*otherwise);
    settings.approvals_file = text_of(gate, "approvals-file");
  }

  Environment environment(const Setting& one) {
    require_keys(one,
                 {"match", "mode", "approvals", "approvers", "not-author", "flags", "overridable"});
    Environment environment{.name = one.key, .match = text_of(one, "match")};
    if (const Setting* const set = one.find("mode")) environment.mode = mode(*set);
    if (const Setting* const count = one.find("approvals")) {
      const std::string& text = count->text;
      const char* const end = text.data() + text.size();
      const auto read = std::from_chars(text.data(), end, environment.approvals);
      if (read.ec != std::errc() || read.ptr != end || environment.approvals < 0)
        problem(*count, "'approvals' must be a number");
    }
    if (const Setting* const names = one.find("approvers")) environment.approvers = names->texts();
    if (const Setting* const set = one.find("not-author")) environment.not_author = is_true(*set);
    if (const Setting* const set = one.find("flags")) environment.takes_flags = is_true(*set);
    if (const Setting* const set = one.find("overridable"))
      environment.is_overridable = is_true(*set);
    return environment;
  }

  Settings settings_;
  std::vector<Problem> problems_;
};

struct ForeignName {
  std::string_view name;
  std::string_view rules;
  std::string_view option = {};  ///< what the rule has to be told
  std::string_view value = {};   ///< as which; empty for the pattern of the other's rule
};
/// Names of liquibase-linter's rules.
constexpr ForeignName lqlint_rules[] = {{"has-comment", "CS101", "require", "comment"},
                                        {"has-context", "CS101", "require", "context"},
                                        {"changeset-id", "CS101", "id-pattern"},
                                        {"changeset-author", "CS101", "author-pattern"},
                                        {"valid-context", "CS106"},
                                        {"isolate-ddl-changes", "CS107"},
                                        {"file-not-included", "CS108"},
                                        {"modify-data-starts-with-where", "CS114"},
                                        {"modify-data-enforce-where", "DS106,DS107"},
                                        {"table-name", "NM101", "table"},
                                        {"column-name", "NM101", "column"},
                                        {"index-name", "NM101", "index"},
                                        {"foreign-key-name", "NM101", "foreign-key"},
                                        {"unique-constraint-name", "NM101", "unique"},
                                        {"sequence-name", "NM101", "sequence"}};

/// What a rule has to be told: the pattern of the other linter, where it is one that says itself
/// all that it means.
std::string foreign_value(const ForeignName& name, const Setting& setting) {
  if (!name.value.empty()) return std::string(name.value);
  const Setting* const pattern = setting.find("pattern");
  if (pattern == nullptr || contains(pattern->text, "{{")) return "";
  if (const std::string wrong = lint::problem_of_expression(pattern->text); !wrong.empty())
    throw ValidationFailed(
        {{pattern->where, "'" + pattern->text + "' is no regular expression: " + wrong, ""}});
  return pattern->text;
}

/// Takes a rule of the other linter over; false where it says nothing that ours could look for.
bool take_foreign(const ForeignName& name, const Setting& setting, Settings& settings) {
  const Setting* const enabled = setting.find("enabled");
  const bool is_off = setting.text == "false" || (enabled != nullptr && enabled->text == "false");
  const std::string value = is_off || name.option.empty() ? "" : foreign_value(name, setting);
  if (!is_off && !name.option.empty() && value.empty()) return false;
  for (const std::string_view rule : split(name.rules, ',')) {
    RuleSetting& own = settings.rules[std::string(rule)];
    // Several of theirs are one of ours, which is on where one of them is.
    if (!is_off) own.severity = Severity::error;
    if (!own.severity) own.severity = Severity::off;
    if (!value.empty()) own.values[std::string(name.option)].push_back(value);
  }
  return true;
}

}  // namespace

std::string problem_of_dialect(const std::string& dialect) {
  const std::size_t at = dialect.find('@');
  const std::string name = lower(dialect.substr(0, at));
  if (lint::database_of(name) == 0)
    return "there is no dialect '" + name +
           "' here; there are postgresql, mysql, mariadb and sqlite";
  if (at == std::string::npos || is_digit(dialect.c_str()[at + 1])) return "";
  return "'" + dialect.substr(at + 1) + "' is no version of " + name +
         ", which is a number as in postgresql@15";
}

Settings parse_lint_settings(const std::string& file, const std::string& text) {
  Settings settings = SettingsReader().read(parse_settings_tree(file, text));
  settings.file = file;
  return settings;
}

Settings parse_foreign_settings(const std::string& file, const std::string& text,
                                std::vector<std::string>& unknown) {
  const Setting root = parse_settings_tree(file, text);
  Settings settings;
  settings.file = file;
  const Setting* const rules = root.find("rules");
  if (rules == nullptr) return settings;
  for (const Setting& one : rules->items) {
    const auto found = std::find_if(std::begin(lqlint_rules), std::end(lqlint_rules),
                                    [&](const ForeignName& row) { return row.name == one.key; });
    if (found == std::end(lqlint_rules)) {
      unknown.push_back(one.key);
      continue;
    }
    const bool is_list = one.kind == Setting::Kind::list;
    const std::vector<Setting> entries = is_list ? one.items : std::vector<Setting>{one};
    for (const Setting& entry : entries)
      if (!take_foreign(*found, entry, settings)) unknown.push_back(one.key);
  }
  return settings;
}

}  // namespace ebbtide

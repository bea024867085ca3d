#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lint/scene.h"

namespace ebbtide::lint {

/// Why a finding does not count.
struct Silenced {
  std::string how;  ///< `comment`, `configuration`, `baseline`
  std::string reason;
};

struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::warning;
  Position where;
  std::string change_set = {};
  std::string object = {};
  std::string message = {};
  std::string remedy = {};
  std::string fingerprint = {};
  std::optional<Silenced> silenced = {};
  bool is_destructive = false;  ///< the gate asks for it
};

/// Takes what rules find. A rule says what it has found, and may say what makes it none after all
/// once the whole deployment is known.
class Findings {
 public:
  explicit Findings(const Settings& settings) : settings_(settings) {}

  /// What is looked for from here on.
  void look_for(const Rule& rule) { rule_ = &rule; }
  /// Whether the rule of this id counts in this file.
  bool counts(const std::string& path) const;

  /// A finding at the effect of a step. The object is said as people write it.
  Finding& add(const Step& step, std::string object, std::string message);
  /// The same at the place of a part that the effect names.
  Finding& add_at(const Step& step, std::string_view part, std::string object, std::string message);
  Finding& add(const Subject& subject, Position where, std::string object, std::string message);
  Finding& add(Position where, std::string object, std::string message);

  /// The last finding is none where this holds at the end of its deployment.
  void unless(std::function<bool(const State& at_end)> holds);
  /// A deployment ends in this state.
  void end_deployment(const State& state);

  std::vector<Finding> take() { return std::move(all_); }

 private:
  struct Pending {
    std::size_t finding;
    std::function<bool(const State&)> holds;
  };

  Finding& keep(Finding finding, std::string_view statement);

  const Settings& settings_;
  const Rule* rule_ = nullptr;
  std::vector<Finding> all_;
  std::vector<Pending> pending_;
  Finding ignored_;  ///< where a rule does not count in the file
  bool is_ignored_ = false;
};

/// What a finding is known by while lines move: 16 hex digits.
std::string fingerprint_of(const Finding& finding, std::string_view statement);

}  // namespace ebbtide::lint

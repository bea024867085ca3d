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

/// What a rule has against something, as people and machines are told it.
struct Finding {
  const Rule* rule = nullptr;             ///< never null in what a judgement gives
  Severity severity = Severity::warning;  ///< in the file that it is in
  Position where;
  std::string change_set = {};   ///< `path::id::author`, a path, or empty for a file as a whole
  std::string object = {};       ///< `orders`, `orders.note`; empty where it is about none
  sql::Name table = {};          ///< that the statement is about; none where it may be any
  std::string message = {};      ///< one line, without a full stop
  std::string remedy = {};       ///< what to do; the rule's own
  std::string fingerprint = {};  ///< fingerprint_of
  std::optional<Silenced> silenced = {};
  bool is_destructive = false;           ///< the gate asks for it
  const Statement* statement = nullptr;  ///< of the scene, where it is about one
  const sql::Effect* effect = nullptr;   ///< of the statement
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
  /// One about a changeset or file, at a place of its own.
  Finding& add(const Subject& subject, Position where, std::string object, std::string message);
  /// One that belongs to no changeset.
  Finding& add(Position where, std::string object, std::string message);

  /// The last finding is none where this holds at the end of its deployment.
  void unless(std::function<bool(const State& at_end)> holds);
  /// A deployment ends in this state.
  void end_deployment(const State& state);

  /// How many count so far.
  std::size_t size() const { return all_.size(); }
  /// All that count, in the order in which they were found.
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
  const Statement* folded_of_ = nullptr;  ///< the statement at work
  std::string folded_;
};

/// A statement as fingerprints know it: its blanks folded, and in place of one that is long the
/// digest of that. Made once for all findings of a statement.
std::string folded_statement(std::string_view statement);

/// What a finding is known by while lines move: 16 hex digits over its rule, file, changeset,
/// object and the folded statement. A baseline has it.
std::string fingerprint_of(const Finding& finding, std::string_view folded);

}  // namespace ebbtide::lint

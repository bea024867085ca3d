#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flyway/configuration.h"
#include "flyway/migration.h"

namespace ebbtide::flyway {

/// How a migration stands, in the words of `info`:
///
///   pending            migrate runs it
///   above_target       it would be pending, but for the target
///   below_baseline     a baseline stands for it, so that it never runs
///   baseline_ignored   a script of the very version of the baseline
///   baseline           the row of a baseline
///   ignored            older than what is applied, without outOfOrder; a baseline script where the
///                      history is not empty
///   missing            applied, without a script, though the folder has newer ones
///   future             applied, without a script, and the folder has none that is newer
///   success            applied
///   out_of_order       applied behind a newer one
///   failed …           a row that says so; failed_missing and failed_future without a script
///   undone, deleted    a later row has taken it away
///   outdated           a repeatable whose script has another checksum now
///   superseded         a repeatable that has run again since
enum class State {
  pending,
  above_target,
  below_baseline,
  baseline_ignored,
  baseline,
  ignored,
  missing,
  failed_missing,
  success,
  undone,
  failed,
  out_of_order,
  future,
  failed_future,
  outdated,
  superseded,
  deleted
};
/// `Failed (Missing)`
std::string_view to_text(State state);
/// With a script or without.
bool is_failed(State state);

/// Up to which version migrations count.
class Target {
 public:
  /// `current` is the last version that is applied, `next` the first that is pending.
  enum class Kind { latest, current, next, version };

  /// Of the option: latest, current, next, `3`, or `3?`, which need not exist. Throws Failure.
  static Target parse(const std::string& text);

  Kind kind = Kind::latest;
  std::optional<Version> version;  ///< of a version alone
  bool must_exist = true;          ///< in the history or among the scripts
};

/// What `ignoreMigrationPatterns` passes over: `*:future`.
class IgnorePatterns {
 public:
  /// Throws Failure for what is no pattern.
  static IgnorePatterns parse(const std::vector<std::string>& patterns);
  /// Whether one fits; `state` is `missing`, `pending`, `ignored` or `future`.
  bool ignores(bool is_repeatable, std::string_view state) const;

  /// One more, in lower case.
  void add(std::string type, std::string state) {
    patterns_.emplace_back(std::move(type), std::move(state));
  }

 private:
  std::vector<std::pair<std::string, std::string>> patterns_;
};

/// One line of `info`: a row of the history, a script of the folder, or both. Never neither.
/// Borrowed of what the standing was made from.
struct MigrationInfo {
  const ResolvedMigration* resolved = nullptr;
  const AppliedMigration* applied = nullptr;
  State state = State::pending;

  bool is_repeatable() const { return !version(); }
  const std::optional<Version>& version() const {
    return resolved != nullptr ? resolved->version : applied->version;
  }
  const std::string& description() const {
    return applied != nullptr ? applied->description : resolved->description;
  }
  Type type() const { return applied != nullptr ? applied->type : resolved->type(); }
  /// Whether it is a version that has run and no later row has taken away: what an undo is about.
  bool is_undoable() const;
};

/// What counts when history and folder are laid side by side.
struct Rules {
  Target target;
  bool out_of_order = false;
};

/// The history and the folder, side by side. Borrows both.
struct Standing {
  std::vector<MigrationInfo> all;  ///< in the order of `info`

  /// What migrate runs, in its order.
  std::vector<const MigrationInfo*> pending() const;
  /// The last version that is applied; nothing of an empty history.
  const MigrationInfo* current() const;
};
/// Throws Failure for a target that must exist and does not. The rows are in the order of their
/// ranks.
Standing lay_side_by_side(const std::vector<AppliedMigration>& history, const Scripts& scripts,
                          const Rules& rules);

/// What validation says against one migration.
struct Invalid {
  const MigrationInfo* info = nullptr;
  std::string code;     ///< CHECKSUM_MISMATCH …
  std::string message;  ///< in Flyway's words
};
/// At most one for each migration, in the order of the standing; none where all is well.
std::vector<Invalid> validate(const Standing& standing, const IgnorePatterns& ignored);

}  // namespace ebbtide::flyway

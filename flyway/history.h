#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flyway/configuration.h"
#include "flyway/migration.h"

namespace ebbtide::flyway {

/// How a migration stands, in the words of `info`.
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
bool is_failed(State state);

/// Up to which version migrations count.
class Target {
 public:
  enum class Kind { latest, current, next, version };

  /// Of the option: latest, current, next, `3`, or `3?`, which need not exist. Throws Failure.
  static Target parse(const std::string& text);

  Kind kind = Kind::latest;
  std::optional<Version> version;
  bool must_exist = true;
};

/// What `ignoreMigrationPatterns` passes over: `*:future`.
class IgnorePatterns {
 public:
  /// Throws Failure for what is no pattern.
  static IgnorePatterns parse(const std::vector<std::string>& patterns);
  bool ignores(bool is_repeatable, std::string_view state) const;

  void add(std::string type, std::string state) {
    patterns_.emplace_back(std::move(type), std::move(state));
  }

 private:
  std::vector<std::pair<std::string, std::string>> patterns_;
};

/// One line of `info`: a row of the history, a script of the folder, or both.
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
Standing lay_side_by_side(const std::vector<AppliedMigration>& history, const Scripts& scripts,
                          const Rules& rules);

/// What validation says against one migration.
struct Invalid {
  const MigrationInfo* info = nullptr;
  std::string code;     ///< CHECKSUM_MISMATCH …
  std::string message;  ///< in Flyway's words
};
std::vector<Invalid> validate(const Standing& standing, const IgnorePatterns& ignored);

}  // namespace ebbtide::flyway

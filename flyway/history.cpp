// How history and folder come together. From the rows, in the order of their ranks:
//
//   a DELETE row, an UNDO row   takes away the last row before it of the same version, or of the
//                               same description where it has no version
//   a version below an earlier  was out of order
//   a baseline                  the last one counts: what is below it never runs
//
// Then each row finds its script: a version by version and type, a repeatable by description. What
// has no row, or only rows that were taken away, may be pending. What keeps it from running, from
// the first reason to the last: a baseline in the history; in an empty history a baseline in the
// folder, which is run in place of all below it; the target; a newer version that is applied.
//
// The order of `info`: scripts that a baseline stands for, then rows by rank, then the rest by
// version, repeatables last.
//
// A row whose script is gone is missing where the folder has a newer version, and future else: then
// it comes from a release that this folder does not know. A repeatable has a row for each run, of
// which the last one tells: outdated where its script has another sum, superseded for all before.
//
// Validation takes the states one by one, and says one thing of each migration: a failed row before
// one without a script, that before what is not applied, and that before a sum or description that
// differs. Below a baseline in the history no sum is compared. Passing over by pattern
// (`*:pending`) is asked for each state on its own, but nothing passes over a failed one, except in
// the future.
#include "flyway/history.h"

#include <algorithm>
#include <array>
#include <map>

#include "flyway/failure.h"
#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

constexpr std::array<std::string_view, 17> state_texts{
    "Pending",  "Above Target",    "Below Baseline", "Ignored (Baseline)",
    "Baseline", "Ignored",         "Missing",        "Failed (Missing)",
    "Success",  "Undone",          "Failed",         "Out of Order",
    "Future",   "Failed (Future)", "Outdated",       "Superseded",
    "Deleted"};

/// A row and what later rows have made of it.
struct Row {
  const AppliedMigration* applied;
  const ResolvedMigration* script = nullptr;
  bool is_deleted = false, is_undone = false, is_out_of_order = false;
  bool counts() const { return !is_deleted && !is_undone; }
};

/// Rows and scripts of one version meet where they are of one kind; repeatables by description.
class ScriptIndex {
 public:
  explicit ScriptIndex(const Scripts& scripts) {
    for (const ResolvedMigration& one : scripts.migrations) {
      if (one.version) {
        versioned_.emplace(std::pair(*one.version, one.type()), &one);
      } else {
        repeatables_.emplace(stored_description(one.description), &one);
      }
    }
  }
  const ResolvedMigration* find(const AppliedMigration& row) const {
    if (is_synthetic(row.type) && row.type != Type::deleted) return nullptr;
    if (!row.version) return found(repeatables_, row.description);
    const Type type = row.type == Type::deleted ? Type::sql : row.type;
    return found(versioned_, std::pair(*row.version, type));
  }

 private:
  template <class Map, class Key>
  static const ResolvedMigration* found(const Map& map, const Key& key) {
    const auto it = map.find(key);
    return it == map.end() ? nullptr : it->second;
  }

  std::map<std::pair<Version, Type>, const ResolvedMigration*> versioned_;
  std::map<std::string, const ResolvedMigration*, std::less<>> repeatables_;
};

class Merge {
 public:
  Merge(const std::vector<AppliedMigration>& history, const Scripts& scripts, const Rules& rules)
      : scripts_(scripts), rules_(rules) {
    const ScriptIndex index(scripts);
    for (const AppliedMigration& one : history) rows_.push_back({&one, index.find(one)});
    read_rows();
    for (const Row& row : rows_) {
      const bool is_run = row.counts() && !is_synthetic(row.applied->type);
      if (is_run && row.script != nullptr) last_rows_[row.script] = row.applied;
    }
    for (const ResolvedMigration& one : scripts.migrations) {
      if (one.version && (!last_local_ || *last_local_ < *one.version)) last_local_ = one.version;
    }
    find_target();
  }

  Standing standing() {
    Standing standing;
    add_below_baseline(standing.all);
    for (const Row& row : rows_) {
      if (row.applied->type == Type::deleted && row.applied->version) continue;
      standing.all.push_back({row.script, row.applied, state_of(row)});
    }
    for (const ResolvedMigration& one : scripts_.migrations) {
      if (!wants_line(one)) continue;
      const State state = state_of(one);
      if (!is_below_baseline(state)) standing.all.push_back({&one, nullptr, state});
    }
    return standing;
  }

 private:
  static bool is_below_baseline(State state) {
    return state == State::below_baseline || state == State::baseline_ignored;
  }

  void read_rows() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const AppliedMigration& row = *rows_[i].applied;
      const bool takes_away = row.success && (row.type == Type::deleted || is_undo(row.type));
      if (takes_away) take_away(i);
    }
    for (Row& row : rows_) {
      const AppliedMigration& one = *row.applied;
      if (!one.version) {
        if (row.counts() && one.type != Type::schema && one.type != Type::deleted)
          last_runs_[one.description] = one.rank;
        continue;
      }
      if (!row.counts() || one.type == Type::deleted || is_undo(one.type)) continue;
      if (is_baseline(one.type) && one.success) baseline_ = one.version;
      if (last_applied_ && *one.version < *last_applied_) {
        row.is_out_of_order = true;
      } else {
        last_applied_ = one.version;
      }
    }
  }

  /// The last row before this one that it is about.
  void take_away(std::size_t at) {
    const AppliedMigration& by = *rows_[at].applied;
    for (std::size_t i = at; i-- > 0;) {
      Row& row = rows_[i];
      const AppliedMigration& one = *row.applied;
      const bool is_it = by.version ? one.version == by.version
                                    : !one.version && one.description == by.description;
      if (!is_it || !row.counts() || is_undo(one.type) || one.type == Type::deleted ||
          one.type == Type::schema)
        continue;
      (is_undo(by.type) ? row.is_undone : row.is_deleted) = true;
      return;
    }
  }

  /// `current` and `next` are versions here.
  void find_target() {
    const Target& target = rules_.target;
    if (target.kind == Target::Kind::version) target_ = target.version;
    if (target.kind == Target::Kind::current) target_ = last_applied_;
    if (target.kind == Target::Kind::next) {
      for (const ResolvedMigration& one : scripts_.migrations) {
        if (one.version && wants_line(one) && state_of(one) == State::pending) {
          target_ = one.version;
          return;
        }
      }
    }
    if (target.kind == Target::Kind::current && !target_) nothing_counts_ = true;
    if (target.kind != Target::Kind::version || !target.must_exist) return;
    const auto is_it = [&](const std::optional<Version>& version) {
      return version && *version == *target.version;
    };
    const bool exists =
        std::any_of(rows_.begin(), rows_.end(),
                    [&](const Row& row) { return is_it(row.applied->version); }) ||
        std::any_of(scripts_.migrations.begin(), scripts_.migrations.end(),
                    [&](const ResolvedMigration& one) { return is_it(one.version); });
    if (!exists)
      throw Failure(error_code, "No migration with a target version " + target.version->text() +
                                    " could be found. Ensure target is specified correctly and "
                                    "the migration exists.");
  }

  bool is_last_run(const AppliedMigration& row) const {
    const auto last = last_runs_.find(row.description);
    return !row.version && last != last_runs_.end() && last->second == row.rank;
  }

  State state_of(const Row& row) const {
    const AppliedMigration& one = *row.applied;
    if (row.is_deleted) return State::deleted;
    if (row.is_undone) return State::undone;
    if (one.type == Type::baseline || (is_baseline(one.type) && one.success && baseline_ &&
                                       one.version == baseline_ && row.script != nullptr))
      return State::baseline;
    if (one.type == Type::schema || one.type == Type::deleted || is_undo(one.type))
      return one.success ? State::success : State::failed;
    if (row.script == nullptr && (one.version || is_last_run(one)))
      return state_without_script(one);
    if (!one.success) return State::failed;
    if (!one.version) {
      if (!is_last_run(one)) return State::superseded;
      return row.script->fits(one) ? State::success : State::outdated;
    }
    return row.is_out_of_order ? State::out_of_order : State::success;
  }

  State state_without_script(const AppliedMigration& one) const {
    const bool is_missing = !one.version || (last_local_ && *one.version < *last_local_);
    if (is_missing) return one.success ? State::missing : State::failed_missing;
    return one.success ? State::future : State::failed_future;
  }

  /// Whether the script has a line of its own: not where a row stands for it.
  bool wants_line(const ResolvedMigration& script) const {
    const auto row = last_rows_.find(&script);
    if (row == last_rows_.end()) return true;
    return !script.version && !script.fits(*row->second);
  }

  /// Of a script that has a line of its own.
  State state_of(const ResolvedMigration& script) const {
    if (!script.version) return State::pending;
    const Version& version = *script.version;
    const bool is_base = script.kind == FileKind::baseline;
    if (const auto base = baseline_ ? baseline_ : base_to_run(); base && !is_base) {
      if (version == *base) return State::baseline_ignored;
      if (version < *base) return State::below_baseline;
    }
    if (is_base) {
      const auto base = base_to_run();
      if (!base) return State::ignored;
      return version == *base ? State::pending : State::below_baseline;
    }
    if (nothing_counts_ || (target_ && *target_ < version)) return State::above_target;
    if (last_applied_ && version < *last_applied_)
      return rules_.out_of_order ? State::pending : State::ignored;
    return State::pending;
  }

  /// The baseline migration that an empty history begins with.
  std::optional<Version> base_to_run() const {
    if (last_applied_) return std::nullopt;
    std::optional<Version> last;
    for (const ResolvedMigration& one : scripts_.migrations) {
      if (one.kind == FileKind::baseline) last = one.version;
    }
    return last;
  }

  void add_below_baseline(std::vector<MigrationInfo>& all) const {
    for (const ResolvedMigration& one : scripts_.migrations) {
      if (!wants_line(one)) continue;
      const State state = state_of(one);
      if (is_below_baseline(state)) all.push_back({&one, nullptr, state});
    }
  }

  const Scripts& scripts_;
  const Rules& rules_;
  std::vector<Row> rows_;
  std::map<std::string, int> last_runs_;  ///< of repeatables: the rank, by description
  /// The row that stands for a script, of those that no later one has taken away.
  std::map<const ResolvedMigration*, const AppliedMigration*> last_rows_;
  std::optional<Version> baseline_, last_applied_, last_local_, target_;
  bool nothing_counts_ = false;
};

/// What is wrong with one migration, if anything is.
class Validation {
 public:
  Validation(const Standing& standing, const IgnorePatterns& ignored) : ignored_(ignored) {
    for (const MigrationInfo& one : standing.all) {
      if (one.applied != nullptr && is_baseline(one.applied->type) && one.applied->success &&
          one.state == State::baseline)
        baseline_ = one.applied->version;
    }
  }

  std::optional<Invalid> of(const MigrationInfo& info) const {
    if (info.state == State::above_target || info.state == State::deleted ||
        info.state == State::undone)
      return std::nullopt;
    if (auto invalid = of_state(info)) return invalid;
    return of_difference(info);
  }

 private:
  bool ignores(const MigrationInfo& info, std::string_view state) const {
    return ignored_.ignores(info.is_repeatable(), state);
  }
  static std::string id(const MigrationInfo& info) {
    return info.version() ? info.version()->text() : info.description();
  }
  static Invalid invalid(const MigrationInfo& info, std::string code, std::string message) {
    return {&info, std::move(code), std::move(message)};
  }
  static std::string coded(std::string_view before, const MigrationInfo& info,
                           std::string_view behind) {
    return std::string(before) + (info.is_repeatable() ? "REPEATABLE" : "VERSIONED") +
           std::string(behind);
  }

  std::optional<Invalid> of_state(const MigrationInfo& info) const {
    const bool is_future = info.state == State::future || info.state == State::failed_future;
    if (is_future && ignores(info, "future")) return std::nullopt;
    if (is_failed(info.state))
      return invalid(info, coded("FAILED_", info, "_MIGRATION"),
                     (info.is_repeatable()
                          ? "Detected failed repeatable migration: " + info.description() + "."
                          : "Detected failed migration to version " + id(info) + " (" +
                                info.description() + ").") +
                         "\nPlease remove any half-completed changes then run repair to fix the "
                         "schema history.");
    if (is_future || info.state == State::missing) {
      if (!is_future && ignores(info, "missing")) return std::nullopt;
      return invalid(info, coded("APPLIED_", info, "_MIGRATION_NOT_RESOLVED"),
                     "Detected applied migration not resolved locally: " + id(info) +
                         ".\nIf you removed this migration intentionally, run repair to mark the "
                         "migration as deleted.");
    }
    return of_not_applied(info);
  }

  std::optional<Invalid> of_not_applied(const MigrationInfo& info) const {
    const std::string code = coded("RESOLVED_", info, "_MIGRATION_NOT_APPLIED");
    const std::string detected = "Detected resolved " +
                                 std::string(info.is_repeatable() ? "repeatable " : "") +
                                 "migration not applied to database: " + id(info) + ".\n";
    if (info.state == State::ignored && !is_baseline(info.type()) && !ignores(info, "ignored"))
      return invalid(info, code,
                     detected +
                         "To ignore this migration, set -ignoreMigrationPatterns='*:ignored'. To "
                         "allow executing this migration, set -outOfOrder=true.");
    if (ignores(info, "pending")) return std::nullopt;
    if (info.state == State::pending)
      return invalid(info, code,
                     detected +
                         "To fix this error, either run migrate, or set "
                         "-ignoreMigrationPatterns='*:pending'.");
    if (info.state == State::outdated)
      return invalid(info, "OUTDATED_REPEATABLE_MIGRATION",
                     "Detected outdated resolved repeatable migration that should be re-applied to "
                     "database: " +
                         info.description() + ".\nRun migrate to execute this migration.");
    return std::nullopt;
  }

  std::optional<Invalid> of_difference(const MigrationInfo& info) const {
    if (info.resolved == nullptr || info.applied == nullptr || info.is_repeatable() ||
        info.applied->type == Type::deleted)
      return std::nullopt;
    if (baseline_ && *info.version() <= *baseline_) return std::nullopt;
    const std::string about = " for migration version " + id(info);
    const std::string way_out =
        "\nEither revert the changes to the migration, or run repair to update the schema history.";
    const auto differs = [&](std::string_view what, const std::string& then,
                             const std::string& now) {
      return "Migration " + std::string(what) + " mismatch" + about +
             "\n-> Applied to database : " + then + "\n-> Resolved locally    : " + now + way_out;
    };
    if (!info.resolved->fits(*info.applied))
      return invalid(info, "CHECKSUM_MISMATCH",
                     differs("checksum", std::to_string(*info.applied->checksum),
                             std::to_string(info.resolved->checksum)));
    if (info.applied->description != stored_description(info.resolved->description))
      return invalid(info, "DESCRIPTION_MISMATCH",
                     differs("description", info.applied->description, info.resolved->description));
    return std::nullopt;
  }

  const IgnorePatterns& ignored_;
  std::optional<Version> baseline_;
};

}  // namespace

std::string_view to_text(State state) { return state_texts[static_cast<std::size_t>(state)]; }

bool is_failed(State state) {
  return state == State::failed || state == State::failed_missing || state == State::failed_future;
}

bool MigrationInfo::is_undoable() const {
  return applied != nullptr && version() && !is_synthetic(type()) && !is_undo(type()) &&
         state != State::deleted && state != State::undone;
}

Target Target::parse(const std::string& text) {
  Target target;
  const std::string word = lower(text);
  if (word.empty() || word == "latest") return target;
  if (word == "current") return target.kind = Kind::current, target;
  if (word == "next") return target.kind = Kind::next, target;
  target.kind = Kind::version;
  target.must_exist = !text.ends_with('?');
  target.version = Version::parse(text.substr(0, text.size() - (target.must_exist ? 0 : 1)));
  if (!target.version)
    throw Failure(error_code,
                  "Version may only contain 0..9 and . (dot). Invalid version: " + text);
  return target;
}

IgnorePatterns IgnorePatterns::parse(const std::vector<std::string>& patterns) {
  constexpr std::array<std::string_view, 3> kinds{"*", "versioned", "repeatable"};
  constexpr std::array<std::string_view, 5> states{"*", "missing", "pending", "ignored", "future"};
  IgnorePatterns all;
  for (const std::string& pattern : patterns) {
    const std::string text = lower(trim(pattern));
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string kind = text.substr(0, colon);
    const std::string state = colon == text.size() ? "" : text.substr(colon + 1);
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end() ||
        std::find(states.begin(), states.end(), state) == states.end())
      throw Failure(error_code, "Invalid migration pattern '" + pattern +
                                    "'. It should look like type:state, with a type of *, "
                                    "versioned, repeatable and a state of *, missing, pending, "
                                    "ignored, future");
    all.add(kind, state);
  }
  return all;
}

bool IgnorePatterns::ignores(bool is_repeatable, std::string_view state) const {
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) {
    const bool is_kind =
        pattern.first == "*" || pattern.first == (is_repeatable ? "repeatable" : "versioned");
    return is_kind && (pattern.second == "*" || pattern.second == state);
  });
}

std::vector<const MigrationInfo*> Standing::pending() const {
  std::vector<const MigrationInfo*> pending;
  for (const MigrationInfo& one : all) {
    if (one.state == State::pending) pending.push_back(&one);
  }
  return pending;
}

const MigrationInfo* Standing::current() const {
  const MigrationInfo* last = nullptr;
  for (const MigrationInfo& one : all) {
    const bool counts = one.applied != nullptr && one.version() && one.state != State::deleted &&
                        one.state != State::undone && !is_undo(one.type());
    if (counts && (last == nullptr || *last->version() <= *one.version())) last = &one;
  }
  return last;
}

Standing lay_side_by_side(const std::vector<AppliedMigration>& history, const Scripts& scripts,
                          const Rules& rules) {
  return Merge(history, scripts, rules).standing();
}

std::vector<Invalid> validate(const Standing& standing, const IgnorePatterns& ignored) {
  const Validation validation(standing, ignored);
  std::vector<Invalid> all;
  for (const MigrationInfo& one : standing.all) {
    if (auto invalid = validation.of(one)) all.push_back(std::move(*invalid));
  }
  return all;
}

}  // namespace ebbtide::flyway

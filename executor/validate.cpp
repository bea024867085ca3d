#include "executor/validate.h"

#include <algorithm>
#include <array>

#include "changelog/validate.h"
#include "database/dialect.h"
#include "executor/plan.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The names dbms attributes can have: the databases Liquibase knows.
constexpr std::array<std::string_view, 33> known_dbms{
    "all",      "asany",  "cockroachdb",  "databricks",  "db2",        "db2z",     "derby",
    "dynamodb", "edb",    "enterprisedb", "exasol",      "firebird",   "h2",       "hana",
    "hanadb",   "hsqldb", "informix",     "ingres",      "mariadb",    "mock",     "mongodb",
    "mssql",    "mysql",  "none",         "oracle",      "postgresql", "redshift", "snowflake",
    "sqlite",   "sybase", "teradata",     "unsupported", "vertica"};

bool is_any(std::string_view checksum) {
  return equals_ignoring_case(checksum, "any") || equals_ignoring_case(checksum, "all") ||
         checksum == "*";
}

/// validCheckSum texts without a version count as version 1, so `any` is `1:any`.
bool takes_any(const ChangeSet& change_set) {
  return std::any_of(change_set.valid_checksums.begin(), change_set.valid_checksums.end(),
                     [](std::string_view text) {
                       if (text.starts_with("1:")) text.remove_prefix(2);
                       return is_any(text);
                     });
}

bool is_old_version(const Text& version) {
  const auto parts = split(version.or_empty(), '.');
  const auto is_number = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_number)) return false;
  return ServerVersion::parse(*version) < ServerVersion{4, 26, 0};
}

/// As Liquibase does: before 4.26 the contents of a sqlFile were hashed with properties replaced.
bool matches_as_before_4_26(const ChangeSet& change_set, const HistoryRow& row,
                            const Hashing& hashing, const Checksum& stored) {
  if (!is_old_version(row.version)) return false;
  Hashing old = hashing;
  old.version = stored.version;
  old.expands_sql_files = true;
  return change_set.checksum(old) == stored;
}

}  // namespace

bool accepts_checksum(const ChangeSet& change_set, const HistoryRow& row, const Hashing& hashing) {
  if (takes_any(change_set)) return true;
  const auto stored = Checksum::parse(row.checksum.or_empty());
  if (!stored) return true;
  const Checksum now = change_set.checksum({stored->version, hashing.files, hashing.properties});
  if (now == *stored) return true;
  const auto is_valid = [&](const std::string& text) {
    const auto valid = Checksum::parse(text);
    return valid && (*valid == *stored || *valid == now);
  };
  if (std::any_of(change_set.valid_checksums.begin(), change_set.valid_checksums.end(), is_valid))
    return true;
  return matches_as_before_4_26(change_set, row, hashing, *stored);
}

namespace {

struct ByOwnId {
  bool operator()(const ChangeSet* a, const ChangeSet* b) const { return a->id < b->id; }
};

class Validator {
 public:
  explicit Validator(const Validation& validation)
      : on_(validation), hashing_(on_.target.hashing()) {}

  std::set<const ChangeSet*> run() {
    for (const ChangeSet& change_set : on_.changelog.change_sets) {
      if (change_set.ignore ||
          !filters_against(change_set, on_.target.properties.selection()).empty())
        continue;
      check(change_set);
    }
    if (!problems_.empty()) throw ValidationFailed(std::move(problems_));
    return std::move(marked_);
  }

 private:
  void add(const ChangeSet& change_set, std::string message) {
    problems_.push_back({change_set.where, std::move(message), change_set.id.to_text()});
  }

  void check(const ChangeSet& change_set) {
    const HistoryRow* const row = on_.history.find(change_set.id);
    if (row != nullptr) check_type(change_set, *row);
    check_dbms(change_set);
    check_identity(change_set);
    const bool has_identity = !change_set.id.id.empty();
    if (has_identity && (row == nullptr || change_set.run_on_change || change_set.run_always))
      check_what_runs(change_set);
    if (row != nullptr && !change_set.run_on_change && !change_set.run_always)
      check_checksum(change_set, *row);
    check_duplicate(change_set);
  }

  void check_type(const ChangeSet& change_set, const HistoryRow& row) {
    if (row.type == ExecType::unknown)
      add(change_set, "the history has an EXECTYPE that nobody knows: '" + row.type_text +
                          "'; correct the row, mostly it is EXECUTED");
  }

  void check_dbms(const ChangeSet& change_set) {
    for (const std::string& name : split_list(lower(change_set.dbms.or_empty()))) {
      if (name.starts_with('!') ||
          std::find(known_dbms.begin(), known_dbms.end(), name) != known_dbms.end())
        continue;
      add(change_set, name + " is not a supported DB; correct the dbms attribute");
    }
  }

  void check_identity(const ChangeSet& change_set) {
    if (change_set.id.id.empty())
      add(change_set, "ChangeSet Id is empty; give the changeset an id");
    if (change_set.id.author.empty() && on_.is_strict)
      add(change_set, "ChangeSet Author is empty; give the changeset an author");
  }

  void check_what_runs(const ChangeSet& change_set) {
    check_changes(change_set);
    const PreconditionBlock* const block = change_set.preconditions.get();
    if (!on_.asks_preconditions || block == nullptr || block->when_in_error() != Otherwise::halt)
      return;
    for (Problem& problem : block->unanswerable(on_.target.dialect())) {
      problem.change_set = change_set.id.to_text();
      problems_.push_back(std::move(problem));
    }
  }

  void check_changes(const ChangeSet& change_set) {
    const Target target = on_.target.with(change_set.quoting);
    for (const auto& change : change_set.changes) {
      for (Problem& problem : validate(*change, target)) {
        if (change_set.mark_ran_when_invalid) {
          marked_.insert(&change_set);
          continue;
        }
        problem.change_set = change_set.id.to_text();
        problems_.push_back(std::move(problem));
      }
    }
  }

  void check_checksum(const ChangeSet& change_set, const HistoryRow& row) {
    if (accepts_checksum(change_set, row, hashing_)) return;
    const Checksum stored = *Checksum::parse(*row.checksum);
    const Checksum now = change_set.checksum({stored.version, hashing_.files, hashing_.properties});
    add(change_set,
        "the changeset was changed after it had run: its checksum was: " + stored.to_text() +
            " but is now: " + now.to_text() +
            "; undo the change, write it as a new changeset, or accept it with <validCheckSum>" +
            stored.to_text() + "</validCheckSum>");
  }

  void check_duplicate(const ChangeSet& change_set) {
    const auto [first, is_new] = seen_.insert(&change_set);
    if (is_new) return;
    add(change_set, "the changeset has the same id, author and path as the one at " +
                        (*first)->where.to_text() + "; give one of them another id");
  }

  const Validation& on_;
  Hashing hashing_;
  std::vector<Problem> problems_;
  std::set<const ChangeSet*> marked_;
  std::set<const ChangeSet*, ByOwnId> seen_;
};

}  // namespace

std::set<const ChangeSet*> Validation::run() const { return Validator(*this).run(); }

}  // namespace ebbtide

// Whether a changelog and a history fit. Which check is made of a changeset depends on its row:
//
//   no row                       its changes must be possible here, its preconditions answerable
//   a row, runOnChange/Always    the same, since it will run again
//   a row                        its checksum must be the one of the row, or one that is accepted
//   any                          identity, dbms names, and that no other changeset is the same one
//
// A changeset that has run is history: that this database could not do it any more, or that a file
// of it is gone, does not matter. What contexts, labels or `ignore` keep out is not checked at all:
// as Liquibase does, for a changelog holds what is for other environments.
//
// With onValidationFail=MARK_RAN a changeset that cannot work is no error but is recorded as run.
// Everything else is collected and thrown at once.
#include "executor/validate.h"

#include <algorithm>
#include <array>

#include "changelog/validate.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "executor/plan.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The names dbms attributes can have: the databases Liquibase knows, and ours.
constexpr auto known_dbms = std::to_array<std::string_view>(
    {"all",      "asany",  "cockroachdb",  "databricks",  "db2",        "db2z",     "derby",
     "dynamodb", "edb",    "enterprisedb", "exasol",      "firebird",   "h2",       "hana",
     "hanadb",   "hsqldb", "informix",     "ingres",      "mariadb",    "mock",     "mongodb",
     "mssql",    "mysql",  "none",         "oracle",      "postgresql", "redshift", "snowflake",
     "sqlite",   "sybase", "teradata",     "unsupported", "vertica"});

bool is_known_dbms(std::string_view name) {
  const auto has = [&](const auto& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
  };
  return has(known_dbms) || has(database_names());
}

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
    const HistoryRow* const row = on_.store.find(change_set, on_.history);
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
      if (name.starts_with('!') || is_known_dbms(name)) continue;
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
    for (Problem& problem : block->unanswerable(on_.target.facts().name)) {
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
    std::pair<const ChangeSet*, std::string> one(&change_set, row.checksum.or_empty());
    if (on_.stood != nullptr && on_.stood->contains(one)) return;
    const Stood stood = on_.store.compare(change_set, row, hashing_);
    if (stood.standing == Standing::failed)
      add(change_set,
          "the history says that the changeset failed; put right what is half done, then take its "
          "row out of " +
              on_.store.name());
    if (on_.stood != nullptr && stood.standing == Standing::same) on_.stood->insert(std::move(one));
    if (stood.standing != Standing::changed) return;
    add(change_set, "the changeset was changed after it had run: its checksum was: " + stood.was +
                        " but is now: " + stood.now +
                        "; undo the change, write it as a new changeset, or accept it with "
                        "<validCheckSum>" +
                        stood.was + "</validCheckSum>");
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

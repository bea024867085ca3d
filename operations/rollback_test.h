#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "executor/live_run.h"
#include "executor/locked.h"
#include "operations/checks.h"
#include "operations/option_row.h"
#include "operations/reach_check.h"
#include "schema/compare.h"
#include "schema/touched.h"
#include "sql/reach.h"

namespace ebbtide {

using ChangeSetIds = std::set<ChangeSetId, ByIdentity>;

/// All that have a row, whatever became of them.
ChangeSetIds ids_of(const History& history);

/// Something the test found: a difference in the schema, or a step that failed.
struct TestFinding {
  std::string change_set;  ///< empty where all were tested at once
  std::string step;        ///< `update`, `rollback`, `compare` or `update again`
  std::string message;
  std::optional<schema::Difference> difference = {};  ///< from what was there before
  std::string object = {};                            ///< of the difference: `index orders.by_day`
};

/// What a difference from before is, as people read it: `column orders.note was not there before`,
/// `column orders.note: type was 'text' and is 'varchar(20)'`. Objects of the default schema stand
/// without it.
std::string told_from_before(const schema::Difference& difference,
                             const std::string& default_schema);
/// `column orders.note`, the same.
std::string object_of(const schema::Difference& difference, const std::string& default_schema);

/// What judges which statements stay in a database, and what becomes of the others. Must live as
/// long as the test.
struct Bounds {
  const Reach& reach;
  Beyond beyond = Beyond::refused;
};

/// The test of one database: whether changesets can be undone there. What it finds is added to
/// `findings`, and is no exception, but for a lost connection and a wish to stop. Changes the
/// database, whose lock it holds while it lives but for moments, and gives it new sessions. Borrows
/// what it is made from and, where the database stands beside others, its bounds.
class RollbackTest {
 public:
  struct Options {
    bool is_strict = false;             ///< whether an author must be given
    bool may_execute_commands = false;  ///< of executeCommand
    LockOptions lock = {};
  };

  RollbackTest(const Project& project, OpenDatabase& database, const Options& options,
               const Surroundings& with, const Bounds* bounds = nullptr)
      : project_(project),
        database_(database),
        options_(options),
        with_(with),
        bounds_(bounds),
        checks_(project, database, {options.is_strict, false, true}, with) {}

  std::vector<TestFinding> findings;
  std::size_t tested = 0;

  /// The changesets that the history of the database has now.
  ChangeSetIds recorded() { return ids_of(database_.read_history()); }
  /// Those that an update would run now, in its order.
  std::vector<const ChangeSet*> pending();

  /// Brings the database to where these changesets have run. What reaches beyond the database is
  /// left out, and so are programs: it was done when they ran. Throws what an update throws: a
  /// failure here says nothing of a rollback.
  void prepare(const ChangeSetIds& ran);

  /// Update, rollback, compare, update again, for these changesets at once, which must be pending.
  /// `name` is what findings call them that name no changeset; empty where there are several.
  /// Returns whether the next ones can be tested too.
  bool run(const std::vector<const ChangeSet*>& change_sets, const std::string& name);
  /// To be called at the end: what has changed although no statement said so is a finding too.
  void finish();

 private:
  using Picks = std::function<bool(const PlannedChangeSet&)>;

  bool attempt(const std::string& step, const std::string& name,
               const std::function<void()>& run_step);
  void add(const std::string& step, const std::string& change_set, const Position& where,
           const std::string& message);
  void update(const Picks& picks, bool has_run_before = false);
  /// A run of the test, which its bounds judge.
  LiveRunOptions run_options(Commands commands, std::optional<Beyond> beyond);
  void roll_back(const std::vector<ChangeSetId>& ids);
  /// What the database has at a moment.
  struct Moment {
    schema::Schema schema;
    ChangeSetIds recorded;
  };
  Moment now();
  /// The history under the lock, which is taken where it is not held; read anew after what was run.
  const History& history();
  /// A session as new, for what comes next.
  void begin_anew();
  bool run(const std::vector<const ChangeSet*>& change_sets, const std::string& name,
           const Moment& before);
  /// The schema without our own tables.
  schema::Schema read();
  /// What of it is about the tables that were touched; rights where there were some before.
  schema::Schema read_touched(const schema::Schema& before);
  /// The schema behind what was run since it was as before.
  schema::Schema read_behind(const schema::Schema& before);
  /// In what the schema differs from before, as far as what was run since can have changed it.
  std::vector<schema::Difference> differences_since(const schema::Schema& before);
  std::vector<schema::Difference> compared(const schema::Schema& before,
                                           const schema::Schema& after);
  void tell(std::vector<schema::Difference> differences, const std::string& name,
            const std::string& default_schema);

  const Project& project_;
  OpenDatabase& database_;
  Options options_;
  Surroundings with_;
  const Bounds* bounds_;
  Checks checks_;
  std::optional<Locked> lock_;
  bool has_run_ = false;                    ///< since the history was read
  std::optional<Moment> known_;             ///< how the database is now, where that was read
  std::optional<schema::Touched> touched_;  ///< by what is run; nothing where it may be anything
  bool is_pieced_ = false;                  ///< what is known was read in parts
  std::set<std::string> made_anew_;  ///< what the database had been given, and changesets make
};

inline constexpr OptionRow<RollbackTest::Options> rollback_test_option_rows[] = {
    {"strict", &RollbackTest::Options::is_strict},
    {"allow-execute-command", &RollbackTest::Options::may_execute_commands},
};

}  // namespace ebbtide

#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/reach_check.h"
#include "cli/workspace.h"
#include "schema/structure.h"
#include "sql/reach.h"

namespace ebbtide {

using ChangeSetIds = std::set<ChangeSetId, ByIdentity>;

ChangeSetIds ids_of(const History& history);

/// Something the test found: a difference in the structure, or a step that failed.
struct TestFinding {
  std::string change_set;  ///< empty where all were tested at once
  std::string step;        ///< `update`, `rollback`, `compare` or `update again`
  std::string message;
  std::optional<StructureDifference> difference = {};
};

/// What judges which statements stay in a database, and what becomes of the others.
struct Bounds {
  const Reach& reach;
  Beyond beyond = Beyond::refused;
};

/// The test of one database: whether changesets can be undone there. Borrows the workspace and,
/// where the database stands beside others, its bounds.
class RollbackTest {
 public:
  explicit RollbackTest(Workspace& workspace, const Bounds* bounds = nullptr)
      : workspace_(workspace), bounds_(bounds) {}

  std::vector<TestFinding> findings;
  std::size_t tested = 0;

  ChangeSetIds recorded() { return ids_of(workspace_.read_history()); }
  std::vector<const ChangeSet*> pending();

  /// Brings the database to where these changesets have run. What reaches beyond the database is
  /// left out, and so are programs: it was done when they ran.
  void prepare(const ChangeSetIds& ran);

  /// Update, rollback, compare, update again, for these changesets at once. Returns whether the
  /// next ones can be tested too.
  bool run(const std::vector<const ChangeSet*>& change_sets, const std::string& name);

 private:
  using Picks = std::function<bool(const PlannedChangeSet&)>;

  bool attempt(const std::string& step, const std::string& name,
               const std::function<void()>& run_step);
  void add(const std::string& step, const std::string& change_set, const Position& where,
           const std::string& message);
  void update(const Picks& picks, bool has_run_before = false);
  void roll_back(const std::vector<ChangeSetId>& ids);
  /// The structure without our own tables.
  Structure structure();

  Workspace& workspace_;
  const Bounds* bounds_;
};

}  // namespace ebbtide

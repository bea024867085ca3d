#include "cli/testing_rollback.h"

#include <algorithm>
#include <array>
#include <set>

#include "cli/json_output.h"
#include "cli/preparation.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "database/sql_tokens.h"
#include "rollback/run.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;
using Ids = std::set<ChangeSetId, ByIdentity>;

Ids ids_of(const History& history) {
  Ids ids;
  for (const HistoryRow& row : history.rows()) ids.insert(row.id);
  return ids;
}

/// Something the test found: a difference in the structure, or a step that failed.
struct Finding {
  std::string change_set;  ///< empty where all were tested at once
  std::string step;        ///< `update`, `rollback`, `compare` or `update again`
  std::string message;
  std::optional<StructureDifference> difference = {};
};

/// The test of one database. Borrows the workspace.
class RollbackTest {
 public:
  explicit RollbackTest(Workspace& workspace) : workspace_(workspace) {}

  std::vector<Finding> findings;
  std::size_t tested = 0;

  Ids recorded() { return ids_of(workspace_.read_history()); }

  /// Brings the database to where these changesets have run.
  void prepare(const Ids& ran) {
    update([&](const PlannedChangeSet& planned) { return ran.contains(planned.change_set->id); });
  }

  std::vector<const ChangeSet*> pending() {
    const History history = workspace_.read_history();
    const UpdatePlan plan = prepare_update(workspace_, history, {}, false);
    std::vector<const ChangeSet*> found;
    for (const PlannedChangeSet& planned : plan.change_sets) {
      if (planned.runs()) found.push_back(planned.change_set);
    }
    return found;
  }

  /// Update, rollback, compare, update again, for these changesets at once. Returns whether the
  /// next ones can be tested too.
  bool run(const std::vector<const ChangeSet*>& change_sets, const std::string& name) {
    const std::set<const ChangeSet*> chosen(change_sets.begin(), change_sets.end());
    const auto is_chosen = [&](const PlannedChangeSet& planned) {
      return chosen.contains(planned.change_set);
    };
    tested += change_sets.size();
    const Structure before = structure();
    const Ids had = recorded();
    if (!attempt("update", name, [&] { update(is_chosen); })) return false;
    workspace_.reconnect();
    const Structure updated = structure();
    const Ids has = recorded();
    std::vector<ChangeSetId> added;
    std::set_difference(has.begin(), has.end(), had.begin(), had.end(), std::back_inserter(added),
                        ByIdentity());
    if (!attempt("rollback", name, [&] { roll_back(added); }))
      return recorded() == has && differences(updated, structure()).empty();
    for (StructureDifference& one : differences(before, structure())) {
      const std::string message = one.to_text();
      findings.push_back({name, "compare", message, std::move(one)});
    }
    return attempt("update again", name, [&] { update(is_chosen); });
  }

 private:
  template <class Step>
  bool attempt(const std::string& step, const std::string& name, const Step& run_step) {
    try {
      run_step();
      return true;
    } catch (const Interrupted&) {
      throw;
    } catch (const ConnectionLost&) {
      throw;
    } catch (const ValidationFailed& failed) {
      for (const Problem& problem : failed.problems())
        add(step, problem.change_set.empty() ? name : problem.change_set, problem.where,
            problem.message);
    } catch (const Error& error) {
      add(step, error.change_set().empty() ? name : error.change_set(), error.where(),
          error.what());
    }
    return false;
  }

  void add(const std::string& step, const std::string& change_set, const Position& where,
           const std::string& message) {
    findings.push_back(
        {change_set, step, (where.file.empty() ? "" : where.to_text() + ": ") + message, {}});
  }

  template <class Picks>
  void update(const Picks& picks) {
    const LockOptions options = workspace_.lock_options();
    const Lock lock(workspace_.connection(), workspace_.tables(), options,
                    workspace_.interruption(), workspace_.console());
    prepare_history_table(workspace_);
    const History history = workspace_.read_history();
    UpdatePlan plan = prepare_update(workspace_, history, {}, false);
    check_texts(workspace_, plan, false);
    for (PlannedChangeSet& planned : plan.change_sets) {
      if (!picks(planned)) planned.skipped_for.push_back(SkipReason::after_count);
    }
    LiveSession session(workspace_.connection(), workspace_.names());
    TableHistoryWriter writer(session, workspace_.tables());
    const Target target = workspace_.target(false);
    const CheckContext check = workspace_.check_context(history);
    run_update(plan, history, run_context(workspace_, session, writer, target, check));
  }

  void roll_back(const std::vector<ChangeSetId>& ids) {
    if (ids.empty()) return;
    const LockOptions options = workspace_.lock_options();
    const Lock lock(workspace_.connection(), workspace_.tables(), options,
                    workspace_.interruption(), workspace_.console());
    const History history = workspace_.read_history();
    const Target target = workspace_.target(false);
    const RollbackPlan plan =
        plan_rollback(RollbackChosen{ids}, workspace_.changelog(), history, target);
    LiveSession session(workspace_.connection(), workspace_.names());
    TableHistoryWriter writer(session, workspace_.tables());
    const CheckContext check = workspace_.check_context(history);
    run_rollback(plan, run_context(workspace_, session, writer, target, check));
  }

  /// The structure without our own tables.
  Structure structure() {
    Structure all = workspace_.target(false).catalog.structure(StructureScope::all_schemas);
    const std::array own{std::string(workspace_.tables().history_name().name),
                         std::string(workspace_.tables().lock_name().name)};
    all.remove_if([&](const StructureObject& object) {
      return std::any_of(own.begin(), own.end(), [&](const std::string& name) {
        return equals_ignoring_case(object.table, name) ||
               (object.kind == "table" && equals_ignoring_case(object.name, name));
      });
    });
    return all;
  }

  Workspace& workspace_;
};

bool is_server_wide(const std::vector<SqlToken>& tokens) {
  if (tokens.size() < 2) return false;
  const bool defines = tokens[0].is("create") || tokens[0].is("alter") || tokens[0].is("drop") ||
                       tokens[0].is("rename");
  return tokens[0].is("use") ||
         (defines && (tokens[1].is("role") || tokens[1].is("user") || tokens[1].is("group") ||
                      tokens[1].is("database") || tokens[1].is("tablespace")));
}

/// Why a statement would reach beyond the scratch database; empty where it does not.
std::string reach_of(const std::string& sql, const SqlSyntax& syntax,
                     const std::vector<std::string>& neighbours) {
  const auto tokens = sql_tokens(sql, syntax);
  const bool makes_schema =
      !neighbours.empty() && tokens.size() > 1 && tokens[1].is("schema") && !tokens[0].is("set");
  if (is_server_wide(tokens) || makes_schema) return "it is about the whole server";
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is_name() || !tokens[i + 1].is(".") || (i > 0 && tokens[i - 1].is(".")))
      continue;
    if (std::find(neighbours.begin(), neighbours.end(), tokens[i].value) != neighbours.end())
      return "it names the database '" + tokens[i].value + "'";
  }
  return "";
}

/// Refuses changesets that would change more than the scratch database.
void check_reach(Workspace& scratch, const std::vector<const ChangeSet*>& change_sets,
                 const std::vector<std::string>& neighbours) {
  std::vector<Problem> problems;
  const Target target = scratch.target(true);
  const auto look = [&](const Change& change, const ChangeSet& change_set) {
    try {
      change.emit(target, [&](const Step& step) {
        const auto* const sql = std::get_if<SqlStep>(&step);
        if (sql == nullptr) return;
        const std::string why = reach_of(sql->statement.sql, target.dialect().syntax(), neighbours);
        if (!why.empty())
          problems.push_back(
              {change.where,
               "the statement cannot be tested on a scratch database beside others: " + why +
                   "; name a database with --scratch-url",
               change_set.id.to_text()});
      });
    } catch (const Interrupted&) {
      throw;
    } catch (const Error&) {
      // What cannot be made without the live table is about that table.
    }
  };
  for (const ChangeSet* const change_set : change_sets) {
    for (const auto& change : change_set->changes) look(*change, *change_set);
    const Undo undo = plan_undo(*change_set, scratch.changelog(), target);
    for (const UndoChange& change : undo.changes) look(*change, *change_set);
  }
  if (!problems.empty()) throw ValidationFailed(std::move(problems));
}

void run_test(RollbackTest& test, const std::vector<const ChangeSet*>& pending, bool each) {
  if (!each) return void(test.run(pending, ""));
  for (const ChangeSet* const change_set : pending) {
    if (!test.run({change_set}, change_set->id.to_text())) return;
  }
}

Json json_of(const Finding& finding) {
  Json one{{"changeset", finding.change_set}, {"step", finding.step}, {"message", finding.message}};
  if (!finding.difference) return one;
  constexpr std::array kinds{"missing", "additional", "changed"};
  const StructureDifference& difference = *finding.difference;
  one["difference"] = kinds[static_cast<std::size_t>(difference.kind)];
  one["kind"] = difference.object.kind;
  one["object"] = difference.object.to_text();
  one["before"] = difference.kind == StructureDifference::Kind::changed ? difference.before
                  : difference.kind == StructureDifference::Kind::missing
                      ? difference.object.definition
                      : "";
  one["after"] = difference.kind == StructureDifference::Kind::changed ? difference.after
                 : difference.kind == StructureDifference::Kind::additional
                     ? difference.object.definition
                     : "";
  return one;
}

void report(Workspace& workspace, const RollbackTest& test, const std::string& place) {
  if (wants_json(workspace)) {
    Json findings = Json::array();
    for (const Finding& finding : test.findings) findings.push_back(json_of(finding));
    write_json(workspace, {{"database", workspace.database()},
                           {"testedOn", place},
                           {"changesets", test.tested},
                           {"proved", test.findings.empty()},
                           {"findings", findings}});
  } else {
    TextOutput& out = workspace.console().out();
    for (const Finding& finding : test.findings)
      out << finding.step << ": " << finding.message
          << (finding.change_set.empty() ? "" : " [changeset " + finding.change_set + "]") << "\n";
    out << count_of(test.tested, "changeset") << " tested on " << place << ": "
        << (test.findings.empty() ? "updated, undone, equal to the structure before, updated again"
                                  : count_of(test.findings.size(), "finding"))
        << "\n";
  }
  if (!test.findings.empty())
    throw Error("the rollback is not proved: " + count_of(test.findings.size(), "finding"));
}

/// As Liquibase does: on the given database, which is updated in the end.
void test_on_target(Workspace& workspace) {
  RollbackTest test(workspace);
  run_test(test, test.pending(), workspace.settings().flag("each"));
  report(workspace, test, workspace.database());
}

void test_on(Workspace& workspace, const DatabaseUrl& url,
             const std::vector<std::string>& neighbours, const Ids& ran) {
  Workspace scratch(workspace, url);
  workspace.also_cancel(&scratch);
  RollbackTest test(scratch);
  std::vector<const ChangeSet*> pending = test.pending();
  check_reach(scratch, pending, neighbours);
  const Ids there = test.recorded();
  Ids missing;
  std::set_difference(ran.begin(), ran.end(), there.begin(), there.end(),
                      std::inserter(missing, missing.end()), ByIdentity());
  if (!missing.empty()) {
    workspace.console().say("Preparing: " + count_of(missing.size(), "changeset") +
                            " that ran already");
    test.prepare(missing);
    pending = test.pending();
  }
  run_test(test, pending, workspace.settings().flag("each"));
  workspace.also_cancel(nullptr);
  report(workspace, test, scratch.database());
}

/// Which changesets are not to be tested: those that ran on the given database.
Ids already_ran(Workspace& workspace) {
  if (workspace.settings().flag("all-changesets")) return {};
  return ids_of(workspace.read_history());
}

}  // namespace

void update_testing_rollback(Workspace& workspace) {
  const Settings& settings = workspace.settings();
  const std::string place = settings.text("scratch-url");
  if (equals_ignoring_case(place, "target") ||
      (place.empty() && settings.flag("liquibase-compatible")))
    return test_on_target(workspace);
  const Ids ran = already_ran(workspace);
  const auto warn = [&](const std::string& message) { workspace.console().warning(message); };
  if (!place.empty()) {
    DatabaseUrl url = DatabaseUrl::parse(place);
    if (url.user.empty()) {
      url.user = workspace.url().user;
      url.password = workspace.url().password;
    }
    return test_on(workspace, url, {}, ran);
  }
  const auto scratch =
      make_scratch(workspace.connection(), workspace.url(), warn, settings.flag("all-changesets"));
  test_on(workspace, scratch->url(), scratch->neighbours(), ran);
  workspace.console().say(
      "The database " + workspace.database() +
      " was not touched; --scratch-url=target tests on it and leaves it updated");
}

}  // namespace ebbtide

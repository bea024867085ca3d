#include "cli/testing_rollback.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <nlohmann/json.hpp>

#include "cli/json_output.h"
#include "cli/preparation.h"
#include "cli/reach_check.h"
#include "cli/rollback_test.h"
#include "cli/update.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

void run_test(RollbackTest& test, const std::vector<const ChangeSet*>& pending, bool each) {
  if (!each) return void(test.run(pending, ""));
  for (const ChangeSet* const change_set : pending) {
    if (!test.run({change_set}, change_set->id.to_text())) return;
  }
}

Json json_of(const TestFinding& finding) {
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

/// Nothing was tested, which proves nothing.
void report_nothing(Workspace& workspace) {
  if (wants_json(workspace))
    return write_json(workspace, {{"database", workspace.database()},
                                  {"changesets", 0},
                                  {"proved", nullptr},
                                  {"findings", Json::array()}});
  workspace.console().out() << "Nothing is proved: no changeset is pending on "
                            << workspace.database() << "; --all-changesets proves those that ran\n";
}

void report(Workspace& workspace, const RollbackTest& test, const std::string& place) {
  if (test.tested == 0) return report_nothing(workspace);
  if (wants_json(workspace)) {
    Json findings = Json::array();
    for (const TestFinding& finding : test.findings) findings.push_back(json_of(finding));
    write_json(workspace, {{"database", workspace.database()},
                           {"testedOn", place},
                           {"changesets", test.tested},
                           {"proved", test.findings.empty()},
                           {"findings", findings}});
  } else {
    TextOutput& out = workspace.console().out();
    for (const TestFinding& finding : test.findings)
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

/// Whether the database stands on another server than the given one, so that the given one is out
/// of reach. One that does not say where it is does not.
bool is_elsewhere(Workspace& scratch, Workspace& workspace) {
  const std::string own = server_of(scratch.connection(), scratch.url().kind);
  const std::string given = server_of(workspace.connection(), workspace.url().kind);
  return !own.empty() && !given.empty() && own != given;
}

/// What the proof on a scratch database may run and ask: these changesets, and before them those
/// that ran already.
void check_bounds(Workspace& scratch, const std::vector<const ChangeSet*>& pending,
                  const ChangeSetIds& missing, const Reach& reach) {
  std::vector<const ChangeSet*> asked = pending;
  for (const ChangeSet& one : scratch.changelog().change_sets) {
    if (missing.contains(one.id)) asked.push_back(&one);
  }
  check_reach_of_preconditions(scratch, asked, reach);
  check_reach(scratch, pending, reach);
}

/// On another database.
void test_on(Workspace& workspace, const DatabaseUrl& url, const ChangeSetIds& ran) {
  Workspace scratch(workspace, url);
  workspace.also_cancel(&scratch);
  const Reach reach(reach_rules(url.kind), scratch.dialect().syntax(),
                    neighbours_of(scratch.connection(), url.kind));
  const Bounds bounds{reach, is_elsewhere(scratch, workspace) ? Beyond::told : Beyond::refused};
  const bool is_bound = bounds.beyond == Beyond::refused;
  if (is_bound) check_reach_of_preconditions(scratch, {}, reach);
  RollbackTest test(scratch, &bounds);
  std::vector<const ChangeSet*> pending = test.pending();
  const ChangeSetIds there = test.recorded();
  ChangeSetIds missing;
  std::set_difference(ran.begin(), ran.end(), there.begin(), there.end(),
                      std::inserter(missing, missing.end()), ByIdentity());
  std::erase_if(pending, [&](const ChangeSet* one) { return missing.contains(one->id); });
  if (is_bound) check_bounds(scratch, pending, missing, reach);
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

bool is_on_target(const Settings& settings) {
  const std::string place = settings.text("scratch-url");
  return equals_ignoring_case(place, "target") ||
         (place.empty() && settings.flag("liquibase-compatible"));
}

/// The proof away from the given database. Throws Error where it does not hold.
void prove_elsewhere(Workspace& workspace) {
  const Settings& settings = workspace.settings();
  const bool is_all = settings.flag("all-changesets");
  if (!is_all && RollbackTest(workspace).pending().empty()) return report_nothing(workspace);
  // Which changesets are not to be tested: those that ran on the given database.
  const ChangeSetIds ran = is_all ? ChangeSetIds() : ids_of(workspace.read_history());
  if (const std::string place = settings.text("scratch-url"); !place.empty()) {
    DatabaseUrl url = DatabaseUrl::parse(place);
    if (url.user.empty()) {
      url.user = workspace.url().user;
      url.password = workspace.url().password;
    }
    return test_on(workspace, url, ran);
  }
  const auto warn = [&](const std::string& message) { workspace.console().warning(message); };
  const auto scratch = make_scratch(workspace.connection(), workspace.url(), warn, is_all);
  test_on(workspace, scratch->url(), ran);
}

/// Beside a result that is data, the summary of the update has no place.
void update_after_proof(Workspace& workspace) {
  if (!wants_json(workspace)) return update(workspace);
  std::ostringstream unread;
  std::ostream& out = workspace.console().raw();
  workspace.console().redirect(unread);
  try {
    update(workspace);
  } catch (...) {
    workspace.console().redirect(out);
    throw;
  }
  workspace.console().redirect(out);
}

}  // namespace

void prove(Workspace& workspace) {
  if (is_on_target(workspace.settings())) return test_on_target(workspace);
  prove_elsewhere(workspace);
  workspace.console().say("Nothing was run on the database " + workspace.database());
}

void update_testing_rollback(Workspace& workspace) {
  if (is_on_target(workspace.settings())) return test_on_target(workspace);
  try {
    prove_elsewhere(workspace);
  } catch (const Error&) {
    workspace.console().say("Nothing was run on the database " + workspace.database());
    throw;
  }
  update_after_proof(workspace);
}

}  // namespace ebbtide

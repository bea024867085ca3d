#include "cli/doctor.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "changelog/validate.h"
#include "cli/findings.h"
#include "cli/json_output.h"
#include "cli/script.h"
#include "database/catalog.h"
#include "history/lock.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_places = 10;

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::blocks:
      return "blocks";
    case Severity::attention:
      return "attention";
    case Severity::note:
      return "note";
  }
  return "";
}

/// What changesets that are still to run ask for and this database has not.
void find_unsupported(Workspace& workspace, const Changelog& changelog, const History& history,
                      Findings& findings) {
  const Target target = workspace.target(changelog);
  for (const ChangeSet& change_set : changelog.change_sets) {
    if (history.find(change_set.id) != nullptr) continue;
    for (const auto& change : change_set.changes) {
      if (change->type().name == "customChange") continue;
      for (const Problem& problem : validate(*change, target)) {
        findings.add({"unsupported",
                      Severity::attention,
                      problem.message,
                      "Liquibase refuses it too, if the changeset is chosen",
                      {{problem.where, change_set.id.to_text()}}});
      }
    }
  }
}

/// SQL that would not run as it is written. Where it has run, nobody can edit it.
void find_in_texts(Workspace& workspace, const Changelog& changelog, const History& history,
                   Findings& findings) {
  const Target target = workspace.target(changelog);
  for (const ChangeSet& change_set : changelog.change_sets) {
    const bool has_run = history.find(change_set.id) != nullptr;
    const auto add = [&](const Problem& problem, bool stops) {
      findings.add({"sql-text",
                    stops ? Severity::blocks : Severity::attention,
                    problem.message,
                    "",
                    {{problem.where, problem.change_set}}});
    };
    for (const Problem& problem : text_problems(change_set, target)) add(problem, !has_run);
    for (const Problem& problem : rollback_text_problems(change_set, target)) add(problem, false);
  }
}

/// Options of Liquibase that are given and change nothing here.
void find_in_options(const Settings& settings, Findings& findings) {
  for (const Option* const option : settings.without_effect()) {
    findings.add({"option", Severity::note,
                  "the option '--" + std::string(option->name) + "' has no effect here",
                  std::string(option->doc)});
  }
}

/// How the tracking tables differ from what version 4.28 makes.
void find_in_tables(Workspace& workspace, Findings& findings) {
  const auto table = workspace.catalog().table(workspace.tables().history_name());
  if (!table) {
    return findings.add({"no-history", Severity::note,
                         "the database has no table " + workspace.tables().history(),
                         "the first update makes it"});
  }
  for (const CommentedSql& step : workspace.tables().upgrade_history(*table)) {
    if (step.comment.empty()) continue;
    findings.add({"table-layout", Severity::attention,
                  "the history table is of an older layout: " + step.comment,
                  "the next command that writes the history brings it up to date: " + step.sql});
  }
  for (const LockRow& row : Lock::holders(workspace.connection(), workspace.tables())) {
    findings.add({"locked", Severity::blocks,
                  "the lock table says that " + row.holder + " works here since " + row.granted_at,
                  "wait for it, or use release-locks if it no longer runs"});
  }
}

/// The history; nothing where it cannot be read.
std::optional<History> stored_history(Workspace& workspace, Findings& findings) {
  if (workspace.is_offline()) return script_history(workspace);
  try {
    return workspace.read_history();
  } catch (const Error& error) {
    findings.add({"table-layout", Severity::attention,
                  "the history table cannot be read as it is: " + std::string(error.what()), ""});
    return std::nullopt;
  }
}

Json place_json(const Finding::Place& place) {
  Json json;
  if (!place.where.file.empty()) {
    json["file"] = place.where.file;
    json["line"] = place.where.line;
    json["column"] = place.where.column;
  }
  if (!place.change_set.empty()) json["changeSet"] = place.change_set;
  return json;
}

Json finding_json(const Finding& finding) {
  Json places = Json::array();
  for (const Finding::Place& place : finding.places) places.push_back(place_json(place));
  return {{"kind", finding.kind},   {"severity", to_text(finding.severity)},
          {"what", finding.what},   {"advice", finding.advice},
          {"count", places.size()}, {"places", std::move(places)}};
}

void write_finding(TextOutput& out, const Finding& finding) {
  out << "\n" << finding.kind << " (" << to_text(finding.severity) << "): " << finding.what;
  if (finding.places.size() > 1) out << " (" << finding.places.size() << " places)";
  out << "\n";
  if (!finding.advice.empty()) out << "  " << finding.advice << "\n";
  for (std::size_t i = 0; i < finding.places.size() && i < most_places; ++i) {
    const Finding::Place& place = finding.places[i];
    const std::string where = place.where.file.empty() ? "" : place.where.to_text();
    const std::string gap = where.empty() || place.change_set.empty() ? "" : "   ";
    out << "    " << where << gap << place.change_set << "\n";
  }
  if (finding.places.size() > most_places)
    out << "    … and " << finding.places.size() - most_places << " more\n";
}

std::size_t count(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const Finding& one) { return one.severity == severity; }));
}

void write_report(Workspace& workspace, const Changelog& changelog,
                  const std::vector<Finding>& findings) {
  if (wants_json(workspace)) {
    Json list = Json::array();
    for (const Finding& finding : findings) list.push_back(finding_json(finding));
    const Json database = workspace.has_no_database() ? Json() : Json(workspace.database());
    return write_json(workspace, {{"changelog", changelog.file},
                                  {"database", database},
                                  {"changeSets", changelog.change_sets.size()},
                                  {"ready", count(findings, Severity::blocks) == 0},
                                  {"findings", std::move(list)}});
  }
  TextOutput& out = workspace.console().out();
  out << changelog.file << ": " << count_of(changelog.change_sets.size(), "changeset")
      << (workspace.has_no_database() ? "" : ", against " + workspace.database()) << "\n";
  for (const Finding& finding : findings) write_finding(out, finding);
  if (findings.empty()) out << "nothing found; the changelog can be used as it is\n";
}

}  // namespace

void doctor(Workspace& workspace) {
  Findings findings;
  const ReadChangelog read = workspace.read_changelog();
  find_in_options(workspace.settings(), findings);
  find_in_changelog(read.changelog, read.problems, findings);
  if (!workspace.has_no_database()) {
    if (!workspace.is_offline()) find_in_tables(workspace, findings);
    if (const auto history = stored_history(workspace, findings)) {
      find_in_history(read.changelog, *history, workspace.target(read.changelog).hashing(),
                      findings);
      find_unsupported(workspace, read.changelog, *history, findings);
      find_in_texts(workspace, read.changelog, *history, findings);
    }
  }
  write_report(workspace, read.changelog, findings.all());
  const std::size_t blocking = count(findings.all(), Severity::blocks);
  if (blocking > 0)
    throw Error("doctor: " + count_of(blocking, "finding") +
                " would stop a migration; they are marked 'blocks'");
}

}  // namespace ebbtide

// Shows what operations/doctor finds. The options are looked at here, since only the command line
// knows which of Liquibase's were given that do nothing. The exit code is what a pipeline asks: 1
// where something would stop the migration, whatever the format.
#include "cli/doctor.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/config/option_findings.h"
#include "cli/json/reports.h"
#include "cli/request.h"
#include "operations/doctor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::size_t most_places = 10;

void find_in_scripts(const Settings& settings, Findings& findings) {
  std::vector<std::string> files;
  for (const std::string& name : split_list(settings.text("scripts"))) {
    std::error_code error;
    if (!std::filesystem::is_directory(name, error)) {
      files.push_back(name);
      continue;
    }
    const std::vector<std::string> found = scripts_in(name);
    if (found.empty())
      settings.refuse("scripts", "the folder '" + name + "' has neither builds nor scripts");
    files.insert(files.end(), found.begin(), found.end());
  }
  for (const std::string& name : files) {
    std::ifstream input(name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
    if (!input) settings.refuse("scripts", "cannot read the script '" + name + "'");
    find_in_script(name, text, findings);
  }
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

void write_report(Request& request, const Changelog& changelog,
                  const std::vector<Finding>& findings) {
  const std::string database = request.has_no_database() ? "" : request.database().shown();
  if (request.wants_json())
    return write_json(request.console(), DoctorReport{changelog, database, findings,
                                                      count(findings, Severity::blocks) == 0});
  TextOutput& out = request.console().out();
  if (!changelog.file.empty())
    out << changelog.file << ": " << count_of(changelog.change_sets.size(), "changeset")
        << (database.empty() ? "" : ", against " + database) << "\n";
  for (const Finding& finding : findings) write_finding(out, finding);
  if (findings.empty()) out << "nothing found; the changelog can be used as it is\n";
}

}  // namespace

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

void doctor(Request& request) {
  Findings findings;
  const Settings& settings = request.settings();
  find_in_settings(settings, findings);
  find_in_scripts(settings, findings);
  // Whoever asks about scripts alone need not have a changelog.
  const bool has_changelog =
      !settings.text("changelog-file").empty() || settings.text("scripts").empty();
  const ReadChangelog read =
      has_changelog ? request.read_changelog() : ReadChangelog{Changelog(Properties({})), {}};
  if (has_changelog && !request.has_no_database()) {
    find_in_database(read, request.files(), request.database(), findings);
  } else {
    find_in_changelog(read.changelog, read.problems, findings);
  }
  write_report(request, read.changelog, findings.all());
  const std::size_t blocking = count(findings.all(), Severity::blocks);
  if (blocking > 0)
    throw Error("doctor: " + count_of(blocking, "finding") +
                " would stop a migration; they are marked 'blocks'");
}

}  // namespace ebbtide

// Files: what nothing reaches, what is misspelt, what a release had otherwise.
//
// Who reads the files has found these things, as only there is known what was opened, listed and
// what a commit had (operations/lint.cpp); here they become findings, each at the changeset that
// its place belongs to, or at none.
//
// A property that nobody defines stays as `${name}` and goes to the database so. It is defined by
// any file that was read, by the command line or by the configuration's own list, and `database.`
// begins those that the database tells. It is told once for each changeset, however often it stands
// there.
//
// UI101 has no function: what is wrong with a suppression is found where it is obeyed
// (suppressions.cpp).
#include <set>

#include "lint/findings.h"
#include "lint/source_text.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

void add_at(const Scene& scene, const Position& where, std::string object, std::string message,
            Findings& findings) {
  if (const Subject* const subject = subject_at(scene, where)) {
    findings.add(*subject, where, std::move(object), std::move(message));
  } else {
    findings.add(where, std::move(object), std::move(message));
  }
}

void unreached(const Scene& scene, Findings& findings) {
  for (const Position& where : scene.unreached_files)
    findings.add(where, "", "no include reaches this file");
}

void false_directive(const Scene& scene, Findings& findings) {
  for (const SourceFile& file : scene.files)
    for (const TextSpot& spot : false_directives_in(file, scene.facts.syntax))
      add_at(scene, {file.path, spot.line, spot.column}, "", spot.what, findings);
  for (const Problem& problem : scene.misnamed_files)
    findings.add(problem.where, "", problem.message);
}

void released_edit(const Scene& scene, Findings& findings) {
  for (const Problem& problem : scene.released_edits) {
    Finding& found = findings.add(problem.where, "", problem.message);
    found.change_set = problem.change_set;
  }
}

void odd_order(const Scene& scene, Findings& findings) {
  for (const Problem& problem : scene.odd_orders)
    findings.add(problem.where, problem.change_set, problem.message);
}

void undefined_property(const Scene& scene, Findings& findings) {
  for (const SourceFile& file : scene.files) {
    std::set<std::pair<std::string, const Subject*>> told;
    for (const TextSpot& spot : properties_in(file, scene.facts.syntax)) {
      const std::string name = lower(spot.what);
      const bool is_known = scene.properties.contains({name, file.path}) ||
                            scene.settings.properties.contains(name) ||
                            name.starts_with("database.");
      const Position where{file.path, spot.line, spot.column};
      const std::pair<std::string, const Subject*> key{name, subject_at(scene, where)};
      if (is_known || !told.insert(key).second) continue;
      add_at(scene, where, spot.what, "the property ${" + spot.what + "} is not defined", findings);
    }
  }
}

constexpr Rule table[] = {
    {.id = "CS108",
     .title = "Changelog file that no include reaches",
     .why = "It never runs.",
     .remedy = "include it or delete it",
     .boundary = "Files that are included, files of SQL and data that changes name, what is no "
                 "changelog.",
     .at_end = unreached},
    {.id = "CS109",
     .title = "Line that looks like a directive but is read as a comment",
     .severity = Severity::error,
     .why = "The SQL joins the changeset before, or the rollback is lost; a file whose name is not "
            "right is never picked up.",
     .remedy = "write the directive, or the name, as it must be",
     .boundary = "Directives in any case; sentences that are not read as one; lines in texts.",
     .at_end = false_directive},
    {.id = "CS110",
     .title = "Released changeset edited, removed or overtaken",
     .severity = Severity::error,
     .why = "Its checksum no longer fits the databases that ran it, or fresh databases run in "
            "another order.",
     .remedy = "add a new changeset at the end; validCheckSum where the edit is meant",
     .boundary = "runOnChange, runAlways, validCheckSum; comments, labels, contexts, rollbacks and "
                 "blanks; new changesets at the end of their file.",
     .at_end = released_edit},
    {.id = "CS115",
     .title = "includeAll order is not the numeric order",
     .why = "V10 comes before V2.",
     .remedy = "pad the numbers",
     .boundary = "Names that are padded; folders of versioned files; timestamps.",
     .at_end = odd_order},
    {.id = "CS119",
     .title = "Property used but not defined",
     .why = "${name} goes to the database as it stands.",
     .remedy = "define it, or take it out",
     .boundary = "Defined in any file, by -D or by the configuration; ${:name}; comments.",
     .at_end = undefined_property},
    {.id = "UI101",
     .title = "Suppression that does not work",
     .why = "Nothing is silenced, or nobody knows why.",
     .remedy = "correct it or delete it; write the reason behind the rule",
     .boundary = "It silences something and says why; require-reason is off."},
};

}  // namespace

std::span<const Rule> file_rules() { return table; }

}  // namespace ebbtide::lint

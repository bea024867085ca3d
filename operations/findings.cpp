// Findings are kept by kind and words: the same thing said of another place is another place of one
// finding, so that 300 changesets with runWith are one paragraph and not 300. What is particular to
// a place must therefore not be in `what`, unless it makes it another finding (the class of a
// customChange).
//
// What needs Java is known by the name of the change or precondition alone: it is read and has its
// checksum like any other, so that a changeset of a history that has it stays what it is.
#include "operations/findings.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The value of a record's field, empty where it has none of this name.
std::string value_of(const Record& record, std::span<const Field> fields, std::string_view name) {
  const auto field = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& one) { return one.name == name; });
  return field == fields.end() ? "" : field->get(record).value_or("");
}

/// Change types that are not plain SQL, and what to do about them.
struct Special {
  std::string_view change, kind, names;
  Severity severity;
  std::string_view advice;
};
constexpr Special specials[] = {
    {"customChange", "java-class", "class", Severity::blocks,
     "a Java class cannot run here: write the change as sql, or let Liquibase run it once more "
     "and keep the changeset, which then counts as ran"},
    {"executeCommand", "program", "executable", Severity::attention,
     "runs only with --allow-execute-command"},
};

class ChangelogSearch {
 public:
  ChangelogSearch(const Changelog& changelog, Findings& findings,
                  const std::function<bool(const ChangeSet&)>& is_done)
      : changelog_(changelog), findings_(findings), is_done_(is_done) {}

  void run() {
    for (const Changelog::Check& check : changelog_.preconditions) search(check.block->all, "");
    for (const ChangeSet& change_set : changelog_.change_sets) search(change_set);
    for (const Problem& warning : changelog_.warnings) {
      findings_.add({"warning",
                     Severity::note,
                     warning.message,
                     "Liquibase leaves it so as well",
                     {{warning.where, warning.change_set}}});
    }
  }

 private:
  void search(const ChangeSet& change_set) {
    const std::string id = change_set.id.to_text();
    const bool is_done = is_done_ && is_done_(change_set);
    as_far_as_ = is_done ? Severity::attention : Severity::blocks;
    if (change_set.preconditions) search(change_set.preconditions->all, id);
    for (const auto& change : change_set.changes) search(*change, id);
    if (change_set.rollback) {
      for (const Rollback::Part& part : change_set.rollback->parts) {
        if (const auto* const change = std::get_if<std::unique_ptr<Change>>(&part))
          search(**change, id);
      }
    }
    if (change_set.run_with)
      findings_.add({"run-with",
                     Severity::attention,
                     "runWith=" + change_set.run_with.str(),
                     "its SQL goes through the connection, not through that program: remove what "
                     "only the program understands, such as \\set or DELIMITER",
                     {{change_set.where, id}}});
    find_duplicate(change_set);
  }

  void search(const Change& change, const std::string& id) {
    for (const Special& special : specials) {
      if (change.type().name != special.change) continue;
      findings_.add({special.kind,
                     std::max(special.severity, as_far_as_),
                     std::string(special.change) + " " +
                         value_of(change, change.type().fields, special.names) + behind(),
                     std::string(special.advice),
                     {{change.where, id}}});
    }
  }

  /// Preconditions stand in each other: and, or, not.
  void search(const std::vector<std::unique_ptr<Precondition>>& list, const std::string& id) {
    for (const auto& precondition : list) {
      if (auto* const inner = precondition->nested()) search(*inner, id);
      if (precondition->type().name != "customPrecondition") continue;
      findings_.add({"java-class",
                     as_far_as_,
                     "customPrecondition " +
                         value_of(*precondition, precondition->type().fields, "className") +
                         behind(),
                     "a Java class cannot run here: ask the same with sqlCheck",
                     {{precondition->where, id}}});
    }
  }

  /// What has run is another finding than the same class that is still to run.
  std::string behind() const {
    return as_far_as_ == Severity::blocks ? "" : ", of a changeset that has run";
  }

  void find_duplicate(const ChangeSet& change_set) {
    const auto [first, is_new] = seen_.emplace(change_set.id, &change_set);
    if (is_new) return;
    const std::string id = change_set.id.to_text();
    findings_.add({"duplicate-id",
                   Severity::blocks,
                   "two changesets are " + id,
                   "Liquibase refuses them too: give one of them another id",
                   {{first->second->where, id}, {change_set.where, id}}});
  }

  const Changelog& changelog_;
  Findings& findings_;
  const std::function<bool(const ChangeSet&)>& is_done_;
  Severity as_far_as_ = Severity::blocks;  ///< the most that what is looked at can matter
  std::map<ChangeSetId, const ChangeSet*> seen_;
};

Finding finding_of(const Problem& problem) {
  const Finding::Place place{problem.where, problem.change_set};
  switch (problem.kind) {
    case ProblemKind::java_only:
      return {"java-class", Severity::blocks, problem.message, "", {place}};
    case ProblemKind::paid_only:
      return {"paid-edition", Severity::blocks, problem.message, "", {place}};
    case ProblemKind::mistake:
      break;
  }
  return {"unreadable", Severity::blocks, problem.message, "", {place}};
}

}  // namespace

void Findings::add(Finding finding) {
  const auto same = std::find_if(all_.begin(), all_.end(), [&](const Finding& one) {
    return one.kind == finding.kind && one.what == finding.what;
  });
  if (same == all_.end()) {
    all_.push_back(std::move(finding));
  } else {
    std::move(finding.places.begin(), finding.places.end(), std::back_inserter(same->places));
  }
}

void find_in_changelog(const Changelog& changelog, const std::vector<Problem>& problems,
                       Findings& findings, const std::function<bool(const ChangeSet&)>& is_done) {
  for (const Problem& problem : problems) findings.add(finding_of(problem));
  ChangelogSearch(changelog, findings, is_done).run();
}

}  // namespace ebbtide

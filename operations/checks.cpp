// What an operation asks before its first statement, in this order:
//
//   1 preconditions of the changelog    ask the database; halt, warn, or let pass
//   2 changesets against the history    identities, checksums, what this database cannot do
//   3 texts of what the plan runs       comments that never end, bytes of another encoding …
//
// 1 and 2 end with what is wrong in the whole changelog; 3 needs the plan, since it reads every
// file that a changeset names and refuses only what is about to run. An update plans twice, without
// the lock and under it: 1 and 2 are asked both times, for the history may be another, 3 once for
// each changeset, for its texts are the same.
#include "operations/checks.h"

#include "database/facts.h"
#include "executor/preconditions.h"
#include "executor/validate.h"
#include "operations/script_schema.h"
#include "text/problem_line.h"
#include "text/unicode.h"

namespace ebbtide {

std::set<const ChangeSet*> Checks::changelog(const History& history) {
  const CheckContext check = database_.check_context(project_, history);
  for (const Changelog::Check& one : project_.changelog().preconditions)
    ask(*one.block, check, options_.for_script, with_.observer, with_.interruption);
  return change_sets(history);
}

std::set<const ChangeSet*> Checks::change_sets(const History& history) {
  const SchemaCatalog of_script = script_catalog(project_, database_, history);
  const Target target = options_.for_script ? database_.target(project_, true).with(of_script, {})
                                            : database_.target(project_);
  return Validation{project_.changelog(),
                    history,
                    database_.store(),
                    target,
                    options_.is_strict,
                    !options_.for_script,
                    options_.compares_once ? &stood_ : nullptr}
      .run();
}

UpdatePlan Checks::unchecked_plan(const History& history, const UpdateLimit& limit) const {
  return plan_update(project_.changelog(), history, database_.store(),
                     database_.target(project_).hashing(), limit);
}

UpdatePlan Checks::update_plan(const History& history, const UpdateLimit& limit) {
  const auto invalid = changelog(history);
  UpdatePlan plan = unchecked_plan(history, limit);
  for (PlannedChangeSet& planned : plan.change_sets)
    planned.is_invalid = invalid.contains(planned.change_set);
  return plan;
}

void Checks::texts(UpdatePlan& plan) {
  TextCheck::Result found = text_check_.run(plan, database_.target(project_, options_.for_script));
  for (const Problem& one : found.warnings) with_.observer.warning(line_of(one));
  if (!found.refusals.empty()) throw ValidationFailed(std::move(found.refusals));
}

// The statement that sets the tag finds the last row by DATEEXECUTED and ORDEREXECUTED. A row
// without a date whose number tells its place does no harm in the middle; at the end the tag would
// go to the row before it.
void require_known_end(const History& history) {
  for (const HistoryRow& row : history.rows()) {
    const bool is_last = &row == &history.rows().back();
    if (row.has_known_place && !(is_last && row.executed_at.empty())) continue;
    throw Error("the history does not tell when " + row.id.to_text() +
                " ran, so nobody knows which row is the last one to tag: its DATEEXECUTED or "
                "ORDEREXECUTED is missing; correct the row");
  }
}

std::string warning_of_tag(const UpdateLimit& limit, const Changelog& changelog) {
  return "The tag '" + *limit.tag + "' was not found in the changelog '" + changelog.file +
         "'. All changesets in the changelog are in the update.";
}

void check_tag(const std::string& tag, const Facts& facts) {
  constexpr std::size_t longest = 255;
  if (facts.has(Feature::limited_texts) && utf16_length(tag) > longest)
    throw UsageError("the tag is longer than the 255 letters that the history can keep");
  if (tag.empty()) throw UsageError("the tag is empty");
}

}  // namespace ebbtide

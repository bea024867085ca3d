// Texts are checked late, when it is known what they are for. What is about to run is refused,
// before anything of the run is done; what has run is only warned of, since nobody can edit it and
// its checksum counts; what contexts or labels keep out is not looked at, nor what a precondition
// keeps from this database, whose SQL may be another database's. SQL of rollbacks is warned of: it
// is refused when it is to run.
//
// Reading a text costs reading its file, so each changeset is looked at once per command. Those
// with onValidationFail=MARK_RAN are looked at each time, since what is found must be in every
// plan.
#include "executor/text_check.h"

#include <algorithm>
#include <iterator>

#include "changelog/validate.h"
#include "database/facts.h"

namespace ebbtide {
namespace {

void append(std::vector<Problem>& all, std::vector<Problem> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// Whether its preconditions keep it from this database, so that its SQL is not for it.
bool is_for_others(const ChangeSet& change_set, std::string_view dbms) {
  const PreconditionBlock* const block = change_set.preconditions.get();
  if (block == nullptr || block->when_failed() == Otherwise::halt) return false;
  return std::any_of(block->all.begin(), block->all.end(),
                     [&](const auto& one) { return one->is_for_others(dbms); });
}

}  // namespace

void TextCheck::check_pending(PlannedChangeSet& planned, const Target& target,
                              Result& result) const {
  std::vector<Problem> problems = text_problems(*planned.change_set, target);
  if (!problems.empty() && planned.change_set->mark_ran_when_invalid) {
    planned.is_invalid = true;
    return;
  }
  append(result.refusals, std::move(problems));
}

TextCheck::Result TextCheck::run(UpdatePlan& plan, const Target& target) {
  Result result;
  for (PlannedChangeSet& planned : plan.change_sets) {
    const ChangeSet& change_set = *planned.change_set;
    const bool is_known = planned.ran != nullptr && !planned.was_filtered();
    if (!planned.runs() && !is_known) continue;
    if (planned.is_invalid || is_for_others(change_set, target.facts().name)) continue;
    if (!seen_.insert(&change_set).second && !change_set.mark_ran_when_invalid) continue;
    if (planned.runs()) {
      check_pending(planned, target, result);
    } else {
      append(result.warnings, text_problems(change_set, target));
    }
    append(result.warnings, rollback_text_problems(change_set, target));
  }
  return result;
}

}  // namespace ebbtide

// Goes through the changelog in its order and says of each changeset what an update makes of it.
// The filters come first, then the limits, which count only what has passed them:
//
//   context, label, ignore    a changeset that is filtered out and sets the tag does not end an
//                             update to that tag
//   after_tag                 behind the changeset that sets the tag, or whose row has it
//   already_ran               has a row, and neither runAlways nor runOnChange wants it again
//   after_count               as many as asked for are in the plan
//
// Several reasons can hold, and the summary counts each. A tag that is nowhere in the changelog
// limits nothing, as with Liquibase, which warns; `found_tag` tells.
//
// runOnChange asks whether the checksum is the same in the strict sense. One that validCheckSum
// accepts is another one, so the changeset runs again.
#include "executor/plan.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Whether a changeset that ran before stays as it is: neither runAlways nor changed under
/// runOnChange.
bool is_done(const ChangeSet& change_set, const HistoryRow& row, const HistoryStore& store,
             const Hashing& hashing) {
  if (change_set.run_always) return false;
  return !change_set.run_on_change ||
         store.compare(change_set, row, hashing).standing == Standing::same;
}

/// Finds the end of an update to a tag: the changeset whose row has the tag, or that sets it.
class TagLimit {
 public:
  TagLimit(const std::optional<std::string>& tag, const History& history) : tag_(tag) {
    if (!tag_) return;
    const auto tagged = std::find_if(
        history.rows().begin(), history.rows().end(),
        [&](const HistoryRow& row) { return row.tag && equals_ignoring_case(*row.tag, *tag_); });
    if (tagged != history.rows().end()) ran_ = tagged->id;
  }

  bool was_found() const { return !tag_ || found_; }
  bool accepts(const ChangeSet& change_set) {
    if (!tag_) return true;
    if (found_) return false;
    found_ = (ran_ && is_same(change_set.id, *ran_)) || change_set.tag() == *tag_;
    return true;
  }

 private:
  const std::optional<std::string>& tag_;
  std::optional<ChangeSetId> ran_;
  bool found_ = false;
};

}  // namespace

bool PlannedChangeSet::was_filtered() const {
  return std::any_of(skipped_for.begin(), skipped_for.end(),
                     [](SkipReason reason) { return reason != SkipReason::already_ran; });
}

bool PlannedChangeSet::has_old_checksum() const {
  return ran != nullptr && store->kept_checksum(*ran) == KeptChecksum::old;
}

/// As Liquibase does: a missing checksum is filled in however far the update goes, and whatever
/// labels are asked for.
bool PlannedChangeSet::wants_checksum() const {
  if (ran == nullptr || runs()) return false;
  if (has_old_checksum()) return !was_filtered();
  return store->kept_checksum(*ran) == KeptChecksum::none &&
         std::find(skipped_for.begin(), skipped_for.end(), SkipReason::context) ==
             skipped_for.end();
}

bool UpdatePlan::is_idle() const {
  return std::none_of(change_sets.begin(), change_sets.end(), [](const PlannedChangeSet& one) {
    return one.runs() || one.wants_checksum();
  });
}

std::size_t UpdatePlan::pending() const {
  return static_cast<std::size_t>(
      std::count_if(change_sets.begin(), change_sets.end(),
                    [](const PlannedChangeSet& one) { return one.runs(); }));
}

std::size_t UpdatePlan::already_ran() const {
  return static_cast<std::size_t>(
      std::count_if(change_sets.begin(), change_sets.end(), [](const PlannedChangeSet& one) {
        return std::find(one.skipped_for.begin(), one.skipped_for.end(), SkipReason::already_ran) !=
               one.skipped_for.end();
      }));
}

std::vector<SkipReason> filters_against(const ChangeSet& change_set, const Selection& selection) {
  std::vector<SkipReason> reasons;
  if (!change_set.matches_contexts(selection)) reasons.push_back(SkipReason::context);
  if (!change_set.matches_labels(selection)) reasons.push_back(SkipReason::label);
  if (change_set.ignore || change_set.inherited_ignore) reasons.push_back(SkipReason::ignored);
  return reasons;
}

UpdatePlan plan_update(const Changelog& changelog, const History& history,
                       const HistoryStore& store, const Hashing& hashing,
                       const UpdateLimit& limit) {
  UpdatePlan plan;
  TagLimit tag(limit.tag, history);
  int left = limit.count.value_or(0);
  for (const ChangeSet& change_set : changelog.change_sets) {
    PlannedChangeSet& planned = plan.change_sets.emplace_back();
    planned.change_set = &change_set;
    planned.store = &store;
    planned.ran = store.find(change_set, history);
    planned.skipped_for = filters_against(change_set, changelog.properties.selection());
    if (planned.runs() && !tag.accepts(change_set))
      planned.skipped_for.push_back(SkipReason::after_tag);
    if (planned.ran != nullptr && is_done(change_set, *planned.ran, store, hashing))
      planned.skipped_for.push_back(SkipReason::already_ran);
    if (planned.runs() && limit.count && left-- <= 0)
      planned.skipped_for.push_back(SkipReason::after_count);
  }
  plan.found_tag = tag.was_found();
  return plan;
}

}  // namespace ebbtide

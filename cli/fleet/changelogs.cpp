#include "cli/fleet/changelogs.h"

namespace ebbtide {
namespace {

/// What of a target's own values a changelog is read by.
std::string choice_of(const TargetRow& row) {
  std::string choice;
  for (const Settings::Own& one : row.own) {
    const bool counts = one.name == "context-filter" || one.name == "label-filter" ||
                        one.name.starts_with("parameter.");
    if (counts) choice += one.name + "=" + one.value.value_or("") + "\n";
  }
  return choice;
}

}  // namespace

SharedChangelog FleetChangelogs::of(const TargetRow& row, const Settings& settings) {
  const std::lock_guard guard(mutex_);
  std::unique_ptr<Choice>& choice = choices_[choice_of(row)];
  if (!choice) {
    choice = std::make_unique<Choice>(
        settings, [this, &kept = choice](const std::string& dbms, const DatabaseFacts& facts) {
          return read_project(kept->settings, files_, dbms, facts, console_);
        });
  }
  return {files_, &choice->projects};
}

}  // namespace ebbtide

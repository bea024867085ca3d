#include "operations/drift_consent.h"

#include <utility>

namespace ebbtide {
namespace {

std::string message_of(const schema::Difference& one) {
  return "the database has drifted: " + one.to_text() +
         "; take it back or write a changeset for it, or say --drift=ignore";
}

}  // namespace

std::vector<Problem> DriftConsent::against(const Prospect&) {
  OpenDatabase reading(database_.options(), with_.interruption);
  const DriftReport report = find_drift(reading, options_, files_, with_);
  std::vector<Problem> problems;
  for (const schema::Difference& one : report.schemas.differences) {
    if (is_drift(one, options_.is_strict)) problems.push_back({{}, message_of(one), ""});
  }
  if (on_drift_ == OnDrift::refuse) return problems;
  for (const Problem& one : problems) with_.observer.warning(one.message);
  return {};
}

}  // namespace ebbtide

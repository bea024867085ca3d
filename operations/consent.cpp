#include "operations/consent.h"

#include <iterator>
#include <utility>

namespace ebbtide {

void require_consent(const Consents& consents, const Prospect& prospect) {
  std::vector<Problem> all;
  for (Consent* const consent : consents) {
    std::vector<Problem> against = consent->against(prospect);
    std::move(against.begin(), against.end(), std::back_inserter(all));
  }
  if (!all.empty()) throw ConsentRefused(std::move(all));
  for (Consent* const consent : consents) consent->granted();
}

}  // namespace ebbtide

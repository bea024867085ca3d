#pragma once

#include "operations/consent.h"
#include "operations/drift.h"

namespace ebbtide {

/// What becomes of an update of a database that has drifted.
enum class OnDrift { ignore, warn, refuse };

/// Has something against an update of a database that is not as its changelog says. The drift is
/// looked for on sessions of its own, while the update holds the lock. Borrows what it is made
/// from.
class DriftConsent final : public Consent {
 public:
  DriftConsent(const OpenDatabase& database, DriftOptions options, OnDrift on_drift,
               const Files& files, const Surroundings& with)
      : database_(database),
        options_(std::move(options)),
        on_drift_(on_drift),
        files_(files),
        with_(with) {}

  std::vector<Problem> against(const Prospect& prospect) override;

 private:
  const OpenDatabase& database_;
  DriftOptions options_;
  OnDrift on_drift_;
  const Files& files_;
  Surroundings with_;
};

}  // namespace ebbtide

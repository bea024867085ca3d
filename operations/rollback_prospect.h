#pragma once

#include "operations/rollback.h"

namespace ebbtide {

/// Works a rollback out and everything that stands in its way. Nothing is run but questions;
/// offline there is no structure to ask for. `for_script` whether its SQL is to be written and not
/// run.
RollbackProspect foresee(const Project& project, OpenDatabase& database, const RollbackGoal& goal,
                         const RollbackOptions& options, std::shared_ptr<const History> history,
                         bool for_script, const Surroundings& with);
/// The same for a rollback on the live database: whether it is one transaction, and with the rows
/// that will be lost.
RollbackProspect foresee_live(const Project& project, OpenDatabase& database,
                              const RollbackGoal& goal, const RollbackOptions& options,
                              std::shared_ptr<const History> history, const Surroundings& with);

/// Whether a statement may take values from sequences, which no transaction gives back.
bool may_take_from_sequences(const RollbackProspect& prospect, const Facts& facts);

}  // namespace ebbtide

#pragma once

#include "changelog/precondition.h"
#include "executor/observer.h"

namespace ebbtide {

/// What preconditions decide about a changeset.
enum class Gate { run, skip, mark_ran };

/// Asks the preconditions; a warning goes to the observer. Throws Error, with the place of the
/// block, where they halt the run.
Gate ask(const PreconditionBlock& block, const CheckContext& context, bool is_script,
         Observer& observer);

}  // namespace ebbtide

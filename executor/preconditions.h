#pragma once

#include "changelog/precondition.h"
#include "executor/report.h"

namespace ebbtide {

/// What preconditions decide about a changeset.
enum class Gate { run, skip, mark_ran };

/// Asks the preconditions; a warning goes to the report. Throws Error, with the place of the block,
/// where they halt the run.
Gate ask(const PreconditionBlock& block, const CheckContext& context, bool is_script,
         Report& report);

}  // namespace ebbtide

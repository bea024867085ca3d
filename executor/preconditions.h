#pragma once

#include "changelog/precondition.h"
#include "database/interruption.h"
#include "executor/observer.h"

namespace ebbtide {

/// What preconditions decide about a changeset: it runs; it is left for the next update; its row is
/// written and it is not run. That the run ends is no decision but an error.
enum class Gate { run, skip, mark_ran };

/// Asks the preconditions; a warning goes to the observer. Of a script, onSqlOutput says whether
/// they are asked at all. The names of the context have the quoting of the changeset. Throws Error,
/// with the place of the block, where they halt the run; ConnectionLost, and Interrupted where the
/// end is asked for meanwhile: neither is an answer that `onError` or `onFail` could speak for.
Gate ask(const PreconditionBlock& block, const CheckContext& context, bool is_script,
         Observer& observer, const Interruption& interruption);

}  // namespace ebbtide

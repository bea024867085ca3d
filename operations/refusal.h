#pragma once

#include "text/error.h"

namespace ebbtide {

/// Whether an operation has refused what it was asked for, and done nothing of it: a rollback that
/// cannot be done as a whole, a gate, a drift, findings of the linter. Repeating it does not help;
/// somebody has to decide.
bool is_refusal(const Error& error);
/// Whether it is a rollback that was refused.
bool is_refused_rollback(const Error& error);

}  // namespace ebbtide

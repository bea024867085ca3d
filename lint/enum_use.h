#pragma once

#include "lint/scene.h"

namespace ebbtide::lint {

/// Whether a statement may use the value of an enum that `added` adds: a text that is equal is cast
/// to that type, or stands where a column of that type is meant, or one that nobody knows.
bool may_use_value(const Step& step, const sql::Effect& added);

}  // namespace ebbtide::lint

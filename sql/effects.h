#pragma once

#include "sql/cursor.h"
#include "sql/effect.h"

namespace ebbtide::sql {

/// The same as effects_of for a text, of code that somebody has taken apart already: a cursor at
/// its beginning. For who asks more of a statement than its effects.
Effects effects_of(const Cursor& code, const Syntax& syntax);

}  // namespace ebbtide::sql

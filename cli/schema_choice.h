#pragma once

#include "cli/request.h"
#include "operations/drift.h"

namespace ebbtide {

/// Which objects count, as the options say. Throws UsageError for types and expressions that are
/// none.
schema::Filter filter_of(Request& request);

/// How files that stand for a database are made real. The request must outlive it.
DeclaredOptions declared_options(Request& request);

/// What of two schemas is compared, as the options say. Throws UsageError for types and expressions
/// that are none.
CompareOptions compare_options(Request& request);

/// Says of what looks like a rename how to say that it is one. `place` is the schema that need not
/// be named.
void tell_of_renames(Request& request, const schema::Renames& renames, const std::string& place);

/// What a database is held against by `drift`, and by an update that asks for it. The request must
/// outlive it.
DriftOptions drift_options(Request& request);

}  // namespace ebbtide

#pragma once

#include <vector>

#include "schema/model.h"

namespace ebbtide::schema {

/// What of a schema is about some tables, by their whole names: these with all their parts, the
/// sequences that their columns own, and the programs and rights on them.
Schema excerpt_of(const Schema& schema, const std::vector<Name>& tables);

/// Puts what is about these tables now in the place of what was, and all in its order again.
void replace_excerpt(Schema& schema, const std::vector<Name>& tables, Schema excerpt);

}  // namespace ebbtide::schema

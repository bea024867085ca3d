#pragma once

#include "schema/model.h"

namespace ebbtide {

/// A schema in two states: as it is, and in Liquibase's form, which has less.
struct ReducedSchema {
  const schema::Schema& whole;
  const schema::Schema& reduced;  ///< as_liquibase_says_it
};

/// What a snapshot of Liquibase says inexactly, or not at all though its form could, is no
/// difference: where it says the same as `known` as far as it says anything, `told` says it in the
/// words of `known` afterwards. What is left between the two is a difference.
void agree(schema::Schema& told, const ReducedSchema& known);

}  // namespace ebbtide

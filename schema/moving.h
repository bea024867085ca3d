#pragma once

#include "schema/compare.h"

namespace ebbtide::schema {

/// Puts the schemas of all names in the places of others.
void move_places(Schema& schema, const Places& places);

}  // namespace ebbtide::schema

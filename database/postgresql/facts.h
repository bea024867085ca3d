#pragma once

#include "database/facts.h"

namespace ebbtide {

/// What is true of PostgreSQL; `backslash_escapes` where its texts have them, as
/// standard_conforming_strings=off makes it.
Facts postgresql_facts(ServerVersion version, bool backslash_escapes);

}  // namespace ebbtide

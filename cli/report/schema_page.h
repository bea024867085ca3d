#pragma once

#include <ostream>

#include "operations/db_doc.h"

namespace ebbtide {

/// One page on a database that needs nothing else: no network, no server. Each table has an anchor
/// (`#public.orders`), foreign keys lead to the tables they point to, and what is typed into the
/// search is looked for in all that is said.
void write_schema_page(std::ostream& out, const Documentation& documentation);

}  // namespace ebbtide

#pragma once

#include "database/scratch.h"

namespace ebbtide {

std::unique_ptr<ScratchDatabase> make_postgresql_scratch(Connection& connection,
                                                         const DatabaseUrl& url, const Warn& warn,
                                                         bool is_empty);

std::string postgresql_server(Connection& connection);

}  // namespace ebbtide

#pragma once

#include "database/scratch.h"

namespace ebbtide {

std::unique_ptr<ScratchDatabase> make_mysql_scratch(Connection& connection, const DatabaseUrl& url,
                                                    const Warn& warn, bool is_empty);

std::string mysql_server(Connection& connection);
std::vector<std::string> mysql_neighbours(Connection& connection);

}  // namespace ebbtide

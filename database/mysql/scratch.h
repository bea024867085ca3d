#pragma once

#include "database/scratch.h"

namespace ebbtide {

/// Makes an empty database beside the one of the connection, with its character set and collation:
/// rows are never copied, whatever `is_empty` says. Those that killed runs have left go first.
/// Borrows the connection. Throws Error where the user may not make one.
std::unique_ptr<ScratchDatabase> make_mysql_scratch(Connection& connection, const DatabaseUrl& url,
                                                    const Warn& warn, bool is_empty);

/// What tells this server from all others: its host, port and data folder.
std::string mysql_server(Connection& connection);
/// The databases of the server that this user sees, but for the one of the connection.
std::vector<std::string> mysql_neighbours(Connection& connection);

}  // namespace ebbtide

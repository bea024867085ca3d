#pragma once

#include "database/scratch.h"

namespace ebbtide {

/// Makes a database beside the one of the connection, with its encoding, collation, schemas and
/// extensions, but never its rows, whatever `is_empty` says. Those that killed runs have left go
/// first. Borrows the connection. Throws Error where the user may not make one.
std::unique_ptr<ScratchDatabase> make_postgresql_scratch(Connection& connection,
                                                         const DatabaseUrl& url, const Warn& warn,
                                                         bool is_empty);

/// What tells this server from all others: the number its data folder was made with.
std::string postgresql_server(Connection& connection);

}  // namespace ebbtide

#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "database/connection.h"
#include "database/driver_types.h"
#include "database/flyway_words.h"
#include "database/scratch.h"
#include "database/url.h"
#include "sql/reach.h"

namespace ebbtide {

/// Opens a session with the database a URL names. Throws ConnectionLost where it does not answer or
/// does not let us in, UsageError where the URL asks for what the driver cannot do, or names a
/// database that there are only scripts for. No message has a secret of the URL in it.
Owned<Connection> connect(const DatabaseUrl& url, const Warn& warn);

/// The names of all databases there is a driver for.
std::vector<std::string_view> database_names();
/// The same as messages call them.
std::vector<std::string> product_names();

/// Makes a database for one run, of the same kind and beside the one that is connected; with a copy
/// of its rows where that costs nothing, unless it is to be empty. Throws Error where the user may
/// not make one.
Owned<ScratchDatabase> make_scratch(Connection& connection, const DatabaseUrl& url,
                                    const Warn& warn, bool is_empty);

/// The URL of a database of this kind that is there without a server; empty where there is none.
std::string_view url_without_server(std::string_view name);

/// Makes a session as it was when it began: what it has set, its temporary tables and its locks are
/// gone. False where the database has no word for that, or a pooler lends sessions of its own: only
/// a new session is so then.
bool renew_session(Connection& connection, std::string_view name);

/// What tells the server of a connection from all others, as far as it says: empty where it does
/// not. All files of a host are one server.
std::string server_of(Connection& connection, std::string_view name);

/// The forms of statements that reach beyond one database of this kind. They live as long as the
/// program, as does all that is told by name here.
std::span<const ReachRule> reach_rules(std::string_view name);
/// What reaches beyond the database of this connection, which may be into any other of its server.
Reach reach_of(Connection& connection, std::string_view name);

/// What the JDBC driver of this database makes of its types.
DriverTypes driver_types(std::string_view name);

/// How this database says what Flyway asks of it. Throws UsageError where nobody has said so.
FlywayWords flyway_words(std::string_view name);

/// The dialect of this name for a version such as `10.11`; the newest one where it is empty.
/// Throws UsageError for a name no driver has.
std::unique_ptr<const Dialect> make_dialect(std::string_view name, std::string_view version);

}  // namespace ebbtide

#pragma once

#include <string>
#include <vector>

#include "database/connection.h"

namespace ebbtide {

/// The other sessions of the server as far as this one may see them, those on its database first.
std::vector<OtherSession> mysql_sessions(Connection& connection);
/// Whether all of them are shown, also those of other users.
bool sees_mysql_sessions(Connection& connection);
/// Whether another session holds one of these locks, which are names between quotes.
bool is_held_elsewhere(Connection& connection, const std::vector<std::string>& locks);

}  // namespace ebbtide

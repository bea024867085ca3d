#pragma once

#include <vector>

#include "database/connection.h"

namespace ebbtide {

/// The other sessions of the server as far as this one may see them, those on its database first.
std::vector<OtherSession> mysql_sessions(Connection& connection);
/// Whether all of them are shown, also those of other users.
bool sees_mysql_sessions(Connection& connection);

}  // namespace ebbtide

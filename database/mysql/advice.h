#pragma once

#include <string>
#include <string_view>

#include "database/connect_trouble.h"

namespace ebbtide {

/// What to do about a refusal of MySQL or MariaDB, such as the GRANT that a user lacks; begins with
/// `; `, and is empty where there is no more to say than the server does. `account` is who was
/// refused, as CURRENT_USER() says it: `ann@%`; `database` is that of the URL.
std::string mysql_advice(int code, std::string_view message, std::string_view account,
                         std::string_view database);

/// The same for a connection that did not come to be. No user: none was given.
std::string mysql_connect_advice(int code, std::string_view message, std::string_view user);

/// What a connection that did not come to be says of the server, from the whole message.
ConnectTrouble mysql_connect_trouble(std::string_view message);

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>

#include "database/connect_trouble.h"

namespace ebbtide {

/// What to do about a refusal of PostgreSQL, such as the GRANT that a user lacks; begins with `; `,
/// and is empty where there is no more to say than the server does. `user` is who was refused.
std::string postgresql_advice(std::string_view message, std::string_view user);

/// The same for a connection that did not come to be. No user: none was given.
std::string postgresql_connect_advice(std::string_view message, std::string_view user);

/// What a connection that did not come to be says of the server, from the whole message.
ConnectTrouble postgresql_connect_trouble(std::string_view message);

}  // namespace ebbtide

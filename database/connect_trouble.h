#pragma once

#include <string_view>

#include "database/url.h"

namespace ebbtide {

/// Why a session was not opened, as far as somebody can do something about it at once: wait for a
/// server that does not answer yet, or give the password that it wants and nobody gave.
enum class ConnectTrouble { other, not_ready, needs_password };

/// What the message of a failed `connect` says; `other` where the database has no such troubles.
ConnectTrouble connect_trouble(const DatabaseUrl& url, std::string_view message);

/// Whether a session with this kind of database may take a wait or a password: not with a file.
bool has_connect_troubles(const DatabaseUrl& url);

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>

#include "database/url.h"

namespace ebbtide {

/// Whether a parameter of a URL holds a secret, by the names that drivers have for theirs and by
/// what names of secrets look like: `password`, `hexkey`, `trustStorePassword`, `accessToken`.
bool is_secret(std::string_view parameter);

/// The text without the values of secrets in it that stand as `name=value`, and without what stands
/// between `:` and `@` in a URL: they become stars.
std::string masked(std::string_view text);

/// What a client library said, without the secrets it was given, wherever it quotes them.
/// Everything that was thrown while a connection was opened goes through it (connect).
std::string without_secrets(std::string_view message, const DatabaseUrl& url);

}  // namespace ebbtide

#pragma once

#include <string>
#include <string_view>

#include "database/url.h"

namespace ebbtide {

/// The settings libpq connects with, as its `name='value' …`. Parameters of the JDBC driver are put
/// into libpq's words; those that would need Java are refused by name. Throws UsageError.
/// `options` are what the server is to set besides. As with the JDBC driver, they win over those of
/// a JDBC URL.
std::string postgresql_settings(const DatabaseUrl& url, const Warn& warn,
                                std::string_view options = "");

}  // namespace ebbtide

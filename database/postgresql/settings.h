#pragma once

#include <string>

#include "database/url.h"

namespace ebbtide {

/// The settings libpq connects with, as its `name='value' …`. Parameters of the JDBC driver are put
/// into libpq's words; those that would need Java are refused by name. Throws UsageError.
std::string postgresql_settings(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide

#pragma once

#include <memory>

#include "database/server_version.h"

namespace ebbtide {

class Dialect;

/// A database that nobody has: names in brackets, texts that begin with N, tables renamed by a
/// procedure, scripts in batches that end with GO. It has scripts alone.
std::unique_ptr<const Dialect> make_toy_dialect(ServerVersion version);

}  // namespace ebbtide

#pragma once

#include <string_view>

#include "database/dialect.h"
#include "database/drivers.h"
#include "sql/syntax.h"

namespace ebbtide {

/// How a database reads SQL, in the version that the tables of readings and effects are about.
inline sql::Syntax syntax_of(std::string_view dialect) {
  const std::string_view version = dialect == "mysql"     ? "8.0.36"
                                   : dialect == "mariadb" ? "10.11.6"
                                                          : "";
  return make_dialect(dialect, version)->facts().syntax;
}

}  // namespace ebbtide

#pragma once

#include <string_view>

namespace ebbtide {

/// How a changelog file is read where Liquibase lets its users choose. Each format looks at what
/// concerns it: XML tells its own encoding, YAML and JSON are UTF-8 or say otherwise by a mark.
struct ParseOptions {
  std::string_view encoding = {};  ///< of SQL files without a byte order mark; empty for UTF-8
  bool checks_schema = true;       ///< whether XML has to be as its schema says
};

}  // namespace ebbtide

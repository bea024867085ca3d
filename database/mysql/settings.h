#pragma once

#include <map>
#include <string>

#include "database/url.h"

namespace ebbtide {

/// What Connector/C++ connects with, by its names of options, and what is done once it is
/// connected.
struct MysqlSettings {
  std::map<std::string, std::string> texts;
  std::map<std::string, int> numbers;
  std::map<std::string, bool> flags;
  int port = 3306;
  bool create_database = false;
  std::string session_variables;
  std::string time_zone;   ///< to be set, as a server takes it; empty for the server's own
  bool is_strict = false;  ///< whether STRICT_TRANS_TABLES is added to the mode
};

/// Parameters of the two JDBC drivers are put into the connector's words; those that would need
/// Java are refused by name, those that nobody knows left out with a warning. Throws UsageError,
/// also for values that mean nothing.
MysqlSettings mysql_settings(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide

#include "database/mysql/unnamed_key.h"

namespace ebbtide {

std::string mysql_own_name(const UnnamedKey& key) {
  if (key.thing == sql::Thing::primary_key) return "PRIMARY";
  if (key.thing == sql::Thing::foreign_key)
    return std::string(key.table) + "_ibfk_" + std::to_string(key.taken + 1);
  if (key.columns.empty()) return "";
  const std::string& column = key.columns.front();
  return key.taken == 0 ? column : column + "_" + std::to_string(key.taken + 1);
}

}  // namespace ebbtide

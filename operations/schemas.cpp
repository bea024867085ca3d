#include "operations/schemas.h"

#include <fnmatch.h>

#include <algorithm>

#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool fits(const std::string& name, std::string_view pattern) {
  return fnmatch(std::string(pattern).c_str(), name.c_str(), 0) == 0;
}

}  // namespace

std::vector<std::string> own_schemas(OpenDatabase& database) {
  Connection& connection = database.connection();
  const Facts& facts = database.names().facts();
  if (!facts.has(Feature::schemas) && !facts.has(Feature::schemas_are_databases))
    throw UsageError(std::string(facts.product_name) + " has no schemas");
  std::vector<std::string> names;
  for (const Row& row :
       connection.query({"SELECT schema_name FROM information_schema.schemata"}).rows) {
    const std::string name = row.at(0).value_or("");
    const bool is_system =
        std::any_of(facts.system_schemas.begin(), facts.system_schemas.end(),
                    [&](std::string_view pattern) { return fits(name, pattern); });
    if (!is_system) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool fits_patterns(const std::string& name, const std::string& patterns) {
  bool is_chosen = false;
  for (const std::string_view part : split(patterns, ',')) {
    const std::string_view pattern = trim(part);
    if (pattern.starts_with('!')) {
      if (fits(name, pattern.substr(1))) return false;
    } else {
      is_chosen = is_chosen || fits(name, pattern);
    }
  }
  return is_chosen;
}

}  // namespace ebbtide

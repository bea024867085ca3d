#pragma once

#include <string>

namespace ebbtide {

/// What the two tracking tables are called and where they are; empty places are the default ones.
/// As the user gives the names: TrackingTables spells them as the dialect wants.
struct TrackingNames {
  std::string history = "DATABASECHANGELOG";
  std::string lock = "DATABASECHANGELOGLOCK";
  std::string catalog = {};
  std::string schema = {};
  std::string tablespace = {};
};

}  // namespace ebbtide

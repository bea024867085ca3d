#pragma once

#include <string>

namespace ebbtide {

/// What the two tracking tables are called and where they are; empty places are the default ones.
struct TrackingNames {
  std::string history = "DATABASECHANGELOG";
  std::string lock = "DATABASECHANGELOGLOCK";
  std::string catalog = {};
  std::string schema = {};
  std::string tablespace = {};
};

}  // namespace ebbtide

#include "database/sqlite/flyway.h"

namespace ebbtide {
namespace {

constexpr std::string_view alone[] = {"pragma foreign_keys"};

}  // namespace

FlywayWords sqlite_flyway_words() {
  return {.create_history = {R"(CREATE TABLE %1 (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
))",
                             R"(CREATE INDEX "main".%3 ON %5 ("success"))"},
          .has_table =
              "SELECT 1 FROM sqlite_master WHERE type = 'table' AND %1 = 'main' AND "
              "tbl_name = %2 COLLATE NOCASE",
          .has_schema = "SELECT 1 WHERE %1 = 'main'",
          .has_objects =
              "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND %1 = 'main' AND "
              "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' LIMIT 1",
          .own_schema = "main",
          .alone = alone};
}

}  // namespace ebbtide

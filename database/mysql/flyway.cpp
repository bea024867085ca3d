#include "database/mysql/flyway.h"

namespace ebbtide {

FlywayWords mysql_flyway_words() {
  return {
      .create_history = {R"(CREATE TABLE %1 (
    `installed_rank` INT NOT NULL,
    `version` VARCHAR(50),
    `description` VARCHAR(200) NOT NULL,
    `type` VARCHAR(20) NOT NULL,
    `script` VARCHAR(1000) NOT NULL,
    `checksum` INT,
    `installed_by` VARCHAR(100) NOT NULL,
    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    `execution_time` INT NOT NULL,
    `success` BOOL NOT NULL,
    CONSTRAINT %2 PRIMARY KEY (`installed_rank`)
)%4)",
                         "CREATE INDEX %3 ON %1 (`success`)"},
      .tablespace = " TABLESPACE %1",
      .has_table =
          "SELECT 1 FROM information_schema.tables WHERE table_schema = %1 AND table_name "
          "= %2",
      .has_schema = "SELECT 1 FROM information_schema.schemata WHERE schema_name = %1",
      .has_objects =
          "SELECT 1 FROM (SELECT 1 AS one FROM information_schema.tables WHERE table_schema = %1 "
          "UNION ALL SELECT 1 FROM information_schema.routines WHERE routine_schema = %1 UNION ALL "
          "SELECT 1 FROM information_schema.triggers WHERE event_object_schema = %1 UNION ALL "
          "SELECT 1 FROM information_schema.events WHERE event_schema = %1) objects LIMIT 1",
      .create_schema = "CREATE SCHEMA %1",
      .drop_schema = "DROP SCHEMA %1",
      .user = "SELECT SUBSTRING_INDEX(USER(), '@', 1)",
      .read_path = "SELECT DATABASE()",
      .set_path = "USE %2",
      .take_lock = "SELECT GET_LOCK(CONCAT('Flyway-', %1), 1)",
      .free_lock = "SELECT RELEASE_LOCK(CONCAT('Flyway-', %1))",
      .lock_error = "Unable to acquire MySQL named lock: Flyway-%1",
      .database = "SELECT DATABASE()"};
}

}  // namespace ebbtide

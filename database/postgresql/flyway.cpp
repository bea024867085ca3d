#include "database/postgresql/flyway.h"

namespace ebbtide {
namespace {

/// Flyway's list: REINDEX … CONCURRENTLY is not on it.
constexpr std::string_view alone[] = {"create|drop database|tablespace|subscription",
                                      "alter system",
                                      "create ?unique index concurrently",
                                      "drop index concurrently",
                                      "reindex ?verbose schema|database|system",
                                      "vacuum",
                                      "discard all"};

}  // namespace

FlywayWords postgresql_flyway_words() {
  return {
      .create_history = {R"(CREATE TABLE %1 (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
)%4)",
                         R"(ALTER TABLE %1 ADD CONSTRAINT %2 PRIMARY KEY ("installed_rank"))",
                         R"(CREATE INDEX %3 ON %1 ("success"))"},
      .tablespace = " TABLESPACE %1",
      .has_table =
          "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = "
          "c.relnamespace WHERE n.nspname = %1 AND c.relname = %2 AND c.relkind IN ('r', "
          "'p')",
      .has_schema = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %1",
      // What an extension has brought does not count, nor do the types of tables.
      .has_objects =
          "SELECT 1 FROM pg_catalog.pg_namespace n WHERE n.nspname = %1 AND (EXISTS (SELECT 1 FROM "
          "pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', "
          "'m', 'S', 'f') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = "
          "c.oid AND d.deptype = 'e')) OR EXISTS (SELECT 1 FROM pg_catalog.pg_type t WHERE "
          "t.typnamespace = n.oid AND t.typcategory NOT IN ('A', 'C') AND NOT EXISTS (SELECT 1 "
          "FROM pg_catalog.pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')) OR EXISTS "
          "(SELECT 1 FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid AND NOT EXISTS (SELECT "
          "1 FROM pg_catalog.pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')))",
      .create_schema = "CREATE SCHEMA %1",
      .drop_schema = "DROP SCHEMA %1 CASCADE",
      .user = "SELECT current_user",
      .read_path = "SELECT pg_catalog.current_setting('search_path')",
      .set_path = "SELECT pg_catalog.set_config('search_path', %1, false)",
      .path_behind = "%1,%2",
      .take_lock = "SELECT pg_catalog.pg_try_advisory_lock(77431708279161 + (%1))",
      .free_lock = "SELECT pg_catalog.pg_advisory_unlock(77431708279161 + (%1))",
      .lock_error =
          "Number of retries exceeded while attempting to acquire PostgreSQL advisory "
          "lock. Configure the number of retries with the 'lockRetryCount' "
          "configuration option",
      .alone = alone,
      .database = "SELECT current_database()"};
}

}  // namespace ebbtide

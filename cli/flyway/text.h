#pragma once

#include <chrono>
#include <string>

#include "cli/text_output.h"
#include "operations/flyway/baseline.h"
#include "operations/flyway/clean.h"
#include "operations/flyway/convert.h"
#include "operations/flyway/drift.h"
#include "operations/flyway/info.h"
#include "operations/flyway/migrate.h"
#include "operations/flyway/repair.h"
#include "operations/flyway/undo.h"
#include "operations/flyway/validate.h"

namespace ebbtide {

// What verbs say in text, in Flyway's words. `took` is how long the verb took.

using Took = std::chrono::steady_clock::duration;

void write_info(TextOutput& out, const InfoResult& result);
void write_migration_ids(TextOutput& out, const InfoResult& result);
void write_end(TextOutput& out, const ValidateResult& result, Took took);
void write_end(TextOutput& out, const MigrateResult& result, Took took);
void write_end(TextOutput& out, const BaselineResult& result, Took took);
void write_end(TextOutput& out, const RepairResult& result, Took took);
void write_end(TextOutput& out, const UndoResult& result, Took took);
void write_end(TextOutput& out, const CleanResult& result, Took took);
void write_end(TextOutput& out, const FlywayConvertResult& result, Took took);
void write_end(TextOutput& out, const FlywayDriftResult& result, Took took);

/// ` (execution time 00:00.047s)`
std::string execution_time(Took took);
/// `to version "2 - add users"`, `with repeatable migration "views"`
std::string described(const flyway::MigrationInfo& info);

}  // namespace ebbtide

#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/json/output.h"
#include "operations/db_doc.h"
#include "operations/drift.h"
#include "operations/drop_all.h"
#include "operations/snapshot.h"

namespace ebbtide {

/// Adds what looks like a rename, where something does. `place` is the schema that need not be
/// named.
void add_look_likes(Json& document, const schema::Renames& renames, const std::string& place);

/// Each difference with its full name and how much it counts.
Json json_of(const std::vector<schema::Difference>& differences);

/// What `diff` says with `--format json`: each difference with its full name and how much it
/// counts.
void write_json(Console& console, const SchemaReport& report);

/// The same for a command whose result is a document already.
void write_json_document(Console& console, const std::string& text);

/// What `drop-all` has dropped, or would drop.
void write_json(Console& console, const std::vector<Drop>& drops, const std::string& database,
                bool are_done);

/// What `db-doc` has written where.
void write_json(Console& console, const Documentation& documentation, const std::string& file);
/// Which files of SQL `snapshot` has written.
void write_json(Console& console, const SqlSnapshot& written);
/// What `drift` says with `--format json`: an entry for each property that differs.
void write_json(Console& console, const DriftReport& report, const std::string& database);

/// Differences as SARIF 2.1.0, with the objects as logical locations.
void write_sarif(Console& console, const std::vector<schema::Difference>& differences);

}  // namespace ebbtide

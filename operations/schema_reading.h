#pragma once

#include "changelog/files.h"
#include "database/read_schema.h"
#include "executor/open_database.h"
#include "operations/snapshot_file.h"
#include "schema/model.h"

namespace ebbtide {

/// The schema of a database, without the tables that our own and Liquibase's bookkeeping is in. An
/// offline database is the snapshot that its URL names (`offline:postgresql?snapshot=file.json`),
/// looked for in `files`. Of a snapshot nothing is left out but by `scope`. Throws UsageError for
/// an offline database without one.
schema::Schema schema_of(OpenDatabase& database, const schema::Scope& scope, const Files& files);

/// What is about some tables of a live database alone (read_tables), the same.
schema::Schema tables_of(OpenDatabase& database, const SomeTables& tables);

/// The default schema of a live database with everything in it, the bookkeeping too, and what of
/// other schemas needs it: what a forecast begins with.
schema::Schema schema_to_foresee(OpenDatabase& database);

/// As schema_of, and whether it is a snapshot that Liquibase wrote, which has only what its form
/// can say.
ReadSnapshot read_side(OpenDatabase& database, const schema::Scope& scope, const Files& files);

/// How changes spell the names of a schema that was read there: without a place where objects are
/// that name none. Offline this is the default place of the database that a snapshot was made of.
Names names_of(OpenDatabase& database, const schema::Origin& origin);

/// The same for changesets that are written as SQL: it is to run in any database, so that it names
/// the default place only where that was asked for.
Names names_in_files(const Names& names, bool with_schema, bool with_catalog);

/// How the texts of a schema are read: by the rules of the database it is from.
sql::Syntax syntax_of(const schema::Schema& schema);

/// Whether one database can have several schemas, which then are all its own.
bool has_schemas(const Facts& facts);

/// Whether a database of this kind has such things at all, as far as Liquibase knows.
bool can_have(const schema::Origin& origin, schema::Kind kind);

/// What stands for the place of objects that name none where people read it: the default schema, on
/// MySQL and MariaDB the database; empty where there is no such thing.
std::string shown_place(const schema::Origin& origin);

}  // namespace ebbtide

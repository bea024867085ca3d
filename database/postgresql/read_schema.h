#pragma once

#include <optional>
#include <vector>

#include "schema/model.h"

namespace ebbtide {

class Connection;
struct Defaults;
struct SomeTables;

/// See read_schema. Objects of the default schema are named without it in every text: so those of
/// two schemas that are equal have equal texts, and a statement makes its object wherever it runs.
schema::Schema read_postgresql_schema(Connection& connection, const Defaults& defaults,
                                      const schema::Scope& scope,
                                      const std::vector<sql::Name>& own);
/// See read_tables.
schema::Schema read_postgresql_tables(Connection& connection, const Defaults& defaults,
                                      const SomeTables& tables, const std::vector<sql::Name>& own);
/// One table, to the letter and whosoever it is; nothing where there is none. Four questions, of
/// which none changes the session.
std::optional<schema::Table> read_postgresql_table(Connection& connection, const Defaults& defaults,
                                                   const sql::Name& name);

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/model.h"

namespace ebbtide {

class Connection;
struct Defaults;
struct SomeTables;

/// See read_schema. SQLite has one place, which nothing names; texts are as somebody wrote them.
schema::Schema read_sqlite_schema(Connection& connection, const Defaults& defaults,
                                  const schema::Scope& scope, const std::vector<sql::Name>& own);
/// See read_tables.
schema::Schema read_sqlite_tables(Connection& connection, const Defaults& defaults,
                                  const SomeTables& tables, const std::vector<sql::Name>& own);
/// One table of this name in any case, whosoever it is; nothing where there is none.
std::optional<schema::Table> read_sqlite_table(Connection& connection, std::string_view name);

}  // namespace ebbtide

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "database/catalog.h"
#include "database/names.h"
#include "sql/table_text.h"

namespace ebbtide {

/// Throws StructureUnknown where the catalog does not tell how the text of the table is when the
/// next statement comes, since it does not follow those before it.
void require_text(const ObjectName& table, const Catalog& live);

/// The definition of a live table. Throws Error where there is no such table.
TableText table_text(const ObjectName& table, const Catalog& live);

/// A new column and what it holds in the rows that exist, both spelled as SQL.
struct FilledColumn {
  std::string name, value;
};

/// The statements that give a live table another definition, for what SQLite's ALTER TABLE cannot
/// do. The table keeps its rows, the numbers it counts with, its indexes, triggers and foreign
/// keys, and views and other tables that refer to it do not notice. Foreign keys are checked at the
/// end where they held at the beginning. Of its indexes the lost ones are not made again.
///
/// `edit` changes the definition. Columns that are in both definitions keep their values, `filled`
/// ones get theirs, and all other new ones their default. To be run in this order in one
/// transaction, on the table as it is now: the statements are made from what the catalog shows.
/// Throws Error where there is no such table, where rows that point to it would go with the old one
/// (a session that enforces foreign keys), and what `edit` throws; StructureUnknown where there
/// is no live table to ask.
Statements rebuild_table(const ObjectName& table, const Site& site,
                         const std::function<void(TableText&)>& edit,
                         const std::vector<std::string>& lost_indexes = {},
                         const std::vector<FilledColumn>& filled = {});

}  // namespace ebbtide

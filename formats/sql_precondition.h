#pragma once

#include <string_view>

#include "changelog/node.h"
#include "formats/sql_directive.h"

namespace ebbtide {

/// Adds to a block the precondition of a line such as `--precondition-table-exists table:person`.
/// `name` is what stands behind the first dash, `body` the rest of the line.
///
/// Every kind of precondition that holds no others can be written so, by its name with dashes and
/// by its fields: `tableName` is `table:`, `columnNames` is `columns:`, `expectedRows` stays as it
/// is. A kind with a body, as `sqlCheck`, has the value of its other field first and takes the rest
/// of the line. As Liquibase does: the value of a name ends where no letter, digit or `_` follows,
/// and of several values the last counts.
///
/// Throws Error for a kind that nobody knows and where a required field is missing.
void add_sql_precondition(Document& document, Node& block, const SqlLine& line,
                          std::string_view name, std::string_view body);

}  // namespace ebbtide

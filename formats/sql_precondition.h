#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "changelog/node.h"
#include "formats/element.h"
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

/// The line of a precondition, without its end; nothing where a line has no room for it: for those
/// inside others, for line ends and quotes in its values. As above, the last of several places of a
/// word counts, so whether the line says what it should is seen when it is read.
std::optional<std::string> line_of_precondition(const Element& one);

}  // namespace ebbtide

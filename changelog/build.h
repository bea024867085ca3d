#pragma once

#include <memory>
#include <vector>

#include "changelog/change.h"
#include "changelog/node.h"

namespace ebbtide {

/// Where reading a changelog puts what is wrong, so that all of it can be told at once.
using Problems = std::vector<Problem>;

/// So many problems are enough; whatever makes one of each of thousands of places stops here, as a
/// file does that has another one's attributes throughout.
constexpr std::size_t most_problems = 1000;

/// As Liquibase's schema has it: a boolean that stands in XML is true, false, 1, 0 or a property.
void check_boolean(const Node& node, const Document& document, Problems& problems);

/// Sets the fields of a record from a node's children, all that can be set: what is wrong with one
/// is a problem and leaves the others alone. Children that are no field are problems in a document
/// with a schema, and always in a column; elsewhere they are left out. Whether required fields are
/// given is asked later, on a database (validate.h).
void build_record(Record& record, std::span<const Field> fields, const Node& node,
                  const Document& document, Problems& problems);

/// Makes the change a node stands for; nothing where it is none, with a problem if that is wrong: a
/// name nobody knows is one where the node has children or the format a schema. The change keeps no
/// view of the document.
std::unique_ptr<Change> build_change(const Node& node, const Document& document,
                                     Problems& problems);

}  // namespace ebbtide

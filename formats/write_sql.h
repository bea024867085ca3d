#pragma once

#include <optional>
#include <string>

#include "formats/element.h"

namespace ebbtide {

/// A whole changelog in formatted SQL. Its root and its changesets are such as it has words for.
std::string sql_of(const Element& root);
/// One changeset of it: its line, what is said about it, its SQL, and how it is undone.
std::string sql_of_change_set(const Element& change_set);

/// Takes from a changeset what formatted SQL says in another way and with the same meaning: blanks
/// in a list of databases, and that comments are stripped from a rollback that has none.
void simplify_for_sql(Element& change_set);
/// What formatted SQL has no words for in an entry of a changelog, as `createTable is no SQL`;
/// nothing where all of it can be said. Whether a line of its SQL would be taken for a directive
/// only shows when it is read again.
std::optional<std::string> unsaid_in_sql(const Element& entry);

}  // namespace ebbtide

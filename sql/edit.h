#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/syntax.h"

namespace ebbtide::sql {

// Edits of SQL text: each changes, or cuts out, what it is about and leaves every other byte as it
// is.

/// The statement with what `spell` says of the parameter of this number, from 0, in the place of
/// each `?` that is code: in texts, names in quotes and comments a `?` stays.
std::string with_parameters(std::string_view sql, const Syntax& syntax,
                            const std::function<std::string(std::size_t)>& spell);

/// `CREATE OR REPLACE` for the first CREATE. As Liquibase does: not where the text has `or replace`
/// somewhere.
std::string with_or_replace(std::string sql, const Syntax& syntax);

/// The name behind PROCEDURE as a name in a place, which is spelled as SQL; what stands before its
/// last dot goes. The text itself where there is no PROCEDURE with a name.
std::string with_procedure_in(std::string sql, std::string_view place, const Syntax& syntax);

/// `CREATE VIEW name AS …` for what a view is now; `name` is spelled as SQL. Throws Error where the
/// text is no definition of a view.
std::string with_view_name(std::string_view create_view, const std::string& name,
                           const Syntax& syntax);

/// The text without this place before names, to the letter as it is stored, where it is followed by
/// a dot; and what stood behind it, each name once, in the order of the text, the names behind a
/// second dot apart.
struct Unplaced {
  std::string sql;
  std::vector<std::string> names;
  std::vector<std::pair<std::string, std::string>> columns;  ///< with the name before them
};
Unplaced without_place(std::string_view sql, std::string_view place, const Syntax& syntax);

/// A statement as the clients of the database take it, with what ends it and the end of the line:
/// where a semicolon within would end it too early, it stands between two lines with DELIMITER.
std::string for_client(std::string_view statement, const Syntax& syntax);

/// Two statements as one text; a comment at the end of the first does not swallow the semicolon.
std::string followed_by(std::string first, std::string_view second, const Syntax& syntax);

/// `PARTITION BY …` of a definition of a table, to its end; empty where it has none.
std::string_view partition_clause(std::string_view create_table, const Syntax& syntax);

/// The text with another name for what is called `from`, wherever that stands as code and is no
/// function. In a query that `keeps_labels`, what the query calls its columns stays: `SELECT a` is
/// `SELECT b AS a`, and a label `AS a` is none of those that are renamed. The new name is in quotes
/// where the old one was, or where it needs them.
std::string with_name(std::string_view sql, std::string_view from, std::string_view to,
                      const Syntax& syntax, bool keeps_labels = false);

/// Whether a name stands somewhere in the code, in any case; also where it is no table but a column
/// or a keyword. For who has no better source.
bool mentions(std::string_view sql, std::string_view name, const Syntax& syntax);

}  // namespace ebbtide::sql

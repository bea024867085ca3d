#pragma once

#include <string>
#include <vector>

#include "schema/compare.h"

namespace ebbtide::schema {

/// That a table or column has another name now.
struct Rename {
  Name table;               ///< as it was called
  std::string column = {};  ///< as it was called; empty for the table itself
  std::string to;           ///< the new name alone

  Kind kind() const { return column.empty() ? Kind::table : Kind::column; }
  /// `orders.total:amount`: as people say it; the usual place is not named.
  std::string to_text(const std::string& usual_place) const;
};
using Renames = std::vector<Rename>;

/// That a key, check or index of a table has another name now.
struct PartRename {
  Kind kind = Kind::index;
  Name table;  ///< as it is called now
  std::string from, to;
};

/// What was renamed from one schema to another, and how the one was before.
struct Renaming {
  Renames renames = {};
  std::vector<PartRename> parts = {};  ///< behind those
  Schema before = {};

  /// How a table was called that has this name now.
  Name old_name(const Name& table) const;
};

/// What people say was renamed, each as `table.column:name` or `table:name`, a table with its
/// schema or without. Of the two names the one that `found` has is the old one, on whichever side
/// it stands. `places` are those of a comparison. Throws UsageError for what is no pair of names,
/// and for names that are not there.
Renames read_renames(const std::vector<std::string>& said, const Schema& expected,
                     const Schema& found, const Places& places);

/// Gives them their new names wherever the schema has the old ones; columns first. Within a table
/// that is certain. Views and programs say the new ones where `reaches_texts`, as far as their text
/// shows what they mean.
void rename(Schema& schema, const Renames& renames, const sql::Syntax& syntax, bool reaches_texts);

/// The same for one; the order of objects stays, so that it may be no longer that of their names.
void rename_one(Schema& schema, const Rename& rename, const sql::Syntax& syntax,
                bool reaches_texts);

/// Gives the keys, checks and indexes of tables about which something was renamed the names that
/// `expected` has for them, where they are the same but for their names: a server that makes names
/// of those of tables and columns keeps the old ones.
std::vector<PartRename> rename_parts(Schema& schema, const Schema& expected, const Renames& renames,
                                     const Places& places);

/// Tables and columns that are gone beside a new one that is the same but for its name, and no
/// second one is: `found` may have renamed them. The names in `found` are the old ones, those in
/// `expected` the new ones.
Renames look_like_renames(const Schema& expected, const Schema& found,
                          const std::vector<Difference>& differences, const Places& places);

/// The difference that a rename is: of the name.
Difference difference_of(const Rename& rename);

}  // namespace ebbtide::schema

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// How a name that somebody asks for compares with the one an object is stored under.
enum class NameMatch {
  exact,        ///< letter by letter
  any_case,     ///< whatever the case of letters
  lowered,      ///< the asked name in small letters is the stored one
  folded,       ///< the asked name, as SQL without quotes folds it, is the stored one
  both_folded,  ///< both fold to the same
  never,
};

/// How preconditions find objects by name in one database. As Liquibase does: it asks each database
/// in another way for each kind of object, so that SQLite finds primary keys in any case, and
/// indexes to the letter. The facts are recorded in tests/precondition_names. A dialect of its own
/// is a table of these, in lookup.cpp of its folder.
struct LookupRules {
  NameMatch relation;         ///< a table or view
  NameMatch relation_schema;  ///< the schema of tables, views, keys and indexes
  NameMatch column;
  NameMatch column_schema;
  NameMatch sequence;   ///< the schema too
  NameMatch key_table;  ///< the table of a key or index
  NameMatch primary_key;
  NameMatch foreign_key;
  NameMatch index;
  NameMatch index_column;
  NameMatch unique_constraint;
  NameMatch unique_column;
  NameMatch unique_schema;
  /// Whether a unique constraint is found by its columns only where its own name and the table's
  /// stand as SQL without quotes folds them.
  bool unique_by_columns_is_folded = false;
  bool primary_key_is_unique = false;    ///< a unique constraint of the key's name is found
  bool primary_key_needs_table = false;  ///< a key cannot be asked for by its name alone
  bool keys_are_indexes = false;         ///< a key is found as an index of its name
  /// What a primary key is called where the database keeps no name of it.
  std::string_view primary_key_name = {};
};

/// A table, view or sequence under the name and schema it is stored by; no schema on SQLite.
struct StoredObject {
  enum class Kind { table, view, sequence };
  Kind kind = Kind::table;
  std::string schema;
  std::string name;
};

/// A key or an index that is asked for without its table.
struct StoredKey {
  enum class Kind { primary_key, foreign_key, index };
  std::string schema;
  std::string name;
};

}  // namespace ebbtide

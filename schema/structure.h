#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// One object of a database with all that is said about it, in a form that two databases can be
/// compared by. Kinds are the words of the catalogs, and of sql::Thing where there is one: `table`,
/// `column`, `primary key`, `unique constraint`, `foreign key`, `check`, `index`, `view`,
/// `materialized view`, `sequence`, `function`, `procedure`, `trigger`, `type` … A forecast adds
/// `unknown parts` of a table, with no name.
///
/// `definition` is text as the server prints it, or as the catalog writes it from what the server
/// tells; equal for equal objects on two servers of one version, and not to be taken apart. Empty
/// for what a forecast has added.
struct StructureObject {
  std::string kind;    ///< `table`, `column`, `foreign key`, `view`, `trigger`, …
  std::string schema;  ///< empty for the default one
  std::string table;   ///< the table it belongs to; empty where it stands alone
  std::string name;
  std::string definition;                 ///< canonical text
  std::vector<std::string> columns = {};  ///< of a key, in its order
  /// What it needs: `table`, `table.column`, a sequence.
  std::vector<std::string> uses = {};
  /// Its name when the structure was read, whatever renames were noted since; empty where it was
  /// added.
  std::string origin = {};

  /// `column orders.note`.
  std::string to_text() const;
};

/// How much of a database is read.
enum class StructureScope { default_schema, all_schemas };

/// One way in which two structures differ.
struct StructureDifference {
  enum class Kind { missing, additional, changed };
  Kind kind = Kind::changed;
  StructureObject object;  ///< as it was before, or as it is where it was not there
  std::string before;      ///< definitions, where they changed
  std::string after;

  /// `column orders.note is missing`.
  std::string to_text() const;
};

/// What a database consists of, without its rows: tables, columns, keys, indexes, views, sequences,
/// routines, triggers and types. A value; nothing in it refers to the database any more.
///
/// A list that is searched from end to end: structures are read once a command, and asked a few
/// times for each statement. Pointers that `find` gives are valid until something is added or
/// removed.
class Structure {
 public:
  Structure() = default;
  /// What was read of a database: each object gets its name as its `origin`.
  explicit Structure(std::vector<StructureObject> objects);

  /// Sorted by kind, table and name.
  const std::vector<StructureObject>& objects() const { return objects_; }
  /// The object of a kind in the default schema, its names in any case; nullptr where there is
  /// none.
  const StructureObject* find(std::string_view kind, std::string_view table,
                              std::string_view name) const;
  const StructureObject* table(std::string_view name) const { return find("table", "", name); }
  const StructureObject* column(std::string_view table, std::string_view name) const {
    return find("column", table, name);
  }

  void add(StructureObject object) { objects_.push_back(std::move(object)); }
  /// Removes the objects that a predicate picks.
  template <class Picks>
  void remove_if(const Picks& picks) {
    std::erase_if(objects_, picks);
  }
  /// Goes through the objects to change what is known of them.
  template <class Change>
  void change(const Change& change_one) {
    for (StructureObject& object : objects_) change_one(object);
  }
  /// Gives a table, view or sequence another name, everywhere.
  void rename_table(std::string_view from, const std::string& to);
  /// Gives a column another name, also in the keys and uses of other objects that name it.
  void rename_column(std::string_view table, std::string_view from, const std::string& to);

 private:
  std::vector<StructureObject> objects_;
};

/// What has to happen to `before` to become `after`, first what is missing or changed, then what is
/// new, each by kind, table and name. The order of a table's columns counts where the columns are
/// the same. What belongs to a table that is missing or new is not told apart from it. Both are to
/// be read from servers of one version, or every definition that the version prints differently is
/// a difference.
std::vector<StructureDifference> differences(const Structure& before, const Structure& after);

}  // namespace ebbtide

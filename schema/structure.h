#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// One object of a database with all that is said about it, in a form that two databases can be
/// compared by.
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
class Structure {
 public:
  Structure() = default;
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

/// What has to happen to `before` to become `after`. The order of a table's columns counts where
/// the columns are the same.
std::vector<StructureDifference> differences(const Structure& before, const Structure& after);

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/lookup.h"
#include "database/names.h"
#include "database/statement.h"
#include "database/statistics.h"
#include "schema/model.h"

namespace ebbtide {

/// A foreign key and the table that has it.
struct PointingKey {
  sql::Name table;
  schema::ForeignKey key;
};

/// What is asked can be known only when the statement runs that is made from it: before, other
/// statements may make something else of it. Thrown by catalogs that are not current; who walks
/// through changes without running them catches it and goes on with the next.
class StructureUnknown : public Error {
 public:
  using Error::Error;
};

/// Questions about the structure of a live database. An object without a schema is looked for in
/// the default one. Names are compared as the database compares them when they are not quoted; the
/// members that end in `_like` give all that differ in case alone, under the names they are stored
/// by, for who compares by other rules (LookupRules).
///
/// Every question goes to the server and sees what the session sees, its own uncommitted changes
/// too; nothing is kept. Borrows the connection, which must outlive it and be of the same thread.
/// Throws DatabaseError where the database cannot answer.
class Catalog {
 public:
  virtual ~Catalog() = default;

  /// Whether there is a database to ask.
  virtual bool is_live() const { return true; }
  /// Whether a statement that is made from what it says runs at once, so that rows can be asked
  /// about too. Those of a script do not.
  virtual bool is_current() const { return true; }
  /// Whether a table is in the database by now, and not only made by a script that nobody has run.
  virtual bool is_there_now(const ObjectName& /*table*/) const { return is_live(); }

  /// The table of this name, or nothing. Views are no tables. Told are its columns with their types
  /// and defaults, keys, checks and indexes, as read_schema tells them; texts name other objects as
  /// the session sees them. What takes further questions is left out: comments, what an object
  /// uses, sequences that number a column, and what of an index is no column and no expression.
  virtual std::optional<schema::Table> table(const ObjectName& name) const = 0;
  /// What the database itself calls the table: the same for all spellings of one table, in
  /// whatever schema is the default. Nothing where there is no such table.
  virtual std::optional<std::string> identity(const ObjectName& table) const = 0;
  virtual bool has_view(const ObjectName& name) const = 0;
  /// A view with its text, and the triggers of a table with theirs, where a database keeps texts
  /// and its dialect states them anew; else none.
  virtual std::optional<schema::View> view(const ObjectName& /*name*/) const {
    return std::nullopt;
  }
  virtual std::vector<schema::Program> triggers_on(const ObjectName& /*table*/) const { return {}; }
  virtual bool has_sequence(const ObjectName& name) const = 0;

  /// The tables, views and sequences whose schema and name are these but for the case of letters.
  virtual std::vector<StoredObject> objects_like(const ObjectName& name) const = 0;
  /// The same for keys and indexes, whatever their table.
  virtual std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const = 0;
  /// The columns of a table or view, as they are stored.
  virtual std::vector<std::string> column_names(const StoredObject& relation) const = 0;

  /// Whether there is such a PROCEDURE, FUNCTION, TRIGGER or EVENT; nothing where one of this name
  /// can be there several times over.
  virtual std::optional<bool> has_routine(std::string_view /*kind*/,
                                          const ObjectName& /*name*/) const {
    return std::nullopt;
  }
  /// SQL that holds while there is such a thing, or such a part of a table; nothing where the
  /// database cannot be asked within a statement.
  virtual std::optional<std::string> condition_of(sql::Thing /*thing*/, const ObjectName& /*name*/,
                                                  std::string_view /*part*/) const {
    return std::nullopt;
  }
  /// The foreign keys of other tables that point to this one.
  virtual std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const = 0;
  /// The views that read from this table.
  virtual std::vector<std::string> views_on(const ObjectName& table) const = 0;
  /// The sizes of all tables, and the indexes that serve nobody; nothing of what the database does
  /// not keep.
  virtual Statistics statistics() const { return {}; }
  /// What only one dialect asks: rows of its own system tables. For dialects and their rebuilds,
  /// not for changes.
  virtual Rows query(const std::string& sql) const = 0;
};

/// Where there is no live database to ask: a script or an offline run. Every question is an error
/// that says so.
class NoCatalog final : public Catalog {
 public:
  bool is_live() const override { return false; }
  bool is_current() const override { return false; }
  std::optional<schema::Table> table(const ObjectName& name) const override;
  std::optional<std::string> identity(const ObjectName& table) const override;
  bool has_view(const ObjectName& name) const override;
  std::optional<schema::View> view(const ObjectName& name) const override;
  std::vector<schema::Program> triggers_on(const ObjectName& table) const override;
  bool has_sequence(const ObjectName& name) const override;
  std::vector<StoredObject> objects_like(const ObjectName& name) const override;
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override;
  std::vector<std::string> column_names(const StoredObject& relation) const override;
  std::vector<PointingKey> foreign_keys_into(const ObjectName& table) const override;
  std::vector<std::string> views_on(const ObjectName& table) const override;
  Rows query(const std::string& sql) const override;
};

}  // namespace ebbtide

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change_set.h"
#include "changelog/changes/column.h"
#include "database/definitions.h"
#include "generate/options.h"
#include "schema/model.h"

namespace ebbtide {

/// How what is said of a schema is spelled in changes: which names need quotes, where objects are,
/// what is SQL. Borrows all it is made of.
class Spelling {
 public:
  Spelling(const Definitions& definitions, const GenerateOptions& options)
      : definitions_(definitions), options_(options) {}

  const Definitions& definitions() const { return definitions_; }
  const GenerateOptions& options() const { return options_; }

  /// Whether a change can name all of these, alone and in a list, and may.
  bool can_name(const std::vector<std::string>& names) const;
  /// How names must be quoted so that each is stored as it is.
  Quoting quoting_of(const std::vector<std::string>& names) const;
  /// The schema that a change names; absent for the default one.
  Text place(std::string_view schema) const;
  /// The same of the catalog.
  Text catalog() const;
  /// Gives a change the place of what it is about.
  void set_place(ObjectChange& change, const sql::Name& object) const;

  /// Each statement as a change of its own, for the database alone.
  void append_sql(Changes& changes, const Definitions::Statements& statements) const;
  Changes sql(const Definitions::Statements& statements) const;
  std::unique_ptr<Rollback> undone_by(const Definitions::Statements& statements) const;

  /// A column of a table; nothing where no attributes say exactly this.
  std::optional<Column> column(const schema::Table& table, const schema::Column& column) const;
  /// Whether a comment is an attribute that comes back as it is.
  static bool can_remark(const schema::Text& comment);

 private:
  bool set_default(Column& column, const schema::Column& from) const;
  void set_numbering(Column& column, const schema::Numbering& numbering) const;

  const Definitions& definitions_;
  const GenerateOptions& options_;
};

/// A rollback block of these changes.
std::unique_ptr<Rollback> undone_by(Changes changes);

}  // namespace ebbtide

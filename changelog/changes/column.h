#pragma once

#include "changelog/change.h"
#include "database/table.h"
#include "text/boxed.h"

namespace ebbtide {

/// The constraints a column brings with it.
struct Constraints : Record {
  static std::span<const Field> fields();
  std::optional<bool> nullable, primary_key, unique, delete_cascade, initially_deferred, deferrable;
  std::optional<bool> validate_nullable, validate_unique, validate_primary_key,
      validate_foreign_key;
  Text not_null_name, primary_key_name, primary_key_tablespace, references, referenced_catalog,
      referenced_schema, referenced_table, referenced_columns, unique_name, check, foreign_key_name;

  bool has_foreign_key() const { return references || (referenced_table && referenced_columns); }
  ForeignKeyDefinition foreign_key() const;
};

/// A column, or a value for one, wherever a change names it.
struct Column : Record {
  static std::span<const Field> fields();
  Text name, type, value, value_numeric, value_date, value_blob_file, value_clob_file, encoding;
  std::optional<bool> value_boolean;
  Text value_computed, value_sequence_next, value_sequence_current;
  Text default_value, default_numeric, default_date, default_computed, default_sequence_next,
      default_constraint_name;
  std::optional<bool> default_boolean;
  std::optional<bool> computed, auto_increment, default_on_null, descending;
  Text generation_type, remarks;
  Integer start_with, increment_by;
  Boxed<Constraints> constraints;

  bool is_computed() const { return computed.value_or(false); }
  /// The value to store; nothing where none is given.
  std::optional<Literal> value_literal() const;
  /// The default of the column; nothing where none is given.
  std::optional<Literal> default_literal() const;
  ColumnDefinition definition() const;
};

/// A column that can say where in the table it goes.
struct PlacedColumn : Column {
  static std::span<const Field> fields();
  Text after, before;
  Integer position;
};

/// A column of an index. Its type is read and forgotten, so that it is no part of the checksum.
struct IndexedColumn : PlacedColumn {
  static std::span<const Field> fields();
};

/// `2020-01-02` and the like as a literal of its kind.
Literal date_literal_of(const std::string& canonical);

/// A change of something that lives in a schema: a table, a view, a sequence.
struct ObjectChange : Change {
  Text catalog, schema;

  ObjectName named(const Text& name) const {
    return {catalog.or_empty(), schema.or_empty(), name.or_empty()};
  }
  /// Gives an inverse the place of the change it undoes. As Liquibase does, a schema alone says
  /// where; the catalog counts where no schema is given.
  void place_like(const ObjectChange& other) {
    schema = other.schema;
    catalog = other.schema ? Text() : other.catalog;
  }
};

}  // namespace ebbtide

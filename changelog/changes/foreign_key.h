#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Makes columns point to a key of another table. Columns are lists such as `a,b`. Its inverse
/// drops the foreign key.
struct AddForeignKeyConstraint final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text base_catalog, base_schema, base_table, base_columns, name;
  Text referenced_catalog, referenced_schema, referenced_table, referenced_columns, on_delete,
      on_update;
  std::optional<bool> deferrable, initially_deferred, references_unique_column, validate,
      delete_cascade;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Drops a foreign key; what it pointed to is not known.
struct DropForeignKeyConstraint final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text base_catalog, base_schema, base_table, name;
  void emit(const Target&, const Emit&) const override;
};

/// Drops every foreign key a table has at the moment it runs: none in an offline script, which has
/// no table to look at.
struct DropAllForeignKeyConstraints final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text base_catalog, base_schema, base_table;
  void emit(const Target&, const Emit&) const override;
  bool is_volatile() const override { return true; }
};

/// Moves the different values of a column to a table of their own, which the column then points
/// to. Its inverse drops the foreign key and that table.
struct AddLookupTable final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text existing_catalog, existing_schema, existing_table, existing_column;
  Text new_catalog, new_schema, new_table, new_column, new_data_type, name;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;

 private:
  Text constraint_name() const;
};

}  // namespace ebbtide

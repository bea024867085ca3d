#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Makes columns the primary key of a table. `columns` is a list such as `a,b`. Its inverse drops
/// the key, also one without a name.
struct AddPrimaryKey final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, columns, name, tablespace, for_index_catalog, for_index_schema, for_index;
  std::optional<bool> clustered, validate;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
  std::vector<std::string> problems(const Target&) const override;
};

/// Drops the primary key of a table; which columns it had is not known.
struct DropPrimaryKey final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, name;
  std::optional<bool> drop_index;
  void emit(const Target&, const Emit&) const override;
};

/// Makes columns unique. Its inverse drops the constraint; there is none where it has no name.
struct AddUniqueConstraint final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, columns, name, tablespace, for_index_catalog, for_index_schema, for_index;
  std::optional<bool> clustered, deferrable, disabled, initially_deferred, validate;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Drops a unique constraint; which columns it had is not known.
struct DropUniqueConstraint final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, name, unique_columns;
  void emit(const Target&, const Emit&) const override;
};

/// Forbids NULL in a column, and gives rows that have it a value first. Its inverse allows it.
struct AddNotNullConstraint final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, data_type, name, default_null_value;
  std::optional<bool> validate;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Allows NULL in a column. Its inverse forbids it.
struct DropNotNullConstraint final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, data_type, name;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

}  // namespace ebbtide

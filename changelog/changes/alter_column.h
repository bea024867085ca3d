#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Adds columns to a table, in one statement where the database can, and gives the rows there are
/// their values. Its inverse drops them, and their defaults before.
struct AddColumn final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table;
  std::vector<PlacedColumn> columns;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
  std::vector<std::string> problems(const Target&) const override;
  std::vector<std::string_view> nested_attributes() const override;
};

/// Drops one column or several; their values cannot come back. `columns` count where there are
/// some, else `column`.
struct DropColumn final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column;
  std::vector<Column> columns;
  bool came_with_keys = false;  ///< as an inverse: foreign keys on the columns go first
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;

 private:
  void drop_keys(const std::vector<std::string>& names, const Target&, const Emit&) const;
};

/// Renames a column. Its inverse renames it back, without the remarks.
struct RenameColumn final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, old_name, new_name, data_type, remarks;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Gives a column another data type; the one before is not known.
struct ModifyDataType final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, new_type;
  void emit(const Target&, const Emit&) const override;
};

/// Makes one column out of two, with a text between them, and drops the two; what belonged to which
/// cannot be told afterwards.
struct MergeColumns final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, first, second, final_name, final_type, join_string;
  void emit(const Target&, const Emit&) const override;
};

/// Sets the comment on a column; the one before is lost.
struct SetColumnRemarks final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, remarks, data_type, parent_type;
  void emit(const Target&, const Emit&) const override;
};

/// Makes a column number its rows. It has no inverse.
struct AddAutoIncrement final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, data_type, generation_type;
  std::optional<bool> default_on_null;
  Integer start_with, increment_by;
  void emit(const Target&, const Emit&) const override;
};

}  // namespace ebbtide

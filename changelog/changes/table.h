#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Creates a table, with the constraints of its columns. Its inverse drops it, and whatever refers
/// to it keeps that from happening. ifNotExists is no part of the checksum.
struct CreateTable final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, table_type, tablespace, remarks;
  std::optional<bool> if_not_exists;
  std::vector<Column> columns;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
  std::vector<std::string> problems(const Target&) const override;
  std::vector<std::string_view> nested_attributes() const override;
};

/// Drops a table; its rows cannot come back.
struct DropTable final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table;
  std::optional<bool> cascade;
  void emit(const Target&, const Emit&) const override;
};

/// Renames a table. Its inverse renames it back.
struct RenameTable final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text old_name, new_name;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Sets the comment on a table; the one before is lost.
struct SetTableRemarks final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, remarks;
  void emit(const Target&, const Emit&) const override;
};

}  // namespace ebbtide

#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Creates an index. Its inverse drops it; there is none where it has no name, which the database
/// then makes up.
struct CreateIndex final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, name, tablespace, associated_with;
  std::optional<bool> unique, clustered;
  std::vector<IndexedColumn> columns;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
  std::vector<std::string> problems(const Target&) const override;
};

/// Drops an index; which columns it had is not known.
struct DropIndex final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, name;
  void emit(const Target&, const Emit&) const override;
};

}  // namespace ebbtide

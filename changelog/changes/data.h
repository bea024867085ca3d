#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Inserts one row. Which row that was cannot be told afterwards. A column with autoIncrement is
/// left to the database.
struct Insert final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, target_dbms;
  std::vector<Column> columns;
  void emit(const Target&, const Emit&) const override;
  std::string_view dbms() const override { return target_dbms.or_empty(); }
};

/// Changes the rows a condition holds for, all rows without one; what they held before is lost.
struct Update final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, where_clause;
  std::vector<Column> columns, where_params;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
};

/// Deletes the rows a condition holds for, all rows without one; they cannot come back.
struct Delete final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, where_clause;
  std::vector<Column> where_params;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
};

}  // namespace ebbtide

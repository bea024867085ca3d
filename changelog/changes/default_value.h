#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Gives a column a default value, by exactly one of its attributes. Its inverse drops it; the
/// default there was before does not come back.
struct AddDefaultValue final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, data_type, constraint_name;
  Text value, numeric, date, computed, sequence_next;
  std::optional<bool> boolean;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
  std::vector<std::string> problems(const Target&) const override;

 private:
  Literal literal() const;
};

/// Takes the default value off a column; which one it was is not known.
struct DropDefaultValue final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text table, column, data_type;
  void emit(const Target&, const Emit&) const override;
};

}  // namespace ebbtide

#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Creates a sequence. What is not given is not written, so the database decides. Its inverse drops
/// it.
struct CreateSequence final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name, data_type;
  Integer start, increment, min, max, cache;
  std::optional<bool> ordered, cycle;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Changes how a sequence counts; how it counted before is not known.
struct AlterSequence final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name, data_type;
  Integer increment, min, max, cache;
  std::optional<bool> ordered, cycle;
  void emit(const Target&, const Emit&) const override;
};

/// Drops a sequence; how it counted is not known.
struct DropSequence final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name;
  void emit(const Target&, const Emit&) const override;
};

/// Renames a sequence. Its inverse renames it back.
struct RenameSequence final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text old_name, new_name;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

}  // namespace ebbtide

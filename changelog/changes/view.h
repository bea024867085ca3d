#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Creates a view, from its query or, with fullDefinition, from the whole statement; either stands
/// in the change or in a file. Its inverse drops it, also where it has replaced another one.
struct CreateView final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name, query, path, encoding, remarks;
  std::optional<bool> full_definition, relative, replace;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
  std::vector<std::string> problems(const Target&) const override;
  std::vector<Problem> text_problems(const Target&) const override;
  std::string checksum(const Hashing&) const override;
  std::vector<HashedText> hashed_texts(const Hashing&) const override;
};

/// Drops a view; its definition is not known.
struct DropView final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name;
  std::optional<bool> if_exists;
  void emit(const Target&, const Emit&) const override;
};

/// Renames a view. Its inverse renames it back.
struct RenameView final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text old_name, new_name;
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override;
};

/// Creates a stored procedure, from the SQL that does so, which stands in the change or in a file.
/// It has no inverse: the text need not name what it creates in a way that could be read.
struct CreateProcedure final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name, body, path, encoding, target_dbms, comments;
  std::optional<bool> relative, replace;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
  std::vector<Problem> text_problems(const Target&) const override;
  std::string_view dbms() const override { return target_dbms.or_empty(); }
  std::string checksum(const Hashing&) const override;
  std::vector<HashedText> hashed_texts(const Hashing&) const override;
};

/// Drops a stored procedure; its text is not known.
struct DropProcedure final : ObjectChange {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text name;
  void emit(const Target&, const Emit&) const override;
};

}  // namespace ebbtide

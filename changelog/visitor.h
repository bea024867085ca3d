#pragma once

#include <string>
#include <vector>

#include "changelog/field.h"
#include "changelog/properties.h"

namespace ebbtide {

struct Hashing;

/// One edit that modifySql makes to each SQL statement of a changeset.
struct SqlVisitor : Record {
  enum class Kind { append, prepend, replace, reg_exp_replace };

  Kind kind = Kind::append;
  Text value;    ///< of append and prepend
  Text replace;  ///< what is replaced: a text or a regular expression
  Text with;
  bool apply_to_rollback = false;
  Text dbms, context, labels;

  std::string_view name() const;
  static std::span<const Field> fields();
  /// Whether the visitor is for this run.
  bool counts(const Selection& selection) const;
  /// The statement after the edit.
  std::string apply(const std::string& sql) const;
  /// Its part of the checksum: 32 hex digits.
  std::string checksum(const Hashing& hashing) const;
};

}  // namespace ebbtide

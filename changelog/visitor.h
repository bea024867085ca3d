#pragma once

#include <string>
#include <vector>

#include "changelog/field.h"
#include "changelog/properties.h"
#include "text/error.h"
#include "text/java_regex.h"
#include "text/once.h"

namespace ebbtide {

struct Hashing;

/// One edit that modifySql makes to each SQL statement of a changeset. Filters of the modifySql
/// element are kept with each of its edits.
struct SqlVisitor : Record {
  enum class Kind { append, prepend, replace, reg_exp_replace };

  Kind kind = Kind::append;
  Text value;    ///< of append and prepend
  Text replace;  ///< what is replaced: a text or a regular expression
  Text with;
  bool apply_to_rollback = false;
  Text dbms, context, labels;
  Position where;

  /// As the changelog spells it: `append`, `regExpReplace`.
  std::string_view name() const;
  static std::span<const Field> fields();
  /// Whether the visitor is for this run.
  bool counts(const Selection& selection) const;
  /// What is wrong with its regular expression or what is put in its place; empty for nothing. To
  /// be asked before anything runs.
  std::string problem() const;
  /// The statement after the edit. Throws Error where there is a problem.
  std::string apply(const std::string& sql) const;
  /// Its part of the checksum: 32 hex digits.
  std::string checksum(const Hashing& hashing) const;

 private:
  const JavaRegex& regex() const;

  Once<JavaRegex> compiled_;
};

}  // namespace ebbtide

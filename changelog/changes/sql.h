#pragma once

#include "changelog/changes/column.h"
#include "changelog/checksum.h"

namespace ebbtide {

/// Runs SQL that stands in the changelog, split at `;` or `delimiter` unless told otherwise. Blank
/// SQL is none, and a problem. Formatted SQL makes one of each changeset, and strips comments by
/// default.
struct RawSql final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text sql, comment, target_dbms, delimiter;
  bool split = true, strip_comments = false;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
  std::vector<Problem> text_problems(const Target&) const override;
  std::optional<Position> place_of(const SqlSpot&, const Target&) const override;
  std::string_view dbms() const override { return target_dbms.or_empty(); }
  std::string checksum(const Hashing&) const override;
  std::vector<HashedText> hashed_texts(const Hashing&) const override;
};

/// Runs the SQL of a file, which is read as a stream when it runs, its properties replaced.
struct SqlFile final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text path, encoding, target_dbms, delimiter, comment;
  bool split = true, strip_comments = false;
  std::optional<bool> relative;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
  std::vector<Problem> text_problems(const Target&) const override;
  std::optional<Position> place_of(const SqlSpot&, const Target&) const override;
  std::string_view dbms() const override { return target_dbms.or_empty(); }
  std::string checksum(const Hashing&) const override;
  std::vector<HashedText> hashed_texts(const Hashing&) const override;
};

}  // namespace ebbtide

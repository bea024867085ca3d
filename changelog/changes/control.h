#pragma once

#include "changelog/changes/column.h"

namespace ebbtide {

/// Gives the state after its changeset a name to roll back to. The tag goes into the changeset's
/// own row of the history, so there is no SQL, and nothing to undo.
struct TagDatabase final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text tag;
  std::optional<bool> keep_on_rollback;
  void emit(const Target&, const Emit&) const override {}
  std::optional<Changes> inverse() const override { return Changes{}; }
};

/// Does nothing; so does its inverse.
struct Empty final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  void emit(const Target&, const Emit&) const override {}
  std::optional<Changes> inverse() const override { return Changes{}; }
};

/// Prints a message. Its inverse prints nothing. Where to is summed even if it is not given.
struct Output final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text message;
  Text target_stream = "STDERR";
  void emit(const Target&, const Emit&) const override;
  std::optional<Changes> inverse() const override { return Changes{}; }
};

/// Ends the run with a message, for work on a changelog: the changeset fails and is not recorded.
struct Stop final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text message = "Stop command in changelog file";
  void emit(const Target&, const Emit&) const override;
  bool is_volatile() const override { return true; }
};

/// One argument of a program.
struct CommandArgument : Record {
  static std::span<const Field> fields();
  Text value;
};

/// Runs a program on this machine, where that is allowed. Its arguments and the systems it is for
/// are no part of the checksum. It has no inverse.
struct ExecuteCommand final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text executable, timeout, os;
  std::vector<CommandArgument> arguments;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
  bool is_volatile() const override { return true; }
};

/// A name and a value for a Java class.
struct JavaParameter : Record {
  static std::span<const Field> fields();
  Text name, value;
};

/// A change that is written in Java. It can be read and summed, so that a history stays valid, but
/// not run: a changeset with one that is pending is refused. The sum is that of a class without a
/// rule of its own.
struct CustomChange final : Change {
  static const ChangeType kind;
  const ChangeType& type() const override { return kind; }
  Text java_class;
  std::vector<JavaParameter> parameters;
  void emit(const Target&, const Emit&) const override;
  std::vector<std::string> problems(const Target&) const override;
  std::string checksum(const Hashing&) const override;
  std::vector<HashedText> hashed_texts(const Hashing&) const override;

 private:
  std::string problems_text() const;
};

}  // namespace ebbtide

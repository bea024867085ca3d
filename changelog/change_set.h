#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "changelog/change.h"
#include "changelog/checksum.h"
#include "changelog/precondition.h"
#include "changelog/properties.h"
#include "changelog/visitor.h"
#include "database/names.h"

namespace ebbtide {

/// What tells a changeset from all others: where it is, its id and its author. `==` and `<` compare
/// the texts as they stand; what the history calls the same, `is_same` does.
struct ChangeSetId {
  std::string path;  ///< logical, or as the file was named
  std::string id;
  std::string author;

  std::string to_text() const { return path + "::" + id + "::" + author; }
  auto operator<=>(const ChangeSetId&) const = default;
};

/// The order of changesets as the history knows them: paths that mean the same file are equal, such
/// as `classpath:db/a.xml` and `db/a.xml`. Ids and authors are compared letter by letter.
struct ByIdentity {
  bool operator()(const ChangeSetId& a, const ChangeSetId& b) const;
};
/// Whether the history would take one for the other.
bool is_same(const ChangeSetId& a, const ChangeSetId& b);
/// As Liquibase does for changeSetExecuted: the case of a path does not count.
bool is_same_but_for_case_of_path(const ChangeSetId& a, const ChangeSetId& b);

/// A <rollback> block: changes to run, changesets whose changes to run, or nothing to do. No parts
/// and no refusal is a decision of the author, and not the same as no block.
struct Rollback {
  struct Reference {
    ChangeSetId id;
    Position where;
  };
  using Part = std::variant<std::unique_ptr<Change>, Reference>;

  Position where;
  std::vector<Part> parts;
  /// What the block says when it says that there is no way back, such as
  /// `-- NOT REVERSIBLE: restore from backup`.
  Text refusal;
};

/// Where `runOrder` puts a changeset in the whole changelog, includes and all: before or behind all
/// that do not say, and among themselves in the order they were read.
enum class RunOrder { none, first, last };

/// A changeset as it was read: who it is, when it runs, what it does and how it is undone. All of
/// it is final; what a run makes of it is in the plan. It can be moved, not copied.
struct ChangeSet {
  ChangeSetId id;
  Position where;

  Text context, labels, dbms;
  std::vector<std::string> inherited_contexts;  ///< of its changelog and the includes above it
  std::vector<std::string> inherited_labels;
  bool inherited_ignore = false;
  bool ignore = false, run_always = false, run_on_change = false, in_transaction = true;
  std::optional<bool> fail_on_error;
  bool mark_ran_when_invalid = false;
  Quoting quoting = Quoting::legacy;
  RunOrder run_order = RunOrder::none;
  Text created, run_with;
  Text comments;
  std::vector<std::string> valid_checksums;

  std::unique_ptr<PreconditionBlock> preconditions;
  Changes changes;
  std::vector<SqlVisitor> visitors;
  std::unique_ptr<Rollback> rollback;
  /// What in its texts no database would take as it is meant: it must neither run nor be undone.
  std::vector<Problem> flaws;

  /// The effective context expression and labels as the history keeps them, such as
  /// `dev AND (a, b)` and `l1,l2`; empty for none.
  std::string full_context() const;
  std::string full_labels() const;
  /// Whether the run asks for it: its own expression holds, and those of all includes above it. An
  /// empty filter asks for everything, as Liquibase has it.
  bool matches_contexts(const Selection& selection) const;
  /// The same for the label filter, which is the expression here: the labels are the names in it.
  bool matches_labels(const Selection& selection) const;
  /// `createTable tableName=a; sql`, cut as the history column wants it.
  std::string description() const;
  /// The tag of its first tagDatabase change, if there is one.
  Text tag() const;
  /// As Liquibase makes it in the version that is asked for, from the changes as they were read and
  /// the edits that count for the selection. It depends on the database as well: changes and edits
  /// for others do not count. Throws Error where a file that it is made of cannot be read.
  Checksum checksum(const Hashing& hashing) const;
};

/// Cuts a text for a column of 255 letters: 250 with `...` at the end.
std::string limited(std::string_view text);

}  // namespace ebbtide

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change_set.h"
#include "database/statement.h"
#include "text/text.h"

namespace ebbtide {

/// What became of a changeset, as the history keeps it. Neither tool writes `failed` or `skipped`;
/// `unknown` is a word that nobody here knows.
enum class ExecType { executed, failed, skipped, reran, mark_ran, unknown };

/// The word in the EXECTYPE column; of an unknown one, UNKNOWN.
std::string_view to_text(ExecType type);

/// A row of DATABASECHANGELOG, or what stands for one in another store. Text that the table has as
/// NULL is absent. Written, a row gets the moment of the database; only `restore` writes its own.
struct HistoryRow {
  ChangeSetId id;           ///< the path as it is stored
  std::string executed_at;  ///< as the database writes it; empty where it has none
  int order = 0;
  ExecType type = ExecType::executed;
  std::string type_text = {};  ///< where nobody knows it
  bool has_order = true;
  bool has_known_place = true;  ///< whether its date, or else its order, tells when it ran
  Text checksum, description, comments, tag, version, contexts, labels, deployment;
};

/// Whether it is the row that the command `tag` makes in an empty history, since a tag needs one.
bool stands_for_nothing(const HistoryRow& row);

/// What the EXECTYPE column says, also where nobody knows the word.
std::string_view type_text(const HistoryRow& row);

/// The rows of DATABASECHANGELOG in the order they were run. Rows without a date stand where their
/// ORDEREXECUTED says; where that does not tell either, they come first and have no known place. A
/// value of its own: it does not change with the table, and pointers to its rows live as long as it
/// is not changed or moved into.
class History {
 public:
  History() = default;
  /// Rows that are in their order already, such as those of a file.
  explicit History(std::vector<HistoryRow> rows);

  /// Takes the rows of `SELECT * … ORDER BY DATEEXECUTED ASC, ORDEREXECUTED ASC`, of a table of any
  /// layout.
  static History read(Rows rows);

  const std::vector<HistoryRow>& rows() const { return rows_; }
  /// How many changesets have rows, each counted once: old databases may have one twice.
  std::size_t change_sets() const { return last_.size(); }
  /// The last row of this changeset; nothing where it never ran.
  const HistoryRow* find(const ChangeSetId& id) const;
  /// Whether changeSetExecuted holds: the case of the path does not count. Any row will do,
  /// whatever its EXECTYPE.
  bool has_run(const ChangeSetId& id) const;
  /// The highest ORDEREXECUTED, 0 for none: the next one written is one above.
  int last_order() const;
  /// Whether the table lacks a column, so that writing has to add it first.
  bool lacks_columns() const { return lacks_columns_; }

 private:
  std::vector<HistoryRow> rows_;
  std::vector<std::size_t> last_;  ///< of each changeset, in the order of ByIdentity
  bool lacks_columns_ = false;
};

}  // namespace ebbtide

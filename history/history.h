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

/// What became of a changeset, as the history keeps it.
enum class ExecType { executed, failed, skipped, reran, mark_ran, unknown };

/// As Liquibase writes it: `EXECUTED`, `MARK_RAN`.
std::string_view to_text(ExecType type);

/// A row of DATABASECHANGELOG. Text that the table has as NULL is absent.
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

/// What the EXECTYPE column says.
std::string_view type_text(const HistoryRow& row);

/// The rows of DATABASECHANGELOG in the order they were run. Rows without a date stand where their
/// ORDEREXECUTED says; where that does not tell either, they come first and have no known place.
class History {
 public:
  History() = default;
  explicit History(std::vector<HistoryRow> rows);

  /// Takes the rows of `SELECT * … ORDER BY DATEEXECUTED ASC, ORDEREXECUTED ASC`, of a table of any
  /// layout.
  static History read(Rows rows);

  const std::vector<HistoryRow>& rows() const { return rows_; }
  /// The last row of this changeset; nothing where it never ran.
  const HistoryRow* find(const ChangeSetId& id) const;
  /// Whether changeSetExecuted holds: the case of the path does not count.
  bool has_run(const ChangeSetId& id) const;
  /// The highest ORDEREXECUTED, 0 for none.
  int last_order() const;
  /// Whether the table lacks a column, so that writing has to add it first.
  bool lacks_columns() const { return lacks_columns_; }

 private:
  std::vector<HistoryRow> rows_;
  std::vector<std::size_t> last_;  ///< of each changeset, in the order of ByIdentity
  bool lacks_columns_ = false;
};

}  // namespace ebbtide

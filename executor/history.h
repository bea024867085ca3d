#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change_set.h"
#include "database/connection.h"
#include "text/text.h"

namespace ebbtide {

/// What became of a changeset, as the history keeps it.
enum class ExecType { executed, failed, skipped, reran, mark_ran };

std::string_view to_text(ExecType type);

/// A row of DATABASECHANGELOG. Text that the table has as NULL is absent.
struct HistoryRow {
  ChangeSetId id;           ///< the path as it is stored
  std::string executed_at;  ///< as the database writes it, or now where it is still to be written
  int order = 0;
  ExecType type = ExecType::executed;
  Text checksum, description, comments, tag, version, contexts, labels, deployment;
};

/// The rows of DATABASECHANGELOG in the order they were run.
class History {
 public:
  History() = default;
  explicit History(std::vector<HistoryRow> rows);

  /// Takes the rows of `SELECT * … ORDER BY DATEEXECUTED ASC, ORDEREXECUTED ASC`. Throws Error for
  /// an EXECTYPE nobody knows.
  static History read(Rows rows);

  const std::vector<HistoryRow>& rows() const { return rows_; }
  /// The newest row of this changeset; nothing where it never ran.
  const HistoryRow* find(const ChangeSetId& id) const;
  /// Whether changeSetExecuted holds: the case of the path does not count.
  bool has_run(const ChangeSetId& id) const;
  /// The highest ORDEREXECUTED, 0 for none.
  int last_order() const;

 private:
  std::vector<HistoryRow> rows_;
  std::vector<std::size_t> newest_;  ///< of each changeset, in the order of ByIdentity
};

}  // namespace ebbtide

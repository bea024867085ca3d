#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "database/names.h"
#include "history/answers.h"
#include "history/history.h"

namespace ebbtide {

class LockRow;
struct SessionLock;

/// What a history says of a changeset: it never ran; it is the one that ran; it differs, and the
/// changelog or a rule for old rows takes that; it differs; it ran and failed.
enum class Standing { unknown, same, accepted, changed, failed };

/// The standing of a changeset and why. Borrows the row from the history that was asked.
struct Stood {
  Standing standing = Standing::unknown;
  const HistoryRow* row = nullptr;  ///< absent where it never ran
  std::string was = {};             ///< where it changed: the checksum then
  std::string now = {};             ///< and now, made in the same way
};

/// Whether the checksum of a row wants to be replaced by that of today: not, since it is of today's
/// version; since it is of an older one; since there is none.
enum class KeptChecksum { current, old, none };

/// Where a database remembers its changesets. A store answers in statements and runs none of those
/// that write: live runs send them, scripts write them. They are asked for in the order of
/// the run: a store may keep what it has answered.
///
/// To add a store: 1. map its row to HistoryRow; 2. say in `find` and `compare` what its tool calls
/// unknown, changed and failed; 3. answer each write in statements, none of which may commit, and
/// with none where the store has no place for it; 4. name the lock as its tool does; 5. run
/// tests/history/store_suite.h with it.
class HistoryStore {
 public:
  virtual ~HistoryStore() = default;

  /// The table or file, as statements and messages name it.
  virtual std::string name() const = 0;
  /// Whether it is there.
  virtual bool exists() = 0;
  /// What makes it where it is missing, or brings one of an older layout up to date; nothing where
  /// it is as it must be. May define tables, and is run outside of the changesets' transactions.
  virtual std::vector<CommentedSql> missing() = 0;
  /// What it holds, also in an older layout; nothing where it is missing. Nothing is changed for
  /// it.
  virtual History read() = 0;
  /// Whether a row of this history, which was read from it, has the tag: as the database compares
  /// texts, so that on some `V1` is `v1`.
  virtual bool has_tag(const std::string& tag, const History& history) {
    const auto has_it = [&](const HistoryRow& row) { return row.tag == tag; };
    return std::any_of(history.rows().begin(), history.rows().end(), has_it);
  }
  /// From now on the answers are for a script, which starts from this history; behind its end they
  /// are for live runs again.
  virtual void start_script(const History& /*known*/) {}
  virtual void end_script() {}
  /// Keeps what is not kept by statements. Called when a script is written, a tag set or
  /// checksums are cleared, once that has come to its end.
  virtual void save() {}

  /// The row of the changeset; nothing where it never ran.
  virtual const HistoryRow* find(const ChangeSet& change_set, const History& history) const = 0;
  /// How the changeset stands to its row.
  virtual Stood compare(const ChangeSet& change_set, const HistoryRow& row,
                        const Hashing& hashing) const = 0;
  Stood look_up(const ChangeSet& change_set, const History& history, const Hashing& hashing) const {
    const HistoryRow* const row = find(change_set, history);
    return row == nullptr ? Stood{} : compare(change_set, *row, hashing);
  }
  virtual KeptChecksum kept_checksum(const HistoryRow& row) const = 0;
  /// What it keeps as the checksum of the changeset as it is now.
  virtual Text checksum_of(const ChangeSet& change_set, const Hashing& hashing) const = 0;

  /// Adds the row of a changeset that has run for the first time, in the changeset's transaction.
  virtual RowChanges record(const HistoryRow& row) = 0;
  /// Brings the row of a changeset that ran again up to date. A tag that it had stays where the new
  /// row has none.
  virtual RowChanges record_again(const HistoryRow& row) = 0;
  /// Takes the row of a changeset away that was undone. The path is as the row has it.
  virtual RowChanges forget(const ChangeSetId& id) = 0;
  /// The way back from `forget`, which keeps all that the row said, its date and order too.
  virtual RowChanges restore(const HistoryRow& row) = 0;
  /// An absent one is kept as none, so that the next update stores that of its day.
  virtual RowChanges set_checksum(const ChangeSetId& id, const Text& checksum) = 0;
  virtual RowChanges clear_checksums() = 0;
  /// Gives the row that ran last a tag, in place of one that it has. There must be a row.
  virtual RowChanges tag_last_row(const std::string& tag) = 0;

  /// The row that other tools honour; null where there is none.
  virtual LockRow* lock_row() = 0;
  /// The lock that ends with its session: the same for all who mean this store, however they name
  /// it. Asked when the table of the lock row is there.
  virtual SessionLock session_lock() = 0;
  /// The tables that are the store's and no user's. The names live as long as the store.
  virtual std::vector<ObjectName> own_tables() const = 0;
};

}  // namespace ebbtide

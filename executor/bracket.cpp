// All changesets of a run in one transaction, each with a savepoint:
//
//   BEGIN · SAVEPOINT · statements, row · RELEASE · SAVEPOINT · statements, row · RELEASE · COMMIT
//
//   is_open_   has_savepoint_   is_lost_
//   no         no               no         nothing is begun, or all was kept; `join` begins
//   yes        no               no         between two changesets
//   yes        yes              no         in a changeset, or in a question
//   no         no               yes        the database has undone all by itself: nothing goes on
//
// All savepoints have one name: a release or a way back ends each before the next is made. One that
// waits to be sent with the first statement may never have reached the database; then there is
// nothing to go back to, and what waits is taken back (`is_saved_`). Questions get a savepoint too:
// where PostgreSQL answers one with an error it refuses everything else in the transaction, and a
// precondition may ask for what is not there.
//
// Some errors undo the whole transaction, such as a full disk under SQLite. Then ROLLBACK TO fails,
// as there is no such savepoint, and what looked like the failure of one changeset has taken all
// before it. That is remembered, and everything throws from then on, so that nothing runs outside
// of what was to be one transaction.
//
// A changeset with runInTransaction=false commits what is before it, and the next one begins anew.
#include "executor/bracket.h"

#include <utility>

#include "database/connection.h"

namespace ebbtide {
namespace {

const std::string savepoint = "SAVEPOINT ebbtide_changeset";

}  // namespace

AllTogether::~AllTogether() {
  if (!is_open_) return;
  try {
    session_.rollback();
  } catch (const Error&) {
    // The session is gone, and the database has undone it.
  }
}

void AllTogether::require_kept() const {
  if (is_lost_) throw Error("the database has ended the whole transaction");
}

void AllTogether::join() {
  require_kept();
  if (is_open_) return;
  session_.begin();
  is_open_ = true;
}

void AllTogether::save() {
  join();
  is_saved_ = false;
  connection_.queue({savepoint}, [this](const Answer&) { is_saved_ = true; });
  has_savepoint_ = true;
}

void AllTogether::open(const ChangeSet& change_set) {
  change_set.in_transaction ? save() : finish();
}

void AllTogether::ask(const std::function<void()>& questions) {
  save();
  questions();
  undo();
}

void AllTogether::keep() {
  if (std::exchange(has_savepoint_, false)) connection_.queue({"RELEASE " + savepoint});
}

void AllTogether::keep(const RowChanges& rows) {
  session_.write(rows);
  keep();
}

void AllTogether::undo() {
  connection_.drop_queued();
  if (!std::exchange(has_savepoint_, false) || !is_saved_) return;
  try {
    connection_.execute({"ROLLBACK TO " + savepoint});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    // Some errors, such as a full disk, have undone all of it already.
    is_lost_ = true;
    is_open_ = false;
    session_.rollback();
  }
}

void AllTogether::finish() {
  require_kept();
  if (std::exchange(is_open_, false)) session_.commit();
}

}  // namespace ebbtide

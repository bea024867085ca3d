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

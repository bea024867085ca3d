#include "database/connection.h"

#include "database/facts.h"

namespace ebbtide {

const Facts& Connection::facts() const { return facts_of(dialect()); }

void Connection::queue(const Statement& statement, const Answered& answered, FailsBy fails_by) {
  Answer answer;
  std::optional<DatabaseError> failed;
  try {
    answer = answer_of([&] { return execute(statement); });
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    if (fails_by != FailsBy::nothing) throw;
    answer.error = &failed.emplace(error);
  }
  if (fails_by == FailsBy::no_change && answer.changed == 0) throw NothingChanged(statement.sql);
  if (answered) answered(answer);
}

void Connection::require_whole(const Statement& statement) {
  try {
    refuse_what_is_cut(statement);
  } catch (const DatabaseError&) {
    send();
    throw;
  }
}

Transaction::~Transaction() {
  if (connection_ == nullptr) return;
  try {
    connection_->rollback();
  } catch (const DatabaseError&) {
    // The session is broken, so the database undoes the transaction itself. The error that broke
    // it is already on its way to the user.
  }
}

void Transaction::commit() {
  connection_->commit();
  connection_ = nullptr;
}

void Transaction::rollback() {
  connection_->rollback();
  connection_ = nullptr;
}

}  // namespace ebbtide

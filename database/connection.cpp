#include "database/connection.h"

#include "database/facts.h"

namespace ebbtide {

const Facts& Connection::facts() const { return facts_of(dialect()); }

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

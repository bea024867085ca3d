#pragma once
// The client library takes one statement at a time and knows no pipeline. A text of several
// statements is the one way to send them together, so that the session is opened for such texts,
// for its own use (batch.cpp). Whether a changelog may have them the URL says (allowMultiQueries),
// as with the JDBC driver. Where it may not, the server is asked to prepare the text: it prepares
// one statement and refuses several, in the words that it would use.
//
// What cannot wait for others goes alone: a statement with values, one that begins with a comment
// (for another version it may be none, and then it has no answer), one that is too large for a
// batch. A SELECT on MySQL too: cancelled, it answers instead of failing, and the server would go
// on with what stands behind it. A statement that asks for what the one before has left (ROW_COUNT)
// has that one go alone as well.
//
//   autocommit     off at the first transaction, and left off between transactions that follow each
//                  other; on again before the first statement outside of one. Each change costs a
//                  round trip
//   an error       of a batch is told in the words of the statement alone, as the server quotes
//                  what follows in the text. A deadlock or a wait that took too long undoes the
//                  whole transaction: it is never passed over
//   a lost session stays lost; with a COMMIT on its way nobody knows what is kept (CommitLost)
//
// The library does not hand out its socket, which is wanted to notice that the server is gone. It
// is the one to that port that was not there before; so whoever connects does it alone.

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a session with a MySQL or MariaDB server; which of the two it is says the server, and the
/// dialect follows that. Sets the session up (session_settings.h) and, where the URL asks for it,
/// makes the database. Throws ConnectionLost where the server does not answer or let us in,
/// UsageError for parameters that cannot be honoured.
std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide

#pragma once
// How the session saves round trips, since most of a run's time is the way to the server and back:
//
//   BEGIN          is not sent but owed: it goes in front of the first statement. A transaction
//                  that has none is never begun on the server
//   settings       of our own that have to be said again (restore_settings, expect_same_session)
//                  wait too, and go in front of whatever comes next
//   queue          statements of a changeset wait for each other, and for the COMMIT (batch.cpp)
//   the rest       goes alone, in one text with what is owed. Not with values, and not outside of a
//                  transaction: a text of several is one transaction to the server, in which CREATE
//                  INDEX CONCURRENTLY and others are refused
//
// Whether a transaction is open the server is asked by libpq's own note of it, not by ours alone: a
// changeset may have ended it with a COMMIT of its own, and what is queued behind that would be
// kept one by one.
//
// A pooler may lend each transaction another session of the server, so that no lock holds. The
// number that the pooler told at the start differs from the one that the server tells then; else
// the line is direct. Behind a pooler two connections are asked in turns, in an order that no
// rotation of a few sessions can answer by chance. Where that shows nothing, each changeset begins
// with a question that fails in any other session: a CASE whose other branch casts a word of ours
// to a number.
//
// A session that was lost stays lost, since a new one would lack the lock. Where a COMMIT was on
// its way it is CommitLost: the caller reads the history. So that the server frees the lock of a
// client that is gone, it is told to look for it: by keepalives, by the time that an answer may go
// without its receipt (12), and while a statement runs (14). To begin with all settings cost one
// text, which also asks what the session is like; what only looks like PostgreSQL may refuse some,
// and takes them one by one.

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a session with a PostgreSQL server and sets it up (session_settings.h): with the message
/// that starts it, or by statements behind a pooler that takes no options, and by an offset where
/// the server does not know the zone's name. Throws ConnectionLost where the server does not answer
/// or let us in, UsageError for parameters that cannot be honoured.
std::unique_ptr<Connection> open_postgresql(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide

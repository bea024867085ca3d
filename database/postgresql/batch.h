#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "sql/syntax.h"

extern "C" {
using PGconn = struct pg_conn;
}

namespace ebbtide {

class AnswerWatch;

/// A statement that waits to be sent, and who waits for its answer.
struct PostgresqlQueued {
  Statement statement;
  Answered answered = {};
  bool is_setup = false;  ///< of ours, for the session: it goes with whatever comes next
  bool is_commit = false;
};
using PostgresqlBatch = std::deque<PostgresqlQueued>;

/// What a batch failed by: the first of its statements that did.
struct PostgresqlFailure {
  std::size_t at = 0;   ///< which statement, from 0
  std::string message;  ///< as libpq words it
  std::string state;
  bool is_lost = false;  ///< the connection is
};

/// Sends all statements of a batch at once, and tells of each answer as it comes. Nothing behind
/// the first failure runs. `is_cancelled` is set by who cancels a statement, and may be too early.
/// Rethrows what a receiver of an answer threw, when all is answered.
std::optional<PostgresqlFailure> play(const PostgresqlBatch& batch, PGconn* link,
                                      const sql::Syntax& syntax, AnswerWatch& watch,
                                      std::atomic<bool>& is_cancelled);

/// The statement with `$1`, `$2` … in the places of its `?`.
std::string numbered(std::string_view sql, const sql::Syntax& syntax);

/// The values of a statement's parameters as libpq wants them; the pointers are to the texts, null
/// for NULL.
struct PostgresqlValues {
  explicit PostgresqlValues(const Statement& statement);

  std::vector<std::string> texts;
  std::vector<const char*> pointers;
};

}  // namespace ebbtide

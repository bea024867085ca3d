#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/effect.h"
#include "text/error.h"

namespace ebbtide {

/// What the database said no to: its words, its code, and the statement. The session can go on,
/// though an open transaction may be of no use any more (PostgreSQL refuses all but its end).
/// `what()` are the server's words, with advice behind them where we have some.
class DatabaseError : public Error {
 public:
  DatabaseError(const std::string& message, std::string sql, std::string state,
                std::optional<std::size_t> at = {})
      : Error(message), sql_(std::move(sql)), state_(std::move(state)), at_(at) {}
  const std::string& sql() const { return sql_; }
  const std::string& state() const { return state_; }  ///< SQLSTATE or the vendor's number
  /// The byte of the statement that the database names as the place, where it does.
  const std::optional<std::size_t>& at() const { return at_; }

 private:
  std::string sql_;
  std::string state_;
  std::optional<std::size_t> at_;
};

/// The connection is gone or never came to be; nothing more can be asked of it. What was begun and
/// not committed the server undoes; whether a COMMIT that was under way came through (CommitLost),
/// only a new session can tell. Who catches DatabaseError to go on rethrows this one.
class ConnectionLost : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

/// A value bound to a `?` of a statement: text in UTF-8, bytes, or NULL (no value). Its type is
/// what the server takes it for.
struct Parameter {
  std::optional<std::string> value;
  bool binary = false;
};

/// One statement for the database, in its own SQL. Values of parameters take the places of `?`, in
/// order. The text may hold several statements where the changelog does not split them; how far a
/// server takes that is up to it.
struct Statement {
  std::string sql;
  std::vector<Parameter> parameters = {};
  /// What it does, told by who wrote it, where reading cannot tell: of a block. Holds for this very
  /// text.
  sql::Effects does = {};
};
using Statements = std::vector<Statement>;

/// These and then more.
void append(Statements& statements, Statements more);

/// What a statement does: as it says, else as its text reads.
sql::Effects effects_of(const Statement& statement, const sql::Syntax& syntax);

/// Throws DatabaseError for a statement that a client library would cut: one with a NUL in it or in
/// a text that goes with it. Every connection asks this before it gives a statement away.
void refuse_what_is_cut(const Statement& statement);

using Row = std::vector<std::optional<std::string>>;

/// What a column of an answer is, as far as its values are to be read in another way.
enum class ColumnKind { other, padded, boolean, moment };

/// The answer to a query, every value as the database writes it as text; NULL is no value. Names of
/// columns as the server gives them, in its case.
struct Rows {
  std::vector<std::string> columns;
  std::vector<Row> rows;
  /// Of the columns, or of the first of them, where the database tells: `padded` is a text that it
  /// fills up with blanks.
  std::vector<ColumnKind> kinds = {};

  ColumnKind kind(std::size_t column) const {
    return column < kinds.size() ? kinds[column] : ColumnKind::other;
  }
};

}  // namespace ebbtide

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/syntax.h"

namespace ebbtide::sql {

/// What a statement is for, as far as it decides how it is run and noted in the journal.
/// `definition` is also what nobody knows: it is treated with the most care.
enum class Kind {
  nothing,      ///< blanks and comments
  reads,        ///< tells something of the server: SHOW, EXPLAIN
  data,         ///< rows
  definition,   ///< what tables, views, rights … there are, and whatever the table does not know
  session,      ///< how the session goes on
  transaction,  ///< where transactions begin and end
  code          ///< a block, a call or a text that is run: it may do anything
};

/// What a statement is like, as far as somebody asks: a set.
enum class Trait : unsigned {
  answers = 1,             ///< rows come back
  begins_transaction = 2,  ///< also SET AUTOCOMMIT
  ends_transaction = 4,
  for_session = 8,    ///< it lasts as long as the session: a new one needs it again
  sets_session = 16,  ///< may leave something set for what comes later
  locks_tables = 32,
  frees_tables = 64,
  undone_with_transaction = 128,  ///< where definitions can be undone
  makes_or_renames = 256,         ///< what is behind it looks at another structure
  drops = 512,                    ///< begins with DROP
  may_repeat = 1024               ///< does no harm when it runs once more
};

/// What the first words of a statement say of it.
struct Look {
  Kind kind = Kind::nothing;
  unsigned traits = 0;

  bool has(Trait trait) const { return (traits & static_cast<unsigned>(trait)) != 0; }
};

/// Looks at no more than the first five tokens, but for a setting that lasts, which counts
/// anywhere, so that it can be asked of every row of a file. What it does not know is a definition
/// that may set something. For what a statement does to which thing there is effects_of.
Look look_at(std::string_view sql, const Syntax& syntax);

/// Whether the statement begins with these words: each a choice such as `create|alter`; `*` is any
/// token, a word with `?` in front may be left out.
bool begins_with(std::string_view sql, std::string_view words, const Syntax& syntax);

/// The first statement of a text that begins or ends a transaction: COMMIT, END, ABORT, PREPARE
/// TRANSACTION, ROLLBACK (but not TO a savepoint), BEGIN and START TRANSACTION. Nothing where there
/// is none. The text may be several statements, as it is where it is not to be split.
std::optional<std::string> find_transaction_statement(std::string_view sql, const Syntax& syntax);

/// Whether the database undoes the statement with the transaction it runs in, and bears it there,
/// given that it can undo what defines tables at all. False where nobody can say.
bool runs_in_transaction(std::string_view sql, const Syntax& syntax);

/// Whether the text, of which this is the look, can be sent together with others: it is one
/// statement for sure, has one answer, and leaves alone where transactions end and how the session
/// goes on.
bool bears_others(std::string_view sql, Look look, const Syntax& syntax);

/// Whether the text, of which this is the look, may leave something behind that acts when rows of
/// other tables are written: a trigger, a rule, a policy. Code may do so in any words.
bool may_watch_rows(std::string_view sql, Look look);

/// Whether the text is several statements, each ended by `;`.
bool is_several(std::string_view sql, const Syntax& syntax);

/// Whether a statement asks for what MySQL knows of the one before it, such as ROW_COUNT().
bool looks_back(std::string_view sql);

/// Whether a comment comes first, of which MySQL may take all for nothing.
bool begins_with_comment(std::string_view sql);

/// Whether a line behind the first begins like a statement, for who reads line by line.
bool has_line_like_statement(std::string_view text);

}  // namespace ebbtide::sql

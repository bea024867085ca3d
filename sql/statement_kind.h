#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/syntax.h"

namespace ebbtide {

/// What a statement is, told by its first words.
enum class StatementKind { nothing, session, data, definition };
StatementKind kind_of(std::string_view sql);

/// Whether what the statement does lasts no longer than the session, so that a new one needs it
/// again.
bool is_for_session(std::string_view sql);
bool begins_transaction(std::string_view sql);
/// Whether it defines or changes something and sets nothing for the session. All others, such as
/// SET, SELECT set_config(…), DO and CALL, might.
bool leaves_session_alone(std::string_view sql);
bool locks_tables(std::string_view sql);
bool frees_tables(std::string_view sql);
/// Whether it answers with rows.
bool is_query(std::string_view sql);
/// Whether the database looks otherwise behind it, in a way that is not followed.
bool makes_or_renames(std::string_view sql);
bool drops(std::string_view sql);
/// What an index that could not be made concurrently is dropped by, so that it is not in the way of
/// the next attempt; nothing for other statements.
std::optional<std::string> clearing_statement(std::string_view sql);
/// Whether a line behind the first begins like a statement.
bool has_line_like_statement(std::string_view text);

/// The first statement of a text that begins or ends a transaction: COMMIT, END, ABORT, PREPARE
/// TRANSACTION, ROLLBACK (but not TO a savepoint), BEGIN and START TRANSACTION. Nothing where there
/// is none. The text may be several statements, as it is where it is not to be split.
std::optional<std::string> find_transaction_statement(std::string_view sql,
                                                      const sql::Syntax& syntax);

/// Whether the database undoes the statement with the transaction it runs in, and bears it there,
/// given that it can undo what defines tables at all. False where nobody can say.
bool runs_in_transaction(std::string_view sql, const sql::Syntax& syntax);

/// Whether look_for_effect finds an answer for statements of this kind.
bool leaves_trace(std::string_view sql);

}  // namespace ebbtide

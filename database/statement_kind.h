#pragma once

#include <optional>
#include <string>
#include <string_view>

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

}  // namespace ebbtide

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/effect.h"

namespace ebbtide::sql {

// PostgreSQL's own grammar, of its version 15: what it makes of a text, or nothing where it refuses
// the text. Asked second, since other versions know more words, and we have to read what no server
// takes.

inline constexpr int postgresql_grammar_version = 15;

/// What the statements of a text do, as far as names tell: no shapes of columns, no parts of a new
/// table. Nothing where the grammar refuses the text, where one of its statements is none that is
/// translated here, or where a NUL is in it.
///
/// The library (libpg_query) is the server's parser as C code. It gives the tree as a protobuf
/// message, which is unpacked, walked and freed again; its memory belongs to the thread, so that
/// any thread may ask. A statement's node is told by its number; what has no case here is `false`
/// from `Tree::read`, and then nothing of the whole text is taken: half an answer would pass for a
/// whole one.
std::optional<Effects> postgresql_effects(std::string_view sql);

/// A piece of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// The tokens of a text but for blanks and comments.
std::optional<std::vector<Span>> postgresql_tokens(std::string_view sql);
/// The statements of a text, without the semicolons.
std::optional<std::vector<Span>> postgresql_statements(std::string_view sql);

}  // namespace ebbtide::sql

#pragma once

#include <string>
#include <string_view>

#include "sql/cursor.h"

namespace ebbtide::sql {

/// The statement in words that the grammar of sql/postgresql.h reads, as far as a server of this
/// version reads newer ones: only for who asks whether it can be read. `code` stands at its
/// beginning.
std::string in_older_words(std::string_view sql, const Cursor& code, int version);

}  // namespace ebbtide::sql

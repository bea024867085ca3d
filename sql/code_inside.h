#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/name.h"
#include "sql/syntax.h"

namespace ebbtide::sql {

/// What code that stands inside of a statement may do to data: the body of a block or a routine,
/// and the texts that it runs.
struct CodeInside {
  std::string destroys = {};     ///< the words that do: `DROP TABLE`, `TRUNCATE`; empty for none
  std::string runs_built = {};   ///< a text is run, and what it may be nobody can tell: the word
  std::vector<Name> calls = {};  ///< the procedures that CALL names
};

/// Looks into code: at the statements that are written out in it, and at what is run as a text. A
/// DELETE with a WHERE destroys nothing, nor does what goes with a table that the code has made as
/// a temporary one. A text that is built begins with a verb that does no harm, or is not known.
CodeInside look_inside(std::string_view code, const Syntax& syntax);

/// The body of a block (`DO $$ … $$`) or of a routine that stands between quotes; what stands
/// behind its first words where the server reads it as it is. Nothing for other statements.
std::optional<std::string_view> body_of(std::string_view sql, const Syntax& syntax);

}  // namespace ebbtide::sql

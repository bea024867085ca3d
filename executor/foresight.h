#pragma once

#include <optional>
#include <string>

#include "changelog/undo.h"

namespace ebbtide {

/// The first statement of an undo that cannot succeed, as far as the database shows it beforehand:
/// it drops what is not there. For databases that could not take back the statements before it.
/// Says which one it is (`statement 2, because what it drops is not there: DROP INDEX …`); nothing
/// where none is found, which promises nothing. The statements are those of the changeset, with the
/// edits of its modifySql.
std::optional<std::string> find_doomed_statement(const Undo& undo, const ChangeSet& change_set,
                                                 const Target& target);

}  // namespace ebbtide

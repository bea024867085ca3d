#pragma once

#include <optional>
#include <string>

#include "rollback/undo.h"

namespace ebbtide {

/// The first statement of an undo that cannot succeed, as far as the database shows it beforehand:
/// it drops what is not there. For databases that could not take back the statements before it.
/// Says which one it is; nothing where none is found.
std::optional<std::string> find_doomed_statement(const Undo& undo, const Target& target);

}  // namespace ebbtide

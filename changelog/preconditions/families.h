#pragma once

#include "changelog/precondition.h"

namespace ebbtide {

// The kinds of preconditions by family, each in the file of this name. To add one to a family: its
// struct with its fields and its `kind`, and a row in the list at the end of the file. From there
// come reading, the checks of its fields, `--precondition-…` in formatted SQL and the reference.

/// Those that hold others: `and`, `or`, `not`.
std::span<const PreconditionType* const> nested_preconditions();
/// What is asked of the changelog, the history, the user and the kind of database.
std::span<const PreconditionType* const> logic_preconditions();
/// Whether something is there: tables, columns, keys.
std::span<const PreconditionType* const> object_preconditions();
/// What is in tables.
std::span<const PreconditionType* const> row_preconditions();

}  // namespace ebbtide

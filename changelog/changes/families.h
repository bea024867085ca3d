#pragma once

#include <span>

#include "changelog/change.h"

/// The change types there are, by family; each list stands at the end of its family's file, and
/// nobody but `change_types` asks for it. To add a change type to a family:
///  1. a struct derived from Change (from ObjectChange where it is about an object that has a
///     schema), in the family's header only where another file uses it;
///  2. its fields, one row for each attribute: name, what it is, whether it is required or a body;
///  3. `emit`, in words of the Dialect, and `inverse` where the change can be undone by others;
///  4. its `kind` with the name that changelogs call it by, and a row in the family's list.
/// Reading in all formats, validation, checksum, SQL, rollback, help and the reference follow.
namespace ebbtide {

std::span<const ChangeType* const> alter_column_changes();
std::span<const ChangeType* const> constraint_changes();
std::span<const ChangeType* const> control_changes();
std::span<const ChangeType* const> data_changes();
std::span<const ChangeType* const> default_value_changes();
std::span<const ChangeType* const> foreign_key_changes();
std::span<const ChangeType* const> index_changes();
std::span<const ChangeType* const> load_data_changes();
std::span<const ChangeType* const> sequence_changes();
std::span<const ChangeType* const> sql_changes();
std::span<const ChangeType* const> table_changes();
std::span<const ChangeType* const> view_changes();

}  // namespace ebbtide

#pragma once

#include "changelog/precondition.h"

/// The kinds of preconditions, each defined in its family.
namespace ebbtide::kinds {

extern const PreconditionType all_of;
extern const PreconditionType any_of;
extern const PreconditionType none_of;
extern const PreconditionType property_defined;
extern const PreconditionType change_set_executed;
extern const PreconditionType column_exists;
extern const PreconditionType custom_precondition;
extern const PreconditionType dbms;
extern const PreconditionType expected_quoting_strategy;
extern const PreconditionType foreign_key_exists;
extern const PreconditionType index_exists;
extern const PreconditionType primary_key_exists;
extern const PreconditionType row_count;
extern const PreconditionType running_as;
extern const PreconditionType sequence_exists;
extern const PreconditionType sql_check;
extern const PreconditionType table_exists;
extern const PreconditionType table_is_empty;
extern const PreconditionType unique_constraint_exists;
extern const PreconditionType view_exists;

}  // namespace ebbtide::kinds

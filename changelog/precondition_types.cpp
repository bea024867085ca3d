#include <array>

#include "changelog/preconditions/kinds.h"

namespace ebbtide {
namespace {

constexpr std::array<const PreconditionType*, 20> table{&kinds::all_of,
                                                        &kinds::any_of,
                                                        &kinds::none_of,
                                                        &kinds::property_defined,
                                                        &kinds::change_set_executed,
                                                        &kinds::column_exists,
                                                        &kinds::custom_precondition,
                                                        &kinds::dbms,
                                                        &kinds::expected_quoting_strategy,
                                                        &kinds::foreign_key_exists,
                                                        &kinds::index_exists,
                                                        &kinds::primary_key_exists,
                                                        &kinds::row_count,
                                                        &kinds::running_as,
                                                        &kinds::sequence_exists,
                                                        &kinds::sql_check,
                                                        &kinds::table_exists,
                                                        &kinds::table_is_empty,
                                                        &kinds::unique_constraint_exists,
                                                        &kinds::view_exists};

}  // namespace

std::span<const PreconditionType* const> precondition_types() { return table; }

}  // namespace ebbtide

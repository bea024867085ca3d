#pragma once

#include <span>
#include <string_view>

#include "changelog/change.h"

namespace ebbtide {

/// Every change type there is, by name. The lists of the families are joined on the first call;
/// any thread may ask.
std::span<const ChangeType* const> change_types();

/// The change type of this very name, or nothing. As Liquibase does: letter case counts.
const ChangeType* find_change_type(std::string_view name);

/// Names of change types that only Liquibase's paid edition has; a changelog with one of them
/// cannot run here, and the message should say why.
bool is_paid_change_type(std::string_view name);

}  // namespace ebbtide

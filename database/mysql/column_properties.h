#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/splitter.h"

namespace ebbtide {

/// What MODIFY and CHANGE take from a column, since they state it anew: the properties of the
/// definition it has, as SHOW CREATE TABLE says it, of which the new one says nothing. A column of
/// the primary key stays NOT NULL.
std::vector<std::string> mysql_lost_properties(std::string_view before, std::string_view after,
                                               bool is_key, const sql::Syntax& syntax);

}  // namespace ebbtide

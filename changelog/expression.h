#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// The lower-case parts of a comma-separated list: contexts or labels as given by the user.
std::vector<std::string> parse_names(std::string_view list);

/// Adds the names in an expression or a list, lower case.
void add_names(std::string_view expression, std::set<std::string>& names);

/// Whether an expression such as `a and !(b or c)` holds for the items. With no items all of it
/// holds, but for names marked with `@`.
bool expression_matches(std::string_view expression, const std::vector<std::string>& items);

/// Throws Error where a context expression cannot be understood.
void check_expression(std::string_view contexts);

/// What is odd in an expression that has a meaning all the same, such as `a and` and `a b`, where a
/// name has a blank in it; empty where nothing is.
std::string doubt_of_expression(std::string_view expression);

/// Whether a changeset with this context expression runs in these contexts. A comma means OR; an
/// empty expression always matches.
bool context_matches(std::string_view expression, const std::vector<std::string>& contexts);

/// Whether a label filter such as `a and !b` takes a changeset with these labels. A comma means OR;
/// an empty filter takes all.
bool labels_match(std::string_view filter, std::string_view labels);

/// Whether a dbms list such as `postgresql, !h2` means this database; `if_empty` where it says
/// nothing. Where no database is named, the list means it.
bool dbms_matches(std::string_view list, std::string_view dbms, bool if_empty = true);

}  // namespace ebbtide

#pragma once
// Contexts and labels are one language seen from two sides: of contexts the changeset has the
// expression and the run a list, of labels the run has the expression and the changeset a list.
//
//   changeset's context       --contexts: none   a     b     a,b
//   (none)                                yes    yes   yes   yes
//   a                                     yes    yes   no    yes
//   a,b                                   yes    yes   yes   yes
//   a and b                               yes    no    no    yes
//   !a                                    yes    no    yes   no
//   @a                                    no     yes   no    yes
//   not a and (b or c)                    yes    no    yes   no
//
//   changeset's labels        --label-filter: none   x     !x    x and y   @x
//   (none)                                    yes    yes   yes   yes       no
//   x                                         yes    yes   no    no        yes
//   x,y                                       yes    yes   no    yes       yes
//   z                                         yes    no    yes   no        no

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// The lower-case parts of a comma-separated list: contexts or labels as given by the user. Blanks
/// around a part do not count, and empty parts are none.
std::vector<std::string> parse_names(std::string_view list);

/// Adds the names in an expression or a list, lower case, without the words that join them: to tell
/// a user which contexts there are.
void add_names(std::string_view expression, std::set<std::string>& names);

/// Whether an expression such as `a and !(b or c)` holds for the items, which are lower case, as it
/// is itself. With no items all of it holds, but for names marked with `@`. Throws Error for a
/// parenthesis that is not closed.
bool expression_matches(std::string_view expression, const std::vector<std::string>& items);

/// Throws Error where a context expression cannot be understood: only parentheses can be wrong.
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
///
///   list              postgresql   mysql   mariadb
///   postgresql, h2    yes          no      no
///   !mysql            yes          no      yes      what only excludes means all others
///   !mysql, h2        no           no      no       what lists means only what it lists
///   mysql             no           yes     no       MariaDB has a name of its own
///   all / none        yes / no, whatever else there is
bool dbms_matches(std::string_view list, std::string_view dbms, bool if_empty = true);

}  // namespace ebbtide

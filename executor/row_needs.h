#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/change.h"
#include "sql/effect.h"
#include "sql/name.h"

namespace ebbtide {

class Connection;
class Forecast;
class Names;

/// `FROM table`: the rows of what a forecast gives as the live table of an effect.
std::string rows_from(const sql::Name& table, const Names& names);

/// Rows of now that a statement of a run cannot bear: those with NULL in a column that is to take
/// none.
struct RowNeed {
  std::string rows_sql;  ///< selects them: `FROM orders WHERE note IS NULL`
  Problem problem;       ///< what to say where there are any
  bool is_sure = true;   ///< nothing before the statement may have changed them
};

/// Follows the rows of a run, statement by statement, and notes what its statements need of them.
/// For each effect, in the order of the statements: `need_of` first, then `apply`, both before the
/// forecast goes on behind it. Borrows the names.
class RowNeeds {
 public:
  explicit RowNeeds(const Names& names) : names_(names) {}

  /// What the effect needs, in the structure as it is before it; nothing where `rows_sql` is empty.
  RowNeed need_of(const sql::Effect& effect, const Forecast& forecast) const;
  /// Whether rows of the table may be others by now than those in the database.
  bool has_changed_rows(const sql::Effect& effect, const Forecast& forecast) const;
  /// Goes on behind the effect of a statement.
  void apply(const sql::Effect& effect, std::string_view sql, const Forecast& forecast);

 private:
  /// What has been done to the rows of a table, by the name that it has in the database now.
  struct Written {
    bool is_emptied = false;
    std::vector<std::string> conditions = {};       ///< of its deletes
    std::vector<std::set<std::string>> texts = {};  ///< the names in what may change its values
  };

  const Names& names_;
  std::map<std::string, Written> written_;
};

/// Asks the database which of the needs are not met: what is sure goes to `obstacles`, the rest,
/// and what cannot be asked, to `doubts`. A question each, which ends at the first row it finds.
/// Throws ConnectionLost.
void judge_rows(const std::vector<RowNeed>& needs, Connection& connection,
                std::vector<Problem>& obstacles, std::vector<Problem>& doubts);

}  // namespace ebbtide

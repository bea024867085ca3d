#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

class Dialect;

/// What kind of thing a statement does to a database.
enum class SqlAction {
  create_table,
  create_view,
  create_index,
  create_other,
  drop_table,
  drop_view,
  drop_sequence,
  drop_index,
  drop_other,
  add_column,
  drop_column,
  add_foreign_key,
  add_constraint,
  drop_constraint,
  drop_primary_key,
  rename_table,
  rename_column,
  rename_part,   ///< an index or a constraint
  alter_column,  ///< MySQL's CHANGE and MODIFY, which state a column anew
  alter_table,   ///< anything else about a table
  insert_rows,
  update_rows,
  delete_rows,
  truncate,
  comment,
  nothing,  ///< reads, or sets something for the session
  unknown   ///< what cannot be told from the statement: a block, a call, what nobody has read yet
};

/// A table, view, index … as a statement names it, spelled as the database stores it; an empty
/// schema is the session's.
struct SqlObject {
  std::string schema;
  std::string name;

  /// `schema.name`, or the name alone.
  std::string to_text() const { return schema.empty() ? name : schema + "." + name; }
};

/// One thing a statement does, as far as its text tells.
struct SqlEffect {
  SqlAction action = SqlAction::unknown;
  SqlObject object = {};   ///< the table where there is one, else what the statement is about
  std::string part = {};   ///< the column, constraint or index of the table
  SqlObject other = {};    ///< the new name, or the table a foreign key points to
  std::string where = {};  ///< the rows a DELETE takes: `WHERE …`; `?` where no text says them
  std::string kind = {};   ///< what `create_other` and `drop_other` are about: `function`
  std::string definition = {};              ///< of a column: what stands behind its name
  std::vector<std::string> columns = {};    ///< of a key or an index
  std::vector<std::string> mentioned = {};  ///< the names in the text of a view
  std::vector<SqlObject> reads = {};        ///< what a view is a query of, as far as told
  std::vector<SqlEffect> parts = {};        ///< the columns and keys of a new table
  bool replaces = false;                    ///< OR REPLACE
  bool states_all = true;                   ///< of a new table: whether `parts` are all it has
  bool is_part = false;                     ///< is among the parts of another one too
  bool keys_go_first = false;               ///< the foreign keys of a column are dropped before it
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
};

/// What a statement does; one of `unknown` where its text does not tell.
std::vector<SqlEffect> effects_of(std::string_view sql, const Dialect& dialect);

/// A lock that a statement needs until the end of its transaction.
struct SqlLock {
  std::string mode;    ///< in the words of the database: `ACCESS EXCLUSIVE`
  std::string object;  ///< what is locked

  friend bool operator==(const SqlLock&, const SqlLock&) = default;
};

}  // namespace ebbtide

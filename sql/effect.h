#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/name.h"
#include "sql/syntax.h"

namespace ebbtide::sql {

/// What a statement does to a thing. With Thing it says all that plans, locks, forecasts and rules
/// ask: each of them is a table over (verb, thing). A verb that is added here needs its word in
/// effect.cpp, and whoever has a table decides what it means to them; unknown pairs are passed
/// over.
enum class Verb {
  create,
  drop,
  rename,
  move,   ///< to another schema; a partition into a table or out of it
  alter,  ///< whatever has no verb of its own; of a column: it is stated anew
  set_type,
  set_not_null,
  drop_not_null,
  set_default,
  drop_default,
  validate,
  insert,
  update,
  remove,
  truncate,
  comment,
  grant,
  revoke,
  refresh,
  maintain,  ///< measures or rewrites what stays the same: ANALYZE, VACUUM, REINDEX
  lock,
  set,
  run_code,  ///< runs what its text does not show: it may do anything
  unread     ///< nobody has read it; `why` says where reading ended
};

/// What a statement does something to. Of a table's parts, `object` of the effect is the table and
/// `part` the thing itself.
enum class Thing {
  database,
  schema,
  table,
  column,
  primary_key,
  unique,
  foreign_key,
  check,
  exclusion,
  constraint,  ///< one of those, the text does not say which
  index,
  view,
  materialized_view,
  sequence,
  type,
  enum_value,
  domain,
  function,
  procedure,
  trigger,
  event,
  rule,
  policy,
  partition,
  extension,
  role,
  rows,
  setting,
  other  ///< `word` says what
};

/// `create`, `set not null`.
std::string_view to_text(Verb verb);
/// `table`, `primary key`, `unique constraint`.
std::string_view to_text(Thing thing);

/// What a text says of a column, as far as it does; what it does not say is empty, not the
/// database's default.
struct ColumnShape {
  std::string type = {};              ///< as it is written
  std::optional<bool> nullable = {};  ///< where it says NULL or NOT NULL
  std::string by_default = {};        ///< the expression, as it is written
  std::string collation = {};
  bool is_generated = false;
  bool is_virtual = false;      ///< generated, and its values are not stored
  bool is_identity = false;     ///< the database numbers it
  std::string definition = {};  ///< all that stands behind the name, as it is written
};

/// What a text says of an index, or of the one that serves a key. Columns with what stands behind
/// them, and expressions, as they are written.
struct IndexShape {
  bool is_unique = false;
  std::string method = {};  ///< `gin`, `FULLTEXT`; empty where the text names none
  std::vector<std::string> parts = {};
  std::vector<std::string> included = {};
  std::string predicate = {};    ///< behind WHERE
  std::string using_index = {};  ///< a key that takes an index which is there already
  bool is_only = false;          ///< of the parent alone, not of its partitions
};

/// One thing a statement does, as far as its text tells. Names are as the server stores them. Which
/// members are set hangs on verb and thing:
///
///   create table       object; parts, states_all
///   create column      object, part; shape
///   create index, key  object, part (empty: the server names it), columns, index; of a foreign key
///                      also other and other_columns
///   create check       object, part; condition
///   update rows        object, condition; columns: those that get new values
///   drop index         object, part; where the text has no table, object is the index itself until
///                      Forecast::completed
///   rename …           object, part; the new name in other.name
///   move               other.place
///   rows               object; condition
///   set                object.name is the setting
///   run_code, unread   why: the word. Behind either nobody knows the database
struct Effect {
  Verb verb = Verb::unread;
  Thing thing = Thing::other;
  Name object = {};       ///< the table where there is one, else what the statement is about
  std::string part = {};  ///< the column, key, index, trigger or partition of the table
  Name other = {};        ///< the new name or place, or the table a foreign key points to
  std::string word = {};  ///< what the statement calls a thing that is `other`: `publication`
  /// Of rows: `WHERE …`, empty for all, `?` where no text says them. Of a check: what must hold.
  std::string condition = {};
  int statement = 1;     ///< which one, in a text of several
  std::size_t at = 0;    ///< where in the text its clause begins, in bytes
  std::size_t size = 0;  ///< of the clause: an action of ALTER TABLE, else the statement
  std::string why = {};  ///< of `unread` and `run_code`: at which word
  std::vector<std::string> columns = {};        ///< of a key or an index
  std::vector<std::string> other_columns = {};  ///< those a foreign key points to
  std::vector<std::string> mentioned = {};      ///< the names in the text of a view
  std::vector<Name> reads = {};                 ///< what a view is a query of, as far as told
  std::optional<ColumnShape> shape = {};        ///< of a column that is made or stated anew
  std::optional<IndexShape> index = {};         ///< of an index or key that is made
  std::vector<Effect> parts = {};               ///< the columns and keys of a new table
  bool states_all = true;                       ///< of a new table: whether `parts` are all it has
  bool is_part = false;                         ///< is among the parts of another one too
  bool with_column = false;                     ///< of a key: it came with a column
  bool if_exists = false;                       ///< IF EXISTS, IF NOT EXISTS
  bool replaces = false;  ///< OR REPLACE; of rows: those that are there may change
  bool cascade = false;
  bool concurrently = false;
  bool not_valid = false;  ///< of a constraint: rows that are there are not asked
  bool is_temporary = false;
  bool changes_meaning = false;  ///< of a setting: later statements mean something else
  bool keys_go_first = false;    ///< the foreign keys of a column are dropped before it

  bool is(Verb a_verb, Thing a_thing) const { return verb == a_verb && thing == a_thing; }
  /// `drop table shop.orders if-exists cascade`: one line with all that is set, for people and
  /// tests; not to be read back.
  std::string to_text() const;
};
using Effects = std::vector<Effect>;

/// What a statement, or a text of several, does: none where it only reads. Never silent: what runs
/// code that cannot be seen, and what was not understood, is an effect too. Of a text that was cut
/// off, what is whole is there, and that it was not read to its end. Takes any text, and all of it,
/// so that it costs much more than look_at: for who foresees, judges or resumes, not for every row
/// of a file.
Effects effects_of(std::string_view sql, const Syntax& syntax);

/// Whether nobody can tell what the database is like behind it: what was not read, what runs code,
/// a setting that changes what names or texts mean, temporary things (they hide those of the same
/// name), and a schema or database that goes or is renamed with all that is in it.
bool is_opaque(const Effect& effect);

/// A key, check or exclusion, or a constraint of which the text does not say what it is.
bool is_constraint(Thing thing);
/// A table, or what stands in its place: a view.
bool is_relation(Thing thing);

}  // namespace ebbtide::sql

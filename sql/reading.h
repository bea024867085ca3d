#pragma once

#include <string>
#include <string_view>

#include "sql/cursor.h"
#include "sql/effect.h"

namespace ebbtide::sql {

/// What one statement is read with: where reading is, and what was found. The readers of statements
/// are functions that go on with it; what does not fit ends reading by `fail`.
///
/// To teach it a spelling: write the line in tests/sql/effects.txt first; then, in the reader of
/// its verb, take the words (`at.take_all({…})`), take what is named with `name` or `plain_name`,
/// which fail by themselves, and `add` the effect. Optional words are taken and forgotten. Add the
/// effect last: what was added before a `fail` stays.
struct Reading {
  Cursor at;
  bool has_quote_mode =
      false;  ///< a mode of the session has quotes or backslashes be another thing
  Effects effects = {};
  std::size_t begin = 0;  ///< where the clause begins that is being read

  /// Thrown and caught where effects are asked for.
  struct Unread {
    std::string why;
  };

  /// Ends reading at the next word, which `why` will name.
  [[noreturn]] void fail() const;
  void expect(std::string_view word);
  Name name();
  std::string plain_name();
  /// The reference is valid until the next effect is added.
  Effect& add(Verb verb, Thing thing, Name object = {});
  /// A clause begins with the next word.
  void begin_clause() { begin = at.offset(); }
  /// The clause ends here: its effects, those from `first` on that have no end yet, reach up to it.
  void end_clause(std::size_t first);
  /// An effect on a part of a table.
  Effect& add(Verb verb, Thing thing, Name object, std::string part);
};

/// Each reads on behind the word it is called by, to the end of the statement as far as that
/// counts.
void read_statement(Reading& reading);
void read_create(Reading& reading);
void read_drop(Reading& reading);
void read_alter(Reading& reading);
void read_table_actions(Reading& reading, const Name& table);
/// `INSERT`, `UPDATE`, … ; false where the next word is none of those.
bool read_rows(Reading& reading);
/// Whatever neither defines tables nor changes rows; false where nobody knows the next word.
bool read_other(Reading& reading);

/// One column, key, index or constraint as CREATE TABLE lists it and ALTER TABLE … ADD names it;
/// a column may bring keys with it. Goes on to the comma or bracket behind it.
void read_table_part(Reading& reading, const Name& table, Effects& found);
/// What stands behind the name of a new table, into its parts.
void read_table_body(Reading& reading, Effect& creating);
/// What stands behind the name of a column, up to the end of this part; reads, but does not go on.
ColumnShape shape_at(const Cursor& at);

/// The query of a view: all names in it, and what it surely reads.
void read_query(const Cursor& query, Effect& view);

/// What CREATE, ALTER and DROP call a thing. Takes its words; `word` is set where the thing is
/// `other`. Thing::other without a word where nobody knows it.
struct CalledThing {
  Thing thing = Thing::other;
  std::string word = {};
  bool is_known() const { return thing != Thing::other || !word.empty(); }
};
CalledThing take_thing(Cursor& at);

}  // namespace ebbtide::sql

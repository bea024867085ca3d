#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "schema/model.h"
#include "schema/positions.h"
#include "schema/rules.h"
#include "sql/effect.h"

namespace ebbtide::schema {

/// A schema at one moment of a chain of statements: what it was when it was read, or nothing, and
/// what the statements so far have made of it. Whoever foresees or judges statements asks it before
/// each effect, and has it apply the effect then:
///
///   State state(read_schema(…), structure_rules(names));
///   for (const sql::Effect& effect : sql::effects_of(text, syntax)) {
///     … state.table(effect.object) …
///     state.apply(effect);
///   }
///
/// What a statement makes has what its text tells, spelled as it is there: a type is `int`, where a
/// server would say `integer`. Nothing is refused: what is not there is not dropped, what is there
/// is not made twice. Texts of what was read stay, but for the names in them that were changed.
///
/// Names are those of effects: one without a place is in the default schema. They are found to the
/// letter, else in any case. Pointers are valid until the next `apply`. A value, copied with all
/// that is in it.
class State {
 public:
  explicit State(Schema schema = {}, StructureRules rules = {});

  /// The objects of a kind in no order; sort a copy to ask it by names.
  const Schema& schema() const { return schema_; }
  const StructureRules& rules() const { return rules_; }

  /// The name with the place that its object has in the schema.
  Name placed(Name name) const;
  /// nullptr where there is none, as the statements so far have left it; so are the next two.
  const Table* table(const Name& name) const;
  const View* view(const Name& name) const;
  const Sequence* sequence(const Name& name) const;
  /// The table whose column is numbered by this sequence, which is not among the sequences then.
  const Table* table_numbered_by(const Name& sequence) const;
  bool has_relation(const Name& name) const { return table(name) || view(name); }
  /// The table or view that has an index or key with an index of this name, in the place of the
  /// name; nothing where there is none.
  std::optional<Name> owner_of_index(const Name& index) const;

  /// Whether a table may have columns, keys and indexes that nobody told: it was made by LIKE or AS
  /// SELECT, or has a key whose name the server has made. What is known of it is right all the
  /// same.
  bool has_unknown_parts(const Name& table) const;
  /// From here on that is so.
  void forget_parts(const Name& table);

  /// What a table, or a column of it, was called when the schema was read; nothing for what the
  /// statements have made, and for what is not there.
  std::optional<Name> origin(const Name& table) const;
  std::optional<std::string> origin(const Name& table, std::string_view column) const;

  /// Gives a number to what an effect makes: a table, and each of its parts by the part's own
  /// effect. It is the `made_by` of the object from then on, whatever name and place that gets.
  /// What was read has the number it came with.
  using Maker = std::function<int(const sql::Effect&)>;
  /// Goes on behind one thing that a statement does. Knows no other databases and no rights, and
  /// passes over what it does not know.
  void apply(const sql::Effect& effect, const Maker& maker = {});
  /// Gives a table the columns of another one, and its keys and indexes too where it takes all.
  void copy_parts(const Name& to, const Name& from, bool all);
  /// A table that was made to take the place of an old one counts as that one: it, and the columns
  /// and foreign keys that were there, are made by whoever made those.
  void keep_makers(const Table& old, const Name& rebuilt);
  /// Goes on behind a statement with all that it does. Where the database keeps texts, what it
  /// makes or changes has the text that is kept then; an empty one where nobody can tell that.
  void apply(const sql::Effects& effects, std::string_view statement);

 private:
  friend class Applying;
  friend class Defining;
  /// What became of a table since it was read: its name then, and the names of columns that were
  /// renamed or made since; nothing for what was not there.
  struct Past {
    std::optional<Name> name;
    std::map<std::string, std::optional<std::string>> columns = {};
  };

  void settle_references();

  Schema schema_;
  StructureRules rules_;
  Positions<Table> tables_;
  Positions<View> views_;
  Positions<Sequence> sequences_;
  /// The sequences that have numbered a column since it was read, by key_of; not all do any more.
  std::unordered_set<std::string> numbering_;
  std::set<std::string> unknown_;     ///< tables, by their whole names
  std::map<std::string, Past> past_;  ///< of tables that are not as they were read, the same
};

}  // namespace ebbtide::schema

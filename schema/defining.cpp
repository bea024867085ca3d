// The texts that a database keeps of what statements have made (SQLite), as it edits them itself:
//
//   CREATE TABLE t (…)             the statement
//   CREATE TABLE t AS SELECT …     none: its columns are those of the query
//   ALTER TABLE t ADD COLUMN …     what stands behind ADD COLUMN, behind the last column
//   ALTER TABLE t DROP COLUMN a    the same without a
//   ALTER TABLE t RENAME a TO b    b wherever a stands for the column, in references of other
//                                  tables to it and in its indexes
//   ALTER TABLE t RENAME TO u      u in the references of other tables, in indexes, triggers, views
//
// A statement that was not alone in its text leaves no text, since effects do not say where each of
// several begins.
#include <algorithm>
#include <optional>

#include "schema/parts.h"
#include "schema/state.h"
#include "sql/cursor.h"
#include "sql/edit.h"
#include "sql/table_clauses.h"
#include "sql/table_text.h"
#include "text/error.h"

namespace ebbtide::schema {

using sql::Thing;
using sql::Verb;

namespace {

std::string in_quotes(std::string_view name) {
  return "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

/// Edits the text of a table; it is none where that cannot be done.
template <class Edit>
void edit_text(Table& table, const sql::Syntax& syntax, const Edit& edit) {
  if (table.definition.empty()) return;
  try {
    TableText text(table.definition, syntax);
    edit(text);
    table.definition = text.create(in_quotes(table.name.name));
  } catch (const Error&) {
    table.definition.clear();
  }
}

/// The definition of the column that an ALTER TABLE adds.
std::string added_column(std::string_view statement, const sql::Syntax& syntax) {
  sql::Cursor at(statement, syntax);
  at.take_all({"alter", "table"});
  at.take_name();
  at.take("add");
  at.take("column");
  std::string_view text = trim(at.rest());
  while (text.ends_with(';')) text = trim_end(text.substr(0, text.size() - 1));
  return std::string(text);
}

/// The text with another name for a table, also before a bracket where that is no call: `INTO t
/// (a)`, `ON t (a)`.
std::string with_table(const std::string& text, std::string_view from, std::string_view to,
                       const sql::Syntax& syntax) {
  const std::vector<sql::Token> tokens = sql::code_of(text, syntax);
  std::string renamed;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is_name() || !equals_ignoring_case(tokens[i].value(), from)) continue;
    const bool is_before_bracket = i + 1 < tokens.size() && tokens[i + 1].is("(");
    const bool is_behind = i > 0 && (tokens[i - 1].is("on") || tokens[i - 1].is("into"));
    if (is_before_bracket && !is_behind) continue;
    renamed += text.substr(copied, tokens[i].begin.offset - copied) + in_quotes(to);
    copied = tokens[i].end();
  }
  return renamed + text.substr(copied);
}

/// The text of an index with another name behind its bracket alone.
std::string with_column(const std::string& index, const std::string& from, const std::string& to,
                        const sql::Syntax& syntax) {
  const std::size_t bracket = index.find('(');
  if (bracket == std::string::npos) return index;
  return index.substr(0, bracket) + sql::with_name(index.substr(bracket), from, to, syntax);
}

}  // namespace

/// One statement on its way through the texts of a state.
class Defining {
 public:
  Defining(State& state, const sql::Effects& effects, std::string_view statement)
      : state_(state), schema_(state.schema_), syntax_(state.rules_.syntax) {
    const bool is_alone = effects.empty() || effects.back().statement == 1;
    if (is_alone) statement_ = trim(statement);
  }

  void apply(const sql::Effect& effect) {
    if (effect.is_part) return state_.apply(effect);
    if (effect.verb == Verb::create) return create(effect);
    if (effect.is(Verb::drop, Thing::column)) return drop_column(effect);
    if (effect.is(Verb::rename, Thing::column)) return rename_column(effect);
    if (effect.verb == Verb::rename && sql::is_relation(effect.thing)) return rename_table(effect);
    state_.apply(effect);
  }

 private:
  Table* table(const Name& name) {
    const auto at = state_.tables_.find(schema_.tables, state_.placed(name));
    return at ? &schema_.tables[*at] : nullptr;
  }

  void create(const sql::Effect& effect) {
    const bool is_new = !state_.has_relation(effect.object);
    const Table* const before = table(effect.object);
    const bool had_column = before != nullptr && has_part(before->columns, effect.part);
    state_.apply(effect);
    Table* const of = table(effect.object);
    if (effect.thing == Thing::table && is_new && of != nullptr && effect.states_all) {
      of->definition = statement_;
    } else if (effect.thing == Thing::column && of != nullptr && !had_column) {
      edit_text(*of, syntax_, [&](TableText& text) {
        if (statement_.empty()) throw Error("there is no text");
        text.add_column(added_column(statement_, syntax_));
      });
    } else if (effect.thing == Thing::index && of != nullptr) {
      const auto index = find_part(of->indexes, effect.part);
      if (index != of->indexes.end() && index->definition.empty()) index->definition = statement_;
    } else if (effect.thing == Thing::view) {
      for (View& view : schema_.views)
        if (view.definition.empty() && same_name(view.name, state_.placed(effect.object)))
          define(view, statement_);
    } else if (effect.thing == Thing::trigger) {
      for (Program& one : schema_.programs)
        if (one.definition.empty()) one.definition = statement_;
    }
  }

  void define(View& view, std::string definition) const {
    view.query = sql::query_of_view(definition, syntax_);
    view.definition = std::move(definition);
  }

  void drop_column(const sql::Effect& effect) {
    state_.apply(effect);
    if (Table* const of = table(effect.object))
      edit_text(*of, syntax_, [&](TableText& text) { text.drop_column(effect.part); });
  }

  void rename_column(const sql::Effect& effect) {
    const Table* const known = table(effect.object);
    if (known == nullptr) return state_.apply(effect);
    const Table before = *known;
    const std::string& to = effect.other.name;
    state_.apply(effect);
    Table& of = *table(effect.object);
    if (has_part(before.columns, to)) return;
    of.definition = before.definition;
    edit_text(of, syntax_, [&](TableText& text) { text.rename_column(effect.part, to); });
    for (std::size_t i = 0; i < of.indexes.size() && i < before.indexes.size(); ++i)
      of.indexes[i].definition =
          with_column(before.indexes[i].definition, effect.part, to, syntax_);
    for (Table& other : schema_.tables) {
      if (refers_to(other, of.name))
        edit_text(other, syntax_, [&](TableText& text) {
          text.rename_referenced_column(of.name.name, effect.part, to);
        });
    }
  }

  void rename_table(const sql::Effect& effect) {
    const Table* const known = table(effect.object);
    if (known == nullptr) return rename_view(effect);
    const Name from = known->name;
    state_.apply(effect);
    Table* const of = table({from.place, effect.other.name});
    if (of == nullptr) return;
    const Name to = of->name;
    edit_text(*of, syntax_, [](TableText&) {});
    for (Index& index : of->indexes)
      index.definition = with_table(index.definition, from.name, to.name, syntax_);
    for (Table& other : schema_.tables) {
      if (refers_to(other, to))
        edit_text(other, syntax_,
                  [&](TableText& text) { text.rename_referenced(from.name, to.name); });
    }
    const auto uses = [&](const auto& one) {
      return std::find(one.uses.begin(), one.uses.end(), to) != one.uses.end();
    };
    for (View& view : schema_.views)
      if (uses(view)) define(view, with_table(view.definition, from.name, to.name, syntax_));
    for (Program& one : schema_.programs) {
      if (uses(one) || one.table == to.name)
        one.definition = with_table(one.definition, from.name, to.name, syntax_);
    }
  }

  /// SQLite has no statement for it: the text is stated anew.
  void rename_view(const sql::Effect& effect) { state_.apply(effect); }

  static bool refers_to(const Table& table, const Name& other) {
    return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [&](const ForeignKey& key) { return key.referenced == other; });
  }

  State& state_;
  Schema& schema_;
  const sql::Syntax& syntax_;
  std::string statement_;  ///< empty where it was not alone
};

void State::apply(const sql::Effects& effects, std::string_view statement) {
  if (!rules_.keeps_texts) {
    for (const sql::Effect& effect : effects) apply(effect);
    return;
  }
  Defining defining(*this, effects, statement);
  for (const sql::Effect& effect : effects) defining.apply(effect);
}

}  // namespace ebbtide::schema

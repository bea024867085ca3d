// SQLite: what it refuses to add, what a rebuild by hand forgets, and a PRAGMA that does nothing.
//
// ALTER TABLE … ADD COLUMN writes no row, so that it takes only what every row can have at once:
// NULL or a constant. UNIQUE and PRIMARY KEY are refused in any table. The rest is refused only
// where there is a row, so that a test on an empty database does not find it. The change addColumn
// rebuilds the table where it has to; only written SQL is judged.
//
// Whoever rebuilds a table by hand drops the old one, and with it its indexes and triggers. Each
// that the changeset does not make again is told by name; a column that the copy lacks is
// for destructive.cpp.
//
// PRAGMA foreign_keys is read between transactions alone. Within one it does nothing and says
// nothing, and then DROP TABLE deletes the rows that point to the old table (ON DELETE CASCADE), or
// fails.
#include <functional>

#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// Whether the server knows the value without asking anybody: in brackets a literal alone.
bool is_constant(const std::string& expression, const sql::Syntax& syntax) {
  if (expression.empty() || is_literal(expression, syntax)) return true;
  return !expression.starts_with("(") && !lower(expression).starts_with("current_");
}

void refused_column(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::column) || !step.effect.shape || !step.statement.is_written)
    return;
  const schema::Table* const table = step.table();
  if (table != nullptr && step.state().facts(*table).is_temporary) return;
  const sql::ColumnShape& shape = *step.effect.shape;
  const sql::Clause text = step.clause();
  std::string why;
  std::string remedy = "use the change addColumn, which rebuilds the table";
  if (text.has({"primary", "key"})) {
    why = "a primary key can never be added with a column";
  } else if (text.has({"unique"})) {
    why = "UNIQUE can never be added with a column";
    remedy = "add a plain column and a unique index, or " + remedy;
  } else if (step.is_new_table()) {
    return;
  } else if (!is_constant(shape.by_default, step.scene.facts.syntax)) {
    why = "a default that is no constant is refused once there are rows";
    remedy += ", or give a constant default";
  } else if (shape.is_generated && !shape.is_virtual) {
    why = "a stored generated column is refused once there are rows";
    remedy += ", or make it VIRTUAL";
  } else if (text.has({"references"}) && !shape.by_default.empty() &&
             !equals_ignoring_case(without_brackets(shape.by_default, step.scene.facts.syntax),
                                   "null")) {
    why = "REFERENCES with a default is refused once there are rows";
    remedy += ", or give no default";
  }
  if (!why.empty()) findings.add(step, step.part(), why).remedy = remedy;
}

using IsIt = std::function<bool(const sql::Effect&)>;

/// Whether the changeset makes such a thing for the table that comes: before the old one is dropped
/// under another name than its own.
bool is_made_again(const Step& step, const IsIt& is_it) {
  bool is_behind = false;
  for (const Statement& statement : step.subject.statements) {
    for (const sql::Effect& effect : statement.effects) {
      is_behind = is_behind || &effect == &step.effect;
      if (effect.verb != Verb::create || !is_it(effect)) continue;
      if (is_behind || !step.state().same(effect.object.name, step.object())) return true;
    }
  }
  return false;
}

/// By its name, or as another one that is the same.
bool is_made_again(const Step& step, const IndexState& index) {
  return is_made_again(step, [&](const sql::Effect& effect) {
    if (effect.thing != Thing::index || !effect.index) return false;
    if (step.state().same(effect.part, index.name)) return true;
    return effect.index->parts == index.parts && effect.index->is_unique == index.is_unique &&
           step.is_rebuild_of(effect.object) &&
           folded(effect.index->predicate, "\"`") == folded(index.predicate, "\"`");
  });
}

void lost_in_rebuild(const Step& step, Findings& findings) {
  if (!step.is(Verb::drop, Thing::table) || !step.is_rebuild_of(step.effect.object)) return;
  if (step.is_new_table() || step.table() == nullptr || !step.statement.is_written) return;
  for (const IndexState& one : indexes_of(*step.table())) {
    if (one.kind != Thing::index || one.name.empty() || is_made_again(step, one)) continue;
    findings.add(step, one.name,
                 "the index " + one.name + " goes with the old table and is not made again");
  }
  for (const std::string& name : step.state().triggers_of(*step.table())) {
    const bool is_back = is_made_again(step, [&](const sql::Effect& effect) {
      return effect.thing == Thing::trigger && step.state().same(name_of(effect), name);
    });
    if (is_back) continue;
    findings.add(step, name,
                 "the trigger " + name + " goes with the old table and is not made again");
  }
}

void idle_pragma(const Step& step, Findings& findings) {
  const bool sets = step.is(Verb::set, Thing::setting) &&
                    equals_ignoring_case(step.effect.object.name, "foreign_keys");
  const bool has_value =
      step.clause().has({"="}) || step.clause().has({"("}) || step.clause().has_anywhere({"("});
  if (!sets || !has_value || !step.statement.is_written || !step.is_in_transaction()) return;
  findings.add(step, "", "PRAGMA foreign_keys does nothing inside a transaction");
}

constexpr Rule table[] = {
    {.id = "LT101",
     .title = "ADD COLUMN that SQLite refuses",
     .severity = Severity::error,
     .databases = Databases::sqlite,
     .why = "UNIQUE and PRIMARY KEY never work; other forms fail once the table has rows.",
     .remedy = "use the change addColumn, which rebuilds the table, or add a plain column and a "
               "unique index",
     .boundary = "Constant defaults, virtual columns, REFERENCES that is NULL; for what hangs on "
                 "rows, tables of the same deployment.",
     .verbs = verb_set({Verb::create}),
     .on_effect = refused_column},
    {.id = "LT102",
     .title = "Hand-made rebuild loses indexes, triggers or columns",
     .databases = Databases::sqlite,
     .why = "The old table takes its indexes and triggers along.",
     .remedy = "make each index and trigger again after the rename, or use the change that "
               "rebuilds",
     .boundary = "All of them are made again; the old table had none; new tables.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = lost_in_rebuild},
    {.id = "LT103",
     .title = "PRAGMA foreign_keys inside a transaction",
     .databases = Databases::sqlite,
     .why = "It does nothing there, and DROP TABLE then deletes the rows of children.",
     .remedy = "runInTransaction=false around the rebuild, PRAGMA foreign_key_check behind it",
     .boundary = "Changesets without a transaction; foreign_key_check, defer_foreign_keys.",
     .verbs = verb_set({Verb::set}),
     .on_effect = idle_pragma},
};

}  // namespace

std::span<const Rule> sqlite_rules() { return table; }

}  // namespace ebbtide::lint

// What the release that still runs trips over, while the new one is rolled out.
//
// Nothing is lost by these, and one release later each would be fine. So what undoes the harm is
// looked for until the end of the deployment:
//
//   a table renamed        a view of the old name stands in for it
//   a foreign key dropped  another one on the same columns, or its table or one of its columns is
//                          gone
//   a column renamed       nothing can stand in
//   NOT NULL dropped       nothing; not told of a column of the primary key, which stays NOT NULL
//
// A rebuild renames its copy into the old name, which is no rename of a table to whoever reads it.
// In MySQL a MODIFY drops NOT NULL by not repeating it.
#include <algorithm>

#include "lint/findings.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// ALTER TABLE … RENAME is said of indexes and sequences too.
bool is_no_table(const Step& step) {
  const State& state = step.state();
  return step.table() == nullptr && (state.table_of_index(step.effect.object) != nullptr ||
                                     state.has_sequence(step.effect.object));
}

void table_renamed(const Step& step, Findings& findings) {
  const bool moves = step.is(Verb::move, Thing::table);
  if (!moves && !step.is(Verb::rename, Thing::table)) return;
  if (step.is_new_table() || step.is_rebuild_of(step.effect.object) ||
      step.state().view(step.effect.object) != nullptr || is_no_table(step))
    return;
  const sql::Name old = step.effect.object;
  Finding& found =
      findings.add(step, step.object(),
                   moves ? "table " + old.name + " moves to the schema " + step.effect.other.place
                         : "table " + old.name + " is renamed to " + step.effect.other.name);
  if (step.is_on(Databases::sqlite))
    found.remedy =
        "rename it and leave a view of the old name, with INSTEAD OF triggers if the old release "
        "writes, or move over in two releases";
  findings.unless([old](const State& end) { return end.view(old) != nullptr; });
}

void column_renamed(const Step& step, Findings& findings) {
  if (!step.is(Verb::rename, Thing::column)) return;
  if (step.is_new_table() || step.is_new_column(step.effect.part)) return;
  findings.add(step, step.part(),
               "column " + step.part() + " is renamed to " + step.effect.other.name);
}

void value_or_schema_renamed(const Step& step, Findings& findings) {
  if (step.effect.verb != Verb::rename) return;
  if (step.effect.thing == Thing::enum_value) {
    const Made* const type = step.state().type(step.effect.object);
    if (type != nullptr && step.is_new(*type)) return;
    findings.add(step, step.object(),
                 "the value " + step.effect.part + " of " + step.object() + " is renamed");
    return;
  }
  if (step.effect.thing != Thing::schema) return;
  const Made* const made = step.state().schema(step.effect.object.name);
  if (made != nullptr && step.is_new(*made)) return;
  findings.add(step, step.object(),
               "schema " + step.object() + " is renamed to " + step.effect.other.name);
}

void not_null_dropped(const Step& step, Findings& findings) {
  const schema::Column* const column = step.column();
  const bool restates = step.is(Verb::alter, Thing::column) && step.effect.shape &&
                        column != nullptr && !column->nullable &&
                        step.effect.shape->nullable.value_or(true);
  if (!restates && !step.is(Verb::drop_not_null, Thing::column)) return;
  if (column != nullptr && column->nullable) return;
  if (step.is_new_table() || step.is_new_column(step.effect.part)) return;
  if (step.table() != nullptr && step.table()->primary_key &&
      step.state().has(step.table()->primary_key->columns, step.effect.part))
    return;
  findings.add(step, step.part(), "column " + step.part() + " may be NULL from here on");
}

/// Whether a table has a foreign key on these columns.
bool has_key_on(const schema::Table& table, const State& state,
                const std::vector<std::string>& columns) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const auto& one) {
    return one.columns.size() == columns.size() &&
           std::all_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return state.has(one.columns, column); });
  });
}

/// The foreign keys that the effect drops, where its table is known.
std::vector<schema::ForeignKey> dropped_keys(const Step& step) {
  std::vector<schema::ForeignKey> found;
  if (step.table() == nullptr) return found;
  // dropAllForeignKeyConstraints names none.
  for (const auto& one : step.table()->foreign_keys)
    if (step.effect.part.empty() || step.state().same(one.name, step.effect.part))
      found.push_back(one);
  return found;
}

void one_key_dropped(const Step& step, const std::string& key,
                     const std::vector<std::string>& columns, Findings& findings) {
  const sql::Name table = step.effect.object;
  findings.add(step, key.empty() ? table.name : key,
               "foreign key " + key + " of " + table.name +
                   " is dropped; from here on nothing keeps orphans out");
  findings.unless([table, columns](const State& end) {
    const schema::Table* const left = end.table(table);
    if (left == nullptr) return !columns.empty();
    if (columns.empty()) return false;
    const bool lost = std::any_of(columns.begin(), columns.end(), [&](const std::string& one) {
      return end.facts(*left).is_whole && left->column_like(one) == nullptr;
    });
    return lost || has_key_on(*left, end, columns);
  });
}

void foreign_key_dropped(const Step& step, Findings& findings) {
  const bool says_key = step.is(Verb::drop, Thing::foreign_key);
  if (!says_key && !step.is(Verb::drop, Thing::constraint)) return;
  const std::vector<schema::ForeignKey> dropped = dropped_keys(step);
  if (dropped.empty() && says_key && !(step.effect.part.empty() && step.table() != nullptr))
    one_key_dropped(step, step.effect.part, {}, findings);
  for (const auto& one : dropped)
    if (!step.is_new(one)) one_key_dropped(step, one.name, one.columns, findings);
}

constexpr Rule table[] = {
    {.id = "BC101",
     .title = "Table renamed",
     .why = "The release that still runs asks for the old name.",
     .remedy = "rename it and leave a view of the old name, or move over in two releases",
     .boundary = "Tables of the same deployment, rebuilds, a view of the old name in the same "
                 "deployment; indexes, views, sequences and constraints.",
     .verbs = verb_set({Verb::rename, Verb::move}),
     .on_effect = table_renamed},
    {.id = "BC102",
     .title = "Column renamed",
     .why = "The release that still runs asks for the old name.",
     .remedy = "add the new column, write both, fill it, drop the old one later",
     .boundary = "Columns and tables of the same deployment; CHANGE that keeps the name.",
     .verbs = verb_set({Verb::rename}),
     .on_effect = column_renamed},
    {.id = "BC103",
     .title = "Enum value or schema renamed",
     .databases = Databases::postgresql,
     .why = "Clients send the old word.",
     .remedy = "add the new value, move the rows, keep the old one for a release",
     .boundary = "Values that are added; the type itself; schemas of the same deployment.",
     .verbs = verb_set({Verb::rename}),
     .on_effect = value_or_schema_renamed},
    {.id = "BC104",
     .title = "NOT NULL dropped",
     .severity = Severity::info,
     .why = "Readers of the old release may meet NULL where they never did.",
     .remedy = "make the readers cope first",
     .boundary = "Columns and tables of the same deployment.",
     .verbs = verb_set({Verb::alter, Verb::drop_not_null}),
     .on_effect = not_null_dropped},
    {.id = "CD101",
     .title = "Foreign key dropped",
     .why = "Rows without a parent can come in from here on.",
     .remedy = "drop it in the changeset that adds its successor, or say why",
     .boundary = "A key on the same columns later in the deployment; its table or a column goes in "
                 "the same deployment; checks and unique constraints.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = foreign_key_dropped},
};

}  // namespace

std::span<const Rule> compatibility_rules() { return table; }

}  // namespace ebbtide::lint

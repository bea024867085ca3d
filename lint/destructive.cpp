// What cannot be brought back from the database itself: the rules that the gate of `update` asks an
// approval for, and their neighbours. Nothing is lost of what the same deployment has made, so each
// rule asks that first.
//
// Three things are judged by what they come to, not by their words:
//
//   rebuild              CREATE x, INSERT INTO x SELECT … FROM t, DROP t, RENAME x TO t. The DROP
//                        takes no rows with it. What the copy has no column for is lost all the
//                        same, and is told as a dropped column
//   DELETE, UPDATE       of all rows: no WHERE, or one that constants alone make true, which the
//                        reader of SQL knows (sql/condition.h). A condition that no text says (`?`)
//                        spares rows
//   UPDATE of a column   that the deployment has added: it is being filled, and nothing is
//                        overwritten
//
// A changed type loses values or does not, by column_type.h. Where PostgreSQL would refuse what
// does not fit, nothing is lost and the run fails: that is a warning, and no matter for the gate.
// Behind USING it is one again for texts, since the expression may cut. On MySQL a column can lose
// letters without a change of its type: a character set that holds fewer is compared too, by how
// many it holds, roughly.
//
// A dropped column that something still uses (DS112) is looked for in this order: indexes with
// their INCLUDE and WHERE, foreign keys of the table, those of others that point there, checks,
// views. The first one is told. A view counts where its text names the table, or reads it, and
// names the column.
#include <algorithm>
#include <array>
#include <iterator>

#include "database/column_type.h"
#include "lint/findings.h"
#include "schema/parts.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

void schema_dropped(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  const bool drops = effect.is(Verb::drop, Thing::schema) || effect.is(Verb::drop, Thing::database);
  const bool drops_owned =
      effect.verb == Verb::unread && step.whole().begins_with({"drop", "owned"});
  if (!drops && !drops_owned) return;
  if (drops_owned) {
    for (const std::string& role : step.whole().names_behind({"owned", "by"}))
      findings.add(step, role, "all that the role " + role + " owns is dropped");
    return;
  }
  const Made* made = step.state().schema(effect.object.name);
  if (made == nullptr) made = step.state().database(effect.object.name);
  if (made != nullptr && step.is_new(*made)) return;
  findings.add(step, step.object(),
               std::string(to_text(effect.thing)) + " " + effect.object.name +
                   " is dropped with everything in it");
}

void table_dropped(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  const bool replaces = effect.is(Verb::create, Thing::table) && effect.replaces;
  if (!replaces && !effect.is(Verb::drop, Thing::table)) return;
  if (effect.is_temporary || step.is_new_table() || step.is_rebuild_of(effect.object)) return;
  const bool may_be_missing = replaces || effect.if_exists;
  const bool is_missing =
      step.table() == nullptr && step.scene.has_state && step.state().knows_place(effect.object);
  if (may_be_missing && is_missing) return;
  findings.add(step, step.object(),
               "table " + effect.object.name +
                   (replaces ? " is replaced; the rows of the old one are gone for good"
                             : " is dropped; its rows are gone for good"));
}

bool is_computed(const schema::Column* column) {
  return column != nullptr && column->generated.has_value();
}

void column_dropped(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  if (step.is(Verb::drop, Thing::column)) {
    if (step.is_new_table() || step.is_new_column(effect.part) || is_computed(step.column()))
      return;
    const bool is_missing = step.scene.has_state && step.table() != nullptr &&
                            step.state().facts(*step.table()).is_whole && step.column() == nullptr;
    if (effect.if_exists && is_missing) return;
    findings.add(step, step.part(), "column " + step.part() + " is dropped; its values are gone");
    return;
  }
  // A rebuild that leaves a column out.
  if (!step.is(Verb::drop, Thing::table) || !step.is_rebuild_of(effect.object)) return;
  const schema::Table* const old = step.table();
  for (const Rebuild& one : step.subject.rebuilds.about(effect.object.name)) {
    const schema::Table* const copy = step.state().table(one.copy);
    if (old == nullptr || copy == nullptr || copy == old) continue;
    if (!step.state().facts(*copy).is_whole || !step.state().same(one.table, effect.object))
      continue;
    const bool takes_all = step.state().has(one.columns, "*");
    for (const auto& column : old->columns) {
      const bool is_copied = copy->column_like(column.name) != nullptr &&
                             (takes_all || step.state().has(one.columns, column.name));
      if (is_copied || is_computed(&column) || step.is_new(column)) continue;
      findings.add(step, effect.object.name + "." + column.name,
                   "the rebuild of " + effect.object.name + " leaves out the column " +
                       column.name + "; its values are gone");
    }
  }
}

void emptied(const Step& step, Findings& findings) {
  if (step.effect.verb != Verb::truncate || step.is_new_table()) return;
  const bool is_part = step.effect.thing == Thing::partition;
  Finding& found = findings.add(step, step.object(),
                                (is_part ? "a partition of " : "table ") + step.effect.object.name +
                                    " is emptied without asking which rows");
  // Other tables lose their rows too, whether this one has some or not.
  if (step.effect.cascade && !step.state().children_of(step.effect.object).empty())
    found.table = {};
}

void dropped_with_dependents(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  if (effect.verb != Verb::drop || !effect.cascade) return;
  const std::string object =
      effect.part.empty() || effect.thing == Thing::index ? step.object() : step.part();
  findings.add(step, object, "CASCADE drops whatever depends on " + object + ", without a name");
}

void rows_deleted(const Step& step, Findings& findings) {
  if (!step.is(Verb::remove, Thing::rows) || step.is_new_table() || !step.effect.condition.empty())
    return;
  Finding& found =
      findings.add(step, step.object(), "DELETE removes every row of " + step.effect.object.name);
  if (step.is_on(Databases::sqlite)) found.remedy = "say which rows, or approve that all go";
}

void rows_updated(const Step& step, Findings& findings) {
  if (!step.is(Verb::update, Thing::rows) || step.is_new_table() || !step.effect.condition.empty())
    return;
  const std::vector<std::string>& columns = step.effect.columns;
  const bool fills_new =
      !columns.empty() && std::all_of(columns.begin(), columns.end(), [&](const std::string& one) {
        return step.is_new_column(one);
      });
  if (fills_new) return;
  findings.add(step, step.object(), "UPDATE overwrites every row of " + step.effect.object.name);
}

/// Letters that a character set has, roughly: more hold all that fewer do.
int letters_of(const std::string& charset) {
  if (charset.empty() || charset == "utf8mb4" || charset == "binary") return 3;
  return charset.starts_with("utf8") || charset.starts_with("ucs") ? 2 : charset == "ascii" ? 0 : 1;
}

bool loses_letters(const Step& step) {
  if (!step.effect.shape) return false;
  const sql::Clause text = step.clause();
  std::string charset = lower(text.value_behind({"character", "set"}));
  if (charset.empty()) charset = lower(text.value_behind({"charset"}));
  if (charset.empty()) return false;
  const sql::Clause before(step.column()->definition, step.scene.facts.syntax);
  return letters_of(charset) < letters_of(lower(before.value_behind({"character", "set"})));
}

void type_narrowed(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  const bool changes = effect.thing == Thing::column && effect.shape &&
                       (effect.verb == Verb::set_type || effect.verb == Verb::alter);
  if (!changes || effect.shape->type.empty() || step.column() == nullptr) return;
  const schema::Column& column = *step.column();
  if (step.is_new_table() || step.is_new(column) || column.type.empty()) return;
  const TypeDefaults defaults =
      step.is_on(Databases::both_mysql) ? mysql_type_defaults : TypeDefaults();
  const ColumnType from = completed(ColumnType::parse(column.type), defaults);
  const ColumnType to = completed(ColumnType::parse(effect.shape->type), defaults);
  TypeLoss loss = loss_between(from, to);
  const bool is_strict = step.is_on(Databases::postgresql);
  if (loss == TypeLoss::none && step.is_on(Databases::both_mysql) && loses_letters(step))
    loss = TypeLoss::cut;
  if (loss == TypeLoss::none || (loss == TypeLoss::parsed && is_strict)) return;
  if (loss == TypeLoss::parsed && to.sort == ColumnType::Sort::other) return;
  const bool cuts_texts = from.sort == ColumnType::Sort::text && step.clause().has({"using"});
  Finding& found = findings.add(step, step.part(),
                                "column " + step.part() + " changes from " + column.type + " to " +
                                    effect.shape->type +
                                    (loss == TypeLoss::refused && is_strict && !cuts_texts
                                         ? "; values that do not fit are refused"
                                         : "; values that do not fit are cut or lost"));
  if (loss == TypeLoss::refused && is_strict && !cuts_texts) {
    found.severity = std::min(found.severity, Severity::warning);
    found.is_destructive = false;
  }
}

void partition_dropped(const Step& step, Findings& findings) {
  if (!step.is(Verb::drop, Thing::partition) || step.is_new_table()) return;
  const auto is_lost = [&](const sql::Effect& one) {
    if (!one.is(Verb::drop, Thing::partition)) return false;
    if (step.table() == nullptr) return true;
    const auto& partitions = step.state().facts(*step.table()).partitions;
    const auto made = partitions.find(lower(one.part));
    return made == partitions.end() || !step.is_new(made->second);
  };
  if (!is_lost(step.effect)) return;
  // One finding for all partitions of one statement.
  const sql::Effects& all = step.statement.effects;
  const auto first = std::find_if(all.begin(), all.end(), is_lost);
  if (&*first != &step.effect) return;
  findings.add(step, step.object(),
               "a partition of " + step.effect.object.name + " is dropped with its rows");
}

/// What still needs a column, in words; empty for nothing.
std::string user_of_column(const Step& step, const schema::Table& table) {
  const std::string& column = step.effect.part;
  const State& state = step.state();
  for (const IndexState& one : indexes_of(table)) {
    const bool is_of_foreign_key =
        one.kind == Thing::index && schema::has_part(table.foreign_keys, one.name);
    if (is_of_foreign_key) continue;
    if (state.has(one.columns, column) || state.has(one.included, column))
      return (one.kind == Thing::index ? "index " : "key ") + one.name;
    const sql::Clause predicate(one.predicate, step.scene.facts.syntax);
    if (state.has(predicate.all_names(), column)) return "index " + one.name;
    for (std::size_t i = 0; i < one.parts.size() && i < one.columns.size(); ++i) {
      const sql::Clause expression(one.parts[i], step.scene.facts.syntax);
      if (one.columns[i].empty() && state.has(expression.all_names(), column))
        return "index " + one.name;
    }
  }
  for (const auto& one : table.foreign_keys)
    if (state.has(one.columns, column))
      return one.name.empty() ? "a foreign key" : "foreign key " + one.name;
  for (const schema::Table* const child : state.children_of(table.name)) {
    for (const auto& one : child->foreign_keys)
      if (state.same(one.referenced, table.name) && state.has(one.referenced_columns, column))
        return "foreign key " + one.name + " of " + child->name.name;
  }
  for (const auto& one : table.checks) {
    const sql::Clause check(one.definition, step.scene.facts.syntax);
    if (state.has(check.all_names(), column)) return "check " + one.name;
  }
  for (const schema::View& view : state.views()) {
    const ViewFacts& known = state.facts(view);
    const bool reads =
        std::any_of(known.reads.begin(), known.reads.end(),
                    [&](const sql::Name& one) { return state.same(one, table.name); });
    if ((reads || state.has(known.mentioned, table.name.name)) &&
        state.has(known.mentioned, column))
      return "view " + view.name.name;
  }
  return "";
}

void used_column_dropped(const Step& step, Findings& findings) {
  if (!step.is(Verb::drop, Thing::column) || step.table() == nullptr || step.is_new_table()) return;
  const std::string user = user_of_column(step, *step.table());
  if (user.empty()) return;
  findings.add(step, step.part(),
               "column " + step.part() + " is dropped, and " + user + " still uses it");
}

constexpr Rule table[] = {
    {.id = "DS101",
     .title = "Schema or database dropped",
     .severity = Severity::error,
     .is_gate = true,
     .why = "One statement takes everything that is in it.",
     .remedy = "drop the objects one by one in reviewed changesets, after a backup",
     .boundary = "The schema was made in the same deployment; roles, extensions and types.",
     .verbs = verb_set({Verb::drop, Verb::unread}),
     .on_effect = schema_dropped},
    {.id = "DS102",
     .title = "Table dropped",
     .severity = Severity::error,
     .is_gate = true,
     .why =
         "The rows are gone, and the release that still runs fails. Each table of a list counts, "
         "and so does CREATE OR REPLACE TABLE over one that exists.",
     .remedy = "stop using it first, rename or archive it for a release, back it up, then drop it "
               "with an approval",
     .boundary = "Tables of the same deployment, temporary tables, views and all that is no table; "
                 "the rebuild of a table by a copy that takes its name.",
     .verbs = verb_set({Verb::create, Verb::drop}),
     .on_effect = table_dropped},
    {.id = "DS103",
     .title = "Column dropped",
     .severity = Severity::error,
     .is_gate = true,
     .why = "The values are gone, and queries of the release that still runs name the column.",
     .remedy = "stop using it in the application and deploy that, then drop it with an approval",
     .boundary = "Constraints, indexes, defaults and partitions; columns of the same deployment; "
                 "generated columns, which can be computed again.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = column_dropped},
    {.id = "DS104",
     .title = "Table or partition emptied by TRUNCATE",
     .severity = Severity::error,
     .is_gate = true,
     .why = "All rows go, without the triggers that would see them; CASCADE empties other tables "
            "too.",
     .remedy = "delete in batches with a WHERE, or back it up and approve it; name each table "
               "instead of CASCADE",
     .boundary = "The function truncate(), rights and triggers of that name; tables of the same "
                 "deployment and temporary ones.",
     .verbs = verb_set({Verb::truncate}),
     .on_effect = emptied},
    {.id = "DS105",
     .title = "DROP … CASCADE takes dependents that are not named",
     .databases = Databases::postgresql,
     .why = "Views, keys and columns that depend on it vanish without a review, and nothing makes "
            "them again.",
     .remedy = "drop the dependents by name first, then this one without CASCADE",
     .boundary = "CASCADE of TRUNCATE and of foreign keys; databases where the word does nothing.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = dropped_with_dependents},
    {.id = "DS106",
     .title = "DELETE that keeps no row",
     .severity = Severity::error,
     .is_gate = true,
     .why = "There is no WHERE, or one that is true for every row.",
     .remedy = "say which rows; or TRUNCATE with an approval where emptying is meant",
     .boundary = "A WHERE that names a column, joins, LIMIT; tables of the same deployment and "
                 "temporary ones.",
     .verbs = verb_set({Verb::remove}),
     .on_effect = rows_deleted},
    {.id = "DS107",
     .title = "UPDATE of every row",
     .why =
         "The old values are overwritten in one long transaction, and nobody can tell which rows "
         "were meant.",
     .remedy = "add a WHERE, or write in batches; keep the old value until the new one is proved",
     .boundary = "Columns that were added in the same deployment; tables of the same deployment; a "
                 "WHERE that names a column; upserts.",
     .verbs = verb_set({Verb::update}),
     .on_effect = rows_updated},
    {.id = "DS108",
     .title = "Type change that can lose data",
     .severity = Severity::error,
     .is_gate = true,
     .why = "Values that do not fit the new type are cut, rounded or refused.",
     .remedy = "add a new column, copy with a check that nothing is cut, switch, drop the old one "
               "later with an approval",
     .boundary = "Wider types and other names of the same one; texts that PostgreSQL has to parse; "
                 "types that are not known. A warning where PostgreSQL refuses what does not fit.",
     .verbs = verb_set({Verb::alter, Verb::set_type}),
     .on_effect = type_narrowed},
    {.id = "DS111",
     .title = "Partition dropped with its rows",
     .severity = Severity::error,
     .databases = Databases::both_mysql | Databases::postgresql,
     .is_gate = true,
     .why = "The rows of the partition go with it.",
     .remedy = "EXCHANGE PARTITION with an empty table first, and keep that for a release",
     .boundary = "DETACH, REORGANIZE, COALESCE and ADD PARTITION; partitions of the same "
                 "deployment.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = partition_dropped},
    {.id = "DS112",
     .title = "Dropped column is still used by an index, key, check or view",
     .why = "The index goes along or shrinks without a word, and the view breaks.",
     .remedy = "drop or rebuild what uses it by name first",
     .boundary = "What was dropped before in the same deployment; the column's own NOT NULL and "
                 "default.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = used_column_dropped},
};

}  // namespace

std::span<const Rule> destructive_rules() { return table; }

}  // namespace ebbtide::lint

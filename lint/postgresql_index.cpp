// PostgreSQL: what is built or dropped with a lock although there is a way without.
//
// CONCURRENTLY has three conditions that decide what can be asked for:
//
//   no transaction       the server refuses it in one. A changeset has one unless it says
//                        runInTransaction=false, a script only where it begins one. A file of
//                        migrations has one unless all its statements refuse one
//   no partitioned table CREATE INDEX CONCURRENTLY does not exist for it: nothing is asked
//   it can fail          and leaves an invalid index, whose name is taken. Whoever gives statistics
//                        with the names of such indexes is told before the name is used again
//
// A key is an index with a constraint. USING INDEX makes it out of one that was built concurrently:
// that is the way without a lock, if the columns of a primary key are NOT NULL before. Else the
// server looks for NULL in all rows while it holds ACCESS EXCLUSIVE, and the finding stays. For an
// exclusion there is no such way, so that the remedy is a quiet hour.
//
// A dropped index whose table is dropped in the same deployment is no finding in the end. Which
// tables are left is only known then, so this one is taken back behind the last changeset
// (`unless`). An index that nobody has told of is one that was there.
#include <algorithm>

#include "lint/findings.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

bool is_partitioned(const Step& step) {
  return step.table() != nullptr && step.state().facts(*step.table()).is_partitioned;
}

void index_built(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::index) || step.effect.concurrently) return;
  if (step.is_new_table() || is_partitioned(step)) return;
  findings.add(
      step, step.object(),
      "the index " + step.effect.part + " is built while writers of " + step.object() + " wait");
}

void index_dropped(const Step& step, Findings& findings) {
  if (!step.is(Verb::drop, Thing::index) || step.effect.concurrently) return;
  const std::string name = name_of(step.effect);
  const sql::Name index{step.effect.object.place, name};
  if (const schema::Table* const table = step.state().table_of_index(index)) {
    const auto found = index_of(*table, name);
    if ((found && step.is_new(*found)) || step.is_new_table(table->name)) return;
    const sql::Name owner = table->name;
    findings.add(step, name, "the index " + name + " is dropped under an exclusive lock");
    findings.unless([owner](const State& end) { return end.table(owner) == nullptr; });
    return;
  }
  findings.add(step, name, "the index " + name + " is dropped under an exclusive lock");
}

void concurrently_in_transaction(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  const bool is_index =
      effect.thing == Thing::index && (effect.verb == Verb::create || effect.verb == Verb::drop);
  const bool is_reindex = effect.verb == Verb::maintain && effect.word == "reindex" &&
                          has_option(step.whole(), "concurrently");
  const bool is_detach = effect.is(Verb::move, Thing::partition) && effect.concurrently;
  if (!(is_index && effect.concurrently) && !is_reindex && !is_detach) return;
  if (!step.is_in_transaction()) return;
  const std::string name = is_index && !effect.part.empty() ? effect.part : step.object();
  findings.add(step, name, "CONCURRENTLY is refused in a transaction");
}

bool adds_to_old_table(const Step& step, Thing thing) {
  return step.is(Verb::create, thing) && !step.is_new_table();
}

void primary_key_added(const Step& step, Findings& findings) {
  if (!adds_to_old_table(step, Thing::primary_key)) return;
  if (step.taken_index() && step.are_proved_not_null()) return;
  Finding& found = findings.add(
      step, step.object(),
      "the primary key of " + step.object() + " is built or checked under an exclusive lock");
  if (is_partitioned(step))
    found.remedy = "choose a quiet hour: there is no way to build it beforehand";
}

void constraint_with_index(const Step& step, Findings& findings) {
  const bool is_exclusion = adds_to_old_table(step, Thing::exclusion);
  if (!is_exclusion && !adds_to_old_table(step, Thing::unique)) return;
  if (step.effect.index && !step.effect.index->using_index.empty()) return;
  Finding& found =
      findings.add(step, step.object(),
                   std::string(is_exclusion ? "the exclusion" : "the unique constraint") + " of " +
                       step.object() + " builds its index under an exclusive lock");
  if (is_exclusion || is_partitioned(step))
    found.remedy = "choose a quiet hour: there is no way to build it beforehand";
}

bool is_new_relation(const Step& step, const sql::Name& name) {
  if (step.is_new_table(name)) return true;
  const schema::Table* const table = step.state().table_of_index(name);
  if (table == nullptr) return false;
  const auto index = index_of(*table, name.name);
  return index && step.is_new(*index);
}

void rebuilt_with_lock(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  const sql::Clause text = step.clause();
  const bool refreshes = effect.verb == Verb::refresh && !text.has({"no", "data"});
  const bool reindexes = effect.verb == Verb::maintain && effect.word == "reindex";
  const bool detaches =
      effect.is(Verb::move, Thing::partition) && effect.word == "detach" && !text.has({"finalize"});
  if (!refreshes && !reindexes && !detaches) return;
  if (effect.concurrently || has_option(text, "concurrently")) return;
  if (is_new_relation(step, effect.object)) return;
  Finding& found = findings.add(step, step.object(),
                                std::string(refreshes   ? "REFRESH of "
                                            : reindexes ? "REINDEX of "
                                                        : "DETACH PARTITION of ") +
                                    step.object() + " keeps others waiting until it ends");
  if (!refreshes)
    found.remedy = "use CONCURRENTLY, in a changeset of its own with runInTransaction=false";
}

void invalid_index(const Step& step, Findings& findings) {
  if (!step.is(Verb::create, Thing::index) || !step.scene.stats) return;
  const std::vector<std::string>& invalid = step.scene.stats->invalid_indexes;
  const bool is_invalid = std::any_of(invalid.begin(), invalid.end(), [&](const std::string& one) {
    return step.state().same(one.substr(one.rfind('.') + 1), step.effect.part);
  });
  if (!is_invalid) return;
  for (const Subject& subject : step.scene.subjects) {
    for (const Statement& statement : subject.statements) {
      if (&statement == &step.statement) {
        findings.add(step, step.effect.part,
                     "an invalid index " + step.effect.part +
                         " is there already, left behind by a "
                         "build that failed");
        return;
      }
      for (const sql::Effect& one : statement.effects) {
        const std::string name = name_of(one);
        if (one.is(Verb::drop, Thing::index) && step.state().same(name, step.effect.part)) return;
      }
    }
  }
}

constexpr Rule table[] = {
    {.id = "PG101",
     .title = "Index built without CONCURRENTLY",
     .databases = Databases::postgresql,
     .why = "Writers wait for the whole build.",
     .remedy = "CREATE INDEX CONCURRENTLY in a changeset of its own with runInTransaction=false",
     .boundary = "Tables of the same deployment, temporary tables, new materialized views, "
                 "partitioned tables, which have no such way.",
     .verbs = verb_set({Verb::create}),
     .on_effect = index_built},
    {.id = "PG102",
     .title = "Index dropped without CONCURRENTLY",
     .severity = Severity::info,
     .databases = Databases::postgresql,
     .why = "Its short lock waits behind long readers, and everybody else behind it.",
     .remedy = "DROP INDEX CONCURRENTLY, outside of a transaction",
     .boundary = "Indexes of the same deployment, and of tables that come or go in it.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = index_dropped},
    {.id = "PG103",
     .title = "CONCURRENTLY inside a transaction",
     .severity = Severity::error,
     .databases = Databases::postgresql,
     .why = "The server refuses it.",
     .remedy = "runInTransaction=false and one statement in the changeset",
     .boundary = "Changesets without a transaction, files that hold only such statements, REFRESH.",
     .verbs = verb_set({Verb::create, Verb::drop, Verb::move, Verb::maintain}),
     .on_effect = concurrently_in_transaction},
    {.id = "PG104",
     .title = "Primary key added to an existing table",
     .databases = Databases::postgresql,
     .why = "It builds its index, and looks for NULL, under an exclusive lock.",
     .remedy = "CREATE UNIQUE INDEX CONCURRENTLY, make the columns NOT NULL safely, then ADD "
               "PRIMARY KEY USING INDEX",
     .boundary = "Tables of the same deployment; USING INDEX with columns that are NOT NULL.",
     .verbs = verb_set({Verb::create}),
     .on_effect = primary_key_added},
    {.id = "PG105",
     .title = "Unique or exclusion constraint added to an existing table",
     .databases = Databases::postgresql,
     .why = "It builds its index under an exclusive lock.",
     .remedy = "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX",
     .boundary = "USING INDEX; tables of the same deployment; CREATE UNIQUE INDEX.",
     .verbs = verb_set({Verb::create}),
     .on_effect = constraint_with_index},
    {.id = "PG106",
     .title = "REINDEX, REFRESH MATERIALIZED VIEW or DETACH PARTITION without CONCURRENTLY",
     .databases = Databases::postgresql,
     .why = "Readers or writers wait until it ends.",
     .remedy = "use CONCURRENTLY, for which REFRESH needs a unique index on the view",
     .boundary = "The forms with CONCURRENTLY, WITH NO DATA, FINALIZE; what is new in the same "
                 "deployment.",
     .verbs = verb_set({Verb::move, Verb::refresh, Verb::maintain}),
     .on_effect = rebuilt_with_lock},
    {.id = "PG107",
     .title = "Invalid index left behind",
     .databases = Databases::postgresql,
     .why = "A concurrent build that failed leaves an index that serves nobody, and whose name is "
            "taken.",
     .remedy = "DROP INDEX CONCURRENTLY, then build it again",
     .boundary = "No statistics; an index that is dropped before it is built again.",
     .verbs = verb_set({Verb::create}),
     .on_effect = invalid_index},
};

}  // namespace

std::span<const Rule> postgresql_index_rules() { return table; }

}  // namespace ebbtide::lint

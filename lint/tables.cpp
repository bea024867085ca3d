// What is wrong with tables at the end, and what a big one costs.
//
// Keys and indexes are judged when everything has run, since they may follow their table in another
// statement. A table of which not all is known (LIKE, INHERITS) may have a key that nobody has
// told; one that is made of a query (AS SELECT) has none for certain.
//
// An index is redundant beside another one that begins with all its columns, in the same order and
// direction, and with the same condition; both are B-trees:
//
//   (a)          beside (a, b)             goes
//   (a) unique   beside (a, b)             stays: it keeps duplicates out
//   (a) unique   beside a key on (a)       goes, if it is an index, or that the primary key
//   (a) and (a)  alike                     the later one goes
//   (a) with columns that it includes      stays
//
// What a statement locks is a table of each database (database/*/locks.cpp). On a big table it is
// told once for each statement and table, at the first effect that takes a lock that others would
// wait for. Where only the catalog changes the lock is held for an instant: that is information, as
// it still has to wait for whoever reads.
#include <algorithm>
#include <charconv>
#include <map>

#include "database/cost.h"
#include "database/facts.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

bool is_judged(const Made& made) { return made.subject != nullptr && made.subject->is_judged; }

void no_primary_key(const Scene& scene, Findings& findings) {
  for (const schema::Table* const table : scene.state.sorted_tables()) {
    const Made& made = scene.state.made(*table);
    const TableFacts& facts = scene.state.facts(*table);
    if (!is_judged(made) || facts.is_temporary || facts.is_partition) continue;
    if (table->primary_key || facts.has_inherited_key) continue;
    if (!facts.is_whole && !facts.is_made_of_rows && !facts.has_no_more_keys) continue;
    findings.add(*made.subject, made.where(), table->name.name,
                 "table " + table->name.name + " has no primary key");
  }
}

std::string comparable(const std::string& part) {
  std::string text = folded(part, "\"`");
  if (text.ends_with("asc") && text.size() < part.size()) text.resize(text.size() - 3);
  return text;
}

bool leads(const IndexState& shorter, const IndexState& longer) {
  if (shorter.parts.empty() || shorter.parts.size() > longer.parts.size()) return false;
  for (std::size_t i = 0; i < shorter.parts.size(); ++i)
    if (comparable(shorter.parts[i]) != comparable(longer.parts[i])) return false;
  return true;
}

std::string method_of(const IndexState& index) {
  const std::string method = lower(index.method);
  return method == "btree" ? "" : method;
}

/// Whether the first index serves nobody beside the second.
bool is_redundant(const IndexState& one, const IndexState& other) {
  if (method_of(one) != method_of(other) || !method_of(one).empty()) return false;
  if (comparable(one.predicate) != comparable(other.predicate)) return false;
  if (!leads(one, other)) return false;
  const bool are_equal = one.parts.size() == other.parts.size();
  if (one.is_unique) {
    const bool is_weaker = one.kind == Thing::index || other.kind == Thing::primary_key;
    return are_equal && other.is_unique && is_weaker;
  }
  return one.included.empty();
}

/// Of two equal ones the later goes; a key stays.
bool goes(const std::vector<IndexState>& indexes, std::size_t one, std::size_t other) {
  const IndexState& a = indexes[one];
  const IndexState& b = indexes[other];
  if (!is_redundant(a, b)) return false;
  return !is_redundant(b, a) || one > other;
}

void redundant_index(const Scene& scene, Findings& findings) {
  const State& state = scene.state;
  for (const schema::Table* const table : state.sorted_tables()) {
    const std::vector<IndexState> indexes = indexes_of(*table);
    for (std::size_t i = 0; i < indexes.size(); ++i) {
      for (std::size_t j = 0; j < indexes.size(); ++j) {
        const IndexState& one = indexes[i];
        const IndexState& other = indexes[j];
        const Made& made = state.made(is_judged(state.made(one)) ? one : other);
        if (i == j || !is_judged(made) || !goes(indexes, i, j)) continue;
        Finding& found = findings.add(*made.subject, made.where(), one.name,
                                      "the index " + one.name + " on " + table->name.name +
                                          " has the leading columns of " +
                                          (other.kind == Thing::primary_key ? "the primary key"
                                           : other.name.empty()             ? "a unique constraint"
                                                                            : other.name));
        if (!one.name.empty()) found.remedy = "drop " + one.name;
        break;
      }
    }
  }
}

std::int64_t limit_of(const Scene& scene, const std::string& option, std::int64_t otherwise) {
  if (const auto set = scene.settings.value("LK001", option))
    std::from_chars(set->data(), set->data() + set->size(), otherwise);
  return otherwise;
}

bool is_strong(const std::string& mode) {
  return mode == "ACCESS EXCLUSIVE" || mode == "SHARE ROW EXCLUSIVE" || mode == "SHARE" ||
         mode == "EXCLUSIVE";
}

/// What a statement takes of one table: its strongest lock, and for how long.
struct TableLock {
  SqlLock lock;
  const sql::Effect* effect = nullptr;  ///< the first that takes one
};

/// The effect with what the state knows of it: the table of an index that is named alone.
sql::Effect completed(const Step& step) {
  sql::Effect effect = step.effect;
  if (effect.thing != Thing::index) return effect;
  const sql::Name index{effect.object.place, name_of(effect)};
  if (const schema::Table* const table = step.state().table_of_index(index)) {
    effect.object = table->name;
    effect.part = index.name;
  }
  return effect;
}

/// The foreign keys that go with what an effect drops: those of a table, of a column, or the one
/// that is the constraint.
sql::Effects keys_that_go(const Step& step) {
  sql::Effects keys;
  const sql::Effect& effect = step.effect;
  if (effect.verb != Verb::drop || step.table() == nullptr) return keys;
  for (const auto& key : step.table()->foreign_keys) {
    const bool goes =
        effect.thing == Thing::table ||
        (effect.thing == Thing::column && step.state().has(key.columns, effect.part)) ||
        (sql::is_constraint(effect.thing) && step.state().same(key.name, effect.part));
    if (goes)
      keys.push_back({Verb::drop, Thing::foreign_key, effect.object, key.name, key.referenced});
  }
  return keys;
}

/// All that an effect locks: of the other table of a foreign key too, which goes without a word.
std::vector<SqlLock> all_locks(const Step& step) {
  const sql::Effect effect = completed(step);
  std::vector<SqlLock> locks = locks_of(effect, step.scene.facts, step.statement.sql);
  for (const sql::Effect& key : keys_that_go(step)) {
    for (SqlLock& lock : locks_of(key, step.scene.facts))
      if (lock.object != effect.object.to_text()) locks.push_back(std::move(lock));
  }
  return locks;
}

/// The locks of a statement on tables that were there before, the strongest of each. `cost` becomes
/// what the statement costs.
std::vector<TableLock> locks_of_statement(const Step& step, Cost& cost) {
  std::vector<SqlLock> all;
  std::map<std::string, const sql::Effect*> first;
  for (const sql::Effect& effect : step.statement.effects) {
    const Step one{step.scene, step.subject, step.statement, effect, step.statement_number};
    const bool changes_rows = effect.thing == Thing::rows && effect.verb != Verb::truncate;
    if (one.is_new_table() || changes_rows) continue;
    if (const auto its = one.cost()) cost = std::max(cost, its->cost);
    for (SqlLock& lock : all_locks(one)) {
      if (!is_strong(lock.mode) && step.is_on(Databases::postgresql)) continue;
      first.try_emplace(lock.object, &effect);
      all.push_back(std::move(lock));
    }
  }
  std::vector<TableLock> locks;
  for (SqlLock& lock : strongest_locks(all, step.scene.facts)) {
    const sql::Effect* const effect = first[lock.object];
    locks.push_back({std::move(lock), effect});
  }
  return locks;
}

bool is_big(const TableSize& size, const Scene& scene) {
  constexpr std::int64_t gibibyte = 1LL << 30, million = 1'000'000;
  return size.bytes.value_or(0) >= limit_of(scene, "bytes", gibibyte) ||
         size.rows.value_or(0) >= limit_of(scene, "rows", million);
}

void big_table_locked(const Step& step, Findings& findings) {
  if (!step.scene.stats) return;
  Cost cost = Cost::instant;
  for (const TableLock& one : locks_of_statement(step, cost)) {
    const TableSize* const size = step.scene.size_of({"", one.lock.object});
    if (size == nullptr || !is_big(*size, step.scene)) continue;
    const Step there{step.scene, step.subject, step.statement, *one.effect, step.statement_number};
    const std::string table = one.lock.object.substr(one.lock.object.rfind('.') + 1);
    Finding& found = findings.add(there, table,
                                  table + " has " + to_text(*size) + ", and this locks " +
                                      one.lock.mode + " on it; cost " + std::string(to_text(cost)));
    if (cost != Cost::instant) continue;
    found.severity = std::min(found.severity, Severity::info);
    found.remedy = step.is_on(Databases::postgresql)
                       ? "SET lock_timeout before it, and try again, so that nobody waits behind it"
                       : "SET lock_wait_timeout before it, and try again, so that nobody waits "
                         "behind it";
  }
}

constexpr Rule table[] = {
    {.id = "TB101",
     .title = "Table without primary key",
     .why = "Rows cannot be told apart, and replication suffers.",
     .remedy = "add a key in the same deployment",
     .boundary = "A key that follows in the same deployment; temporary tables, partitions, tables "
                 "that are dropped again; keys that come with LIKE.",
     .at_end = no_primary_key},
    {.id = "TB102",
     .title = "Redundant index",
     .why = "It costs each write and serves nobody.",
     .remedy = "drop the shorter one",
     .boundary = "A unique index that is shorter than one that is not; other methods, directions, "
                 "predicates and expressions; an index that goes in the same deployment.",
     .at_end = redundant_index},
    {.id = "LK001",
     .title = "Strong lock on a big table",
     .databases = Databases::postgresql | Databases::both_mysql,
     .why = "Everybody waits while the statement runs, and it runs long.",
     .remedy = "choose a quiet hour, or the safe form that the other findings name",
     .boundary = "No statistics; a table below the limits (`bytes`, 1 GiB; `rows`, 1,000,000); "
                 "new tables. For information where only the catalog changes.",
     .options = "rows bytes",
     .on_statement = big_table_locked},
};

}  // namespace

std::span<const Rule> table_rules() { return table; }

}  // namespace ebbtide::lint

// Foreign keys: the index that serves them, the key that they point to, and their types. What is
// new is judged at the end of everything, since an index may follow in another changeset.
//
// PostgreSQL and SQLite make no index for a foreign key; MySQL does, so that it is not asked there.
// When does an index serve one? When its first columns are those of the key, in any order:
//
//   key (a, b)    (a, b)  (b, a)  (b, a, c)      yes
//                 (a)  (a, c, b)                 no
//                 (a, b) WHERE a IS NOT NULL     yes: a row with NULL has no parent to be asked for
//                 (a, b) WHERE NOT deleted       no
//                 USING gin                      no; hash for a single column
//
// An invalid index does not count, nor does an expression. A table that has taken its keys from
// another one (LIKE … INCLUDING INDEXES, a partition) is believed, as its indexes stand in no
// statement here.
//
// On the parent's side MySQL and SQLite let a key point to columns that nothing makes unique: MySQL
// takes it where there is any index, SQLite fails at the first write. PostgreSQL refuses it at
// once, so that nobody needs to be told. A parent of which nothing is known is only missing where
// somebody told what is there.
//
// FK103 is the same question the other way round: an index goes that a key needs. The finding is
// made where the index is dropped, and taken back at the end of the deployment if another index
// leads with the columns by then, or the key or its table is gone.
#include <algorithm>

#include "database/column_type.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

/// Whether a partial index leaves out no row that has a value in the columns.
bool keeps_all_values(const IndexState& index, const std::vector<std::string>& columns) {
  std::string rest = folded(index.predicate, "()\";");
  for (const std::string& column : columns) {
    const std::string part = lower(column) + "isnotnull";
    const std::size_t at = rest.find(part);
    if (at != std::string::npos) rest.erase(at, part.size());
  }
  for (std::size_t at = rest.find("and"); at != std::string::npos; at = rest.find("and"))
    rest.erase(at, 3);
  return rest.empty();
}

/// Whether the index finds the rows of a key: its first columns are those of the key.
bool covers(const IndexState& index, const std::vector<std::string>& columns, const State& state) {
  if (!index.is_valid || columns.empty() || index.columns.size() < columns.size()) return false;
  const std::string method = lower(index.method);
  if (!method.empty() && method != "btree" && !(method == "hash" && columns.size() == 1))
    return false;
  if (!keeps_all_values(index, columns)) return false;
  return std::all_of(index.columns.begin(),
                     index.columns.begin() + static_cast<std::ptrdiff_t>(columns.size()),
                     [&](const std::string& one) { return state.has(columns, one); });
}

bool is_covered(const schema::Table& table, const std::vector<std::string>& columns,
                const State& state) {
  const std::vector<IndexState> indexes = indexes_of(table);
  return state.facts(table).has_inherited_key ||
         std::any_of(indexes.begin(), indexes.end(),
                     [&](const IndexState& one) { return covers(one, columns, state); });
}

std::string shown_key(const schema::Table& table, const schema::ForeignKey& key) {
  if (key.is_named && !key.name.empty()) return key.name;
  return table.name.name + "." + (key.columns.empty() ? "" : key.columns.front());
}

using OneKey = void (*)(const Scene&, const schema::Table&, const schema::ForeignKey&, Findings&);

/// Calls for each foreign key that the judged subjects have made.
void each_new_key(const Scene& scene, Findings& findings, OneKey call) {
  for (const schema::Table* const table : scene.state.sorted_tables()) {
    if (scene.state.facts(*table).is_temporary) continue;
    for (const schema::ForeignKey& key : table->foreign_keys) {
      const Made& made = scene.state.made(key);
      if (made.subject != nullptr && made.subject->is_judged) call(scene, *table, key, findings);
    }
  }
}

/// The statement that makes an index for a key; SQLite wants a name for it.
std::string covering_index(const Scene& scene, const schema::Table& table,
                           const std::vector<std::string>& columns, bool concurrently) {
  const std::string name = "ix_" + table.name.name + "_" + join(columns, "_");
  return std::string("CREATE INDEX ") + (concurrently ? "CONCURRENTLY " : "") +
         (scene.is_on(Databases::sqlite) ? scene.quoted(name) + " " : "") + "ON " +
         scene.quoted(table.name) + " (" + scene.quoted(columns) + ")";
}

void uncovered(const Scene& scene, const schema::Table& table, const schema::ForeignKey& key,
               Findings& findings) {
  if (is_covered(table, key.columns, scene.state)) return;
  const Made& made = scene.state.made(key);
  const bool waits = scene.is_on(Databases::postgresql) &&
                     !scene.state.facts(table).is_partitioned &&
                     scene.state.made(table).deployment != made.deployment;
  Finding& found =
      findings.add(*made.subject, made.where(), shown_key(table, key),
                   "the foreign key on " + table.name.name + " (" + join(key.columns, ", ") +
                       ") has no index that leads with its columns; " +
                       covering_index(scene, table, key.columns, waits));
  if (waits)
    found.remedy =
        "CREATE INDEX CONCURRENTLY on the key's columns, in a changeset of its own with "
        "runInTransaction=false, in the same deployment";
}

void unindexed_key(const Scene& scene, Findings& findings) {
  each_new_key(scene, findings, uncovered);
}

bool has_exact_key(const schema::Table& parent, const std::vector<std::string>& columns,
                   const State& state) {
  if (columns.empty()) return parent.primary_key.has_value();
  const std::vector<IndexState> indexes = indexes_of(parent);
  return std::any_of(indexes.begin(), indexes.end(), [&](const IndexState& one) {
    return one.is_unique && one.predicate.empty() && one.columns.size() == columns.size() &&
           std::all_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return state.has(one.columns, column); });
  });
}

/// SQLite's INTEGER PRIMARY KEY and the like are keys of the table; so is an inline PRIMARY KEY.
void without_parent(const Scene& scene, const schema::Table& table, const schema::ForeignKey& key,
                    Findings& findings) {
  const Made& made = scene.state.made(key);
  const schema::Table* const parent = scene.state.table(key.referenced);
  const std::string name = shown_key(table, key);
  if (parent == nullptr) {
    if (!scene.has_state) return;
    Finding& found = findings.add(*made.subject, made.where(), name,
                                  "the foreign key on " + table.name.name + " points to " +
                                      key.referenced.to_text() + ", which is not there");
    found.remedy = "make the table that it points to first, or correct its name";
    return;
  }
  if (!scene.state.facts(*parent).is_whole || scene.state.facts(*parent).has_inherited_key ||
      has_exact_key(*parent, key.referenced_columns, scene.state))
    return;
  findings.add(*made.subject, made.where(), name,
               "the foreign key on " + table.name.name + " points to columns of " +
                   parent->name.name + " that no key makes unique");
}

void missing_parent(const Scene& scene, Findings& findings) {
  each_new_key(scene, findings, without_parent);
}

/// The columns that a key points to: the primary key where it names none.
std::vector<std::string> parent_columns(const schema::ForeignKey& key,
                                        const schema::Table& parent) {
  if (!key.referenced_columns.empty()) return key.referenced_columns;
  return parent.primary_key ? parent.primary_key->columns : std::vector<std::string>();
}

void with_other_type(const Scene& scene, const schema::Table& table, const schema::ForeignKey& key,
                     Findings& findings) {
  const Made& made = scene.state.made(key);
  const schema::Table* const parent = scene.state.table(key.referenced);
  if (parent == nullptr) return;
  const std::vector<std::string> columns = parent_columns(key, *parent);
  for (std::size_t i = 0; i < key.columns.size() && i < columns.size(); ++i) {
    const auto* const child = table.column_like(key.columns[i]);
    const auto* const other = parent->column_like(columns[i]);
    if (child == nullptr || other == nullptr || child->type.empty() || other->type.empty())
      continue;
    const bool fits = scene.is_on(Databases::sqlite) ? has_same_affinity(child->type, other->type)
                                                     : joins_well(ColumnType::parse(child->type),
                                                                  ColumnType::parse(other->type));
    if (fits) continue;
    findings.add(*made.subject, made.where(), shown_key(table, key),
                 table.name.name + "." + child->name + " is " + child->type + ", and " +
                     parent->name.name + "." + other->name + " is " + other->type);
    return;
  }
}

void differing_types(const Scene& scene, Findings& findings) {
  each_new_key(scene, findings, with_other_type);
}

void cover_dropped(const Step& step, Findings& findings) {
  if (!step.is(Verb::drop, Thing::index)) return;
  const std::string name = name_of(step.effect);
  const schema::Table* const table = step.state().table_of_index({step.effect.object.place, name});
  if (table == nullptr || step.is_new(*table)) return;
  const auto index = index_of(*table, name);
  if (!index) return;
  for (const auto& key : table->foreign_keys) {
    if (step.is_new(key) || !covers(*index, key.columns, step.state())) continue;
    const std::vector<std::string> columns = key.columns;
    const sql::Name owner = table->name;
    findings.add(step, name,
                 "without the index " + name + " the foreign key on " + owner.name + " (" +
                     join(columns, ", ") + ") has none");
    findings.unless([owner, columns](const State& end) {
      const schema::Table* const left = end.table(owner);
      if (left == nullptr || is_covered(*left, columns, end)) return true;
      return std::none_of(left->foreign_keys.begin(), left->foreign_keys.end(),
                          [&](const auto& one) { return one.columns == columns; });
    });
    return;
  }
}

constexpr Rule table[] = {
    {.id = "FK101",
     .title = "Foreign key without an index that leads with its columns",
     .severity = Severity::error,
     .databases = Databases::postgresql | Databases::sqlite,
     .why = "Each DELETE of a parent, and each change of its key, scans the child table and holds "
            "locks meanwhile.",
     .remedy = "CREATE INDEX on the key's columns, in the same deployment",
     .boundary = "A valid index, primary key or unique constraint whose first columns are those of "
                 "the key, in any order; also one that only leaves out NULL. Partial and "
                 "expression indexes, INCLUDE and other methods do not count; hash does for one "
                 "column.",
     .at_end = unindexed_key},
    {.id = "FK102",
     .title = "Parent of a foreign key is missing or has no matching unique key",
     .severity = Severity::error,
     .databases = Databases::both_mysql | Databases::sqlite,
     .why = "MySQL refuses it or takes it by accident, SQLite fails at the first write.",
     .remedy = "point to the primary key, or add UNIQUE on exactly those columns",
     .boundary = "A primary key or unique constraint on exactly those columns; a parent that comes "
                 "later; a parent of which nothing is known.",
     .at_end = missing_parent},
    {.id = "FK103",
     .title = "Dropping this index leaves a foreign key uncovered",
     .databases = Databases::postgresql | Databases::sqlite,
     .why = "Each DELETE of a parent scans the child table from then on.",
     .remedy = "make the replacement first",
     .boundary = "Another index that leads with the columns; a key that goes in the same "
                 "deployment, or is new in it.",
     .verbs = verb_set({Verb::drop}),
     .on_effect = cover_dropped},
    {.id = "FK104",
     .title = "Foreign key column and parent column have different types",
     .databases = Databases::postgresql | Databases::sqlite,
     .why = "Each check and join converts, and the smaller type overflows first.",
     .remedy = "give both the same type",
     .boundary = "serial and integer, text and varchar of any length, other names of one type, "
                 "types of one affinity on SQLite.",
     .at_end = differing_types},
};

}  // namespace

std::span<const Rule> foreign_key_rules() { return table; }

}  // namespace ebbtide::lint

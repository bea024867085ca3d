// The linter's memory, statement by statement: the structure is that of schema/state.h, which
// follows statements for forecasts too. Beside it is kept what only a linter asks. It takes what
// effects tell and invents nothing: a table that nobody has made is not there, and one whose
// columns stand elsewhere (LIKE, AS SELECT) is not whole.
//
// Whatever is made has a mark: by which changeset, in which deployment. The model carries its
// number along (`made_by`), so that a new table is new under every name, as are its columns, keys,
// indexes and checks, since most rules ask first whether what they look at is new. What there is to
// know of a table or view besides hangs on the same number.
//
//   CREATE TABLE … LIKE t     t's columns, with their marks; its keys and indexes too where the
//                             database copies them
//   … USING INDEX i           i becomes the key, takes its name, and keeps its own mark
//   TRUNCATE, DELETE of all   the table counts as empty until the changeset ends
//   rebuild                   the copy has taken the table's name: it, and the columns and foreign
//                             keys that were there before, keep the old marks, as the rows are old
#include "lint/state.h"

#include <algorithm>
#include <tuple>

#include "lint/subject.h"
#include "schema/parts.h"
#include "sql/clause.h"
#include "text/ascii.h"

namespace ebbtide::lint {

using sql::Thing;
using sql::Verb;

Position Made::where() const {
  return statement == nullptr ? Position{} : statement->place(at, part);
}

namespace {

IndexState index_of(Thing kind, const schema::Key& key) {
  IndexState index{.kind = kind, .name = key.name, .is_unique = true, .made_by = key.made_by};
  index.columns = index.parts = key.columns;
  return index;
}

std::string part_text(const schema::IndexPart& part) {
  std::string text = part.text;
  if (!part.prefix.empty()) text += "(" + part.prefix + ")";
  if (part.collation) text += " COLLATE " + *part.collation;
  if (part.operator_class) text += " " + *part.operator_class;
  if (part.is_descending) text += " DESC";
  if (part.nulls) text += " NULLS " + *part.nulls;
  return text;
}

IndexState index_of(const schema::Index& known) {
  IndexState index{.name = known.name,
                   .is_unique = known.is_unique,
                   .method = known.method,
                   .columns = schema::columns_of(known),
                   .included = known.included,
                   .predicate = known.predicate.value_or(""),
                   .is_valid = known.is_valid,
                   .made_by = known.made_by};
  for (const schema::IndexPart& part : known.parts) index.parts.push_back(part_text(part));
  return index;
}

}  // namespace

std::vector<IndexState> indexes_of(const schema::Table& table) {
  std::vector<IndexState> all;
  if (table.primary_key) all.push_back(index_of(Thing::primary_key, *table.primary_key));
  for (const schema::Key& one : table.uniques) all.push_back(index_of(Thing::unique, one));
  for (const schema::Index& one : table.indexes) all.push_back(index_of(one));
  std::stable_sort(all.begin(), all.end(),
                   [](const IndexState& a, const IndexState& b) { return a.made_by < b.made_by; });
  return all;
}

std::optional<IndexState> index_of(const schema::Table& table, std::string_view name) {
  for (IndexState& one : indexes_of(table))
    if (equals_ignoring_case(one.name, name)) return std::move(one);
  return std::nullopt;
}

bool State::is_own_place(std::string_view place) const {
  return place.empty() || has(own_places(), place);
}

bool State::same(const sql::Name& a, const sql::Name& b) const {
  return schema::same_name(structure_.placed(a), structure_.placed(b));
}

bool State::same(std::string_view a, std::string_view b) const {
  return equals_ignoring_case(a, b);
}

bool State::has(const std::vector<std::string>& names, std::string_view name) const {
  return schema::has_name(names, name);
}

const Made* State::schema(std::string_view name) const {
  const auto& all = structure_.schema().schemas;
  const auto found = schema::find_part(all, name);
  return found == all.end() ? nullptr : &made(*found);
}

const Made* State::database(std::string_view name) const {
  const auto found = databases_.find(lower(std::string(name)));
  return found == databases_.end() ? nullptr : &found->second;
}

const Made* State::type(const sql::Name& name) const {
  const sql::Name wanted = structure_.placed(name);
  for (const schema::Type& one : structure_.schema().types)
    if (schema::same_name(one.name, wanted)) return &made(one);
  return nullptr;
}

const Made* State::routine(const sql::Name& name) const {
  const auto found = routines_.find(key(name));
  return found == routines_.end() ? nullptr : &found->second;
}

std::vector<std::string> State::triggers_of(const schema::Table& table) const {
  std::vector<std::string> found;
  for (const schema::Program& one : structure_.schema().programs) {
    const bool is_its = one.table == table.name.name && one.name.place == table.name.place;
    if (is_its && one.kind == schema::Kind::trigger) found.push_back(one.name.name);
  }
  return found;
}

const schema::Table* State::table_of_index(const sql::Name& index) const {
  const auto owner = structure_.owner_of_index(index);
  return owner ? table(*owner) : nullptr;
}

namespace {

void sort_by_names(std::vector<const schema::Table*>& tables) {
  std::sort(tables.begin(), tables.end(), [](const schema::Table* a, const schema::Table* b) {
    return std::tie(a->name.place, a->name.name) < std::tie(b->name.place, b->name.name);
  });
}

}  // namespace

std::vector<const schema::Table*> State::sorted_tables() const {
  std::vector<const schema::Table*> sorted;
  for (const schema::Table& one : tables()) sorted.push_back(&one);
  sort_by_names(sorted);
  return sorted;
}

std::vector<const schema::Table*> State::children_of(const sql::Name& table) const {
  std::vector<const schema::Table*> found;
  for (const schema::Table& child : tables()) {
    const bool points = std::any_of(child.foreign_keys.begin(), child.foreign_keys.end(),
                                    [&](const auto& one) { return same(one.referenced, table); });
    if (points) found.push_back(&child);
  }
  sort_by_names(found);
  return found;
}

const TableFacts& State::facts(const schema::Table& table) const {
  static const TableFacts usual = {};
  const auto found = tables_.find(table.made_by);
  return found == tables_.end() ? usual : found->second;
}

const ViewFacts& State::facts(const schema::View& view) const {
  static const ViewFacts nothing = {};
  const auto found = views_.find(view.made_by);
  return found == views_.end() ? nothing : found->second;
}

int State::number(Made made) {
  made_.push_back(std::move(made));
  return static_cast<int>(made_.size()) - 1;
}

namespace {

bool is_part_of_table(Thing thing) {
  return thing == Thing::column || thing == Thing::index || thing == Thing::trigger ||
         sql::is_constraint(thing);
}

Made made_at(const Made& made, const sql::Effect& part) {
  Made own = made;
  own.at = part.at;
  own.part = part.part.empty() && !part.columns.empty() ? part.columns.front() : part.part;
  return own;
}

}  // namespace

void State::apply(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
                  const Made& made) {
  // Where a schema is a database, either word may make it and drop it.
  if (effect.thing == Thing::database || effect.thing == Thing::schema) {
    const std::string name = lower(effect.object.name);
    if (effect.verb == Verb::create) databases_.try_emplace(name, made);
    if (effect.verb == Verb::drop) databases_.erase(name);
  }
  structure_.apply(effect, [&](const sql::Effect& part) {
    return number(is_part_of_table(part.thing) ? made_at(made, part) : made);
  });
  if (!effect.is_part) note(effect, clause, syntax, made);
}

/// What the structure does not know of an effect.
void State::note(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
                 const Made& made) {
  if (effect.verb == Verb::set) return note_place(effect, sql::Clause(clause, syntax));
  if ((effect.verb == Verb::remove || effect.verb == Verb::truncate) &&
      effect.thing == Thing::rows && effect.condition.empty()) {
    emptied_.insert(key(effect.object));
  }
  if (effect.verb == Verb::drop &&
      (effect.thing == Thing::function || effect.thing == Thing::procedure)) {
    routines_.erase(key(effect.object));
    harmful_routines_.erase(key(effect.object));
  }
  if (effect.thing == Thing::partition && !effect.part.empty()) note_partition(effect, made);
  const schema::Table* const attached =
      effect.is(Verb::move, Thing::partition) ? this->table(effect.other) : nullptr;
  if (attached != nullptr && sql::Clause(clause, syntax).begins_with({"attach"}))
    tables_[attached->made_by].is_partition = true;
  if (effect.verb != Verb::create) return;
  const int last = static_cast<int>(made_.size()) - 1;
  if (const schema::View* const view = this->view(effect.object);
      view != nullptr &&
      (effect.thing == Thing::view || effect.thing == Thing::materialized_view) &&
      view->made_by == last)
    views_[last] = {effect.reads, effect.mentioned};
  if (effect.thing != Thing::table) return;
  const schema::Table* const table = this->table(effect.object);
  if (table != nullptr && !tables_.contains(table->made_by) && table->made_by != 0)
    note_table(effect, sql::Clause(clause, syntax), *table);
}

void State::note_partition(const sql::Effect& effect, const Made& made) {
  const schema::Table* const table = this->table(effect.object);
  if (table == nullptr) return;
  const std::string name = lower(effect.part);
  if (effect.verb == Verb::create) tables_[table->made_by].partitions.try_emplace(name, made);
  if (effect.verb == Verb::drop) tables_[table->made_by].partitions.erase(name);
}

void State::note_table(const sql::Effect& effect, const sql::Clause& text,
                       const schema::Table& table) {
  TableFacts& facts = tables_[table.made_by];
  facts.is_temporary = effect.is_temporary;
  facts.is_partitioned = text.has({"partition", "by"}) && effect.other.name.empty();
  facts.is_partition = !effect.other.name.empty();
  facts.is_whole = effect.states_all;
  facts.is_made_of_rows = !effect.states_all && (text.has({"as"}) || text.has({"select"}));
  facts.has_inherited_key = text.has_anywhere({"including", "all"}) ||
                            text.has_anywhere({"including", "indexes"}) || facts.is_partition;
  const bool has_like = text.has_anywhere({"(", "like"}) || text.has_anywhere({",", "like"});
  facts.has_no_more_keys = has_like && !facts.has_inherited_key && !text.has({"inherits"}) &&
                           structure_.rules().syntax.dollar_quotes;
  const auto like = text.names_behind({"like"});
  if (like.empty() || !effect.parts.empty()) return;
  const schema::Table* const model = this->table({"", like.front()});
  if (model == nullptr) return;
  // LIKE of the other databases takes the keys along.
  facts.has_inherited_key = facts.has_inherited_key || !structure_.rules().syntax.dollar_quotes;
  structure_.copy_parts(table.name, model->name, facts.has_inherited_key);
}

/// After SET search_path TO x, SET SCHEMA 'x' and USE x a name without a place is one of x.
void State::note_place(const sql::Effect& effect, const sql::Clause& text) {
  std::string place;
  if (effect.object.name == "database") {
    place = text.value_behind({"use"});
  } else if (effect.object.name == "schema") {
    place = text.value_behind({"schema"});
  } else if (effect.object.name == "search_path") {
    place = text.value_behind({"search_path", "to"});
    if (place.empty()) place = text.value_behind({"search_path"});
  } else {
    return;
  }
  const bool is_usual = place == "$user" || equals_ignoring_case(place, "default");
  has_moved_place_ = !is_usual && !is_own_place(place);
}

}  // namespace ebbtide::lint

// What is known at one moment, and how it is found; applying.cpp and its neighbours have what
// statements make of it.
//
// References are settled when the schema comes in: where SQLite keeps `REFERENCES Orders` of a
// table that is called orders, the key says orders from then on, so that a reference and its object
// agree to the letter wherever they are compared or renamed.
#include "schema/state.h"

#include <utility>

#include "schema/applying.h"
#include "schema/parts.h"
#include "schema/references.h"

namespace ebbtide::schema {

namespace {

template <class Object>
void append(std::vector<Object>& to, std::vector<Object>& more) {
  for (Object& one : more) to.push_back(std::move(one));
  more.clear();
}

}  // namespace

State::State(Schema schema, StructureRules rules)
    : schema_(std::move(schema)), rules_(std::move(rules)) {
  for (const Table& one : schema_.dependents.tables) unknown_.insert(one.name.to_text());
  append(schema_.tables, schema_.dependents.tables);
  append(schema_.views, schema_.dependents.views);
  tables_ = Positions<Table>(schema_.tables);
  views_ = Positions<View>(schema_.views);
  sequences_ = Positions<Sequence>(schema_.sequences);
  settle_references();
  for (const Table& table : schema_.tables) {
    for (const Column& column : table.columns)
      if (column.numbering) numbering_.insert(key_of(column.numbering->sequence));
  }
}

void State::settle_references() {
  for_each_reference(schema_, [&](Name& name) {
    if (const auto at = tables_.find(schema_.tables, name)) name = schema_.tables[*at].name;
  });
  for (Table& one : schema_.tables) {
    for (ForeignKey& key : one.foreign_keys) {
      const Table* const referenced = table(key.referenced);
      if (referenced == nullptr) continue;
      for (std::string& column : key.referenced_columns) {
        const auto found = find_part(referenced->columns, column);
        if (found != referenced->columns.end()) column = found->name;
      }
    }
  }
}

Name State::placed(Name name) const {
  if (name.place.empty() || has_name(rules_.own_places, name.place))
    name.place = schema_.origin.default_schema;
  return name;
}

const Table* State::table(const Name& name) const {
  const auto at = tables_.find(schema_.tables, placed(name));
  return at ? &schema_.tables[*at] : nullptr;
}

const View* State::view(const Name& name) const {
  const auto at = views_.find(schema_.views, placed(name));
  return at ? &schema_.views[*at] : nullptr;
}

const Sequence* State::sequence(const Name& name) const {
  const auto at = sequences_.find(schema_.sequences, placed(name));
  return at ? &schema_.sequences[*at] : nullptr;
}

const Table* State::table_numbered_by(const Name& sequence) const {
  const Name wanted = placed(sequence);
  if (!numbering_.contains(key_of(wanted))) return nullptr;
  for (const Table& table : schema_.tables) {
    for (const Column& column : table.columns)
      if (column.numbering && same_name(column.numbering->sequence, wanted)) return &table;
  }
  return nullptr;
}

std::optional<Name> State::owner_of_index(const Name& index) const {
  const Name wanted = placed(index);
  for (const Table& table : schema_.tables) {
    if (!equals_ignoring_case(table.name.place, wanted.place)) continue;
    const bool is_primary =
        table.primary_key && equals_ignoring_case(table.primary_key->name, wanted.name);
    if ((is_primary && !wanted.name.empty()) || has_part(table.indexes, wanted.name) ||
        has_part(table.uniques, wanted.name))
      return table.name;
  }
  for (const View& view : schema_.views) {
    if (equals_ignoring_case(view.name.place, wanted.place) && has_part(view.indexes, wanted.name))
      return view.name;
  }
  return std::nullopt;
}

bool State::has_unknown_parts(const Name& name) const {
  const Table* const found = table(name);
  return found != nullptr && unknown_.contains(found->name.to_text());
}

void State::forget_parts(const Name& name) {
  if (const Table* const found = table(name)) unknown_.insert(found->name.to_text());
}

std::optional<Name> State::origin(const Name& name) const {
  const Table* const found = table(name);
  if (found == nullptr) return std::nullopt;
  const auto past = past_.find(found->name.to_text());
  return past == past_.end() ? found->name : past->second.name;
}

std::optional<std::string> State::origin(const Name& name, std::string_view column) const {
  const Table* const found = table(name);
  if (found == nullptr || !origin(name)) return std::nullopt;
  const auto known = find_part(found->columns, column);
  if (known == found->columns.end()) return std::nullopt;
  const auto past = past_.find(found->name.to_text());
  if (past == past_.end()) return known->name;
  const auto then = past->second.columns.find(known->name);
  return then == past->second.columns.end() ? known->name : then->second;
}

void State::apply(const sql::Effect& effect, const Maker& maker) {
  Applying(*this, maker).apply(effect);
}

void State::copy_parts(const Name& to, const Name& from, bool all) {
  const auto copy = tables_.find(schema_.tables, placed(to));
  const auto model = tables_.find(schema_.tables, placed(from));
  if (!copy || !model) return;
  Table& made = schema_.tables[*copy];
  const Table& known = schema_.tables[*model];
  made.columns = known.columns;
  if (!all) return;
  made.primary_key = known.primary_key;
  made.uniques = known.uniques;
  made.indexes = known.indexes;
}

void State::keep_makers(const Table& old, const Name& rebuilt) {
  const auto at = tables_.find(schema_.tables, placed(rebuilt));
  if (!at) return;
  Table& table = schema_.tables[*at];
  table.made_by = old.made_by;
  for (Column& one : table.columns) {
    const auto before = find_part(old.columns, one.name);
    if (before != old.columns.end()) one.made_by = before->made_by;
  }
  for (ForeignKey& one : table.foreign_keys) {
    for (const ForeignKey& before : old.foreign_keys)
      if (before.columns == one.columns) one.made_by = before.made_by;
  }
}

}  // namespace ebbtide::schema

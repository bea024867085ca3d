// What gets another name or place. All that refers to it by its name does so by the new one then,
// for the database knows its objects by numbers; where it does not (the views of MySQL), they are
// taken to follow all the same.
#include "schema/applying.h"
#include "schema/parts.h"
#include "schema/references.h"
#include "schema/rename.h"

namespace ebbtide::schema {

using sql::Thing;

namespace {

template <class Parts>
void rename_in(Parts& parts, const std::string& from, const std::string& to) {
  const auto found = find_part(parts, from);
  if (found != parts.end()) found->name = to;
}

}  // namespace

void Applying::rename(const sql::Effect& effect) {
  if (sql::is_relation(effect.thing) || effect.thing == Thing::sequence)
    return rename_relation(effect);
  if (effect.thing == Thing::column) return rename_column(effect);
  if (effect.thing == Thing::index || sql::is_constraint(effect.thing)) return rename_part(effect);
  return rename_other(effect);
}

void Applying::rename_relation(const sql::Effect& effect) {
  const Name from = stored(effect.object);
  Name to = effect.other;
  to.place = to.place.empty() ? from.place : state_.placed(to).place;
  if (const auto at = state_.tables_.find(schema_.tables, from)) return rename_table(*at, to);
  if (const auto at = state_.views_.find(schema_.views, from)) return rename_view(*at, to);
  rename_sequence(from, to);
}

void Applying::move(const sql::Effect& effect) {
  const Name from = stored(effect.object);
  const Name to{state_.placed({effect.other.place, ""}).place, from.name};
  if (sql::is_relation(effect.thing)) {
    if (const auto at = state_.tables_.find(schema_.tables, from)) return rename_table(*at, to);
    if (const auto at = state_.views_.find(schema_.views, from)) return rename_view(*at, to);
  }
  if (effect.thing == Thing::sequence) return rename_sequence(from, to);
  const auto place = [&](auto& objects) {
    for (auto& one : objects)
      if (same_name(one.name, from)) one.name.place = to.place;
  };
  if (effect.thing == Thing::type || effect.thing == Thing::domain) place(schema_.types);
  if (effect.thing == Thing::function || effect.thing == Thing::procedure) place(schema_.routines);
}

void Applying::rename_table(std::size_t at, const Name& to) {
  const Name from = schema_.tables[at].name;
  if (from == to || (has_relation_called(to) && !same_name(from, to))) return;
  const auto known = state_.past_.find(from.to_text());
  State::Past past = known == state_.past_.end() ? State::Past{from, {}} : known->second;
  state_.past_.erase(from.to_text());
  state_.past_[to.to_text()] = std::move(past);
  if (state_.unknown_.erase(from.to_text()) > 0) state_.unknown_.insert(to.to_text());
  state_.tables_.rename(schema_.tables, at, to);
  follow(from, to);
}

void Applying::rename_view(std::size_t at, const Name& to) {
  const Name from = schema_.views[at].name;
  if (from == to || (state_.has_relation(to) && !same_name(from, to))) return;
  state_.views_.rename(schema_.views, at, to);
  follow(from, to);
}

void Applying::rename_sequence(const Name& from, const Name& to) {
  const auto at = state_.sequences_.find(schema_.sequences, from);
  const Name known = at ? schema_.sequences[*at].name : from;
  if (at && !state_.sequence(to)) state_.sequences_.rename(schema_.sequences, *at, to);
  follow(known, to);
}

/// Sequences and programs go where their table goes.
void Applying::follow(const Name& from, const Name& to) {
  if (state_.numbering_.contains(key_of(from))) state_.numbering_.insert(key_of(to));
  for_each_reference(schema_, [&](Name& name) {
    if (name == from) name = to;
  });
  for (Program& one : schema_.programs) {
    if (one.name.place != from.place || one.table != from.name) continue;
    one.name.place = to.place;
    one.table = to.name;
  }
  for (std::size_t i = 0; i < schema_.sequences.size(); ++i) {
    Sequence& one = schema_.sequences[i];
    const bool is_its =
        one.owned_by && one.name.place == from.place && one.owned_by->starts_with(from.name + ".");
    if (!is_its) continue;
    one.owned_by = to.name + one.owned_by->substr(from.name.size());
    if (one.name.place != to.place)
      state_.sequences_.rename(schema_.sequences, i, {to.place, one.name.name});
  }
}

void Applying::rename_column(const sql::Effect& effect) {
  const std::string& to = effect.other.name;
  if (View* const shown = view(effect.object)) {
    for (std::string& column : shown->columns)
      if (equals_ignoring_case(column, effect.part)) column = to;
  }
  Table* const of = table(effect.object);
  if (of == nullptr) return;
  const auto column = find_part(of->columns, effect.part);
  const auto other = find_part(of->columns, to);
  if (column == of->columns.end() || (other != of->columns.end() && other != column)) return;
  const std::string from = column->name;
  const auto past = state_.origin(of->name);
  const auto then = state_.origin(of->name, from);
  rename_one(schema_, {of->name, from, to}, rules_.syntax, true);
  if (!past) return;
  auto& columns =
      state_.past_.try_emplace(of->name.to_text(), State::Past{past, {}}).first->second.columns;
  columns.erase(from);
  columns[to] = then;
}

/// An index or a constraint; where the statement names no table, of whichever has it.
void Applying::rename_part(const sql::Effect& effect) {
  const std::string& to = effect.other.name;
  Name on = effect.object;
  if (on.name.empty()) {
    const auto owner = state_.owner_of_index({effect.object.place, effect.part});
    if (!owner) return;
    on = *owner;
  }
  if (View* const shown = view(on)) rename_in(shown->indexes, effect.part, to);
  Table* const of = table(on);
  if (of == nullptr) return;
  rename_in(of->indexes, effect.part, to);
  rename_in(of->uniques, effect.part, to);
  rename_in(of->foreign_keys, effect.part, to);
  rename_in(of->checks, effect.part, to);
  if (of->primary_key && !effect.part.empty() &&
      equals_ignoring_case(of->primary_key->name, effect.part))
    of->primary_key->name = to;
}

void Applying::rename_other(const sql::Effect& effect) {
  const Name from = stored(effect.object);
  const std::string& to = effect.other.name;
  for (Type& one : schema_.types) {
    if (!same_name(one.name, from)) continue;
    if (effect.thing == Thing::type || effect.thing == Thing::domain) one.name.name = to;
    if (effect.thing == Thing::enum_value)
      std::replace(one.labels.begin(), one.labels.end(), effect.part, to);
  }
  if (effect.thing == Thing::type || effect.thing == Thing::domain)
    return follow(from, {from.place, to});
  const auto kind_fits = [&](Kind kind) { return to_text(kind) == to_text(effect.thing); };
  const auto routine = std::find_if(
      schema_.routines.begin(), schema_.routines.end(),
      [&](const Routine& one) { return kind_fits(one.kind) && same_name(one.name, from); });
  if (routine != schema_.routines.end()) routine->name.name = to;
  const std::string& name = effect.part.empty() ? from.name : effect.part;
  for (Program& one : schema_.programs) {
    const bool is_on = effect.part.empty() || equals_ignoring_case(one.table, from.name);
    if (kind_fits(one.kind) && is_on && equals_ignoring_case(one.name.name, name))
      one.name.name = to;
  }
}

}  // namespace ebbtide::schema

// By the manuals' tables of what ALTER TABLE can do in place. What rebuilds the table "in place" is
// a rewrite too: rows are written again, though others may write meanwhile.
#include "database/mysql/cost.h"

#include <algorithm>

#include "database/column_type.h"
#include "database/facts.h"
#include "sql/clause.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

/// Whether only a copy of the table can change the type.
bool is_copied(const ColumnType& from, const ColumnType& to) {
  if (from == to || from.sort == ColumnType::Sort::unknown) return false;
  if (from.sort == ColumnType::Sort::list && to.sort == from.sort) return !only_appends(from, to);
  const bool are_varchars = from.name == "varchar" && to.name == "varchar";
  if (!are_varchars || to.length() < from.length()) return true;
  constexpr int most_bytes = 4, short_length = 255;
  return (from.length() * most_bytes <= short_length) != (to.length() * most_bytes <= short_length);
}

std::optional<EffectCost> of_column(const sql::Effect& effect, const TableBefore& before) {
  if (!effect.shape || effect.shape->type.empty()) return EffectCost{Cost::instant};
  if (before.column == nullptr) return EffectCost{Cost::rewrite};
  const bool copies =
      is_copied(ColumnType::parse(before.column->type), ColumnType::parse(effect.shape->type));
  if (copies)
    return EffectCost{Cost::rewrite,
                      "the type of " + effect.part + " changes, which copies the table"};
  const bool turns = effect.verb == Verb::alter &&
                     effect.shape->nullable.value_or(true) != before.column->nullable;
  return EffectCost{turns ? Cost::rewrite : Cost::instant};
}

std::optional<EffectCost> of_making(const sql::Effect& effect) {
  switch (effect.thing) {
    case Thing::column:
      return EffectCost{effect.shape && effect.shape->is_generated && !effect.shape->is_virtual
                            ? Cost::rewrite
                            : Cost::instant};
    case Thing::primary_key:
    case Thing::foreign_key:
    case Thing::check:
      return EffectCost{Cost::rewrite};
    case Thing::unique:
    case Thing::index:
      return EffectCost{Cost::scan};
    case Thing::trigger:
    case Thing::partition:
      return EffectCost{Cost::instant};
    default:
      return std::nullopt;
  }
}

/// What the clauses of the statement say, whatever it changes.
std::optional<EffectCost> of_clauses(const sql::Clause& text) {
  const std::string algorithm = lower(text.value_behind({"algorithm"}));
  if (algorithm == "instant") return EffectCost{Cost::instant};
  if (algorithm == "copy") return EffectCost{Cost::rewrite, "ALGORITHM=COPY copies the table"};
  if (text.has({"convert", "to", "character", "set"}) || text.has({"convert", "to", "charset"}))
    return EffectCost{Cost::rewrite, "CONVERT TO CHARACTER SET copies the table"};
  return std::nullopt;
}

std::optional<EffectCost> of_altering(const sql::Effect& effect, const TableBefore& before,
                                      const sql::Clause& text) {
  if (effect.thing == Thing::column) return of_column(effect, before);
  const bool writes = effect.thing == Thing::partition || !text.value_behind({"engine"}).empty() ||
                      text.has({"force"});
  return EffectCost{writes ? Cost::rewrite : Cost::instant};
}

}  // namespace

std::optional<EffectCost> mysql_cost(const sql::Effect& effect, const TableBefore& before,
                                     const Facts& facts) {
  const sql::Clause text(before.sql, facts.syntax);
  if (text.begins_with({"alter"}))
    if (auto said = of_clauses(text)) return said;
  switch (effect.verb) {
    case Verb::create:
      return of_making(effect);
    case Verb::alter:
      return of_altering(effect, before, text);
    case Verb::set_type:
      return of_column(effect, before);
    case Verb::set_not_null:
    case Verb::drop_not_null:
      return EffectCost{Cost::rewrite};
    case Verb::maintain:
      return EffectCost{effect.word == "optimize" ? Cost::rewrite : Cost::scan};
    case Verb::drop:
      if (effect.thing == Thing::primary_key)
        return EffectCost{Cost::rewrite, "dropping the primary key copies the table"};
      return EffectCost{Cost::instant};
    case Verb::move:
      return EffectCost{Cost::instant};
    default:
      return usual_cost(effect);
  }
}

}  // namespace ebbtide

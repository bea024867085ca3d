// What rewrites a table, as relfilenode shows it on 15: a type that is not binary compatible, a new
// column whose value differs from row to row, and what says so by its name (VACUUM FULL, CLUSTER).
// A constraint is proved by a scan, unless NOT VALID puts that off to VALIDATE.
#include "database/postgresql/cost.h"

#include <algorithm>
#include <iterator>

#include "database/column_type.h"
#include "database/facts.h"
#include "sql/clause.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

constexpr std::string_view volatile_functions[] = {"random",           "gen_random_uuid",
                                                   "clock_timestamp",  "nextval",
                                                   "timeofday",        "uuid_generate_v1",
                                                   "uuid_generate_v4", "uuid_generate_v1mc",
                                                   "setseed",          "currval",
                                                   "lastval",          "gen_random_bytes",
                                                   "uuidv4",           "uuidv7"};

bool is_volatile(const std::string& expression, const sql::Syntax& syntax) {
  const std::vector<std::string> names = sql::Clause(expression, syntax).all_names();
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return std::any_of(std::begin(volatile_functions), std::end(volatile_functions),
                       [&](std::string_view one) { return equals_ignoring_case(one, name); });
  });
}

EffectCost of_new_column(const sql::Effect& effect, const TableBefore& before, const Facts& facts) {
  if (!effect.shape) return {Cost::instant};
  const sql::ColumnShape& shape = *effect.shape;
  constexpr int constant_defaults_are_kept = 11;
  const bool has_default =
      !shape.by_default.empty() && !equals_ignoring_case(shape.by_default, "null");
  if (has_default && before.version.major < constant_defaults_are_kept && before.version.major > 0)
    return {Cost::rewrite, "has a default, which this version writes to each row"};
  if (has_default && is_volatile(shape.by_default, facts.syntax))
    return {Cost::rewrite, "has a default of its own for each row"};
  if (shape.is_generated && !shape.is_virtual) return {Cost::rewrite, "is generated and stored"};
  if (shape.is_identity) return {Cost::rewrite, "is an identity"};
  if (ColumnType::parse(shape.type).is_serial) return {Cost::rewrite, "is serial"};
  return {Cost::instant};
}

/// Whether a type is changed by another expression than the column itself or its cast to that type:
/// each row gets what it gives.
bool is_computed(const sql::Effect& effect, const TableBefore& before, const sql::Syntax& syntax) {
  if (effect.at >= before.sql.size() || effect.size == 0) return false;
  const std::string_view clause = std::string_view(before.sql).substr(effect.at, effect.size);
  sql::Cursor at(clause, syntax);
  if (!at.skip_to("using")) return false;
  at.skip();
  bool has_name = false;
  const auto is_same_type = [&] {
    return ColumnType::parse(at.take_type()) == ColumnType::parse(effect.shape->type);
  };
  while (!at.at_end()) {
    if (at.take_any({"(", ")"})) continue;
    if (!has_name && at.take_all({"cast", "("})) continue;
    if (!has_name) {
      const auto name = at.take_name();
      if (!name || !equals_ignoring_case(name->name, effect.part)) return true;
      has_name = true;
    } else if (!at.take_all({":", ":"}) && !at.take("as")) {
      return true;
    } else if (!is_same_type()) {
      return true;
    }
  }
  return false;
}

EffectCost of_new_type(const sql::Effect& effect, const TableBefore& before, const Facts& facts) {
  if (before.column == nullptr || before.column->type.empty() || !effect.shape)
    return {Cost::rewrite, "changes its type, which may rewrite the table"};
  const bool stays = is_binary_compatible(ColumnType::parse(before.column->type),
                                          ColumnType::parse(effect.shape->type));
  if (stays && is_computed(effect, before, facts.syntax))
    return {Cost::rewrite, "gets new values by USING, which rewrites the table"};
  const bool is_sorted_anew =
      !effect.shape->collation.empty() && effect.shape->collation != before.column->collation;
  if (stays) return {is_sorted_anew ? Cost::scan : Cost::instant};
  return {Cost::rewrite, "changes from " + before.column->type + " to " + effect.shape->type +
                             ", which rewrites the table"};
}

/// Of what is made in a table that is there.
std::optional<EffectCost> of_making(const sql::Effect& effect, const TableBefore& before,
                                    const Facts& facts) {
  switch (effect.thing) {
    case Thing::column:
      return of_new_column(effect, before, facts);
    case Thing::primary_key:
    case Thing::unique: {
      const bool takes_index = effect.index && !effect.index->using_index.empty();
      const bool is_proved = effect.thing == Thing::unique || before.is_proved_not_null;
      return EffectCost{takes_index && is_proved ? Cost::instant : Cost::scan};
    }
    case Thing::index:
    case Thing::exclusion:
      return EffectCost{Cost::scan};
    case Thing::foreign_key:
      return EffectCost{effect.not_valid || before.is_without_values ? Cost::instant : Cost::scan};
    case Thing::check:
      return EffectCost{effect.not_valid ? Cost::instant : Cost::scan};
    case Thing::trigger:
    case Thing::rule:
    case Thing::policy:
    case Thing::partition:
      return EffectCost{Cost::instant};
    default:
      return std::nullopt;
  }
}

std::optional<EffectCost> of_maintaining(const sql::Effect& effect, const Facts& facts,
                                         std::string_view sql) {
  const sql::Clause text(sql, facts.syntax);
  if (effect.word == "cluster" || (effect.word == "vacuum" && text.has_anywhere({"full"})))
    return EffectCost{Cost::rewrite};
  return EffectCost{Cost::scan};
}

EffectCost of_altering(const TableBefore& before, const Facts& facts) {
  const sql::Clause text(before.sql, facts.syntax);
  const bool writes = text.has({"set", "logged"}) || text.has({"set", "unlogged"}) ||
                      text.has({"set", "tablespace"}) || text.has({"set", "access", "method"});
  return {writes ? Cost::rewrite : Cost::instant};
}

}  // namespace

std::optional<EffectCost> postgresql_cost(const sql::Effect& effect, const TableBefore& before,
                                          const Facts& facts) {
  switch (effect.verb) {
    case Verb::create:
      return of_making(effect, before, facts);
    case Verb::set_type:
      return of_new_type(effect, before, facts);
    case Verb::set_not_null:
      return EffectCost{effect.not_valid || before.is_proved_not_null ||
                                (before.column != nullptr && !before.column->nullable)
                            ? Cost::instant
                            : Cost::scan};
    case Verb::validate:
      return EffectCost{Cost::scan};
    case Verb::refresh:
      return EffectCost{Cost::rewrite};
    case Verb::maintain:
      return of_maintaining(effect, facts, before.sql);
    case Verb::alter:
      return of_altering(before, facts);
    case Verb::move:
      return EffectCost{effect.word == "attach" ? Cost::scan : Cost::instant};
    case Verb::drop:
    case Verb::drop_not_null:
      return EffectCost{Cost::instant};
    default:
      return usual_cost(effect);
  }
}

}  // namespace ebbtide

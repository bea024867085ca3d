// By the manuals' tables of what ALTER TABLE can do in place, and by what MariaDB 10.11 takes with
// ALGORITHM=INSTANT. What rebuilds the table "in place" is a rewrite too: rows are written again,
// though others may write meanwhile.
//
//                                MySQL      MariaDB
//   a varchar beyond 255 bytes   rewrite    instant
//   a column with a check        rewrite    instant
//   a column with DEFAULT (f())  rewrite    rewrite where each row gets a value of its own: uuid(),
//                                           another column; else instant
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

/// What the two servers do differently.
struct Server {
  bool grows_varchars = false;      ///< in an instant, however long
  bool checks_new_columns = false;  ///< in an instant: no row has a value
  bool keeps_computed_defaults = false;
};

/// The character set that a column names; empty where it is that of its table.
std::string charset_in(std::string_view definition, const sql::Syntax& syntax) {
  const sql::Clause text(definition, syntax);
  const std::string charset = lower(text.value_behind({"character", "set"}));
  return charset.empty() ? lower(text.value_behind({"charset"})) : charset;
}

/// The bytes that a letter can have; the most where nobody says.
int bytes_of_letter(const std::string& charset) {
  if (charset == "ascii" || charset.starts_with("latin")) return 1;
  return charset == "utf8" || charset == "utf8mb3" ? 3 : 4;
}

/// A column that is stated anew, and as it was.
struct Restated {
  std::string from, to;                 ///< types
  std::string charset_before, charset;  ///< empty where it is that of the table
};

/// DATETIME and TIMESTAMP are one by their values, and are stored differently.
bool turns_moment(const Restated& column) {
  const auto is_kept = [](const std::string& type) {
    return starts_with_ignoring_case(type, "timestamp");
  };
  return is_kept(column.from) != is_kept(column.to);
}

/// Whether only a copy of the table can change the type.
bool is_copied(const Restated& column, const Server& server) {
  const ColumnType from = ColumnType::parse(column.from), to = ColumnType::parse(column.to);
  if (!column.charset.empty() && column.charset != column.charset_before) return true;
  if (from.sort == ColumnType::Sort::moment && to.sort == from.sort && turns_moment(column))
    return true;
  if (from == to || from.sort == ColumnType::Sort::unknown) return false;
  if (from.sort == ColumnType::Sort::list && to.sort == from.sort) return !only_appends(from, to);
  const bool are_varchars = from.name == "varchar" && to.name == "varchar";
  if (!are_varchars || to.length() < from.length()) return true;
  constexpr int short_length = 255;
  const int bytes = bytes_of_letter(column.charset);
  return !server.grows_varchars &&
         (from.length() * bytes <= short_length) != (to.length() * bytes <= short_length);
}

std::optional<EffectCost> of_column(const sql::Effect& effect, const TableBefore& before,
                                    const Server& server, const sql::Syntax& syntax) {
  if (!effect.shape || effect.shape->type.empty()) return EffectCost{Cost::instant};
  if (before.column == nullptr) return EffectCost{Cost::rewrite};
  const std::string charset_before = before.column->charset
                                         ? lower(*before.column->charset)
                                         : charset_in(before.column->definition, syntax);
  const bool copies = is_copied({before.column->type, effect.shape->type, charset_before,
                                 charset_in(effect.shape->definition, syntax)},
                                server);
  if (copies)
    return EffectCost{Cost::rewrite,
                      "the type of " + effect.part + " changes, which copies the table"};
  const bool turns = effect.verb == Verb::alter &&
                     effect.shape->nullable.value_or(true) != before.column->nullable;
  return EffectCost{turns ? Cost::rewrite : Cost::instant};
}

/// Whether a default in brackets gives each row a value of its own.
bool differs_by_row(const std::string& by_default, const sql::Syntax& syntax) {
  sql::Cursor at(by_default, syntax);
  for (; !at.at_end(); at.skip()) {
    if (at.sees_any({"uuid", "uuid_short", "sys_guid", "random_bytes"})) return true;
    if (at.sees_name() && !at.sees("(", 1)) return true;
  }
  return false;
}

bool is_computed(const sql::ColumnShape& shape, const Server& server, const sql::Syntax& syntax) {
  if (shape.is_generated) return !shape.is_virtual;
  if (!shape.by_default.starts_with("(")) return false;
  return !server.keeps_computed_defaults || differs_by_row(shape.by_default, syntax);
}

std::optional<EffectCost> of_making(const sql::Effect& effect, const Server& server,
                                    const sql::Syntax& syntax) {
  switch (effect.thing) {
    case Thing::column:
      return EffectCost{effect.shape && is_computed(*effect.shape, server, syntax) ? Cost::rewrite
                                                                                   : Cost::instant};
    case Thing::check:
      return EffectCost{server.checks_new_columns && effect.with_column ? Cost::instant
                                                                        : Cost::rewrite};
    case Thing::primary_key:
    case Thing::foreign_key:
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
                                      const sql::Clause& text, const Server& server,
                                      const sql::Syntax& syntax) {
  if (effect.thing == Thing::column) return of_column(effect, before, server, syntax);
  const bool writes = effect.thing == Thing::partition || !text.value_behind({"engine"}).empty() ||
                      !text.value_behind({"row_format"}).empty() ||
                      !text.value_behind({"key_block_size"}).empty() || text.has({"force"});
  return EffectCost{writes ? Cost::rewrite : Cost::instant};
}

std::optional<EffectCost> cost_on(const Server& server, const sql::Effect& effect,
                                  const TableBefore& before, const Facts& facts) {
  const sql::Clause text(before.sql, facts.syntax);
  if (text.begins_with({"alter"}))
    if (auto said = of_clauses(text)) return said;
  switch (effect.verb) {
    case Verb::create:
      return of_making(effect, server, facts.syntax);
    case Verb::alter:
      return of_altering(effect, before, text, server, facts.syntax);
    case Verb::set_type:
      return of_column(effect, before, server, facts.syntax);
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

}  // namespace

std::optional<EffectCost> mysql_cost(const sql::Effect& effect, const TableBefore& before,
                                     const Facts& facts) {
  return cost_on({}, effect, before, facts);
}

std::optional<EffectCost> mariadb_cost(const sql::Effect& effect, const TableBefore& before,
                                       const Facts& facts) {
  return cost_on(
      {.grows_varchars = true, .checks_new_columns = true, .keeps_computed_defaults = true}, effect,
      before, facts);
}

}  // namespace ebbtide

// What changes rows, and what reads them. A function that is called may do anything, so a SELECT is
// harmless only where everything before a bracket is in the list below: keywords, types and
// functions that compute. Any other name makes the statement `run code`, behind which nobody knows
// the database: SELECT drop_old_partitions(). The list errs on the side of distrust; a function
// that is missing in it costs a forecast its certainty.
//
// `condition` says which rows: "" for all, the text of WHERE where it can be asked again as it
// stands (to count what would be lost), `?` where it cannot: with joins, ORDER BY and LIMIT, or
// behind WITH, whose names the condition may use.
#include <algorithm>
#include <iterator>

#include "sql/condition.h"
#include "sql/reading.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

/// What may stand before a bracket and calls nothing that does harm.
constexpr std::string_view harmless[] = {"abs",
                                         "all",
                                         "and",
                                         "any",
                                         "array",
                                         "array_agg",
                                         "as",
                                         "avg",
                                         "between",
                                         "bool_and",
                                         "bool_or",
                                         "by",
                                         "case",
                                         "cast",
                                         "ceil",
                                         "ceiling",
                                         "char",
                                         "char_length",
                                         "character_length",
                                         "check",
                                         "coalesce",
                                         "concat",
                                         "concat_ws",
                                         "convert",
                                         "count",
                                         "cross",
                                         "curdate",
                                         "current_date",
                                         "current_time",
                                         "current_timestamp",
                                         "date",
                                         "date_add",
                                         "date_format",
                                         "date_sub",
                                         "date_trunc",
                                         "datediff",
                                         "datetime",
                                         "day",
                                         "dense_rank",
                                         "distinct",
                                         "else",
                                         "every",
                                         "except",
                                         "exists",
                                         "extract",
                                         "filter",
                                         "floor",
                                         "format",
                                         "from",
                                         "generate_series",
                                         "glob",
                                         "greatest",
                                         "group_concat",
                                         "having",
                                         "hex",
                                         "if",
                                         "ifnull",
                                         "iif",
                                         "in",
                                         "instr",
                                         "intersect",
                                         "interval",
                                         "into",
                                         "join",
                                         "json_agg",
                                         "json_array",
                                         "json_build_object",
                                         "json_extract",
                                         "json_object",
                                         "jsonb_agg",
                                         "jsonb_build_object",
                                         "julianday",
                                         "lag",
                                         "lateral",
                                         "lead",
                                         "least",
                                         "left",
                                         "length",
                                         "like",
                                         "limit",
                                         "localtime",
                                         "localtimestamp",
                                         "locate",
                                         "lower",
                                         "lpad",
                                         "ltrim",
                                         "materialized",
                                         "max",
                                         "md5",
                                         "min",
                                         "mod",
                                         "month",
                                         "not",
                                         "now",
                                         "nullif",
                                         "nvl",
                                         "offset",
                                         "on",
                                         "or",
                                         "order",
                                         "over",
                                         "partition",
                                         "position",
                                         "power",
                                         "printf",
                                         "random",
                                         "rand",
                                         "rank",
                                         "regexp_replace",
                                         "repeat",
                                         "replace",
                                         "reverse",
                                         "right",
                                         "round",
                                         "row",
                                         "row_number",
                                         "rpad",
                                         "rtrim",
                                         "select",
                                         "set",
                                         "some",
                                         "split_part",
                                         "sqrt",
                                         "str_to_date",
                                         "strftime",
                                         "string_agg",
                                         "substr",
                                         "substring",
                                         "sum",
                                         "sysdate",
                                         "then",
                                         "time",
                                         "timestamp",
                                         "to_char",
                                         "to_date",
                                         "to_number",
                                         "to_timestamp",
                                         "total",
                                         "trim",
                                         "trunc",
                                         "truncate",
                                         "union",
                                         "unix_timestamp",
                                         "upper",
                                         "using",
                                         "uuid",
                                         "values",
                                         "when",
                                         "where",
                                         "with",
                                         "within",
                                         "year"};

bool is_harmless(const Token& token) {
  return std::any_of(std::begin(harmless), std::end(harmless),
                     [&](std::string_view one) { return token.is(one); });
}

/// The function that the rest of the statement calls and of which nobody knows what it does.
std::string called_function(Cursor at) {
  for (; !at.at_end() && !at.sees(";"); at.skip()) {
    if (!at.sees_name() || !at.sees("(", 1)) continue;
    if (!is_harmless(*at.peek())) return std::string(at.peek()->text);
  }
  return "";
}

/// `SELECT setval('numbers', 7)` and `nextval` move a sequence on; else nothing.
bool add_moved_sequence(Reading& reading, Cursor at) {
  at.take("select");
  at.take_all({"pg_catalog", "."});
  if (!at.take_any({"setval", "nextval"}) || !at.take("(") || at.at_end()) return false;
  if (at.peek()->kind != TokenKind::text) return false;
  const std::string sequence = at.peek()->value();
  at.skip();
  if (!called_function(at).empty()) return false;
  reading.add(Verb::alter, Thing::sequence, {"", sequence});
  return true;
}

void add_call(Reading& reading, const Cursor& from) {
  if (add_moved_sequence(reading, from)) return;
  if (std::string function = called_function(from); !function.empty())
    reading.add(Verb::run_code, Thing::other).why = "'" + function + "'";
}

/// Whether the condition that is next leaves no row out.
bool means_all_rows(const Cursor& condition) {
  return is_always_true(condition) && !condition.has_behind("limit");
}

/// `WHERE …` up to the end; empty where all rows are meant, `?` where it is not said by a text.
std::string take_condition(Cursor& at) {
  if (at.at_end() || at.sees_any({";", ")", "returning"})) return "";
  if (!at.sees("where")) return "?";
  const Token first = *at.peek();
  at.skip();
  if (means_all_rows(at)) return "";
  while (!at.at_end() && !at.sees_any({";", "returning"})) at.skip();
  return std::string(at.text_from(first));
}

/// The condition of a statement with several tables: it has one where it says how they are joined,
/// or which rows are meant.
std::string condition_of_join(Cursor at) {
  while (!at.at_end() && !at.sees_any({";", ")"})) {
    if (at.take("where")) return means_all_rows(at) ? "" : "?";
    if (at.sees_any({"on", "natural", "limit"}) || at.sees_all({"using", "("})) return "?";
    if (!at.skip_brackets()) at.skip();
  }
  return "";
}

void read_insert(Reading& reading, bool replaces) {
  Cursor& at = reading.at;
  while (at.take_any({"low_priority", "delayed", "high_priority", "ignore"})) continue;
  if (at.take("or")) {
    replaces = replaces || at.sees("replace");
    at.skip();
  }
  at.take_any({"into", "overwrite"});
  at.take("table");
  Effect& effect = reading.add(Verb::insert, Thing::rows, reading.name());
  effect.replaces = replaces;
  for (Cursor behind = at; !behind.at_end() && !behind.sees(";"); behind.skip()) {
    if (behind.sees_all({"on", "duplicate"}) || behind.sees_all({"do", "update"}))
      effect.replaces = true;
  }
}

/// Of several tables, the first one that is named, and any of them may change.
void read_update(Reading& reading) {
  Cursor& at = reading.at;
  while (at.take_any({"low_priority", "ignore", "only"})) continue;
  if (at.take("or")) at.skip();
  Effect& effect = reading.add(Verb::update, Thing::rows, reading.name());
  effect.condition = "?";
  const Name first = effect.object;
  bool has_more = false;
  for (; !at.at_end() && !at.sees_any({"set", ";"}); at.skip()) {
    if (!at.sees_any({",", "join"})) continue;
    Cursor behind = at;
    behind.skip();
    if (auto more = behind.take_name())
      reading.add(Verb::update, Thing::rows, *more).condition = "?";
    has_more = true;
  }
  if (has_more || !at.take("set")) return;
  std::vector<std::string>& columns = reading.effects.back().columns;
  bool is_target = true;
  while (!at.at_end() && !at.sees_any({"where", "from", ";", "returning", "order", "limit"})) {
    if (is_target && at.sees("(")) {
      for (std::string& one : at.take_columns()) columns.push_back(std::move(one));
    } else if (is_target && at.sees_name()) {
      if (auto name = at.take_name()) columns.push_back(std::move(name->name));
    } else if (!at.skip_brackets()) {
      is_target = at.sees(",");
      at.skip();
      continue;
    }
    is_target = false;
  }
  Effect& changed = reading.effects.back();
  changed.condition =
      at.sees_any({"from", "order", "limit"}) ? condition_of_join(at) : take_condition(at);
}

/// Another name of a table; empty where there is none.
std::string take_alias(Cursor& at) {
  at.take("*");
  const bool is_said = at.take("as");
  const bool is_other = at.sees_any({"where", "using", "order", "limit", "returning", "partition",
                                     "for", "join", "inner", "left", "right", "cross", "natural",
                                     "straight_join", "indexed", "not"});
  if (!is_said && (is_other || !at.sees_name())) return "";
  auto name = at.take_name();
  return name ? name->name : "";
}

/// The condition of a DELETE. An order spares no row where nothing limits their number.
std::string take_condition_of_delete(Cursor& at) {
  if (!at.sees("order")) return take_condition(at);
  for (; !at.at_end() && !at.sees_any({";", ")"}); at.skip())
    if (at.sees("limit")) return "?";
  return "";
}

/// Gives an effect the table for which it has the other name that is said here: `t AS a, u b`.
void resolve_alias(Cursor at, Effect& effect) {
  do {
    auto table = at.take_name();
    if (!table) return;
    if (effect.object.place.empty() && take_alias(at) == effect.object.name) {
      effect.object = std::move(*table);
      return;
    }
    while (!at.at_end() && !at.sees_any({",", "join", "straight_join", "where"}))
      if (!at.skip_brackets()) at.skip();
  } while (at.take_any({",", "join", "straight_join"}));
}

/// Whether only one table stands there, behind FROM.
bool is_single(Cursor at) {
  at.take_name();
  take_alias(at);
  return !at.sees_any({",", "join", "inner", "left", "right", "cross", "natural", "straight_join"});
}

/// `DELETE a, b FROM t AS a JOIN u AS b …`, and `DELETE FROM a, b USING …`.
void read_joined_delete(Reading& reading, std::size_t first) {
  const Cursor& at = reading.at;
  const std::string condition = condition_of_join(at);
  for (std::size_t i = first; i < reading.effects.size(); ++i) {
    reading.effects[i].condition = condition;
    resolve_alias(at, reading.effects[i]);
  }
}

/// `DELETE t FROM t` and `DELETE a FROM t AS a`: one table behind the tables whose rows go.
void read_delete_from(Reading& reading, std::size_t first) {
  Cursor& at = reading.at;
  if (!is_single(at)) return read_joined_delete(reading, first);
  resolve_alias(at, reading.effects[first]);
  at.take_name();
  take_alias(at);
  reading.effects[first].condition = take_condition_of_delete(at);
}

void read_delete(Reading& reading) {
  Cursor& at = reading.at;
  while (at.take_any({"low_priority", "quick", "ignore"})) continue;
  const bool is_plain = at.take("from");
  at.take("only");
  const std::size_t first = reading.effects.size();
  do {
    reading.add(Verb::remove, Thing::rows, reading.name()).condition = "?";
    if (at.take(".")) at.take("*");
  } while (at.take(","));
  if (!is_plain) {
    if (at.take("from")) read_delete_from(reading, first);
    return;
  }
  take_alias(at);
  if (at.take("using")) return read_joined_delete(reading, first);
  reading.effects[first].condition = take_condition_of_delete(at);
}

void read_truncate(Reading& reading) {
  Cursor& at = reading.at;
  at.take("table");
  const std::size_t first = reading.effects.size();
  do {
    at.take("only");
    reading.add(Verb::truncate, Thing::rows, reading.name());
    at.take("*");
  } while (at.take(","));
  at.take_any({"restart", "continue"});
  at.take("identity");
  const bool cascade = at.take("cascade");
  for (std::size_t i = first; i < reading.effects.size(); ++i) reading.effects[i].cascade = cascade;
}

void read_merge(Reading& reading) {
  Cursor& at = reading.at;
  at.take("into");
  at.take("only");
  const Name table = reading.name();
  for (; !at.at_end() && !at.sees(";"); at.skip()) {
    if (!at.sees("then")) continue;
    const Verb verb = at.sees("insert", 1)   ? Verb::insert
                      : at.sees("update", 1) ? Verb::update
                                             : Verb::remove;
    if (at.sees_any({"insert", "update", "delete"}, 1))
      reading.add(verb, Thing::rows, table).condition = "?";
  }
}

/// `COPY table FROM …` writes, `COPY … TO …` reads.
void read_copy(Reading& reading) {
  Cursor& at = reading.at;
  if (at.sees("(")) return;
  Name table = reading.name();
  at.skip_brackets();
  if (at.take("from")) reading.add(Verb::insert, Thing::rows, std::move(table));
}

void read_load(Reading& reading) {
  Cursor& at = reading.at;
  // PostgreSQL loads a library so, MySQL a cache.
  const bool is_library = at.peek() != nullptr && at.peek()->kind == TokenKind::text;
  if (is_library || at.sees_all({"index", "into", "cache"})) return;
  bool replaces = false;
  for (; !at.at_end() && !at.sees_all({"into", "table"}); at.skip())
    replaces = replaces || at.sees("replace");
  if (!at.take_all({"into", "table"})) reading.fail();
  reading.add(Verb::insert, Thing::rows, reading.name()).replaces = replaces;
}

/// SELECT may make a table: `SELECT … INTO t`, but for variables and files.
void read_select(Reading& reading) {
  Cursor& at = reading.at;
  const Cursor begin = at;
  while (!at.at_end() && !at.sees(";")) {
    if (at.skip_brackets()) continue;
    const bool is_into = at.sees("into");
    at.skip();
    if (!is_into) continue;
    if (at.sees_any({"outfile", "dumpfile", "@"})) break;
    const bool is_temporary = at.take_any({"temporary", "temp"});
    at.take("unlogged");
    at.take("table");
    Effect& effect = reading.add(Verb::create, Thing::table, reading.name());
    effect.states_all = false;
    effect.is_temporary = is_temporary;
    break;
  }
  add_call(reading, begin);
}

/// The statements in the brackets of WITH, which may change rows, and the one behind them.
void read_with(Reading& reading) {
  Cursor& at = reading.at;
  const Cursor begin = at;
  at.take("recursive");
  do {
    reading.name();
    at.skip_brackets();
    reading.expect("as");
    at.take_all({"not", "materialized"});
    at.take("materialized");
    if (at.sees("(") && at.sees_any({"insert", "update", "delete"}, 1)) {
      Reading inner{at};
      inner.at.skip();
      read_rows(inner);
      for (Effect& effect : inner.effects) {
        if (!effect.condition.empty()) effect.condition = "?";
        reading.effects.push_back(std::move(effect));
      }
    }
    if (!at.skip_brackets()) reading.fail();
  } while (at.take(","));
  const std::size_t first = reading.effects.size();
  if (at.sees_any({"insert", "update", "delete", "merge", "replace"})) {
    read_rows(reading);
    // A condition may speak of what only WITH says.
    for (std::size_t i = first; i < reading.effects.size(); ++i) {
      Effect& effect = reading.effects[i];
      if (effect.verb != Verb::insert && !effect.condition.empty()) effect.condition = "?";
    }
  }
  add_call(reading, begin);
}

}  // namespace

bool read_rows(Reading& reading) {
  Cursor& at = reading.at;
  if (at.take("insert")) return read_insert(reading, false), true;
  if (at.sees("replace") && at.sees_name(1)) return at.skip(), read_insert(reading, true), true;
  if (at.take("update")) return read_update(reading), true;
  if (at.take("delete")) return read_delete(reading), true;
  if (at.take("truncate")) return read_truncate(reading), true;
  if (at.take("merge")) return read_merge(reading), true;
  if (at.take("copy")) return read_copy(reading), true;
  if (at.take("load")) return read_load(reading), true;
  if (at.take("with")) return read_with(reading), true;
  if (at.sees_any({"select", "values", "table", "("})) return read_select(reading), true;
  return false;
}

}  // namespace ebbtide::sql

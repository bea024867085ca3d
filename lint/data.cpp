// What depends on the rows that are there. A linter sees none, so that each of these is a doubt,
// and what speaks against it decides whether it is told.
//
//   unique      duplicates may be there. Not where the columns hold a unique key already: (id, x)
//               is unique where id is. Not where all are new and NULL: NULL is no duplicate. Not
//               with USING INDEX, whose index has asked before
//   NOT NULL    a new column without a default. PostgreSQL and SQLite refuse it where there is a
//               row; MySQL invents 0, '' or the first value of a list (MY101). Not where the
//               changeset has emptied the table
//   NOT NULL    of an old column, on MySQL (PostgreSQL's is PG303). Not where an UPDATE of that
//               column stands before it in the deployment: it fills what is NULL
//   many rows   only with statistics, above a limit that the team sets (`rows`, else 100,000). Not
//               where the condition compares each column of a unique index with a literal by `=`
//               or IN, without OR and NOT
//
// An INSERT without a list of columns breaks when somebody adds one. Nobody does between two
// statements of the changeset that has made the table, so that there it is fine.
//
// A comparison with NULL is looked for in tokens, since no effect tells it: `= null`, `<> null`,
// `!= null`, and the same turned round. In SET the first sign of each part assigns. `=>` names an
// argument. Routines and blocks are left alone: a body has assignments of its own.
#include <algorithm>
#include <charconv>

#include "database/column_type.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

bool makes_unique(const sql::Effect& effect) {
  return effect.is(Verb::create, Thing::unique) ||
         (effect.is(Verb::create, Thing::index) && effect.index && effect.index->is_unique);
}

/// Whether the columns contain a key that is unique already.
bool contain_key(const Step& step, const std::vector<std::string>& columns) {
  const schema::Table* const table = step.table();
  if (table == nullptr) return false;
  const auto indexes = indexes_of(*table);
  return std::any_of(indexes.begin(), indexes.end(), [&](const IndexState& one) {
    return one.is_unique && one.predicate.empty() && !one.columns.empty() &&
           std::all_of(one.columns.begin(), one.columns.end(), [&](const std::string& part) {
             return !part.empty() && step.state().has(columns, part);
           });
  });
}

bool is_numbered(const sql::ColumnShape& shape) {
  return shape.is_identity || shape.is_generated || ColumnType::parse(shape.type).is_serial;
}

bool has_default(const sql::ColumnShape& shape) {
  return !shape.by_default.empty() && !equals_ignoring_case(shape.by_default, "null");
}

/// The query for duplicates. Those that have NULL are none, and no more are rows that a partial
/// index leaves out. Empty where an expression is unique.
std::string duplicates_query(const Step& step) {
  const std::vector<std::string>& columns = step.effect.columns;
  const bool are_plain =
      !columns.empty() &&
      std::none_of(columns.begin(), columns.end(), [](const auto& one) { return one.empty(); });
  if (!are_plain || (step.effect.index && step.effect.index->parts.size() > columns.size()))
    return "";
  std::vector<std::string> conditions;
  for (const std::string& one : columns) {
    const auto* const column = step.table() == nullptr ? nullptr : step.table()->column_like(one);
    if (column == nullptr || column->nullable)
      conditions.push_back(step.scene.quoted(one) + " IS NOT NULL");
  }
  if (step.effect.index && !step.effect.index->predicate.empty())
    conditions.push_back("(" + step.effect.index->predicate + ")");
  const std::string list = step.scene.quoted(columns);
  return "SELECT " + list + ", count(*) FROM " + step.scene.quoted(step.effect.object) +
         (conditions.empty() ? "" : " WHERE " + join(conditions, " AND ")) + " GROUP BY " + list +
         " HAVING count(*) > 1";
}

/// Whether the key comes with a new column in which each row has NULL, or a number of its own.
bool comes_without_values(const Step& step) {
  if (!step.effect.with_column) return false;
  return std::any_of(step.statement.effects.begin(), step.statement.effects.end(),
                     [&](const sql::Effect& one) {
                       return one.is(Verb::create, Thing::column) && one.shape &&
                              step.state().has(step.effect.columns, one.part) &&
                              (is_numbered(*one.shape) || !has_default(*one.shape));
                     });
}

void made_unique(const Step& step, Findings& findings) {
  const sql::Effect& effect = step.effect;
  if (!makes_unique(effect) || comes_without_values(step) || step.is_new_table()) return;
  if (effect.index && !effect.index->using_index.empty()) return;
  if (step.are_empty(effect.columns) || contain_key(step, effect.columns)) return;
  const std::string query = duplicates_query(step);
  findings.add(step, step.object(),
               "rows of " + step.object() + " may have duplicates" +
                   (query.empty() ? "" : "; " + query + " shows them"));
}

/// Whether the statement makes a primary key of the column that it adds, which is NOT NULL then on
/// PostgreSQL.
bool is_new_primary_key(const Step& step) {
  const sql::Effects& all = step.statement.effects;
  return step.is_on(Databases::postgresql) &&
         std::any_of(all.begin(), all.end(), [&](const sql::Effect& one) {
           return one.is(Verb::create, Thing::primary_key) && one.with_column &&
                  step.state().has(one.columns, step.effect.part);
         });
}

/// Whether the effect adds a column that no row can have a value in.
bool adds_required(const Step& step) {
  const sql::Effect& effect = step.effect;
  if (!step.is(Verb::create, Thing::column) || !effect.shape || step.is_new_table()) return false;
  const sql::ColumnShape& shape = *effect.shape;
  const bool is_required = shape.nullable == false || is_new_primary_key(step);
  return is_required && !has_default(shape) && !is_numbered(shape) &&
         (step.table() == nullptr || !step.state().is_emptied(*step.table()));
}

void required_column_added(const Step& step, Findings& findings) {
  if (!adds_required(step)) return;
  Finding& found = findings.add(
      step, step.part(),
      "column " + step.part() + " is NOT NULL without a default; it fails with one row");
  if (step.is_on(Databases::sqlite))
    found.remedy =
        "give a constant default, or add it nullable, fill it, then rebuild the table with NOT "
        "NULL, as the change addNotNullConstraint does";
}

void required_column_invented(const Step& step, Findings& findings) {
  if (!adds_required(step)) return;
  findings.add(step, step.part(),
               "column " + step.part() +
                   " is NOT NULL without a default; rows get an invented "
                   "value");
}

/// Whether a condition is about the column, or about nothing that is known.
bool may_mean_nulls(const Step& step, const std::string& condition) {
  if (condition.empty() || condition == "?") return true;
  const sql::Clause text(condition, step.scene.facts.syntax);
  return step.state().has(text.all_names(), step.effect.part);
}

/// Whether the deployment fills the NULLs of the column before this statement.
bool fills_nulls(const Step& step) {
  for (const Subject& subject : step.scene.subjects) {
    if (subject.deployment != step.subject.deployment) continue;
    for (const Statement& statement : subject.statements) {
      if (&statement == &step.statement) return false;
      for (const sql::Effect& effect : statement.effects) {
        const bool fills = effect.is(Verb::update, Thing::rows) &&
                           step.state().same(effect.object, step.effect.object) &&
                           step.state().has(effect.columns, step.effect.part) &&
                           may_mean_nulls(step, effect.condition);
        if (fills) return true;
      }
    }
    if (&subject == &step.subject) return false;
  }
  return false;
}

void column_made_required(const Step& step, Findings& findings) {
  const bool restates = step.is(Verb::alter, Thing::column) && step.effect.shape &&
                        step.effect.shape->nullable == false;
  if (!restates && !step.is(Verb::set_not_null, Thing::column)) return;
  const schema::Column* const column = step.column();
  if (step.is_new_table() || step.is_new_column(step.effect.part)) return;
  if ((column != nullptr && !column->nullable) || (column == nullptr && restates)) return;
  if (fills_nulls(step)) return;
  findings.add(step, step.part(),
               "column " + step.part() + " becomes NOT NULL while rows may hold NULL");
}

/// How many tokens a literal has that stands so many tokens further; 0 for none.
std::size_t literal_at(const sql::Cursor& at, std::size_t ahead) {
  const bool is_negative = at.sees("-", ahead);
  const sql::Token* const token = at.peek(is_negative ? ahead + 1 : ahead);
  if (token == nullptr) return 0;
  if (token->kind == sql::TokenKind::number) return is_negative ? 2 : 1;
  const bool is_one = (token->kind == sql::TokenKind::text && !token->is_name()) ||
                      at.sees("?", ahead) || at.sees(":", ahead);
  return is_one && !is_negative ? 1 : 0;
}

/// Whether literals in brackets are what so many tokens further stands.
bool has_list_of_literals(const sql::Cursor& at, std::size_t ahead) {
  if (!at.sees("(", ahead)) return false;
  do {
    const std::size_t size = literal_at(at, ++ahead);
    if (size == 0) return false;
    ahead += size;
  } while (at.sees(",", ahead));
  return at.sees(")", ahead);
}

/// Whether a name before a dot is that of the table, or the statement calls the table so.
bool means_table(const Step& step, const std::string& qualifier) {
  if (step.state().same(qualifier, step.effect.object.name)) return true;
  for (sql::Cursor at = step.code(); !at.at_end(); at.skip()) {
    if (!at.sees_name() || !step.state().same(at.stored(*at.peek()), step.effect.object.name))
      continue;
    const std::size_t ahead = at.sees("as", 1) ? 2 : 1;
    if (at.sees_name(ahead) && step.state().same(at.stored(*at.peek(ahead)), qualifier))
      return true;
  }
  return false;
}

/// The columns of the table that a condition gives one value each, or some of a list: `id = 1 AND
/// o.place IN ('x')`, also turned round. None where OR or NOT may turn that round.
std::vector<std::string> fixed_columns(const Step& step) {
  std::vector<std::string> columns;
  const std::string& condition = step.effect.condition;
  bool is_behind_literal = false;  // and a `=`
  for (sql::Cursor at(condition, step.scene.facts.syntax); !at.at_end();) {
    if (at.sees("or") || at.sees("not")) return {};
    if (at.take("is")) at.take("not");
    if (const std::size_t size = literal_at(at, 0); size != 0) {
      at.skip(size);
      is_behind_literal = at.sees("=") && at.sees_name(1);
      if (is_behind_literal) at.skip();
      continue;
    }
    if (!at.sees_name()) {
      at.skip();
      is_behind_literal = false;
      continue;
    }
    std::string qualifier, name = at.stored(*at.peek());
    for (at.skip(); at.sees(".") && at.sees_name(1); at.skip(2)) {
      qualifier = std::move(name);
      name = at.stored(*at.peek(1));
    }
    const bool is_fixed = is_behind_literal ||
                          (at.sees("=") && !at.sees(">", 1) && literal_at(at, 1) != 0) ||
                          (at.sees("in") && has_list_of_literals(at, 1));
    is_behind_literal = false;
    if (is_fixed && (qualifier.empty() || means_table(step, qualifier))) columns.push_back(name);
  }
  return columns;
}

/// Whether a condition asks for one row by a whole key.
bool asks_for_key(const Step& step) {
  const schema::Table* const table = step.table();
  if (table == nullptr || step.effect.condition.empty() || step.effect.condition == "?")
    return false;
  const auto fixed = fixed_columns(step);
  const auto indexes = indexes_of(*table);
  return std::any_of(indexes.begin(), indexes.end(), [&](const IndexState& one) {
    return one.is_unique && !one.columns.empty() && one.predicate.empty() &&
           std::all_of(one.columns.begin(), one.columns.end(), [&](const std::string& part) {
             return !part.empty() && step.state().has(fixed, part);
           });
  });
}

void many_rows_changed(const Step& step, Findings& findings) {
  const bool changes = step.is(Verb::update, Thing::rows) || step.is(Verb::remove, Thing::rows);
  if (!changes || !step.scene.stats || step.is_new_table() || asks_for_key(step)) return;
  const TableSize* const size = step.scene.size_of(step.effect.object);
  std::int64_t most = 100'000;
  if (const auto set = step.scene.settings.value("DM101", "rows"))
    std::from_chars(set->data(), set->data() + set->size(), most);
  if (size == nullptr || size->rows.value_or(0) < most) return;
  findings.add(step, step.object(),
               step.object() + " has " + std::to_string(*size->rows) +
                   " rows, which one transaction may change");
}

/// Goes to the table of an INSERT, behind its words.
void go_to_inserted(sql::Cursor& at) {
  const auto begins = [&] {
    return at.sees("into") || (at.sees_any({"insert", "replace"}) && !at.sees("(", 1));
  };
  while (!at.at_end() && !begins()) at.skip();
  at.take_any({"insert", "replace"});
  while (at.take_any({"into", "or", "ignore", "replace", "low_priority", "high_priority", "delayed",
                      "overwrite", "table", "abort", "fail", "rollback"}))
    continue;
}

void unnamed_columns(const Step& step, Findings& findings) {
  if (!step.is(Verb::insert, Thing::rows) || !step.statement.is_written) return;
  sql::Cursor at = step.clause().code();
  go_to_inserted(at);
  if (!at.take_name()) return;
  if (at.take("partition")) at.skip_brackets();
  if (at.take("as")) at.skip();
  if (at.take("overriding")) at.skip(2);
  const bool has_list = at.sees("(") && !at.sees_any({"select", "with", "values"}, 1);
  if (has_list || at.sees_any({"default", "set"}) ||
      !at.sees_any({"values", "value", "select", "with", "(", "table"}))
    return;
  const schema::Table* const table = step.table();
  if (table != nullptr && step.state().made(*table).subject == &step.subject && step.is_new(*table))
    return;
  findings.add(step, step.object(), "INSERT into " + step.object() + " does not name its columns");
}

/// Reads a statement from left to right and knows where a `=` assigns: behind SET, and behind ON
/// DUPLICATE KEY UPDATE, the first one of each part. Within brackets is another list, or none.
class Assignments {
 public:
  void pass(const sql::Cursor& at) {
    if (at.sees("(")) lists_.push_back({});
    if (at.sees(")") && lists_.size() > 1) lists_.pop_back();
    List& list = lists_.back();
    if (at.sees("set") || at.sees_all({"key", "update"})) list = {true, true};
    if (at.sees(",")) list.is_due = list.is_open;
    if (at.sees_any({"where", "from", "returning", "order", "limit", "select", "when"}) &&
        !list.has_case)
      list.is_open = list.is_due = false;
    if (at.sees("case")) list.has_case = true;
    if (at.sees("end")) list.has_case = false;
    if (at.sees("=")) list.is_due = false;
  }
  /// Whether the sign that comes assigns.
  bool is_due() const { return lists_.back().is_due; }

 private:
  struct List {
    bool is_open = false, is_due = false;
    bool has_case = false;  ///< whose WHEN ends no list
  };
  std::vector<List> lists_ = {{}};
};

/// How many tokens a comparison by `=` or `<>` has that is next; 0 for none. `=>` names an
/// argument.
std::size_t comparison_at(const sql::Cursor& at) {
  if (at.sees("=") && at.sees("=", 1)) return 2;
  if (at.sees("=") && !at.sees(">", 1)) return 1;
  return at.sees_all({"<", ">"}) || at.sees_all({"!", "="}) ? 2 : 0;
}

/// Whether a NULL stands beside a sign of comparison: a glance, as most statements have none.
bool may_compare_with_null(sql::Cursor at) {
  for (bool is_behind_sign = false; !at.at_end(); at.skip()) {
    const std::size_t behind = at.sees(")", 1) ? 2 : 1;
    if (at.sees("null") && (is_behind_sign || at.sees_any({"=", "<", "!", ")"}, behind)))
      return true;
    is_behind_sign = at.sees("=") || at.sees(">") || (is_behind_sign && at.sees("("));
  }
  return false;
}

/// Whether NULL stands so many tokens further, in brackets or not: `((NULL))`.
bool sees_null(const sql::Cursor& at, std::size_t ahead) {
  std::size_t open = 0;
  for (; at.sees("(", ahead); ++ahead) ++open;
  if (!at.sees("null", ahead)) return false;
  while (open > 0 && at.sees(")", ++ahead)) --open;
  return open == 0;
}

/// Where a comparison with NULL stands; nothing where there is none.
std::optional<std::size_t> null_comparison(sql::Cursor at) {
  Assignments assignments;
  while (!at.at_end()) {
    const std::size_t begin = at.offset();
    const bool begins_with_null = at.sees("null");
    if (begins_with_null) {
      sql::Cursor behind = at;
      behind.skip();
      if (comparison_at(behind) != 0 && !assignments.is_due()) return begin;
    }
    const std::size_t size = comparison_at(at);
    if (size != 0 && sees_null(at, size) && !assignments.is_due()) return begin;
    // What is no sign of these by itself: `<=`, `>=`, `:=`, `<=>`.
    const bool is_of_another = at.sees_any({"<", ">", ":"}) && at.sees("=", 1);
    assignments.pass(at);
    at.skip(size == 2 ? 2 : 1);
    if (is_of_another) at.skip();
  }
  return std::nullopt;
}

void compared_with_null(const Step& step, Findings& findings) {
  const sql::Cursor& at = step.code();
  const bool has_body = std::any_of(
      step.statement.effects.begin(), step.statement.effects.end(), [](const sql::Effect& one) {
        return one.thing == Thing::function || one.thing == Thing::procedure ||
               one.thing == Thing::trigger || one.thing == Thing::event || one.thing == Thing::rule;
      });
  if (has_body || at.sees("do") || !may_compare_with_null(at)) return;
  const auto found = null_comparison(at);
  if (!found) return;
  sql::Effect effect = step.effect;
  effect.at = *found;
  effect.part.clear();
  const Step there{step.scene, step.subject, step.statement, effect, step.statement_number};
  findings.add(there, step.object(), "a comparison with NULL is never true");
}

constexpr Rule table[] = {
    {.id = "MF101",
     .title = "Uniqueness asked of columns that already hold rows",
     .why = "It fails at the first duplicate, and a concurrent build leaves an invalid index.",
     .remedy = "count the duplicates first, then build",
     .boundary = "Tables of the same deployment; new columns without a default; columns that "
                 "contain a unique key; USING INDEX; primary keys.",
     .verbs = verb_set({Verb::create}),
     .on_effect = made_unique},
    {.id = "MF103",
     .title = "NOT NULL column without default added to an existing table",
     .severity = Severity::error,
     .databases = Databases::postgresql | Databases::sqlite,
     .why = "The statement fails as soon as the table has a row, and old writers fail afterwards.",
     .remedy = "give a constant default, or add it nullable, fill it, then set NOT NULL as PG303 "
               "says",
     .boundary = "A default, serial, identity and generated columns; tables of the same deployment "
                 "or emptied in the same changeset.",
     .verbs = verb_set({Verb::create}),
     .on_effect = required_column_added},
    {.id = "MF104",
     .title = "Existing column made NOT NULL",
     .databases = Databases::both_mysql,
     .why = "It fails, or invents values, where NULL is stored.",
     .remedy = "UPDATE the rows with NULL before it in the same changeset, or defaultNullValue",
     .boundary = "Columns that are NOT NULL already or new; NULLs that are filled just before.",
     .verbs = verb_set({Verb::alter, Verb::set_not_null}),
     .on_effect = column_made_required},
    {.id = "MY101",
     .title = "NOT NULL column without default added",
     .databases = Databases::both_mysql,
     .why = "Rows that are there get 0, '' or the first value of a list, and old writers fail.",
     .remedy = "give the default that is meant, or add it nullable and fill it",
     .boundary = "A default, AUTO_INCREMENT, generated columns; tables of the same deployment.",
     .verbs = verb_set({Verb::create}),
     .on_effect = required_column_invented},
    {.id = "DM101",
     .title = "Data change of many rows in one transaction",
     .why = "Long locks, a long way back, replicas that fall behind.",
     .remedy = "work in batches by ranges of the key",
     .boundary = "No statistics, a table below the limit (`rows`, 100,000), one row by its key, "
                 "tables of the same deployment.",
     .options = "rows",
     .verbs = verb_set({Verb::update, Verb::remove}),
     .on_effect = many_rows_changed},
    {.id = "DM102",
     .title = "INSERT without column list",
     .severity = Severity::info,
     .why = "It breaks, or fills the wrong columns, once somebody adds one.",
     .remedy = "name the columns",
     .boundary = "DEFAULT VALUES and SET; tables of the same changeset; insert and loadData; "
                 "bodies of routines.",
     .verbs = verb_set({Verb::insert}),
     .on_effect = unnamed_columns},
    {.id = "DM104",
     .title = "Comparison with NULL by = or <>",
     .why = "It is never true, so the statement does nothing.",
     .remedy = "write IS NULL or IS NOT NULL",
     .boundary = "SET c = NULL, DEFAULT NULL, IS DISTINCT FROM, <=>, named arguments.",
     .on_statement = compared_with_null},
};

}  // namespace

std::span<const Rule> data_rules() { return table; }

}  // namespace ebbtide::lint

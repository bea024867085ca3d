#include "lint/scene.h"

#include <algorithm>

#include "database/column_type.h"
#include "database/names.h"
#include "text/ascii.h"

namespace ebbtide::lint {

ServerVersion assumed_version(unsigned database) {
  switch (database) {
    case Databases::postgresql:
      return {14, 0, 0};
    case Databases::mysql:
      return {8, 4, 0};
    case Databases::mariadb:
      return {10, 6, 0};
    default:
      return {3, 0, 0};
  }
}

const std::string& name_of(const sql::Effect& effect) {
  return effect.part.empty() ? effect.object.name : effect.part;
}

std::string folded(std::string_view text, std::string_view others) {
  std::string rest = lower(std::string(text));
  std::erase_if(rest,
                [&](char c) { return is_space(c) || contains(others, std::string_view(&c, 1)); });
  return rest;
}

bool has_option(const sql::Clause& statement, std::string_view option) {
  for (sql::Cursor at = statement.code(); !at.at_end(); at.skip()) {
    if (!at.take(option)) continue;
    const sql::Token* const value = at.peek();
    return value == nullptr || !(at.sees_any({"false", "off"}) || value->text == "0");
  }
  return false;
}

std::string_view without_brackets(std::string_view expression, const sql::Syntax& syntax) {
  for (;;) {
    expression = trim(expression);
    sql::Cursor at(expression, syntax);
    if (!at.sees("(") || !at.skip_brackets() || !at.at_end() || !expression.ends_with(')'))
      return expression;
    expression = expression.substr(1, expression.size() - 2);
  }
}

bool is_literal(std::string_view expression, const sql::Syntax& syntax) {
  sql::Cursor at(without_brackets(expression, syntax), syntax);
  if (at.take_any({"null", "true", "false"})) return at.at_end();
  const bool has_type = at.peek(1) != nullptr && at.peek(1)->kind == sql::TokenKind::text &&
                        at.peek()->kind == sql::TokenKind::word;
  if (has_type) at.skip();
  at.take_any({"-", "+"});
  const sql::Token* const value = at.peek();
  const bool is_value = value != nullptr && (value->kind == sql::TokenKind::text ||
                                             value->kind == sql::TokenKind::number);
  at.skip();
  while (at.peek() != nullptr && at.peek()->kind == sql::TokenKind::text) at.skip();
  return is_value && at.at_end();
}

bool begins_transaction(const sql::Clause& statement) {
  return statement.begins_with({"start", "transaction"}) ||
         (statement.begins_with({"begin"}) && !statement.begins_with({"begin", "not"}));
}

bool ends_transaction(const sql::Clause& statement) {
  if (statement.begins_with({"rollback"}) || statement.begins_with({"abort"}))
    return !statement.has({"to"}) && !statement.has({"prepared"});
  return statement.begins_with({"commit"}) || statement.begins_with({"end"});
}

const sql::Clause& Scene::whole(const Statement& statement) const {
  if (taken_apart.statement != &statement || !taken_apart.text)
    taken_apart = {&statement, sql::Clause(statement.sql, facts.syntax)};
  return *taken_apart.text;
}

std::string Scene::quoted(std::string_view name) const {
  // Of SQLite no words are known that a name must not be.
  const bool has_words = !facts.reserved_words.empty() || !facts.own_reserved_words.empty();
  return ebbtide::quoted(name, has_words ? Quoting::legacy : Quoting::quote_all_objects, facts);
}

std::string Scene::quoted(const sql::Name& name) const {
  return (name.place.empty() ? "" : quoted(name.place) + ".") + quoted(name.name);
}

std::string Scene::quoted(const std::vector<std::string>& names) const {
  std::vector<std::string> all;
  for (const std::string& one : names) all.push_back(quoted(one));
  return join(all, ", ");
}

std::string_view Step::clause_text() const {
  const std::string_view text = statement.sql;
  if (effect.at >= text.size() || effect.size == 0) return text;
  return text.substr(effect.at, effect.size);
}

sql::Clause Step::clause() const {
  const std::string_view text = clause_text();
  if (text.size() == statement.sql.size()) return whole();
  return {text, scene.facts.syntax};
}

bool Step::is_new(const Made& made) const {
  return made.deployment != 0 && made.deployment == subject.deployment;
}

bool Step::is_new_table(const sql::Name& name) const {
  const schema::Table* const table = state().table(name);
  if (table != nullptr) return state().facts(*table).is_temporary || is_new(*table);
  const schema::View* const view = state().view(name);
  return view != nullptr && is_new(*view);
}

bool Step::is_new_column(std::string_view name) const {
  const schema::Table* const table = this->table();
  const auto* const found = table == nullptr ? nullptr : table->column_like(name);
  return found != nullptr && is_new(*found);
}

const schema::Column* Step::column() const {
  const schema::Table* const table = this->table();
  return table == nullptr ? nullptr : table->column_like(effect.part);
}

namespace {

/// Whether the statement itself adds the column, and nothing in it.
bool adds_without_values(const Statement& statement, const State& state, const sql::Name& table,
                         const std::string& column) {
  return std::any_of(statement.effects.begin(), statement.effects.end(), [&](const auto& one) {
    if (!one.is(sql::Verb::create, sql::Thing::column) || !one.shape) return false;
    const sql::ColumnShape& shape = *one.shape;
    return state.same(one.object, table) && state.same(one.part, column) && !shape.is_identity &&
           !shape.is_generated && shape.by_default.empty() &&
           !ColumnType::parse(shape.type).is_serial;
  });
}

bool has_not_null_check(const schema::Table& table, const State& state, const std::string& column) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const auto& one) {
    std::string text = folded(one.definition, "()\"");
    if (text.starts_with("check")) text = text.substr(5);
    return one.is_validated && state.same(text, folded(column, "()\"") + "isnotnull");
  });
}

}  // namespace

std::optional<IndexState> Step::taken_index() const {
  if (!effect.index || effect.index->using_index.empty() || table() == nullptr) return std::nullopt;
  return index_of(*table(), effect.index->using_index);
}

bool Step::are_proved_not_null() const {
  constexpr int checks_prove = 12;
  const auto is_checked = [&](const std::string& one) {
    return scene.version.major >= checks_prove && has_not_null_check(*table(), state(), one);
  };
  if (table() == nullptr) return false;
  if (effect.is(sql::Verb::set_not_null, sql::Thing::column)) return is_checked(effect.part);
  const auto index = taken_index();
  return index &&
         std::all_of(index->columns.begin(), index->columns.end(), [&](const std::string& one) {
           const auto* const column = table()->column_like(one);
           return column != nullptr && (!column->nullable || is_checked(one));
         });
}

std::optional<EffectCost> Step::cost() const {
  TableBefore before{.sql = statement.sql, .version = scene.version};
  if (const auto* const known = column()) before.column = known;
  before.is_proved_not_null = are_proved_not_null();
  before.is_without_values =
      effect.is(sql::Verb::create, sql::Thing::foreign_key) &&
      (are_empty(effect.columns) ||
       (effect.columns.size() == 1 &&
        adds_without_values(statement, state(), effect.object, effect.columns.front())));
  return cost_of(effect, before, scene.facts);
}

bool Step::are_empty(const std::vector<std::string>& columns) const {
  const schema::Table* const table = this->table();
  return table != nullptr && !columns.empty() &&
         std::all_of(columns.begin(), columns.end(), [&](const std::string& one) {
           const auto* const column = table->column_like(one);
           return column != nullptr && is_new(*column) && !column->by_default &&
                  !column->numbering && !column->generated;
         });
}

namespace {

/// Whether the server refuses the statement in a transaction.
bool refuses_transaction(const Statement& statement) {
  return std::any_of(statement.effects.begin(), statement.effects.end(),
                     [](const sql::Effect& one) { return one.concurrently; });
}

}  // namespace

bool Step::is_in_transaction() const {
  switch (subject.form) {
    case Subject::Form::change_set:
      return subject.in_transaction || scene.is_begun;
    case Subject::Form::versioned_file:
      if (!subject.in_transaction) return scene.is_begun;
      return !subject.waiting.empty() ||
             !std::all_of(subject.statements.begin(), subject.statements.end(),
                          refuses_transaction);
    case Subject::Form::script:
      return scene.is_begun;
  }
  return false;
}

bool Step::is_rebuild_of(const sql::Name& table) const {
  const auto& rebuilds = subject.rebuilds.about(table.name);
  return std::any_of(rebuilds.begin(), rebuilds.end(), [&](const Rebuild& one) {
    return state().same(one.table, table) || state().same(one.copy, table);
  });
}

std::string Step::object() const { return effect.object.name; }

std::string Step::part() const { return effect.object.name + "." + effect.part; }

}  // namespace ebbtide::lint

// What a statement will find, and what it will break: the questions that a forecast answers.
#include "executor/forecast.h"

#include <algorithm>

#include "database/catalog.h"
#include "database/dialect.h"
#include "executor/structure_keys.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool same(std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); }

bool is_view(const StructureObject& object) {
  return object.kind == "view" || object.kind == "materialized view";
}

/// Whether the action is about a table that has to be there.
bool needs_table(SqlAction action) {
  switch (action) {
    case SqlAction::add_column:
    case SqlAction::drop_column:
    case SqlAction::add_foreign_key:
    case SqlAction::add_constraint:
    case SqlAction::drop_constraint:
    case SqlAction::drop_primary_key:
    case SqlAction::rename_column:
    case SqlAction::alter_column:
    case SqlAction::alter_table:
    case SqlAction::create_index:
    case SqlAction::insert_rows:
    case SqlAction::update_rows:
    case SqlAction::delete_rows:
    case SqlAction::truncate:
      return true;
    case SqlAction::create_table:
    case SqlAction::create_view:
    case SqlAction::create_other:
    case SqlAction::drop_table:
    case SqlAction::drop_view:
    case SqlAction::drop_sequence:
    case SqlAction::drop_index:
    case SqlAction::drop_other:
    case SqlAction::rename_table:
    case SqlAction::rename_part:
    case SqlAction::comment:
    case SqlAction::nothing:
    case SqlAction::unknown:
      return false;
  }
  return false;
}

std::string there_is_no(std::string_view kind, const std::string& name) {
  return "there is no " + std::string(kind) + " '" + name + "'";
}

/// What the chain remembers a removed object by.
std::string removal_key(const SqlEffect& effect) {
  const bool is_part = !effect.part.empty() && effect.action != SqlAction::create_other;
  return lower(is_part ? effect.object.name + "." + effect.part : effect.object.name);
}

}  // namespace

bool Forecast::is_followed(const SqlObject& object) const {
  if (object.schema.empty()) return true;
  const Defaults& defaults = names_.defaults();
  return same(object.schema, defaults.schema.empty() ? defaults.catalog : defaults.schema) ||
         (defaults.schema.empty() && defaults.catalog.empty() && same(object.schema, "main"));
}

bool Forecast::has_relation(std::string_view name) const {
  return structure_.table(name) != nullptr || structure_.find("view", "", name) != nullptr ||
         structure_.find("materialized view", "", name) != nullptr;
}

bool Forecast::has_unknown_parts(std::string_view table) const {
  return structure_.find("unknown parts", table, "") != nullptr;
}

const StructureObject* Forecast::find_constraint(const std::string& table,
                                                 const std::string& name) const {
  for (const char* const kind :
       {"foreign key", "unique constraint", "primary key", "check", "constraint"}) {
    if (const auto* const found = structure_.find(kind, table, name)) return found;
  }
  return nullptr;
}

const StructureObject* Forecast::find_index(const SqlEffect& effect) const {
  const std::string& name = effect.part.empty() ? effect.object.name : effect.part;
  const std::string table = effect.part.empty() ? "" : effect.object.name;
  const auto& all = structure_.objects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const StructureObject& object) {
    return is_index(object) && same(object.name, name) &&
           (table.empty() || same(object.table, table));
  });
  return found == all.end() ? nullptr : &*found;
}

/// The routine, trigger or type of this name. Routines are known with their arguments.
const StructureObject* Forecast::find_program(const SqlEffect& effect) const {
  const std::string& name = effect.part.empty() ? effect.object.name : effect.part;
  const auto& all = structure_.objects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const StructureObject& object) {
    return object.kind == effect.kind && object.schema.empty() &&
           same(std::string_view(object.name).substr(0, object.name.find('(')), name);
  });
  return found == all.end() ? nullptr : &*found;
}

SqlEffect Forecast::completed(SqlEffect effect) const {
  if (!is_followed(effect.object)) return effect;
  if (effect.action == SqlAction::drop_index && effect.part.empty()) {
    if (const StructureObject* const index = find_index(effect)) {
      effect.part = effect.object.name;
      effect.object.name = index->table;
    }
  }
  if (effect.action == SqlAction::drop_constraint) {
    const auto* const key = structure_.find("foreign key", effect.object.name, effect.part);
    if (key != nullptr && !key->uses.empty()) effect.other.name = key->uses.front();
  }
  return effect;
}

/// Other objects that need `used`, a table or `table.column`; what belongs to the table itself, or
/// goes together with it, is none.
std::vector<const StructureObject*> Forecast::dependents(const std::string& used,
                                                         const std::string& table) const {
  std::vector<const StructureObject*> found;
  for (const StructureObject& object : structure_.objects()) {
    const bool counts = object.kind == "foreign key" || object.kind == "column" || is_view(object);
    const bool goes_too =
        object.schema.empty() &&
        (same(object.table, table) || same(object.name, table) ||
         together_.contains(lower(object.table)) || together_.contains(lower(object.name)));
    if (!counts || goes_too) continue;
    if (uses(object, used)) found.push_back(&object);
  }
  return found;
}

void Forecast::begin(std::string_view sql, const std::vector<SqlEffect>& effects) {
  together_.clear();
  for (const SqlEffect& effect : effects) {
    if (effect.action == SqlAction::unknown) unread_ += lower(sql) + "\n";
    const bool drops =
        effect.action == SqlAction::drop_table || effect.action == SqlAction::drop_view;
    if (drops && effects.size() > 1) together_.insert(lower(effect.object.name));
  }
}

bool Forecast::is_unread(std::string_view name) const {
  return !name.empty() && contains(unread_, lower(name));
}

bool Forecast::was_removed(const SqlEffect& effect) const {
  return removed_.contains(removal_key(effect)) || removed_.contains(lower(effect.object.name));
}

std::vector<std::string> Forecast::missing(const SqlEffect& effect) const {
  const std::string& name = effect.object.name;
  if (effect.if_exists || is_unread(name)) return {};
  const bool is_relation = has_relation(name) || structure_.find("sequence", "", name) != nullptr;
  if (needs_table(effect.action) && !is_relation) return {there_is_no("table", name)};
  if (effect.action == SqlAction::create_view) return missing_for_query(effect);
  switch (effect.action) {
    case SqlAction::drop_table:
    case SqlAction::rename_table:
      if (!is_relation) return {there_is_no("table", name)};
      break;
    case SqlAction::drop_view:
      if (!has_relation(name)) return {there_is_no("view", name)};
      break;
    case SqlAction::drop_sequence:
      if (structure_.find("sequence", "", name) == nullptr) return {there_is_no("sequence", name)};
      break;
    case SqlAction::drop_other: {
      const bool is_known = effect.kind == "function" || effect.kind == "procedure" ||
                            effect.kind == "trigger" || effect.kind == "type";
      if (is_known && find_program(effect) == nullptr)
        return {there_is_no(effect.kind, effect.part.empty() ? name : effect.part)};
      break;
    }
    default:
      return missing_part(effect);
  }
  return {};
}

/// The tables of a view that are not there. Where names may stand for tables that the structure
/// does not have, of another schema or of an extension, only those that the chain itself has taken
/// away.
std::vector<std::string> Forecast::missing_for_query(const SqlEffect& view) const {
  const Dialect& dialect = names_.dialect();
  std::vector<std::string> messages;
  if (!dialect.has(Feature::views_know_tables)) return messages;
  for (const SqlObject& read : view.reads) {
    if (!is_followed(read) || is_unread(read.name) || has_relation(read.name) ||
        structure_.find("sequence", "", read.name) != nullptr)
      continue;
    if (dialect.has(Feature::schemas_are_databases) || removed_.contains(lower(read.name)))
      messages.push_back("the view '" + view.object.name + "' reads '" + read.name +
                         "', which is not there");
  }
  return messages;
}

/// What is missing of a table.
std::vector<std::string> Forecast::missing_part(const SqlEffect& effect) const {
  const std::string& name = effect.object.name;
  if (is_unread(effect.part) || has_unknown_parts(name)) return {};
  switch (effect.action) {
    case SqlAction::drop_index:
      if (find_index(effect) == nullptr)
        return {there_is_no("index", effect.part.empty() ? name : effect.part)};
      break;
    case SqlAction::drop_column:
    case SqlAction::rename_column:
    case SqlAction::alter_column:
      if (structure_.table(name) != nullptr && structure_.column(name, effect.part) == nullptr)
        return {there_is_no("column", name + "." + effect.part)};
      break;
    case SqlAction::drop_constraint:
      if (find_constraint(name, effect.part) == nullptr)
        return {"table '" + name + "' has no constraint '" + effect.part + "'"};
      break;
    default:
      break;
  }
  return {};
}

/// What stands where the effect is to put something.
std::vector<std::string> Forecast::already_there(const SqlEffect& effect) const {
  const std::string& name = effect.object.name;
  const std::string& other = effect.other.name;
  if (effect.if_exists || effect.replaces || is_unread(name) || is_unread(effect.part)) return {};
  switch (effect.action) {
    case SqlAction::create_table:
    case SqlAction::create_view:
      if (has_relation(name)) return {"there is a table or view '" + name + "' already"};
      break;
    case SqlAction::rename_table:
      if (has_relation(other) && !same(name, other))
        return {"there is a table or view '" + other + "' already"};
      break;
    case SqlAction::add_column:
      if (structure_.column(name, effect.part) != nullptr)
        return {"table '" + name + "' has a column '" + effect.part + "' already"};
      break;
    case SqlAction::rename_column:
      if (structure_.column(name, other) != nullptr && !same(effect.part, other))
        return {"table '" + name + "' has a column '" + other + "' already"};
      break;
    case SqlAction::create_index:
      if (!effect.part.empty() && find_index(effect) != nullptr)
        return {"table '" + name + "' has an index '" + effect.part + "' already"};
      break;
    case SqlAction::add_constraint:
    case SqlAction::add_foreign_key:
      if (!effect.part.empty() && find_constraint(name, effect.part) != nullptr)
        return {"table '" + name + "' has a constraint '" + effect.part + "' already"};
      break;
    case SqlAction::create_other:
      if (effect.kind == "sequence" && structure_.find("sequence", "", name) != nullptr)
        return {"there is a sequence '" + name + "' already"};
      break;
    default:
      break;
  }
  return {};
}

bool Forecast::cascades(const SqlEffect& effect) const {
  return effect.cascade && names_.dialect().has(Feature::cascaded_drops);
}

std::vector<std::string> Forecast::broken(const SqlEffect& effect, bool views) const {
  if (cascades(effect)) return {};
  std::string used = effect.object.name;
  if (effect.action == SqlAction::drop_column) {
    used += "." + effect.part;
  } else if (effect.action != SqlAction::drop_table && effect.action != SqlAction::drop_view &&
             effect.action != SqlAction::drop_sequence) {
    return {};
  }
  std::vector<std::string> messages;
  for (const StructureObject* const object : dependents(used, effect.object.name)) {
    if (is_view(*object) != views || is_unread(object->name)) continue;
    messages.push_back("'" + used + "' cannot go while " + object->to_text() +
                       (object->kind == "column" ? " takes its values from it"
                        : views                  ? " reads it"
                                                 : " points to it"));
  }
  return messages;
}

/// The foreign keys that need the index, key or constraint which is to go.
std::vector<std::string> Forecast::unkeyed(const SqlEffect& effect) const {
  const bool drops_key = effect.action == SqlAction::drop_index ||
                         effect.action == SqlAction::drop_constraint ||
                         effect.action == SqlAction::drop_primary_key;
  if (!drops_key || cascades(effect) || !names_.dialect().has(Feature::keys_guard_tables))
    return {};
  const std::string& table = effect.object.name;
  if (has_unknown_parts(table)) return {};
  std::vector<std::string> messages;
  const bool needs_own = names_.dialect().has(Feature::keys_need_indexes);
  const auto goes = [&](const StructureObject& object) {
    return effect.action == SqlAction::drop_primary_key ? object.kind == "primary key"
                                                        : same(object.name, effect.part);
  };
  for (const StructureObject* const key : keys_that_need(structure_, table, goes, needs_own)) {
    if (!is_unread(key->name))
      messages.push_back(
          (effect.part.empty() ? "the primary key of '" + table + "'" : "'" + effect.part + "'") +
          " cannot go while " + key->to_text() + " needs it");
  }
  return messages;
}

/// The foreign keys of a column that is to go, where the database does not drop them with it.
std::vector<std::string> Forecast::unkeyed_columns(const SqlEffect& effect) const {
  std::vector<std::string> messages;
  if (effect.action != SqlAction::drop_column || effect.keys_go_first ||
      names_.dialect().drops_keys_with_column())
    return messages;
  for (const StructureObject& object : structure_.objects()) {
    if (object.kind == "foreign key" && object.schema.empty() &&
        same(object.table, effect.object.name) && has_name(object.columns, effect.part) &&
        !is_unread(object.name))
      messages.push_back("'" + effect.object.name + "." + effect.part + "' cannot go while " +
                         object.to_text() + " needs it");
  }
  return messages;
}

std::vector<std::string> Forecast::obstacles(const SqlEffect& effect) const {
  if (!is_followed(effect.object) || effect.is_part) return {};
  std::vector<std::string> messages = missing(effect);
  if (messages.empty()) messages = already_there(effect);
  if (!messages.empty()) return messages;
  for (const bool views : {false, true}) {
    if (views && !names_.dialect().has(Feature::views_know_tables)) continue;
    for (std::string& message : broken(effect, views)) messages.push_back(std::move(message));
  }
  for (std::string& message : unkeyed(effect)) messages.push_back(std::move(message));
  for (std::string& message : unkeyed_columns(effect)) messages.push_back(std::move(message));
  return messages;
}

bool Forecast::is_held_by_key(const SqlEffect& effect) const {
  if (!is_followed(effect.object) || effect.is_part || !missing(effect).empty()) return false;
  return !broken(effect, false).empty() || !unkeyed(effect).empty() ||
         !unkeyed_columns(effect).empty();
}

std::vector<std::string> Forecast::doubts(const SqlEffect& effect) const {
  if (!is_followed(effect.object) || names_.dialect().has(Feature::views_know_tables)) return {};
  return broken(effect, true);
}

PropertyLoss Forecast::property_loss(const SqlEffect& effect) const {
  if (!is_followed(effect.object)) return {};
  return ebbtide::property_loss(effect, structure_, names_.dialect());
}

std::vector<SqlLock> Forecast::locks(const SqlEffect& effect) const {
  const Dialect& dialect = names_.dialect();
  std::vector<SqlLock> locks = dialect.locks(effect);
  if (effect.action != SqlAction::drop_table || !is_followed(effect.object)) return locks;
  for (const StructureObject& object : structure_.objects()) {
    const bool points_away = object.kind == "foreign key" && object.schema.empty() &&
                             same(object.table, effect.object.name) && !object.uses.empty() &&
                             !same(object.uses.front(), effect.object.name);
    if (!points_away) continue;
    SqlEffect key{
        SqlAction::drop_constraint, effect.object, object.name, {"", object.uses.front()}};
    for (SqlLock& lock : dialect.locks(key)) {
      if (lock.object != effect.object.to_text() &&
          std::find(locks.begin(), locks.end(), lock) == locks.end())
        locks.push_back(std::move(lock));
    }
  }
  return locks;
}

const StructureObject* Forecast::live_table(const SqlEffect& effect) const {
  const StructureObject* const then = structure_.table(effect.object.name);
  return then == nullptr || then->origin.empty() ? nullptr : then;
}

std::string Forecast::rows_from(const SqlEffect& effect, const StructureObject& table) const {
  const Names names = names_.with(Quoting::quote_all_objects);
  const std::string& schema = effect.object.schema;
  return "FROM " + (schema.empty() ? "" : names.quote(schema) + ".") + names.quote(table.origin);
}

void Forecast::apply(const SqlEffect& effect) {
  if (!is_followed(effect.object) || effect.is_part) return;
  switch (effect.action) {
    case SqlAction::rename_table:
    case SqlAction::rename_column:
    case SqlAction::rename_part:
      removed_.insert(removal_key(effect));
      removed_.erase(lower(effect.part.empty() ? effect.other.name
                                               : effect.object.name + "." + effect.other.name));
      return rename(effect);
    case SqlAction::drop_table:
    case SqlAction::drop_view:
    case SqlAction::drop_sequence:
    case SqlAction::drop_index:
    case SqlAction::drop_other:
    case SqlAction::drop_column:
    case SqlAction::drop_constraint:
      removed_.insert(removal_key(effect));
      return drop(effect);
    case SqlAction::drop_primary_key:
      return drop(effect);
    default:
      removed_.erase(removal_key(effect));
      return create(effect);
  }
}

}  // namespace ebbtide

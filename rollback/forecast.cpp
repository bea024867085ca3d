#include "rollback/forecast.h"

#include <algorithm>
#include <utility>

#include "database/dialect.h"
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
  const auto& all = structure_.objects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const StructureObject& object) {
    const bool is_key = object.kind == "index" || object.kind == "unique constraint" ||
                        object.kind == "primary key";
    return is_key && same(object.name, name) &&
           (effect.part.empty() || same(object.table, effect.object.name));
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

/// Other objects that need `used`, a table or `table.column`; what belongs to the table itself goes
/// with it.
std::vector<const StructureObject*> Forecast::dependents(const std::string& used,
                                                         const std::string& table) const {
  std::vector<const StructureObject*> found;
  for (const StructureObject& object : structure_.objects()) {
    const bool counts = object.kind == "foreign key" || is_view(object);
    if (!counts || same(object.table, table) || same(object.name, table)) continue;
    if (std::any_of(object.uses.begin(), object.uses.end(),
                    [&](const std::string& one) { return same(one, used); }))
      found.push_back(&object);
  }
  return found;
}

void Forecast::note(std::string_view sql) { before_ += std::exchange(current_, lower(sql) + "\n"); }

bool Forecast::was_named(std::string_view name) const {
  return !name.empty() && contains(before_, lower(name));
}

std::vector<std::string> Forecast::missing(const SqlEffect& effect) const {
  const std::string& name = effect.object.name;
  if (effect.if_exists) return {};
  if (needs_table(effect.action) && !has_relation(name))
    return was_named(name) ? std::vector<std::string>{} : std::vector{there_is_no("table", name)};
  if (was_named(effect.part.empty() ? name : effect.part)) return {};
  switch (effect.action) {
    case SqlAction::drop_table:
    case SqlAction::rename_table:
      if (!has_relation(name)) return {there_is_no("table", name)};
      break;
    case SqlAction::drop_view:
      if (!has_relation(name)) return {there_is_no("view", name)};
      break;
    case SqlAction::drop_sequence:
      if (structure_.find("sequence", "", name) == nullptr) return {there_is_no("sequence", name)};
      break;
    case SqlAction::drop_index:
      if (find_index(effect) == nullptr)
        return {there_is_no("index", effect.part.empty() ? name : effect.part)};
      break;
    case SqlAction::drop_column:
    case SqlAction::rename_column:
      if (structure_.table(name) != nullptr && structure_.column(name, effect.part) == nullptr)
        return {there_is_no("column", name + "." + effect.part)};
      break;
    case SqlAction::drop_constraint:
      if (find_constraint(name, effect.part) == nullptr)
        return {"table '" + name + "' has no constraint '" + effect.part + "'"};
      break;
    case SqlAction::add_column:
      if (structure_.column(name, effect.part) != nullptr)
        return {"table '" + name + "' has a column '" + effect.part + "' already"};
      break;
    case SqlAction::create_table:
    case SqlAction::create_view:
      if (effect.action == SqlAction::create_table && has_relation(name))
        return {"there is a table or view '" + name + "' already"};
      break;
    default:
      break;
  }
  return {};
}

std::vector<std::string> Forecast::broken(const SqlEffect& effect, bool views) const {
  if (effect.cascade) return {};
  std::string used = effect.object.name;
  if (effect.action == SqlAction::drop_column) {
    used += "." + effect.part;
  } else if (effect.action != SqlAction::drop_table && effect.action != SqlAction::drop_view) {
    return {};
  }
  std::vector<std::string> messages;
  for (const StructureObject* const object : dependents(used, effect.object.name)) {
    if (is_view(*object) != views || was_named(object->name)) continue;
    messages.push_back("'" + used + "' cannot go while " + object->to_text() +
                       (views ? " reads it" : " points to it"));
  }
  return messages;
}

std::vector<std::string> Forecast::obstacles(const SqlEffect& effect) const {
  if (!is_followed(effect.object)) return {};
  std::vector<std::string> messages = missing(effect);
  if (!messages.empty()) return messages;
  for (const bool views : {false, true}) {
    if (views && !names_.dialect().has(Feature::views_know_tables)) continue;
    for (std::string& message : broken(effect, views)) messages.push_back(std::move(message));
  }
  return messages;
}

std::vector<std::string> Forecast::doubts(const SqlEffect& effect) const {
  if (!is_followed(effect.object) || names_.dialect().has(Feature::views_know_tables)) return {};
  return broken(effect, true);
}

void Forecast::drop_relation(const std::string& name, bool cascade) {
  const auto needs = [&](const StructureObject& object) {
    return std::any_of(object.uses.begin(), object.uses.end(),
                       [&](const std::string& used) { return same(used, name); });
  };
  std::vector<std::string> views;
  if (cascade) {
    for (const StructureObject& object : structure_.objects()) {
      if (is_view(object) && needs(object)) views.push_back(object.name);
    }
  }
  structure_.remove_if([&](const StructureObject& object) {
    const bool is_itself = object.table.empty() && same(object.name, name) &&
                           (object.kind == "table" || is_view(object));
    const bool is_owned = object.kind == "sequence" && needs(object);
    return is_itself || same(object.table, name) || is_owned ||
           (cascade && object.kind == "foreign key" && needs(object));
  });
  for (const std::string& view : views) drop_relation(view, true);
}

void Forecast::create(const SqlEffect& effect) {
  const std::string& name = effect.object.name;
  switch (effect.action) {
    case SqlAction::create_table:
      return structure_.add({"table", "", "", name, ""});
    case SqlAction::create_view:
      return structure_.add({"view", "", "", name, ""});
    case SqlAction::add_column:
      return structure_.add({"column", "", name, effect.part, ""});
    case SqlAction::create_index:
      return structure_.add({"index", "", name, effect.part, ""});
    case SqlAction::add_foreign_key:
      return structure_.add({"foreign key", "", name, effect.part, "", {}, {effect.other.name}});
    case SqlAction::add_constraint:
      return structure_.add({"constraint", "", name, effect.part, ""});
    case SqlAction::create_other:
      return structure_.add({"sequence", "", "", name, ""});
    default:
      return;
  }
}

void Forecast::drop(const SqlEffect& effect) {
  const std::string& name = effect.object.name;
  const auto remove = [&](std::initializer_list<std::string_view> kinds, const std::string& table,
                          const std::string& part) {
    structure_.remove_if([&](const StructureObject& object) {
      return std::find(kinds.begin(), kinds.end(), object.kind) != kinds.end() &&
             same(object.table, table) && same(object.name, part);
    });
  };
  switch (effect.action) {
    case SqlAction::drop_table:
    case SqlAction::drop_view:
      return drop_relation(name, effect.cascade);
    case SqlAction::drop_sequence:
      return remove({"sequence"}, "", name);
    case SqlAction::drop_column:
      return remove({"column"}, name, effect.part);
    case SqlAction::drop_index:
      return remove({"index", "unique constraint"}, name, effect.part);
    case SqlAction::drop_constraint:
      return remove({"foreign key", "unique constraint", "primary key", "check", "constraint"},
                    name, effect.part);
    case SqlAction::drop_primary_key:
      return structure_.remove_if([&](const StructureObject& object) {
        return object.kind == "primary key" && same(object.table, name);
      });
    default:
      return;
  }
}

void Forecast::apply(const SqlEffect& effect) {
  if (!is_followed(effect.object)) return;
  if (effect.action == SqlAction::rename_table)
    return structure_.rename_table(effect.object.name, effect.other.name);
  if (effect.action == SqlAction::rename_column)
    return structure_.rename_column(effect.object.name, effect.part, effect.other.name);
  create(effect);
  drop(effect);
}

std::vector<SqlLock> Forecast::locks(const SqlEffect& effect) const {
  const Dialect& dialect = names_.dialect();
  std::vector<SqlLock> locks = dialect.locks(effect);
  if (effect.action != SqlAction::drop_table || !is_followed(effect.object)) return locks;
  for (const StructureObject& object : structure_.objects()) {
    const bool points_away = object.kind == "foreign key" &&
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

}  // namespace ebbtide

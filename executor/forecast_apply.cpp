// How a statement leaves the structure: what a forecast goes on with.
#include <algorithm>

#include "database/dialect.h"
#include "executor/forecast.h"
#include "executor/structure_keys.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool same(std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); }

bool is_view(const StructureObject& object) {
  return object.kind == "view" || object.kind == "materialized view";
}

bool is_constraint(const StructureObject& object) {
  return object.kind == "foreign key" || object.kind == "unique constraint" ||
         object.kind == "primary key" || object.kind == "check" || object.kind == "constraint";
}

bool is_of(const StructureObject& object, const std::string& table) {
  return object.schema.empty() && same(object.table, table);
}

/// A column as catalogs describe it, its name in quotes before the rest.
std::string defined(const SqlEffect& effect) {
  return "`" + effect.part + "` " + effect.definition;
}

}  // namespace

void Forecast::forget_parts(const std::string& table) {
  structure_.add({"unknown parts", "", table, "", ""});
}

void Forecast::create(const SqlEffect& effect) {
  const std::string& name = effect.object.name;
  switch (effect.action) {
    case SqlAction::create_table:
      return create_table(effect);
    case SqlAction::create_view:
      return create_view(effect);
    case SqlAction::add_column:
      if (structure_.column(name, effect.part) == nullptr)
        structure_.add({"column", "", name, effect.part, defined(effect)});
      return;
    case SqlAction::alter_column:
      return structure_.change([&](StructureObject& object) {
        if (object.kind == "column" && is_of(object, name) && same(object.name, effect.part))
          object.definition = defined(effect);
      });
    case SqlAction::create_index:
      return create_index(effect);
    case SqlAction::add_foreign_key:
      return add_foreign_key(effect);
    case SqlAction::add_constraint:
      return add_constraint(effect);
    case SqlAction::create_other:
      if (effect.part.empty()) return structure_.add({effect.kind, "", "", name, ""});
      return structure_.add({effect.kind, "", name, effect.part, ""});
    default:
      return;
  }
}

void Forecast::create_table(const SqlEffect& effect) {
  const std::string& name = effect.object.name;
  if (has_relation(name) && !effect.replaces) return;
  if (effect.replaces) drop_relation(name, false);
  structure_.add({"table", "", "", name, ""});
  for (const SqlEffect& part : effect.parts) create(part);
  if (!effect.states_all) structure_.add({"unknown parts", "", name, "", ""});
}

void Forecast::create_view(const SqlEffect& effect) {
  const std::string& name = effect.object.name;
  if (effect.if_exists && has_relation(name)) return;
  if (effect.replaces) {
    structure_.remove_if([&](const StructureObject& object) {
      return is_view(object) && object.schema.empty() && same(object.name, name);
    });
  }
  StructureObject view{"view", "", "", name, ""};
  for (const std::string& one : effect.mentioned) {
    if (has_relation(one) && !same(one, name)) view.uses.push_back(one);
  }
  for (const StructureObject& object : structure_.objects()) {
    if (object.kind == "column" && object.schema.empty() && has_name(view.uses, object.table) &&
        has_name(effect.mentioned, object.name))
      view.uses.push_back(object.table + "." + object.name);
  }
  structure_.add(std::move(view));
}

void Forecast::create_index(const SqlEffect& effect) {
  if (effect.if_exists && find_index(effect) != nullptr) return;
  StructureObject index{"index", "", effect.object.name, effect.part, "", effect.columns};
  if (names_.dialect().has(Feature::keys_need_indexes)) {
    // The index that the database made for a foreign key gives way to one that somebody makes.
    structure_.remove_if([&](const StructureObject& object) {
      return object.kind == "index" && is_of(object, effect.object.name) &&
             find_constraint(object.table, object.name) != nullptr &&
             leads_with(index, object.columns);
    });
  }
  structure_.add(std::move(index));
}

void Forecast::add_foreign_key(const SqlEffect& effect) {
  const std::string& table = effect.object.name;
  const std::string other = is_followed(effect.other) ? effect.other.name : effect.other.to_text();
  StructureObject key{"foreign key", "", table, effect.part, "", effect.columns, {other}};
  std::vector<std::string> pointed = effect.mentioned;
  for (const StructureObject& object : structure_.objects()) {
    if (pointed.empty() && object.kind == "primary key" && is_of(object, other))
      pointed = object.columns;
  }
  for (const std::string& column : pointed) key.uses.push_back(other + "." + column);
  if (names_.dialect().has(Feature::keys_need_indexes)) {
    const auto& all = structure_.objects();
    const bool has_index = std::any_of(all.begin(), all.end(), [&](const StructureObject& object) {
      return is_index(object) && is_of(object, table) && leads_with(object, effect.columns);
    });
    if (!has_index) structure_.add({"index", "", table, effect.part, "", effect.columns});
  }
  if (effect.part.empty()) structure_.add({"unknown parts", "", table, "", ""});
  structure_.add(std::move(key));
}

void Forecast::add_constraint(const SqlEffect& effect) {
  const std::string& table = effect.object.name;
  const bool is_named_by_table =
      effect.kind == "primary key" && !names_.dialect().names_primary_keys();
  if (effect.part.empty() && !is_named_by_table)
    structure_.add({"unknown parts", "", table, "", ""});
  const std::string name = is_named_by_table ? "" : effect.part;
  structure_.add({effect.kind, "", table, name, "", effect.columns});
}

void Forecast::drop_relation(const std::string& name, bool cascade) {
  std::vector<std::string> views;
  if (cascade) {
    for (const StructureObject& object : structure_.objects()) {
      if (is_view(object) && uses(object, name)) views.push_back(object.name);
    }
  }
  structure_.remove_if([&](const StructureObject& object) {
    const bool is_itself = object.schema.empty() && object.table.empty() &&
                           same(object.name, name) && (object.kind == "table" || is_view(object));
    const bool is_owned = object.kind == "sequence" && uses(object, name);
    return is_itself || is_of(object, name) || is_owned ||
           (cascade && object.kind == "foreign key" && uses(object, name));
  });
  for (const std::string& view : views) drop_relation(view, true);
}

void Forecast::drop(const SqlEffect& effect) {
  const std::string& name = effect.object.name;
  switch (effect.action) {
    case SqlAction::drop_table:
    case SqlAction::drop_view:
      return drop_relation(name, cascades(effect));
    case SqlAction::drop_sequence:
      return structure_.remove_if([&](const StructureObject& object) {
        return object.kind == "sequence" && object.schema.empty() && same(object.name, name);
      });
    case SqlAction::drop_other:
      if (const StructureObject* const program = find_program(effect)) {
        const StructureObject gone = *program;
        structure_.remove_if([&](const StructureObject& object) {
          return object.kind == gone.kind && object.schema.empty() && object.name == gone.name;
        });
      }
      return;
    case SqlAction::drop_column:
      return drop_column(effect);
    default:
      return drop_part(effect);
  }
}

void Forecast::drop_part(const SqlEffect& effect) {
  structure_.remove_if([&](const StructureObject& object) {
    if (!is_of(object, effect.object.name)) return false;
    if (effect.action == SqlAction::drop_primary_key) return object.kind == "primary key";
    if (!same(object.name, effect.part)) return false;
    return effect.action == SqlAction::drop_index
               ? object.kind == "index" || object.kind == "unique constraint"
               : is_constraint(object);
  });
}

/// Some databases drop the keys and indexes of a column with it, others take it out of them.
void Forecast::drop_column(const SqlEffect& effect) {
  const std::string& table = effect.object.name;
  const bool keys_go = names_.dialect().drops_keys_with_column();
  structure_.change([&](StructureObject& object) {
    if (keys_go || !is_index(object) || !is_of(object, table)) return;
    std::erase_if(object.columns, [&](const std::string& one) { return same(one, effect.part); });
    if (object.columns.empty()) object.columns = {effect.part};
  });
  structure_.remove_if([&](const StructureObject& object) {
    if (cascades(effect) && object.kind == "foreign key" && uses(object, table + "." + effect.part))
      return true;
    if (!is_of(object, table)) return false;
    if (object.kind == "column") return same(object.name, effect.part);
    if (object.kind == "foreign key") return has_name(object.columns, effect.part);
    return (is_index(object) || is_constraint(object)) && has_name(object.columns, effect.part);
  });
}

void Forecast::rename(const SqlEffect& effect) {
  if (effect.action == SqlAction::rename_table)
    return structure_.rename_table(effect.object.name, effect.other.name);
  if (effect.action == SqlAction::rename_column)
    return structure_.rename_column(effect.object.name, effect.part, effect.other.name);
  structure_.change([&](StructureObject& object) {
    const bool is_there =
        effect.object.name.empty() ? object.schema.empty() : is_of(object, effect.object.name);
    const bool is_part = is_constraint(object) || is_index(object);
    if (is_there && is_part && same(object.name, effect.part)) object.name = effect.other.name;
  });
}

}  // namespace ebbtide

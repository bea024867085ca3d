// How a statement leaves the structure: what a forecast goes on with.
//
// Objects that a chain makes are hollow: they have the names, columns and uses that the text tells,
// and no definition that a catalog would print. That is enough to find, to miss and to break them.
// An object that was there when the structure was read keeps its `origin` through all renames, so
// that rows can be counted in the table of that name now; one that the chain makes has none, and no
// rows to lose.
//
//   statement                                 structure
//   ALTER TABLE a RENAME TO b                 table b with the origin a; all that belongs to a, or
//                                             uses it, belongs to b and uses b
//   CREATE VIEW v AS SELECT x FROM b          view v uses b and b.x: words of its text that are
//                                             relations here, and columns of these
//   ALTER TABLE b ADD FOREIGN KEY (x) …       a key; on MySQL an index too, if none begins with x.
//                                             Its name is not known, so b has "unknown parts"
//   CREATE INDEX i ON b (x, y)                an index; MySQL's own one for the key goes
//   DROP TABLE b                              b, its parts, the sequences it owns; with CASCADE the
//                                             keys and views of others, and the views on these
//   ALTER TABLE b SET SCHEMA s                as DROP TABLE b: what is elsewhere is not followed
//
// "Unknown parts" is an object like the others, so that it follows a renamed table and goes with a
// dropped one. What is there already is not made twice: CREATE TABLE IF NOT EXISTS leaves the table
// that is there as it is.
#include <algorithm>

#include "schema/forecast.h"
#include "schema/keys.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Thing;

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
std::string defined(const sql::Effect& effect) {
  return "`" + effect.part + "` " + (effect.shape ? effect.shape->definition : "");
}

}  // namespace

void Forecast::forget_parts(const std::string& table) {
  structure_.add({"unknown parts", "", table, "", ""});
}

void Forecast::create(const sql::Effect& effect) {
  const std::string& name = effect.object.name;
  switch (effect.thing) {
    case Thing::table:
      return create_table(effect);
    case Thing::view:
    case Thing::materialized_view:
      return create_view(effect);
    case Thing::column:
      if (structure_.column(name, effect.part) == nullptr)
        structure_.add({"column", "", name, effect.part, defined(effect)});
      return;
    case Thing::index:
      return create_index(effect);
    case Thing::foreign_key:
      return add_foreign_key(effect);
    case Thing::primary_key:
    case Thing::unique:
    case Thing::check:
    case Thing::exclusion:
      return add_constraint(effect);
    case Thing::sequence:
    case Thing::function:
    case Thing::procedure:
    case Thing::type:
    case Thing::domain:
    case Thing::extension:
      return structure_.add({std::string(to_text(effect.thing)), "", "", name, ""});
    case Thing::trigger:
      return structure_.add({"trigger", "", name, effect.part, ""});
    default:
      return;
  }
}

/// A column that is stated anew.
void Forecast::restate(const sql::Effect& effect) {
  if (effect.thing != Thing::column || !effect.shape) return;
  structure_.change([&](StructureObject& object) {
    if (object.kind == "column" && is_of(object, effect.object.name) &&
        same(object.name, effect.part))
      object.definition = defined(effect);
  });
}

void Forecast::create_table(const sql::Effect& effect) {
  const std::string& name = effect.object.name;
  if (has_relation(name) && !effect.replaces) return;
  if (effect.replaces) drop_relation(name, false);
  structure_.add({"table", "", "", name, ""});
  for (const sql::Effect& part : effect.parts) create(part);
  if (!effect.states_all) structure_.add({"unknown parts", "", name, "", ""});
}

void Forecast::create_view(const sql::Effect& effect) {
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

void Forecast::create_index(const sql::Effect& effect) {
  if (effect.if_exists && find_index(effect) != nullptr) return;
  StructureObject index{"index", "", effect.object.name, effect.part, "", effect.columns};
  if (rules_.keys_need_indexes) {
    // The index that the database made for a foreign key gives way to one that somebody makes.
    structure_.remove_if([&](const StructureObject& object) {
      return object.kind == "index" && is_of(object, effect.object.name) &&
             find_constraint(object.table, object.name) != nullptr &&
             leads_with(index, object.columns);
    });
  }
  structure_.add(std::move(index));
}

void Forecast::add_foreign_key(const sql::Effect& effect) {
  const std::string& table = effect.object.name;
  const std::string other = is_followed(effect.other) ? effect.other.name : effect.other.to_text();
  StructureObject key{"foreign key", "", table, effect.part, "", effect.columns, {other}};
  std::vector<std::string> pointed = effect.other_columns;
  for (const StructureObject& object : structure_.objects()) {
    if (pointed.empty() && object.kind == "primary key" && is_of(object, other))
      pointed = object.columns;
  }
  for (const std::string& column : pointed) key.uses.push_back(other + "." + column);
  if (rules_.keys_need_indexes) {
    const auto& all = structure_.objects();
    const bool has_index = std::any_of(all.begin(), all.end(), [&](const StructureObject& object) {
      return is_index(object) && is_of(object, table) && leads_with(object, effect.columns);
    });
    if (!has_index) structure_.add({"index", "", table, effect.part, "", effect.columns});
  }
  if (effect.part.empty()) structure_.add({"unknown parts", "", table, "", ""});
  structure_.add(std::move(key));
}

void Forecast::add_constraint(const sql::Effect& effect) {
  const std::string& table = effect.object.name;
  const bool is_named_by_table = effect.thing == Thing::primary_key && !rules_.names_primary_keys;
  if (effect.part.empty() && !is_named_by_table)
    structure_.add({"unknown parts", "", table, "", ""});
  const std::string name = is_named_by_table ? "" : effect.part;
  structure_.add({std::string(to_text(effect.thing)), "", table, name, "", effect.columns});
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

void Forecast::drop(const sql::Effect& effect) {
  const std::string& name = effect.object.name;
  switch (effect.thing) {
    case Thing::table:
    case Thing::view:
    case Thing::materialized_view:
      return drop_relation(name, cascades(effect));
    case Thing::sequence:
      return structure_.remove_if([&](const StructureObject& object) {
        return object.kind == "sequence" && object.schema.empty() && same(object.name, name);
      });
    case Thing::column:
      return drop_column(effect);
    default:
      break;
  }
  if (effect.thing == Thing::index || sql::is_constraint(effect.thing)) return drop_part(effect);
  if (const StructureObject* const program = find_program(effect)) {
    const StructureObject gone = *program;
    structure_.remove_if([&](const StructureObject& object) {
      return object.kind == gone.kind && object.schema.empty() && object.name == gone.name;
    });
  }
}

void Forecast::drop_part(const sql::Effect& effect) {
  structure_.remove_if([&](const StructureObject& object) {
    if (!is_of(object, effect.object.name)) return false;
    if (effect.thing == Thing::primary_key) return object.kind == "primary key";
    if (!same(object.name, effect.part)) return false;
    return effect.thing == Thing::index
               ? object.kind == "index" || object.kind == "unique constraint"
               : is_constraint(object);
  });
}

/// Some databases drop the keys and indexes of a column with it, others take it out of them.
void Forecast::drop_column(const sql::Effect& effect) {
  const std::string& table = effect.object.name;
  const bool keys_go = rules_.keys_go_with_columns;
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

void Forecast::rename(const sql::Effect& effect) {
  const std::string& name = effect.object.name;
  if (sql::is_relation(effect.thing) || effect.thing == Thing::sequence)
    return structure_.rename_table(name, effect.other.name);
  if (effect.thing == Thing::column)
    return structure_.rename_column(name, effect.part, effect.other.name);
  if (effect.thing == Thing::index || sql::is_constraint(effect.thing)) return rename_part(effect);
  const StructureObject* const program = find_program(effect);
  if (program == nullptr) return;
  const std::string kind = program->kind, known = program->name;
  structure_.change([&](StructureObject& object) {
    if (object.kind != kind || !object.schema.empty() || object.name != known) return;
    object.name = effect.other.name + known.substr(std::min(known.find('('), known.size()));
  });
}

/// An index or a constraint.
void Forecast::rename_part(const sql::Effect& effect) {
  structure_.change([&](StructureObject& object) {
    const bool is_there =
        effect.object.name.empty() ? object.schema.empty() : is_of(object, effect.object.name);
    const bool is_part = is_constraint(object) || is_index(object);
    if (is_there && is_part && same(object.name, effect.part)) object.name = effect.other.name;
  });
}

/// To another schema, where it is not followed any more.
void Forecast::move(const sql::Effect& effect) {
  if (sql::is_relation(effect.thing)) drop_relation(effect.object.name, false);
}

}  // namespace ebbtide

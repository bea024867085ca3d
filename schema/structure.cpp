// Two structures are compared by key (kind, schema, table, name) and definition. A table that is
// missing is said once, and not again for each of its columns; of two tables with the same columns
// in another order the order is what differs.
//
// A rename goes through everything: the name itself, the table that parts belong to, and what
// others use, as a whole (`orders`) and as a prefix of a column (`orders.id`).
#include "schema/structure.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using Key = std::tuple<std::string, std::string, std::string, std::string>;

Key key_of(const StructureObject& object) {
  return {object.kind, object.schema, object.table, object.name};
}

bool same(std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); }

/// Whether it shares its name with no table.
bool is_relation(const StructureObject& object) {
  return object.table.empty() && (object.kind == "table" || object.kind == "view" ||
                                  object.kind == "materialized view" || object.kind == "sequence");
}

void rename_uses(StructureObject& object, const std::string& from, const std::string& to) {
  for (std::string& used : object.uses) {
    if (same(used, from)) used = to;
    if (starts_with_ignoring_case(used, from + ".")) used = to + used.substr(from.size());
  }
}

bool has_table(const std::map<Key, const StructureObject*>& objects, const StructureObject& part) {
  return part.table.empty() || objects.contains({"table", part.schema, "", part.table});
}

std::map<Key, const StructureObject*> index(const Structure& structure) {
  std::map<Key, const StructureObject*> objects;
  for (const StructureObject& object : structure.objects())
    objects.emplace(key_of(object), &object);
  return objects;
}

/// Whether two tables have the same columns in another order: only then the order says more than
/// the columns that are missing or new.
bool is_order_only(const StructureObject& before, const StructureObject& after) {
  std::vector<std::string> a = before.columns, b = after.columns;
  if (a == b) return false;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

std::string StructureObject::to_text() const {
  std::string text = kind + " " + (schema.empty() ? "" : schema + ".");
  if (!table.empty()) text += table + (name.empty() ? "" : ".");
  return text + name;
}

std::string StructureDifference::to_text() const {
  switch (kind) {
    case Kind::missing:
      return object.to_text() + " is missing";
    case Kind::additional:
      return object.to_text() + " was not there before: " + object.definition;
    case Kind::changed:
      return object.to_text() + " was '" + before + "' and is '" + after + "'";
  }
  return object.to_text();
}

Structure::Structure(std::vector<StructureObject> objects) : objects_(std::move(objects)) {
  for (StructureObject& object : objects_) object.origin = object.name;
  std::stable_sort(
      objects_.begin(), objects_.end(),
      [](const StructureObject& a, const StructureObject& b) { return key_of(a) < key_of(b); });
}

const StructureObject* Structure::find(std::string_view kind, std::string_view table,
                                       std::string_view name) const {
  const auto found = std::find_if(objects_.begin(), objects_.end(), [&](const auto& object) {
    return object.schema.empty() && object.kind == kind && same(object.table, table) &&
           same(object.name, name);
  });
  return found == objects_.end() ? nullptr : &*found;
}

void Structure::rename_table(std::string_view from, const std::string& to) {
  const std::string old(from);
  for (StructureObject& object : objects_) {
    rename_uses(object, old, to);
    if (!object.schema.empty()) continue;
    if (same(object.table, old)) object.table = to;
    if (is_relation(object) && same(object.name, old)) object.name = to;
  }
}

void Structure::rename_column(std::string_view table, std::string_view from,
                              const std::string& to) {
  const std::string old(from), used = std::string(table) + "." + old;
  for (StructureObject& object : objects_) {
    if (!object.schema.empty() || !same(object.table, table)) {
      rename_uses(object, used, std::string(table) + "." + to);
      continue;
    }
    if (object.kind == "column" && same(object.name, old)) object.name = to;
    for (std::string& column : object.columns) {
      if (same(column, old)) column = to;
    }
  }
}

std::vector<StructureDifference> differences(const Structure& before, const Structure& after) {
  using Kind = StructureDifference::Kind;
  std::vector<StructureDifference> found;
  const auto old_objects = index(before), new_objects = index(after);
  for (const auto& [key, object] : old_objects) {
    const auto other = new_objects.find(key);
    if (other == new_objects.end()) {
      // What belongs to a table is missing with it.
      if (has_table(new_objects, *object)) found.push_back({Kind::missing, *object, "", ""});
    } else if (object->definition != other->second->definition) {
      found.push_back({Kind::changed, *object, object->definition, other->second->definition});
    } else if (object->kind == "table" && is_order_only(*object, *other->second)) {
      found.push_back({Kind::changed, *object, "columns " + join(object->columns, ", "),
                       "columns " + join(other->second->columns, ", ")});
    }
  }
  for (const auto& [key, object] : new_objects) {
    if (!old_objects.contains(key) && has_table(old_objects, *object))
      found.push_back({Kind::additional, *object, "", ""});
  }
  return found;
}

}  // namespace ebbtide

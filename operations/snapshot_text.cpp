// As Liquibase does: classes in the order of their names, objects below them, properties in the
// order of theirs, four blanks deeper each time, and a blank line of eight blanks behind each
// class. A table shows what belongs to it in full. Otherwise than there: columns of keys and
// indexes stand in their own order, types and defaults are as the server prints them.
//
// What Liquibase has no property for is told behind those that it has, by the names that
// comparisons use. Kinds that it does not know stand behind its classes, in the order of kinds, and
// an object of one is all its properties. So a script that reads the text finds what it looked for,
// and somebody who reads it misses nothing.
//
// A key, a foreign key and an index are shown twice: within their table, and in the list of their
// class, there with the table's name among the properties. With several schemas there is a block
// for each.
#include "operations/snapshot_text.h"

#include <algorithm>
#include <map>

#include "operations/schema_reading.h"
#include "schema/compare.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// A line with what stands below it.
struct Item {
  std::string text;
  std::vector<Item> below = {};
};
using Items = std::vector<Item>;

Item property(const std::string& name, const std::string& value) {
  return {value.empty() ? name + ":" : name + ": " + value};
}
Item list(const std::string& name, Items below) { return {name + ": ", std::move(below)}; }
Items names(const std::vector<std::string>& all) {
  Items items;
  for (const std::string& one : all) items.push_back({one});
  return items;
}
std::string flag(bool value) { return value ? "true" : "false"; }

void write(std::string& out, const Item& item, std::size_t indent) {
  std::size_t begin = 0;
  for (std::size_t end = item.text.find('\n'); end != std::string::npos;
       end = item.text.find('\n', begin)) {
    out += std::string(indent, ' ') + item.text.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  out += std::string(indent, ' ') + item.text.substr(begin) + "\n";
  for (const Item& one : item.below) write(out, one, indent + 4);
}

std::string rule(const std::string& action) {
  if (action == "CASCADE") return "importedKeyCascade";
  if (action == "SET NULL") return "importedKeySetNull";
  if (action == "SET DEFAULT") return "importedKeySetDefault";
  return action == "RESTRICT" ? "importedKeyRestrict" : "importedKeyNoAction";
}

/// Properties that Liquibase has no place for, by their names here.
void add_others(Items& items, const schema::Properties& properties,
                std::initializer_list<std::string_view> known) {
  for (const schema::Property& one : properties) {
    if (std::find(known.begin(), known.end(), one.name) == known.end())
      items.push_back(property(one.name, one.value));
  }
}

Item item_of(const schema::Column& column, std::size_t order) {
  Items items;
  if (column.by_default) items.push_back(property("defaultValue", *column.by_default));
  items.push_back(property("nullable", flag(column.nullable)));
  items.push_back(property("order", std::to_string(order)));
  if (column.comment) items.push_back(property("remarks", *column.comment));
  items.push_back(property("type", column.type));
  add_others(items, properties_of(column), {"default", "nullable", "comment", "type"});
  return {column.name, std::move(items)};
}

Items items_of(const schema::Index& index) {
  Items parts;
  for (const schema::IndexPart& part : index.parts)
    parts.push_back({part.text + (part.is_descending ? " DESC" : "")});
  Items items{list("columns", std::move(parts)), property("unique", flag(index.is_unique))};
  add_others(items, properties_of(index), {"columns", "unique"});
  return items;
}

Items items_of(const schema::Key& key) {
  Items items{list("columns", names(key.columns))};
  add_others(items, properties_of(key), {"columns", "name"});
  return items;
}

Items items_of(const schema::ForeignKey& key) {
  Items items{property("deferrable", flag(key.deferral.is_deferrable)),
              property("deleteRule", rule(key.on_delete)),
              list("foreignKeyColumns", names(key.columns)),
              property("initiallyDeferred", flag(key.deferral.is_deferred)),
              list("primaryKeyColumns", names(key.referenced_columns)),
              property("primaryKeyTable", key.referenced.name),
              property("updateRule", rule(key.on_update))};
  add_others(items, properties_of(key),
             {"name", "columns", "referenced table", "referenced columns", "update rule",
              "delete rule", "deferrable", "initially deferred"});
  return items;
}

/// With the table that it belongs to, in the place of its name among the properties.
Items with_table(Items items, const std::string& name, const std::string& table) {
  const auto behind = std::find_if(items.begin(), items.end(),
                                   [&](const Item& one) { return one.text > name + ":"; });
  items.insert(behind, property(name, table));
  return items;
}

template <class Part>
void add_parts(Items& items, const std::string& name, const std::vector<Part>& parts) {
  Items below;
  for (const Part& one : parts) below.push_back({label_of(one), items_of(one)});
  if (!below.empty()) items.push_back(list(name, std::move(below)));
}

Item item_of(const schema::Table& table) {
  Items columns, items;
  std::size_t order = 0;
  for (const schema::Column& column : table.columns) columns.push_back(item_of(column, ++order));
  if (!columns.empty()) items.push_back(list("columns", std::move(columns)));
  for (const schema::Check& check : table.checks)
    items.push_back(
        property(check.name.empty() ? "check" : "check " + check.name, check.definition));
  add_parts(items, "indexes", table.indexes);
  add_parts(items, "outgoingForeignKeys", table.foreign_keys);
  if (table.primary_key)
    items.push_back({"primaryKey: " + table.primary_key->name, items_of(*table.primary_key)});
  if (table.comment) items.push_back(property("remarks", *table.comment));
  add_parts(items, "uniqueConstraints", table.uniques);
  add_others(items, properties_of(table), {"comment"});
  return {table.name.name, std::move(items)};
}

Item item_of(const schema::View& view) {
  Items items;
  if (!view.columns.empty()) items.push_back(list("columns", names(view.columns)));
  items.push_back(property("definition", view.query));
  if (view.comment) items.push_back(property("remarks", *view.comment));
  add_parts(items, "indexes", view.indexes);
  add_others(items, properties_of(view), {"columns", "query", "comment"});
  return {view.name.name, std::move(items)};
}

Item item_of(const schema::Sequence& sequence) {
  Items items;
  const auto say = [&](const char* name, const std::string& value) {
    if (!value.empty()) items.push_back(property(name, value));
  };
  say("cacheSize", sequence.cache);
  say("dataType", sequence.type);
  say("incrementBy", sequence.increment);
  say("maxValue", sequence.maximum);
  say("minValue", sequence.minimum);
  say("startValue", sequence.start);
  say("willCycle", flag(sequence.cycles));
  if (sequence.comment) items.push_back(property("remarks", *sequence.comment));
  return {sequence.name.name, std::move(items)};
}

/// An object that Liquibase does not know: all that is said of it.
template <class Object>
Item other_item(const std::string& name, const Object& object) {
  Items items;
  for (const schema::Property& one : properties_of(object))
    items.push_back(property(one.name, one.value));
  return {name, std::move(items)};
}

/// The objects of one schema, by class.
class Classes {
 public:
  Classes(const schema::Schema& schema, std::string place) : place_(std::move(place)) {
    for (const schema::Table& table : schema.tables) {
      if (is_here(table.name)) add(table);
    }
    for (const schema::View& view : schema.views) {
      if (is_here(view.name))
        known_[view.is_materialized ? "MaterializedView" : "View"].push_back(item_of(view));
    }
    for (const schema::Sequence& one : schema.sequences) {
      if (is_here(one.name)) known_["Sequence"].push_back(item_of(one));
    }
    for (const schema::Type& one : schema.types) {
      if (is_here(one.name)) others_[one.kind].push_back(other_item(one.name.name, one));
    }
    for (const schema::Routine& one : schema.routines) {
      if (is_here(one.name))
        others_[one.kind].push_back(other_item(one.name.name + "(" + one.arguments + ")", one));
    }
    for (const schema::Program& one : schema.programs) {
      const std::string table = one.table.empty() ? "" : one.table + ".";
      if (is_here(one.name)) others_[one.kind].push_back(other_item(table + one.name.name, one));
    }
  }

  void write_to(std::string& out) const {
    for (const auto& [name, items] : known_) {
      out += "    liquibase.structure.core." + name + ":\n";
      write_all(out, items);
    }
    for (const auto& [kind, items] : others_) {
      out += "    " + std::string(to_text(kind)) + ":\n";
      write_all(out, items);
    }
  }

 private:
  bool is_here(const schema::Name& name) const {
    return name.place == place_ || name.place.empty();
  }
  static void write_all(std::string& out, const Items& items) {
    for (const Item& one : items) write(out, one, 8);
    out += "        \n";
  }
  void add(const schema::Table& table) {
    const std::string& name = table.name.name;
    known_["Table"].push_back(item_of(table));
    for (const schema::ForeignKey& key : table.foreign_keys)
      known_["ForeignKey"].push_back(
          {label_of(key), with_table(items_of(key), "foreignKeyTable", name)});
    for (const schema::Index& index : table.indexes)
      known_["Index"].push_back({index.name, with_table(items_of(index), "table", name)});
    if (table.primary_key)
      known_["PrimaryKey"].push_back(
          {table.primary_key->name, with_table(items_of(*table.primary_key), "table", name)});
    for (const schema::Key& key : table.uniques)
      known_["UniqueConstraint"].push_back(
          {label_of(key), with_table(items_of(key), "table", name)});
  }

  std::string place_;
  std::map<std::string, Items> known_;
  std::map<schema::Kind, Items> others_;
};

}  // namespace

std::string text_of_snapshot(const schema::Schema& schema) {
  const schema::Origin& origin = schema.origin;
  std::string out = "Database snapshot for " + origin.url + "\n" + std::string(65, '-') +
                    "\nDatabase type: " + origin.product + "\nDatabase version: " + origin.version +
                    "\nDatabase user: " + (origin.user.empty() ? "null" : origin.user) +
                    "\nIncluded types:\n";
  for (const char* const name : {"Catalog", "Column", "ForeignKey", "Index", "PrimaryKey", "Schema",
                                 "Sequence", "Table", "UniqueConstraint", "View"}) {
    if (std::string_view(name) != "Sequence" || can_have(origin, schema::Kind::sequence))
      out += "    liquibase.structure.core." + std::string(name) + "\n";
  }
  std::vector<std::string> places;
  for (const schema::Namespace& one : schema.schemas) places.push_back(one.name);
  if (places.empty()) places.push_back(origin.default_schema);
  for (const std::string& place : places) {
    const bool has_schemas = can_have(origin, schema::Kind::schema);
    const std::string shown = shown_place(origin);
    out += has_schemas ? "\nCatalog & Schema: " + origin.catalog + " / " + place + "\n"
                       : "\nCatalog: " + (shown.empty() ? "null" : shown) + "\n";
    Classes(schema, place).write_to(out);
  }
  return out;
}

}  // namespace ebbtide

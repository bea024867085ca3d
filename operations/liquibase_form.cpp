// Writing. Every object is in the list of its class, with a number; whatever belongs to another one
// names it by class and number. Values that are neither text nor yes or no carry their Java class:
// `"3!{java.lang.Integer}"`. The indexes that serve constraints are objects too there.
//
//   "liquibase.structure.core.Table": [{"table": {
//      "name": "orders", "snapshotId": "3",
//      "columns": ["liquibase.structure.core.Column#4"],
//      "primaryKey": "liquibase.structure.core.PrimaryKey#5" …
//
// Numbers are given when an object is first named, which may be before it is written: a foreign key
// names the columns of a table that comes later. Liquibase's are others at each run; counted from 1
// they make two snapshots of one schema the same text.
//
// A default has the Java class that Liquibase's reader would give it, which hangs on the JDBC
// number of its column's type: 91 a date, 93 a timestamp, 4, 5 and -6 an Integer, -5 a BigInteger,
// 2, 3 and 7 a BigDecimal, 8 a Double; letters are plain text. Most that has none of these is a
// DatabaseFunction.
//
// What this form has no class for is not here (checks, triggers, routines, types, materialized
// views); snapshot_model.h has all of it beside. A foreign key is written where its other table is,
// since the form can refer only to what it has.
#include "operations/liquibase_form.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "database/dialect.h"
#include "database/driver_types.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "database/server_version.h"
#include "operations/schema_reading.h"
#include "sql/plain_value.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using nlohmann::json;
using sql::PlainValue;

constexpr std::string_view package = "liquibase.structure.core.";

json typed(const std::string& value, std::string_view java_class) {
  return value + "!{" + std::string(java_class) + "}";
}
json integer(const std::string& value) { return typed(value, "java.lang.Integer"); }
json big(const std::string& value) { return typed(value, "java.math.BigInteger"); }

json rule(const std::string& action) {
  std::string word = "importedKeyNoAction";
  if (action == "CASCADE") word = "importedKeyCascade";
  if (action == "SET NULL") word = "importedKeySetNull";
  if (action == "SET DEFAULT") word = "importedKeySetDefault";
  if (action == "RESTRICT") word = "importedKeyRestrict";
  return typed(word, "liquibase.structure.core.ForeignKeyConstraintType");
}

class FormWriter {
 public:
  explicit FormWriter(const schema::Schema& schema)
      : schema_(schema),
        facts_(make_dialect(schema.origin.short_name, "")->facts()),
        types_(driver_types(schema.origin.short_name)),
        has_schemas_(has_schemas(facts_)) {}

  json write();

 private:
  std::string next() { return std::to_string(++last_); }
  static std::string reference(std::string_view object_class, const std::string& id) {
    return std::string(package) + std::string(object_class) + "#" + id;
  }
  /// Adds an object to its class; the number it has been given is its own.
  void put(std::string_view object_class, const char* word, json object, const std::string& id) {
    object["snapshotId"] = id;
    objects_[std::string(package) + std::string(object_class)].push_back(
        json{{word, std::move(object)}});
  }
  std::string column_id(const schema::Name& table, const std::string& column) {
    std::string& id = columns_[{table.to_text(), column}];
    if (id.empty()) id = next();
    return id;
  }
  std::string table_id(const schema::Name& table) {
    std::string& id = tables_[table.to_text()];
    if (id.empty()) id = next();
    return id;
  }
  json columns(const schema::Name& table, const std::vector<std::string>& names) {
    json list = json::array();
    for (const std::string& name : names)
      list.push_back(reference("Column", column_id(table, name)));
    return list;
  }
  std::string schema_reference(const std::string& place) {
    return reference("Schema", schemas_[place]);
  }

  void put_places();
  json type_of(const schema::Column& column) const;
  json default_of(const schema::Column& column) const;
  void put_column(const schema::Table& table, const schema::Column& column, std::size_t order);
  std::string put_key_index(const schema::Table& table, const schema::Key& key,
                            const std::string& name, json& indexes);
  std::string put_index(const schema::Table& table, const schema::Index& index);
  void put_table(const schema::Table& table);
  std::string put_primary_key(const schema::Table& table, json& indexes);
  std::string put_unique(const schema::Table& table, const schema::Key& key, json& indexes);
  std::string put_foreign_key(const schema::Table& table, const schema::ForeignKey& key);
  void put_view(const schema::View& view);
  void put_sequence(const schema::Sequence& sequence);

  const schema::Schema& schema_;
  Facts facts_;
  DriverTypes types_;
  bool has_schemas_ = false;
  int last_ = 0;
  json objects_ = json::object();
  std::map<std::pair<std::string, std::string>, std::string> columns_;
  std::map<std::string, std::string> tables_, schemas_;
};

// A database without schemas has one without a name there, and of MySQL it is the catalog's.
void FormWriter::put_places() {
  const schema::Origin& origin = schema_.origin;
  const std::string catalog = next();
  json object{{"default", true}};
  const bool has_places =
      facts_.has(Feature::schemas) || facts_.has(Feature::schemas_are_databases);
  if (has_places && !origin.catalog.empty()) object["name"] = origin.catalog;
  put("Catalog", "catalog", object, catalog);
  std::vector<std::string> places;
  for (const schema::Namespace& one : schema_.schemas) places.push_back(one.name);
  if (places.empty()) places.push_back(origin.default_schema);
  for (const std::string& place : places) {
    const std::string id = next();
    json one{{"catalog", reference("Catalog", catalog)}};
    if (place.empty() || place == origin.default_schema) {
      one["default"] = true;
      schemas_[""] = id;
    }
    const std::string& name = place.empty() && object.contains("name") ? origin.catalog : place;
    if (!name.empty()) one["name"] = name;
    schemas_[place] = id;
    put("Schema", "schema", one, id);
  }
}

/// As Liquibase does: an integer with a default that asks a sequence is of one of these types.
const SerialType* serial_type(const schema::Column& column, const Facts& facts) {
  const bool is_numbered = column.numbering
                               ? column.numbering->kind == schema::Numbering::Kind::serial
                               : column.by_default && column.by_default->starts_with("nextval(");
  const auto found = std::find_if(facts.serial_types.begin(), facts.serial_types.end(),
                                  [&](const SerialType& one) { return one.type == column.type; });
  return is_numbered && found != facts.serial_types.end() ? &*found : nullptr;
}

json FormWriter::type_of(const schema::Column& column) const {
  DriverType type = driver_type(column.type, types_);
  if (const SerialType* const serial = serial_type(column, facts_)) type.name = serial->name;
  json told{{"columnSizeUnit", typed("BYTE", "liquibase.structure.core.DataType$ColumnSizeUnit")},
            {"dataTypeId", integer(std::to_string(type.id))},
            {"radix", integer("10")},
            {"typeName", type.name}};
  if (!type.size.empty()) told["columnSize"] = integer(type.size);
  if (!type.digits.empty()) told["decimalDigits"] = integer(type.digits);
  if (!type.bytes.empty()) told["characterOctetLength"] = integer(type.bytes);
  return told;
}

// As Liquibase does: what it cannot give a Java class, it takes for a function.
json FormWriter::default_of(const schema::Column& column) const {
  const auto as_function = [](const std::string& text) {
    return typed(text, "liquibase.statement.DatabaseFunction");
  };
  if (column.generated)
    return as_function("GENERATED ALWAYS AS " + *column.generated +
                       (column.is_stored ? " STORED" : ""));
  if (column.on_update) return as_function(*column.by_default + " on update " + *column.on_update);
  const auto value = sql::plain_value(*column.by_default, facts_.syntax);
  const DriverType type = driver_type(column.type, types_);
  const bool is_array = type.id == 2003;
  if (!value || value->kind == PlainValue::Kind::null || is_array)
    return as_function(*column.by_default);
  if (value->kind == PlainValue::Kind::boolean) return value->value == "true";
  const bool is_number = value->kind == PlainValue::Kind::number;
  const bool is_date = type.id == 91 || (types_.rows.empty() && type.name == "DATE");
  if (is_date && !is_number) return typed(value->value, "java.sql.Date");
  if (type.id == 93 && !is_number)
    return typed(replace_all(value->value, " ", "T"), "java.sql.Timestamp");
  const bool is_text = type.id == 12 || type.id == 1 || type.id == -1;
  // The driver of PostgreSQL leaves quotes doubled.
  if (is_text)
    return facts_.has(Feature::schemas) ? replace_all(value->value, "'", "''") : value->value;
  const bool has_own_types = types_.rows.empty();
  if (!is_number) return has_own_types ? json(value->value) : as_function(value->value);
  if (type.id == 4 || type.id == 5 || type.id == -6) return integer(value->value);
  if (type.id == -5) return big(value->value);
  if (type.id == 2 || type.id == 3 || type.id == 7)
    return typed(value->value, "java.math.BigDecimal");
  if (type.id == 8)
    return typed(value->value + (contains(value->value, ".") ? "" : ".0"), "java.lang.Double");
  return as_function(value->value);
}

void FormWriter::put_column(const schema::Table& table, const schema::Column& column,
                            std::size_t order) {
  json object{{"name", column.name},
              {"nullable", column.nullable},
              {"order", integer(std::to_string(order))},
              {"relation", reference("Table", table_id(table.name))},
              {"type", type_of(column)}};
  const bool is_serial = serial_type(column, facts_) != nullptr;
  if ((column.by_default && !is_serial) || (column.generated && has_schemas_))
    object["defaultValue"] = default_of(column);
  if (column.comment) object["remarks"] = *column.comment;
  if (column.numbering || is_serial) {
    const auto& numbering = column.numbering.or_default();
    object["autoIncrementInformation"] = {
        {"incrementBy", big(numbering.increment.empty() ? "1" : numbering.increment)},
        {"startWith", big(numbering.start.empty() ? "1" : numbering.start)}};
  }
  put("Column", "column", std::move(object), column_id(table.name, column.name));
}

std::string FormWriter::put_key_index(const schema::Table& table, const schema::Key& key,
                                      const std::string& name, json& indexes) {
  json parts = json::array();
  for (const std::string& column : key.columns)
    parts.push_back(json{{"column", {{"name", column}}}});
  const std::string id = next();
  put("Index", "index",
      {{"columns", parts},
       {"name", name},
       {"table", reference("Table", table_id(table.name))},
       {"unique", true}},
      id);
  indexes.push_back(reference("Index", id));
  return reference("Index", id);
}

std::string FormWriter::put_index(const schema::Table& table, const schema::Index& index) {
  json parts = json::array();
  const bool has_descending = std::any_of(index.parts.begin(), index.parts.end(),
                                          [](const auto& one) { return one.is_descending; });
  for (const schema::IndexPart& part : index.parts) {
    json one{{"name", part.text}};
    if (part.is_expression) one["computed"] = true;
    if (has_descending) one["descending"] = part.is_descending;
    parts.push_back(json{{"column", std::move(one)}});
  }
  // As Liquibase does: what is included is a column like the others.
  for (const std::string& name : index.included)
    parts.push_back(json{{"column", {{"name", name}}}});
  const std::string id = next();
  put("Index", "index",
      {{"columns", parts},
       {"name", index.name},
       {"table", reference("Table", table_id(table.name))},
       {"unique", index.is_unique}},
      id);
  return reference("Index", id);
}

std::string FormWriter::put_primary_key(const schema::Table& table, json& indexes) {
  const schema::Key& key = *table.primary_key;
  const std::string id = next();
  json object{{"columns", columns(table.name, key.columns)},
              {"table", reference("Table", table_id(table.name))}};
  const std::string name = key.name;
  if (!name.empty()) {
    object["name"] = name;
    object["backingIndex"] = put_key_index(table, key, name, indexes);
  }
  put("PrimaryKey", "primaryKey", std::move(object), id);
  return reference("PrimaryKey", id);
}

std::string FormWriter::put_unique(const schema::Table& table, const schema::Key& key,
                                   json& indexes) {
  const std::string id = next();
  json object{{"clustered", false},
              {"columns", columns(table.name, key.columns)},
              {"deferrable", key.deferral.is_deferrable},
              {"disabled", false},
              {"initiallyDeferred", key.deferral.is_deferred},
              {"table", reference("Table", table_id(table.name))},
              {"validate", true}};
  if (!key.name.empty()) {
    object["name"] = key.name;
    object["backingIndex"] = put_key_index(table, key, key.name, indexes);
  }
  put("UniqueConstraint", "uniqueConstraint", std::move(object), id);
  return reference("UniqueConstraint", id);
}

std::string FormWriter::put_foreign_key(const schema::Table& table, const schema::ForeignKey& key) {
  const std::string id = next();
  put("ForeignKey", "foreignKey",
      {{"deferrable", key.deferral.is_deferrable},
       {"deleteRule", rule(key.on_delete)},
       {"foreignKeyColumns", columns(table.name, key.columns)},
       {"foreignKeyTable", reference("Table", table_id(table.name))},
       {"initiallyDeferred", key.deferral.is_deferred},
       {"name", key.name},
       {"primaryKeyColumns", columns(key.referenced, key.referenced_columns)},
       {"primaryKeyTable", reference("Table", table_id(key.referenced))},
       {"updateRule", rule(key.on_update)}},
      id);
  return reference("ForeignKey", id);
}

std::string columns_of(const schema::Index& index) {
  std::vector<std::string> names;
  for (const schema::IndexPart& part : index.parts) names.push_back(part.text);
  names.insert(names.end(), index.included.begin(), index.included.end());
  return join(names, ",");
}

void FormWriter::put_table(const schema::Table& table) {
  json object{{"default_tablespace", false},
              {"name", table.name.name},
              {"schema", schema_reference(table.name.place)}};
  json column_list = json::array(), indexes = json::array(), keys = json::array(),
       uniques = json::array();
  std::size_t order = 0;
  for (const schema::Column& column : table.columns) {
    put_column(table, column, ++order);
    column_list.push_back(reference("Column", column_id(table.name, column.name)));
  }
  object["columns"] = std::move(column_list);
  if (table.primary_key) object["primaryKey"] = put_primary_key(table, indexes);
  for (const schema::Key& key : table.uniques) uniques.push_back(put_unique(table, key, indexes));
  std::set<std::string> seen;
  if (table.primary_key) seen.insert(join(table.primary_key->columns, ","));
  for (const schema::Key& key : table.uniques) seen.insert(join(key.columns, ","));
  for (const schema::Index& index : table.indexes) {
    // As Liquibase does: of several indexes with the same columns there is one.
    if (seen.insert(columns_of(index)).second) indexes.push_back(put_index(table, index));
  }
  for (const schema::ForeignKey& key : table.foreign_keys) {
    if (schema_.table(key.referenced) != nullptr) keys.push_back(put_foreign_key(table, key));
  }
  if (!indexes.empty()) object["indexes"] = std::move(indexes);
  if (!keys.empty()) object["outgoingForeignKeys"] = std::move(keys);
  if (!uniques.empty()) object["uniqueConstraints"] = std::move(uniques);
  if (table.comment) object["remarks"] = *table.comment;
  put("Table", "table", std::move(object), table_id(table.name));
}

void FormWriter::put_view(const schema::View& view) {
  const std::string id = next();
  json list = json::array();
  std::size_t order = 0;
  for (const std::string& name : view.columns) {
    const std::string column = column_id(view.name, name);
    put("Column", "column",
        {{"name", name},
         {"nullable", true},
         {"order", integer(std::to_string(++order))},
         {"relation", reference("View", id)},
         {"type", {{"typeName", "unknown"}}}},
        column);
    list.push_back(reference("Column", column));
  }
  json object{{"columns", std::move(list)},
              {"definition", view.query + (facts_.has(Feature::schemas) ? ";" : "")},
              {"name", view.name.name},
              {"schema", schema_reference(view.name.place)}};
  if (view.comment) object["remarks"] = *view.comment;
  put("View", "view", std::move(object), id);
}

void FormWriter::put_sequence(const schema::Sequence& sequence) {
  json object{{"name", sequence.name.name},
              {"schema", schema_reference(sequence.name.place)},
              {"willCycle", sequence.cycles}};
  const auto say = [&](const char* name, const std::string& value) {
    if (!value.empty()) object[name] = big(value);
  };
  say("startValue", sequence.start);
  say("incrementBy", sequence.increment);
  say("minValue", sequence.minimum);
  say("maxValue", sequence.maximum);
  say("cacheSize", sequence.cache);
  if (!sequence.type.empty()) object["dataType"] = sequence.type;
  put("Sequence", "sequence", std::move(object), next());
}

json FormWriter::write() {
  put_places();
  for (const schema::Table& table : schema_.tables) put_table(table);
  for (const schema::View& view : schema_.views) {
    if (!view.is_materialized) put_view(view);
  }
  for (const schema::Sequence& sequence : schema_.sequences) put_sequence(sequence);
  const schema::Origin& origin = schema_.origin;
  const ServerVersion version = ServerVersion::parse(origin.version);
  json database{{"majorVersion", std::to_string(version.major)},
                {"minorVersion", std::to_string(version.minor)},
                {"productName", origin.product},
                {"productVersion", origin.version},
                {"shortName", origin.short_name},
                {"url", origin.url}};
  if (!origin.user.empty()) database["user"] = origin.user;
  json types = json::array();
  for (const char* const name : {"Catalog", "Column", "ForeignKey", "Index", "PrimaryKey", "Schema",
                                 "Sequence", "Table", "UniqueConstraint", "View"})
    types.push_back(std::string(package) + name);
  return {{"database", std::move(database)},
          {"objects", std::move(objects_)},
          {"snapshotControl", {{"snapshotControl", {{"includedType", std::move(types)}}}}}};
}

}  // namespace

json liquibase_form(const schema::Schema& schema) { return FormWriter(schema).write(); }

}  // namespace ebbtide

// Reading Liquibase's form. Objects are kept by class and number first, then tables are put
// together from them. Whatever an object refers to may be missing where a snapshot was made of some
// types only; it is passed over then. `referencedObjects` are there to be looked up and are no
// objects of the snapshot.
//
// The form has less than the model, and what it lacks is taken as it most often is:
//
//   a type       the driver's name and size, made the server's again (`int4` is integer)
//   serial       a type there: here an integer that is numbered by a sequence of its own
//   identity     the form does not say which: BY DEFAULT
//   a default    text without quotes gets them again, a date loses its T; `NULL` is none, as it
//                stands there of MariaDB's columns
//   a name       somebody gave it: there is no telling
//   on update    behind a default
//   an index     that serves a key is the key's, and not listed again
//
// Numbers and flags may carry a Java class or not; the value in front of it is taken either way.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "database/dialect.h"
#include "database/driver_types.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "operations/liquibase_form.h"
#include "operations/schema_reading.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using nlohmann::json;

/// A value with its Java class: `3` of `3!{java.lang.Integer}`.
struct Typed {
  std::string value;
  std::string java_class = {};
};

Typed typed(const json& given) {
  if (given.is_boolean()) return {given.get<bool>() ? "true" : "false", "boolean"};
  if (!given.is_string()) return {given.is_null() ? "" : given.dump(), ""};
  const std::string text = given.get<std::string>();
  const std::size_t mark = text.rfind("!{");
  if (mark == std::string::npos || !text.ends_with('}')) return {text, ""};
  return {text.substr(0, mark), text.substr(mark + 2, text.size() - mark - 3)};
}

class FormReader {
 public:
  explicit FormReader(const json& snapshot);
  schema::Schema read();

 private:
  const json* member(const json& object, const char* name) const {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }
  std::string value(const json& object, const char* name) const {
    const json* const given = member(object, name);
    return given == nullptr ? "" : typed(*given).value;
  }
  bool flag(const json& object, const char* name) const { return value(object, name) == "true"; }
  /// The object that a text such as `liquibase.structure.core.Table#12` refers to.
  const json* referred(const json& reference) const;
  const json* referred(const json& object, const char* name) const {
    const json* const given = member(object, name);
    return given == nullptr ? nullptr : referred(*given);
  }
  template <class Use>
  void each(const json& object, const char* list, const Use& use) const {
    const json* const given = member(object, list);
    if (given == nullptr || !given->is_array()) return;
    for (const json& one : *given) {
      if (const json* const found = referred(one)) use(*found);
    }
  }
  template <class Use>
  void each_of(const char* object_class, const Use& use) const {
    const auto found = by_class_.find(object_class);
    if (found == by_class_.end()) return;
    for (const json* const one : found->second) use(*one);
  }

  void read_origin();
  schema::Name name_of(const json& object) const;
  std::vector<std::string> names(const json& object, const char* list) const;
  schema::Text default_of(const json& column, const DriverType& type) const;
  schema::Column column_of(const json& column) const;
  schema::Key key_of(const json& key) const;
  schema::ForeignKey foreign_key_of(const json& key) const;
  schema::Index index_of(const json& index) const;
  schema::Table table_of(const json& table) const;
  void read_views();
  void read_sequences();

  const json& snapshot_;
  std::map<std::string, const json*> objects_;
  std::map<std::string, std::vector<const json*>> by_class_;
  schema::Schema schema_;
  DriverTypes types_;
  std::span<const SerialType> serial_types_;
  bool has_schemas_ = false;
  bool restricts_always_ = false;
};

FormReader::FormReader(const json& snapshot) : snapshot_(snapshot) {
  for (const char* const part : {"objects", "referencedObjects"}) {
    const json* const lists = member(snapshot, part);
    if (lists == nullptr || !lists->is_object()) continue;
    for (const auto& [object_class, list] : lists->items()) {
      if (!list.is_array()) continue;
      for (const json& wrapped : list) {
        if (!wrapped.is_object() || wrapped.empty()) continue;
        const json& object = *wrapped.begin();
        if (!object.is_object()) continue;
        objects_[object_class + "#" + value(object, "snapshotId")] = &object;
        if (std::string_view(part) == "objects")
          by_class_[object_class.substr(object_class.rfind('.') + 1)].push_back(&object);
      }
    }
  }
}

const json* FormReader::referred(const json& reference) const {
  if (!reference.is_string()) return nullptr;
  const auto found = objects_.find(reference.get<std::string>());
  return found == objects_.end() ? nullptr : found->second;
}

void FormReader::read_origin() {
  schema::Origin& origin = schema_.origin;
  if (const json* const database = member(snapshot_, "database")) {
    origin.product = value(*database, "productName");
    origin.version = value(*database, "productVersion");
    origin.short_name = value(*database, "shortName");
    origin.user = value(*database, "user");
    origin.url = value(*database, "url");
  }
  const auto dialect = make_dialect(origin.short_name, "");
  has_schemas_ = has_schemas(facts_of(*dialect));
  types_ = driver_types(origin.short_name);
  serial_types_ = facts_of(*dialect).serial_types;
  restricts_always_ = facts_of(*dialect).has(Feature::keys_always_restrict);
  each_of("Catalog", [&](const json& one) { origin.catalog = value(one, "name"); });
  if (!has_schemas_) return;
  each_of("Schema", [&](const json& one) {
    schema_.schemas.push_back({value(one, "name"), std::nullopt});
    if (flag(one, "default")) origin.default_schema = value(one, "name");
  });
}

schema::Name FormReader::name_of(const json& object) const {
  const json* const place = referred(object, "schema");
  return {place == nullptr || !has_schemas_ ? "" : value(*place, "name"), value(object, "name")};
}

std::vector<std::string> FormReader::names(const json& object, const char* list) const {
  std::vector<std::string> all;
  each(object, list, [&](const json& one) { all.push_back(value(one, "name")); });
  return all;
}

schema::Text FormReader::default_of(const json& column, const DriverType& type) const {
  const json* const given = member(column, "defaultValue");
  if (given == nullptr) return std::nullopt;
  const Typed value = typed(*given);
  if (value.value == "NULL") return std::nullopt;  // as it stands there of MariaDB's columns
  if (value.java_class == "liquibase.statement.DatabaseFunction") return value.value;
  const bool is_moment = value.java_class.starts_with("java.sql.");
  if (value.java_class == "boolean" || (!value.java_class.empty() && !is_moment))
    return value.value;
  const std::string text = is_moment ? replace_all(value.value, "T", " ") : value.value;
  const bool is_written = type.name.empty() || contains(text, "(");
  if (is_written) return text;
  // Quotes may stand there doubled or not.
  const std::string single = has_schemas_ ? text : replace_all(text, "''", "'");
  return "'" + (has_schemas_ ? text : replace_all(single, "'", "''")) + "'";
}

/// What a column is given at each update stands behind its default.
void take_on_update(schema::Column& column) {
  const std::string_view words = " on update ";
  if (!column.by_default) return;
  const std::size_t at = find_ignoring_case(*column.by_default, words);
  if (at == std::string::npos || column.by_default->starts_with('\'')) return;
  column.on_update = column.by_default->substr(at + words.size());
  column.by_default->resize(at);
}

schema::Column FormReader::column_of(const json& column) const {
  DriverType type;
  if (const json* const given = member(column, "type")) {
    type.name = value(*given, "typeName");
    type.size = value(*given, "columnSize");
    type.digits = value(*given, "decimalDigits");
    if (type.size == "2000000000") type.size.clear();  // SQLite's for none
  }
  schema::Column made{.name = value(column, "name"), .type = {}};
  const json* const numbering = member(column, "autoIncrementInformation");
  const auto serial = std::find_if(serial_types_.begin(), serial_types_.end(),
                                   [&](const SerialType& one) { return one.name == type.name; });
  const bool is_serial = serial != serial_types_.end();
  made.type = is_serial ? std::string(serial->type) : type_of_driver(type, types_);
  made.nullable = value(column, "nullable") != "false";
  made.by_default = default_of(column, type);
  take_on_update(made);
  if (const json* const remarks = member(column, "remarks")) made.comment = typed(*remarks).value;
  if (numbering == nullptr || !numbering->is_object()) return made;
  schema::Numbering& numbers = made.numbering.emplace();
  if (has_schemas_)
    numbers.kind =
        is_serial ? schema::Numbering::Kind::serial : schema::Numbering::Kind::identity_by_default;
  numbers.start = value(*numbering, "startWith");
  numbers.increment = value(*numbering, "incrementBy");
  return made;
}

schema::Key FormReader::key_of(const json& key) const {
  schema::Key made{.name = value(key, "name")};
  made.is_named = !made.name.empty();
  made.columns = names(key, "columns");
  made.deferral = {flag(key, "deferrable"), flag(key, "initiallyDeferred")};
  return made;
}

std::string action_of(const std::string& word) {
  if (word == "importedKeyCascade") return "CASCADE";
  if (word == "importedKeySetNull") return "SET NULL";
  if (word == "importedKeySetDefault") return "SET DEFAULT";
  return word == "importedKeyRestrict" ? "RESTRICT" : "";
}

schema::ForeignKey FormReader::foreign_key_of(const json& key) const {
  schema::ForeignKey made{.name = value(key, "name")};
  made.is_named = !made.name.empty();
  made.columns = names(key, "foreignKeyColumns");
  made.referenced_columns = names(key, "primaryKeyColumns");
  if (const json* const table = referred(key, "primaryKeyTable")) made.referenced = name_of(*table);
  made.on_update = action_of(value(key, "updateRule"));
  made.on_delete = action_of(value(key, "deleteRule"));
  for (std::string* const action : {&made.on_update, &made.on_delete})
    if (*action == "RESTRICT" && restricts_always_) action->clear();
  made.deferral = {flag(key, "deferrable"), flag(key, "initiallyDeferred")};
  return made;
}

schema::Index FormReader::index_of(const json& index) const {
  schema::Index made{.name = value(index, "name")};
  made.is_unique = flag(index, "unique");
  const json* const parts = member(index, "columns");
  if (parts == nullptr || !parts->is_array()) return made;
  for (const json& wrapped : *parts) {
    const json* const column = wrapped.is_object() ? member(wrapped, "column") : referred(wrapped);
    if (column == nullptr) continue;
    schema::IndexPart part{.text = value(*column, "name")};
    part.is_expression = flag(*column, "computed");
    part.is_descending = flag(*column, "descending");
    made.parts.push_back(std::move(part));
  }
  return made;
}

// An index that serves a key is the key's.
schema::Table FormReader::table_of(const json& table) const {
  schema::Table made{.name = name_of(table)};
  std::vector<const json*> backing;
  const auto note = [&](const json& key) {
    if (const json* const index = referred(key, "backingIndex")) backing.push_back(index);
  };
  each(table, "columns", [&](const json& one) { made.columns.push_back(column_of(one)); });
  if (const json* const key = referred(table, "primaryKey")) {
    made.primary_key = key_of(*key);
    note(*key);
  }
  each(table, "uniqueConstraints", [&](const json& one) {
    made.uniques.push_back(key_of(one));
    note(one);
  });
  each(table, "outgoingForeignKeys",
       [&](const json& one) { made.foreign_keys.push_back(foreign_key_of(one)); });
  each(table, "indexes", [&](const json& one) {
    if (std::find(backing.begin(), backing.end(), &one) == backing.end())
      made.indexes.push_back(index_of(one));
  });
  if (const json* const remarks = member(table, "remarks")) made.comment = typed(*remarks).value;
  return made;
}

void FormReader::read_views() {
  each_of("View", [&](const json& one) {
    schema::View view{.name = name_of(one)};
    view.columns = names(one, "columns");
    view.query = value(one, "definition");
    schema_.views.push_back(std::move(view));
  });
}

void FormReader::read_sequences() {
  each_of("Sequence", [&](const json& one) {
    schema::Sequence sequence{.name = name_of(one)};
    sequence.type = value(one, "dataType");
    sequence.start = value(one, "startValue");
    sequence.increment = value(one, "incrementBy");
    sequence.minimum = value(one, "minValue");
    sequence.maximum = value(one, "maxValue");
    sequence.cache = value(one, "cacheSize");
    sequence.cycles = flag(one, "willCycle");
    schema_.sequences.push_back(std::move(sequence));
  });
}

schema::Schema FormReader::read() {
  read_origin();
  each_of("Table", [&](const json& one) { schema_.tables.push_back(table_of(one)); });
  read_views();
  read_sequences();
  schema_.sort();
  return std::move(schema_);
}

}  // namespace

schema::Schema schema_of_liquibase_form(const json& snapshot) {
  return FormReader(snapshot).read();
}

}  // namespace ebbtide

// A JSON Schema of changelogs in YAML and JSON, from the tables that read them: an attribute that
// the program knows is one that an editor completes, with the same text. What is written as a list
// of maps with one name each (`- createTable: {…}`) is so here as well. Values may always be
// properties, `${name}`, so that a number or a flag may also be such a text.
//
// Two things are narrower than what is read: names are written in the case of the table, and the
// items of a list have their name (`columns: [{column: {…}}]`).
//
// Records are definitions, since a `column` stands in many lists. Lists call different things by
// one name: the column of insert has a value, that of createIndex a direction. Two fields are one
// record if their rows are made by the same function; else the later one gets a number, `column2`.
// A definition is noted before it is filled, as a record may hold itself.
//
// Whatever nobody knows is refused, so that an editor marks a misspelt attribute. What is required
// is asked for where there is one way to say it: not of a field that has a second name or may be
// the text of its change.
#include <nlohmann/json.hpp>
#include <set>

#include "changelog/build_change_set.h"
#include "changelog/change_types.h"
#include "cli/json/output.h"
#include "cli/json/reports.h"

namespace ebbtide {
namespace {

/// What the elements of a changelog take that no table of fields has.
struct Member {
  std::string_view name;
  std::string_view doc;
  bool required = false;
};

constexpr Member property_members[] = {
    {"name", "Name of the property"},
    {"value", "What stands for ${name}"},
    {"file", "Properties file to read, in place of name and value"},
    {"context", "Contexts it counts in"},
    {"contextFilter", "Contexts it counts in"},
    {"labels", "Labels it counts for"},
    {"dbms", "Databases it counts for"},
    {"global", "Whether it counts in other files too"},
    {"relativeToChangelogFile", "Whether the file is looked for beside this one"},
    {"errorIfMissing", "Whether a file that is not there is an error"},
};
constexpr Member include_members[] = {
    {"file", "The changelog to include", true},
    {"relativeToChangelogFile", "Whether it is looked for beside this file"},
    {"errorIfMissing", "Whether a file that is not there is an error"},
    {"context", "Contexts its changesets run in"},
    {"contextFilter", "Contexts its changesets run in"},
    {"labels", "Labels of its changesets"},
    {"ignore", "Whether its changesets are left out"},
    {"logicalFilePath", "Path that counts instead of the file's own"},
    {"hubIgnore", "Kept, not used"},
};
constexpr Member include_all_members[] = {
    {"path", "The folder whose changelogs are included", true},
    {"relativeToChangelogFile", "Whether it is looked for beside this file"},
    {"errorIfMissingOrEmpty", "Whether an empty folder is an error"},
    {"context", "Contexts its changesets run in"},
    {"contextFilter", "Contexts its changesets run in"},
    {"labels", "Labels of its changesets"},
    {"ignore", "Whether its changesets are left out"},
    {"minDepth", "How deep in the folder it begins"},
    {"maxDepth", "How deep in the folder it ends"},
    {"endsWithFilter", "How names of files must end"},
    {"filter", "A Java class; it cannot run here"},
    {"resourceComparator", "A Java class; it cannot run here"},
};
constexpr Member removal_members[] = {
    {"change", "The change it is taken from: addColumn", true},
    {"dbms", "Databases it counts for", true},
    {"remove", "afterColumn, beforeColumn or position", true},
};
constexpr Member root_members[] = {
    {"logicalFilePath", "Path that counts instead of the file's own"},
    {"objectQuotingStrategy", "LEGACY, QUOTE_ALL_OBJECTS or QUOTE_ONLY_RESERVED_WORDS"},
    {"context", "Contexts of all changesets"},
    {"contextFilter", "Contexts of all changesets"},
    {"changeLogId", "Kept, not used"},
};
constexpr Member reference_members[] = {
    {"changeSetId", "Id of the changeset whose changes undo this one", true},
    {"changeSetAuthor", "Its author", true},
    {"changeSetPath", "Its path, where that is another one"},
};

Json reference(std::string_view name) { return {{"$ref", "#/definitions/" + std::string(name)}}; }

Json one_of(std::initializer_list<Json> all) { return {{"anyOf", Json(all)}}; }

Json with_doc(Json schema, std::string_view doc) {
  schema["description"] = doc;
  return schema;
}

Json closed_object(Json properties) {
  return {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

/// A map with one of these names.
Json one_item(Json properties) {
  Json item = closed_object(std::move(properties));
  item["minProperties"] = 1;
  item["maxProperties"] = 1;
  return item;
}

Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Json members_json(std::span<const Member> members) {
  Json properties = Json::object(), required = Json::array();
  for (const Member& member : members) {
    properties[std::string(member.name)] = with_doc(reference("value"), member.doc);
    if (member.required) required.push_back(member.name);
  }
  Json object = closed_object(std::move(properties));
  if (!required.empty()) object["required"] = std::move(required);
  return object;
}

/// Collects the definitions of records, each under the name of its item.
class Definitions {
 public:
  Json record(std::span<const Field> fields, bool requires_fields) {
    Json properties = Json::object(), required = Json::array();
    for (const Field& field : fields) {
      add(properties, field, field.name);
      if (!field.alias.empty()) add(properties, field, field.alias);
      if (has(field.traits, Trait::at_root)) properties[std::string(field.item)] = item(field);
      const bool has_other_name = !field.alias.empty() || has(field.traits, Trait::body);
      if (has(field.traits, Trait::required) && !has_other_name && field.is_scalar())
        required.push_back(field.name);
    }
    Json object = closed_object(std::move(properties));
    if (requires_fields && !required.empty()) object["required"] = std::move(required);
    return object;
  }
  Json take() { return std::move(all_); }
  void set(std::string_view name, Json schema) { all_[std::string(name)] = std::move(schema); }

 private:
  void add(Json& properties, const Field& field, std::string_view name) {
    properties[std::string(name)] = with_doc(type_of(field), field.doc);
  }

  Json type_of(const Field& field) {
    switch (field.kind) {
      case FieldKind::text:
        return reference("value");
      case FieldKind::boolean:
        return reference("flag");
      case FieldKind::integer:
        return reference("number");
      case FieldKind::record:
        return item(field);
      case FieldKind::records: {
        Json items = list_of(one_item(Json{{std::string(field.item), item(field)}}));
        return items;
      }
    }
    return {};
  }

  /// What two lists call by one name may differ in its fields: `column` of insert and createIndex.
  Json item(const Field& field) {
    std::string name(field.item);
    for (int number = 2; all_.contains(name) && fields_of_[name] != field.fields; ++number)
      name = std::string(field.item) + std::to_string(number);
    if (!all_.contains(name)) {
      fields_of_[name] = field.fields;
      all_[name] = Json::object();
      Json schema = record(field.fields(), true);
      all_[name] = std::move(schema);
    }
    return reference(name);
  }

  Json all_ = Json::object();
  std::map<std::string, std::span<const Field> (*)()> fields_of_;
};

void define_values(Definitions& definitions) {
  definitions.set("value", {{"type", Json{"string", "number", "boolean", "null"}}});
  definitions.set(
      "flag",
      one_of({{{"type", "boolean"}},
              {{"type", "string"}, {"pattern", "^([Tt]rue|TRUE|[Ff]alse|FALSE|.*\\$\\{.*)$"}}}));
  definitions.set("number",
                  one_of({{{"type", "integer"}},
                          {{"type", "string"}, {"pattern", "^([+-]?[0-9]+|.*\\$\\{.*)$"}}}));
}

void define_changes(Definitions& definitions) {
  Json properties = Json::object();
  for (const ChangeType* const type : change_types()) {
    Json change = definitions.record(type->fields, true);
    // What needs nothing may be left empty: `- empty:`.
    if (!change.contains("required")) change["type"] = Json{"object", "null"};
    properties[std::string(type->name)] = with_doc(std::move(change), type->doc);
  }
  definitions.set("change", one_item(std::move(properties)));
}

void define_preconditions(Definitions& definitions) {
  const Json nested = one_of({reference("precondition"), list_of(reference("precondition"))});
  Json properties = Json::object();
  for (const PreconditionType* const type : precondition_types()) {
    const bool has_nested = type->create()->nested() != nullptr;
    properties[std::string(type->name)] =
        with_doc(has_nested ? nested : definitions.record(type->fields, true), type->doc);
  }
  Json one = closed_object(properties);
  one["minProperties"] = 1;
  definitions.set("precondition", std::move(one));
  Json block = definitions.record(PreconditionBlock::fields(), false);
  for (auto& [name, schema] : properties.items()) block["properties"][name] = schema;
  definitions.set("preConditions", one_of({block, list_of(block)}));
}

/// A rollback is changes, SQL, a reference to a changeset, or several of them.
void define_rollback(Definitions& definitions) {
  Json reference_to = members_json(reference_members);
  const Json part = one_of({reference("change"), {{"type", Json{"string", "null"}}}, reference_to});
  definitions.set("rollback", one_of({part, list_of(part)}));
}

void define_sql_edits(Definitions& definitions) {
  Json edits = Json::object();
  for (const char* const name : {"append", "prepend", "replace", "regExpReplace"})
    edits[name] = definitions.record(SqlVisitor::fields(), false);
  Json map = closed_object(edits);
  for (const char* const name : {"dbms", "context", "contextFilter", "labels", "applyToRollback"})
    map["properties"][name] = reference("value");
  definitions.set("modifySql", one_of({map, list_of(map)}));
}

void define_change_set(Definitions& definitions) {
  Json change_set = definitions.record(change_set_fields(), false);
  Json& properties = change_set["properties"];
  properties["comment"] = with_doc(reference("value"), "What the changeset is for");
  for (const char* const name : {"validCheckSum", "validCheckSums"})
    properties[name] =
        with_doc(one_of({reference("value"), list_of(Json::object())}), "Checksums that count too");
  properties["preConditions"] =
      with_doc(reference("preConditions"), "What must hold for it to run");
  properties["changes"] = with_doc(list_of(reference("change")), "What it does, in this order");
  properties["rollback"] = with_doc(reference("rollback"), "What undoes it");
  properties["modifySql"] = with_doc(reference("modifySql"), "Edits of its SQL");
  change_set["required"] = Json{"id", "author"};
  definitions.set("changeSet", std::move(change_set));
}

Json entry() {
  Json entry = members_json(root_members);
  Json& properties = entry["properties"];
  properties["changeSet"] = reference("changeSet");
  properties["preConditions"] = reference("preConditions");
  properties["property"] = members_json(property_members);
  properties["include"] = members_json(include_members);
  properties["includeAll"] = members_json(include_all_members);
  properties["removeChangeSetProperty"] = members_json(removal_members);
  entry["minProperties"] = 1;
  return entry;
}

}  // namespace

std::string changelog_schema() {
  Definitions definitions;
  define_values(definitions);
  define_changes(definitions);
  define_preconditions(definitions);
  define_rollback(definitions);
  define_sql_edits(definitions);
  define_change_set(definitions);
  Json root = closed_object(
      Json{{"databaseChangeLog", with_doc(list_of(entry()), "The changelog, from its beginning")}});
  root["required"] = Json{"databaseChangeLog"};
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"$id", "urn:ebbtide:changelog:1"},
              {"title", "Changelog"}};
  for (auto& [name, value] : root.items()) schema[name] = value;
  schema["definitions"] = definitions.take();
  return json_text(schema, 2) + "\n";
}

}  // namespace ebbtide

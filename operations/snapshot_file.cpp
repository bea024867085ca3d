#include "operations/snapshot_file.h"

#include <nlohmann/json.hpp>

#include "operations/liquibase_form.h"
#include "operations/snapshot_model.h"
#include "operations/snapshot_text.h"
#include "operations/yaml_text.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

using nlohmann::json;

/// The member that is ours; Liquibase passes over what it does not know.
constexpr const char* own_member = "ebbtide";

bool is_yaml(const std::string& file) {
  return ends_with_ignoring_case(file, ".yaml") || ends_with_ignoring_case(file, ".yml");
}

json parsed(const std::string& file, const std::string& text) {
  if (is_yaml(file)) return json_of_yaml(text, file);
  try {
    return json::parse(text);
  } catch (const json::exception&) {
    throw Error("'" + file + "' is no snapshot: it is no JSON");
  }
}

json document(const schema::Schema& schema, json snapshot) {
  snapshot[own_member] = {{"format", "1"}, {"schema", json_of(schema)}};
  return {{"snapshot", std::move(snapshot)}};
}

}  // namespace

ReadSnapshot read_snapshot(const std::string& file, const Files& files) {
  if (!files.exists(file)) throw Error(files.not_found(file));
  const json document = parsed(file, files.read(file));
  const auto snapshot = document.is_object() ? document.find("snapshot") : document.end();
  if (!document.is_object() || snapshot == document.end() || !snapshot->is_object() ||
      !snapshot->contains("objects"))
    throw Error("'" + file + "' is no snapshot: it has no objects");
  const auto own = snapshot->find(own_member);
  if (own == snapshot->end() || !own->is_object() || !own->contains("schema"))
    return {schema_of_liquibase_form(*snapshot), true};
  return {schema_of((*own)["schema"]), false};
}

schema::Schema as_liquibase_says_it(const schema::Schema& schema) {
  schema::Schema reduced = schema_of_liquibase_form(liquibase_form(schema));
  reduced.origin = schema.origin;
  // Liquibase believes that every column begins with 1.
  for (schema::Table& table : reduced.tables) {
    for (schema::Column& column : table.columns) {
      if (column.numbering)
        column.numbering.ensure().start = column.numbering.ensure().increment = "1";
    }
  }
  return reduced;
}

std::string snapshot_text(const schema::Schema& schema, SnapshotFormat format,
                          const std::string& moment) {
  if (format == SnapshotFormat::text) return text_of_snapshot(schema);
  json form = liquibase_form(schema);
  if (!moment.empty()) form["created"] = moment;
  const json made = document(schema, std::move(form));
  if (format == SnapshotFormat::yaml) return yaml_text(made);
  return made.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string snapshot_line(const schema::Schema& schema) {
  return document(schema, {{"objects", json::object()}})
      .dump(-1, ' ', true, json::error_handler_t::replace);
}

}  // namespace ebbtide

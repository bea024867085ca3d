// Differences of schemas. The members of one are the same wherever differences are told.
#include "cli/json/schema.h"

#include <nlohmann/json.hpp>

#include "cli/json/generate.h"
#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json json_of(const schema::Difference& one) {
  Json json{{"severity", one.weight == schema::Weight::informs ? "info" : "drift"},
            {"kind", std::string(to_text(one.kind))},
            {"object", one.full_name()},
            {"change", std::string(to_text(one.change))}};
  if (one.change != schema::Change::changed) return json;
  json["property"] = one.property;
  json["expected"] = one.expected;
  json["found"] = one.found;
  return json;
}

Json sarif_result(const schema::Difference& one) {
  return {
      {"ruleId", "drift"},
      {"level", one.weight == schema::Weight::informs ? "note" : "error"},
      {"message", {{"text", one.to_text()}}},
      {"locations", Json::array({{{"logicalLocations",
                                   Json::array({{{"fullyQualifiedName", one.full_name()},
                                                 {"kind", std::string(to_text(one.kind))}}})}}})}};
}

}  // namespace

Json json_of(const std::vector<schema::Difference>& differences) {
  Json all = Json::array();
  for (const schema::Difference& one : differences) all.push_back(json_of(one));
  return all;
}

void add_look_likes(Json& document, const schema::Renames& renames, const std::string& place) {
  for (const schema::Rename& one : renames)
    document["looksLikeRenames"].push_back({{"kind", std::string(to_text(one.kind()))},
                                            {"object", difference_of(one).full_name()},
                                            {"to", one.to},
                                            {"option", "--rename=" + one.to_text(place)}});
}

void write_json(Console& console, const DriftReport& report, const std::string& database) {
  Json document{{"schema", "ebbtide-drift-1"},
                {"database", database},
                {"hasDrift", report.has_drift},
                {"changesets", report.replay.change_sets},
                {"unknownChangesets", json_of(report.replay.unknown)},
                {"editedChangesets", json_of(report.replay.edited)},
                {"drift", json_of(report.schemas.differences)}};
  if (report.fix) document["fix"] = json_of(*report.fix);
  add_look_likes(document, report.look_like_renames(),
                 report.schemas.reference.origin.default_schema);
  write_json(console, document);
}

void write_sarif(Console& console, const std::vector<schema::Difference>& differences) {
  Json results = Json::array();
  for (const schema::Difference& one : differences) results.push_back(sarif_result(one));
  const Json rule{
      {"id", "drift"},
      {"shortDescription", {{"text", "The database differs from what its changelog says"}}}};
  const Json driver{{"name", "ebbtide"}, {"rules", Json::array({rule})}};
  const Json run{{"tool", {{"driver", driver}}}, {"results", std::move(results)}};
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({run})}};
  print_json(console, log);
}

void write_json(Console& console, const SchemaReport& report) {
  Json schemas = Json::array();
  for (const auto& [reference, found] : report.compared)
    schemas.push_back({{"reference", reference}, {"schema", found}});
  Json document{{"reference", report.reference.origin.url},
                {"database", report.found.origin.url},
                {"schemas", std::move(schemas)},
                {"equal", report.differences.empty()},
                {"differences", json_of(report.differences)}};
  add_look_likes(document, report.look_like_renames, report.found.origin.default_schema);
  write_json(console, document);
}

void write_json_document(Console& console, const std::string& text) {
  write_json(console, Json::parse(text));
}

void write_json(Console& console, const std::vector<Drop>& drops, const std::string& database,
                bool are_done) {
  Json list = Json::array();
  for (const Drop& one : drops)
    list.push_back(
        {{"kind", std::string(to_text(one.kind))}, {"object", one.object}, {"sql", one.sql}});
  write_json(console,
             Json{{"database", database}, {"done", are_done}, {"dropped", std::move(list)}});
}

void write_json(Console& console, const Documentation& documentation, const std::string& file) {
  write_json(console, Json{{"database", documentation.database},
                           {"file", file},
                           {"tables", documentation.schema.tables.size()},
                           {"views", documentation.schema.views.size()},
                           {"changeSets", documentation.change_sets.size()}});
}

void write_json(Console& console, const SqlSnapshot& written) {
  write_json(console, Json{{"folder", written.folder},
                           {"files", written.files},
                           {"removedFiles", written.removed},
                           {"leftOut", written.left_out}});
}

}  // namespace ebbtide

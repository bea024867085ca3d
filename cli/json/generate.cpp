#include "cli/json/generate.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json json_of(const std::vector<WrittenChangeSet>& all) {
  Json change_sets = Json::array();
  for (const WrittenChangeSet& one : all) {
    Json written{
        {"id", one.id}, {"author", one.author}, {"changes", one.changes}, {"isSql", one.is_sql}};
    if (!one.comments.empty()) written["losses"] = one.comments;
    change_sets.push_back(std::move(written));
  }
  return change_sets;
}

}  // namespace

void write_json(Console& console, const GenerateReport& report) {
  Json document{{"file", report.file.empty() ? Json(nullptr) : Json(report.file)},
                {"changeSets", json_of(report.change_sets)},
                {"leftOut", report.left_out}};
  if (report.file.empty()) document["changelog"] = report.text;
  write_json(console, document);
}

void write_json(Console& console, const DiffChangelogReport& report) {
  write_json(console, Json{{"file", report.file},
                           {"isNew", report.is_new && !report.change_sets.empty()},
                           {"changeSets", json_of(report.change_sets)},
                           {"thereAlready", report.there_already},
                           {"leftOut", report.left_out}});
}

}  // namespace ebbtide

#include "cli/json/generate.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"
#include "cli/json/schema.h"

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

constexpr std::string_view word_of(Adoption outcome) {
  switch (outcome) {
    case Adoption::adopted:
      return "adopted";
    case Adoption::planned:
      return "planned";
    case Adoption::not_proved:
      return "not proved";
    case Adoption::half_known:
      return "half known";
    case Adoption::known:
      break;
  }
  return "known";
}

}  // namespace

void write_json(Console& console, const AdoptReport& report, const std::string& database,
                const std::vector<AdoptionStep>& steps) {
  Json to_do = Json::array();
  for (const AdoptionStep& one : steps)
    to_do.push_back(
        {{"what", one.what}, {"command", one.command.empty() ? Json(nullptr) : Json(one.command)}});
  const Acquaintance& known = report.acquaintance;
  write_json(console, Json{{"outcome", std::string(word_of(report.outcome))},
                           {"database", database},
                           {"file", report.file},
                           {"changeSets", json_of(report.change_sets)},
                           {"leftOut", report.left_out},
                           {"recorded", known.recorded},
                           {"unknown", json_of(known.unknown)},
                           {"pending", json_of(known.pending)},
                           {"inEffect", known.in_effect},
                           {"differences", json_of(report.schemas.differences)},
                           {"steps", std::move(to_do)}});
}

void write_json(Console& console, const GenerateReport& report) {
  Json document{{"file", report.file.empty() ? Json(nullptr) : Json(report.file)},
                {"changeSets", json_of(report.change_sets)},
                {"leftOut", report.left_out}};
  if (report.file.empty()) document["changelog"] = report.text;
  write_json(console, document);
}

Json json_of(const DiffChangelogReport& report) {
  return {{"file", report.file},
          {"isNew", report.is_new && !report.change_sets.empty()},
          {"changeSets", json_of(report.change_sets)},
          {"thereAlready", report.there_already},
          {"leftOut", report.left_out}};
}

void write_json(Console& console, const DiffChangelogReport& report) {
  Json document = json_of(report);
  add_look_likes(document, report.look_like_renames, report.usual_place);
  write_json(console, document);
}

}  // namespace ebbtide

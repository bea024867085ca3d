#include "cli/json/reports.h"

#include <nlohmann/json.hpp>

#include "cli/doctor.h"
#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json place_json(const Finding::Place& place) {
  Json json;
  if (!place.where.file.empty()) {
    json["file"] = place.where.file;
    json["line"] = place.where.line;
    json["column"] = place.where.column;
  }
  if (!place.change_set.empty()) json["changeSet"] = place.change_set;
  return json;
}

Json finding_json(const Finding& finding) {
  Json places = Json::array();
  for (const Finding::Place& place : finding.places) places.push_back(place_json(place));
  return {{"kind", finding.kind},   {"severity", to_text(finding.severity)},
          {"what", finding.what},   {"advice", finding.advice},
          {"count", places.size()}, {"places", std::move(places)}};
}

}  // namespace

void write_json(Console& console, const DoctorReport& report) {
  Json list = Json::array();
  for (const Finding& finding : report.findings) list.push_back(finding_json(finding));
  write_json(console, Json{{"changelog", report.changelog.file},
                           {"database", report.database.empty() ? Json() : Json(report.database)},
                           {"changeSets", report.changelog.change_sets.size()},
                           {"ready", report.is_ready},
                           {"findings", std::move(list)}});
}

}  // namespace ebbtide

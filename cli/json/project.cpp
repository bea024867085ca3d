#include "cli/json/project.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {

void write_json(Console& console, const NewProjectReport& report) {
  Json files = Json::array();
  for (const ProjectFile& file : {report.changelog, report.defaults_file}) {
    if (!file.path.empty()) files.push_back(Json{{"path", file.path}, {"isNew", file.is_new}});
  }
  write_json(console, Json{{"folder", report.folder}, {"files", std::move(files)}});
}

void write_json(Console& console, const std::string& target,
                const std::vector<std::string>& files) {
  write_json(console, Json{{"target", target}, {"files", files}});
}

void write_json(Console& console, const NewChangeSetReport& report, const ChangeSetId& id) {
  write_json(console,
             Json{{"file", report.file}, {"isNew", report.is_new}, {"changeSet", json_of(id)}});
}

void write_json(Console& console, const std::string& changelog, const std::string& file,
                const ConvertReport& report) {
  write_json(console, Json{{"changelog", changelog},
                           {"file", file},
                           {"format", report.format},
                           {"path", report.path},
                           {"changeSets", report.change_sets},
                           {"comments", report.comments},
                           {"keepsComments", report.keeps_comments},
                           {"includes", report.included},
                           {"leftOut", json_of(report.left_out)}});
}

}  // namespace ebbtide

#include "cli/json/reports.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json json_of(const ExplainedChecksum::Part& part) {
  Json texts = Json::array();
  for (const HashedText& one : part.hashed)
    texts.push_back({{"what", one.what}, {"text", one.text}});
  return {{"change", part.change},
          {"place", part.where.to_text()},
          {"checksum", part.checksum},
          {"hashed", std::move(texts)}};
}

Json json_of(const ExplainedChecksum::Version& version, bool is_stored) {
  Json changes = Json::array();
  for (const ExplainedChecksum::Part& part : version.parts) changes.push_back(json_of(part));
  return {{"version", version.version},
          {"checksum", version.checksum},
          {"isStored", is_stored},
          {"changes", std::move(changes)}};
}

}  // namespace

void write_json(Console& console, const ExplainedChecksum& explained) {
  Json report{{"changeSet", json_of(explained.id)},
              {"place", explained.where.to_text()},
              {"stored", json_of(explained.stored)}};
  for (const ExplainedChecksum::Version& version : explained.versions)
    report["versions"].push_back(json_of(version, explained.is_stored(version)));
  write_json(console, report);
}

}  // namespace ebbtide

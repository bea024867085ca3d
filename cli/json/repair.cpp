#include "cli/json/reports.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"
#include "cli/repair.h"

namespace ebbtide {
namespace {

Json json_of(const JournaledChangeSet& one, std::optional<int> applied) {
  Json statements = Json::array();
  for (const JournalEntry& entry : one.entries)
    statements.push_back({{"statement", entry.statement},
                          {"state", state_of(one, entry, applied)},
                          {"sql", entry.sql},
                          {"at", entry.noted_at}});
  return {{"changeset", json_of(one.id)},
          {"direction", word_of(one.direction)},
          {"deployment", one.deployment},
          {"applied", applied ? Json(*applied) : Json(nullptr)},
          {"statements", statements}};
}

}  // namespace

void write_json(Console& console, const std::vector<HalfDone>& unfinished,
                const std::string& database) {
  Json list = Json::array();
  for (const HalfDone& one : unfinished) list.push_back(json_of(one.change_set, one.applied));
  write_json(console, Json{{"database", database}, {"unfinished", list}});
}

}  // namespace ebbtide

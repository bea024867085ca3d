// The small reports: history, changesets, locks, and answers of one word. Columns that are NULL in
// the history are null here, which is not the same as empty.
#include "cli/json/reports.h"

#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json history_json(const History& history) {
  Json rows = Json::array();
  for (const HistoryRow& row : history.rows()) {
    Json one = json_of(row.id);
    one["executedAt"] = row.executed_at;
    one["order"] = row.order;
    one["execType"] = type_text(row);
    one["checksum"] = json_of(row.checksum);
    one["description"] = json_of(row.description);
    one["comments"] = json_of(row.comments);
    one["tag"] = json_of(row.tag);
    one["version"] = json_of(row.version);
    one["contexts"] = json_of(row.contexts);
    one["labels"] = json_of(row.labels);
    one["deploymentId"] = json_of(row.deployment);
    rows.push_back(std::move(one));
  }
  return rows;
}

}  // namespace

void write_json(Console& console, const History& history, const std::string& database) {
  write_json(console, Json{{"database", database}, {"history", history_json(history)}});
}

void write_json(Console& console, const DatabaseState& standing, const std::string& database) {
  Json tagged, last;
  if (standing.tagged) {
    tagged = json_of(standing.tagged->id);
    tagged["tag"] = json_of(standing.tagged->tag);
    tagged["executedAt"] = standing.tagged->executed_at;
  }
  if (standing.last)
    last = {{"deploymentId", json_of(standing.last->deployment)},
            {"executedAt", standing.last->executed_at},
            {"changeSets", standing.in_deployment}};
  write_json(console, Json{{"database", database},
                           {"count", standing.pending.size()},
                           {"ran", standing.ran},
                           {"lastTag", tagged},
                           {"lastDeployment", last},
                           {"pending", json_of(standing.pending)}});
}

void write_json(Console& console, std::string_view name, const std::vector<ChangeSetId>& ids,
                const std::string& database) {
  Json report{{"database", database}};
  report[std::string(name)] = json_of(ids);
  write_json(console, report);
}

void write_json(Console& console, const std::vector<HeldLock>& locks, const std::string& database) {
  Json list = Json::array();
  for (const auto& [row, evidence] : locks)
    list.push_back({{"holder", row.holder}, {"since", row.granted_at}, {"evidence", evidence}});
  write_json(console, Json{{"database", database}, {"locks", list}});
}

void write_checksum(Console& console, const std::string& checksum) {
  write_json(console, Json{{"checksum", checksum}});
}

void write_validity(Console& console) { write_json(console, Json{{"valid", true}}); }

void write_tag(Console& console, const std::string& tag, bool exists) {
  write_json(console, Json{{"tag", tag}, {"exists", exists}});
}

void write_set_tag(Console& console, const std::string& tag, const std::string& database) {
  write_json(console, Json{{"database", database}, {"tag", tag}});
}

void write_json(Console& console, const std::vector<Executed>& executed,
                const std::string& database) {
  Json list = Json::array();
  for (const Executed& one : executed) {
    Json answer{{"sql", one.sql}, {"columns", nullptr}, {"rows", nullptr}};
    if (one.rows) {
      answer["columns"] = one.rows->columns;
      answer["rows"] = Json::array();
      for (const Row& row : one.rows->rows) {
        Json cells = Json::array();
        for (const auto& cell : row) cells.push_back(cell ? Json(*cell) : Json());
        answer["rows"].push_back(std::move(cells));
      }
    }
    list.push_back(std::move(answer));
  }
  write_json(console, Json{{"database", database}, {"statements", std::move(list)}});
}

}  // namespace ebbtide

// Results are read again by this program, perhaps of another version and on another machine. So a
// member that is missing has its default, and one nobody knows is passed over; but a file of a
// later layout is refused, since what it means cannot be known.
#include "cli/json/fleet.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/json/output.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr int layout = 1;

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(const TargetResult& result) {
  Json json{{"name", result.name},
            {"database", result.database},
            {"state", to_text(result.state)},
            {"tag", or_null(result.tag)},
            {"changed", result.changed},
            {"pending", or_null(result.pending)},
            {"seconds", static_cast<double>(result.took.count()) / 1000},
            {"error", result.error}};
  if (result.signal != 0) json["signal"] = result.signal;
  if (result.is_earlier) json["earlier"] = true;
  if (!result.findings.empty()) json["findings"] = result.findings;
  return json;
}

Json head_of(const FleetReport& report, std::optional<ExitCode> exit_code) {
  Json json{{"fleet", layout},
            {"command", report.command},
            {"version", report.version},
            {"began", report.began},
            {"exitCode", exit_code ? Json(static_cast<int>(*exit_code)) : Json(nullptr)}};
  if (report.shard) json["shard"] = Json{{"index", report.shard->index}, {"of", report.shard->of}};
  json["counts"] = counts_of(report);
  return json;
}

/// What a command has said of a target; nothing where it is no JSON.
Json document_of(const TargetResult& result) {
  if (result.document.empty()) return nullptr;
  Json document = Json::parse(result.document, nullptr, false);
  return document.is_discarded() ? Json(nullptr) : document;
}

/// The member where it is there and of its kind, else the value given.
template <class Value>
Value member(const Json& json, const char* name, Value otherwise) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return otherwise;
  return found->get<Value>();
}

template <class Value>
std::optional<Value> optional_member(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return std::nullopt;
  return found->get<Value>();
}

TargetResult result_of(const Json& json) {
  TargetResult result;
  result.name = json.at("name").get<std::string>();
  const auto state = target_state_named(json.at("state").get<std::string>());
  if (!state) throw UsageError("'" + result.name + "' has a state nobody knows");
  result.state = *state;
  result.database = member<std::string>(json, "database", "");
  result.tag = optional_member<std::string>(json, "tag");
  result.changed = member(json, "changed", 0);
  result.pending = optional_member<int>(json, "pending");
  result.took = std::chrono::milliseconds(std::llround(member(json, "seconds", 0.0) * 1000));
  result.error = member<std::string>(json, "error", "");
  result.signal = member(json, "signal", 0);
  result.is_earlier = member(json, "earlier", false);
  result.findings = member(json, "findings", std::vector<std::string>());
  return result;
}

FleetReport report_of(const Json& json) {
  if (json.at("fleet").get<int>() > layout)
    throw UsageError("a later version of ebbtide has written it; read it with that one");
  FleetReport report;
  report.command = json.at("command").get<std::string>();
  report.version = member<std::string>(json, "version", "");
  report.began = member<std::string>(json, "began", "");
  if (const auto shard = json.find("shard"); shard != json.end() && shard->is_object()) {
    report.shard = Shard{shard->at("index").get<int>(), shard->at("of").get<int>()};
    if (report.shard->of < 1 || report.shard->of > 100000) throw UsageError("its shard is none");
  }
  for (const Json& target : json.at("targets")) report.results.push_back(result_of(target));
  return report;
}

Json json_of(const FleetReport& report, ExitCode exit_code) {
  Json json = head_of(report, exit_code);
  Json targets = Json::array();
  for (const TargetResult& result : report.results) {
    targets.push_back(json_of(result));
    if (Json document = document_of(result); !document.is_null())
      targets.back()["result"] = std::move(document);
  }
  json["targets"] = std::move(targets);
  return json;
}

}  // namespace

Json counts_of(const FleetReport& report) {
  Json counts = Json::object();
  for (const TargetState state :
       {TargetState::done, TargetState::failed, TargetState::unreachable, TargetState::refused,
        TargetState::interrupted, TargetState::running, TargetState::not_run})
    counts[std::string(to_text(state))] = count_in(report.results, state);
  return counts;
}

void write_json(Console& console, const FleetReport& report, ExitCode exit_code) {
  write_json(console, json_of(report, exit_code));
}

void print_json(Console& console, const FleetReport& report, ExitCode exit_code) {
  print_json(console, json_of(report, exit_code));
}

std::string fleet_file_text(const FleetReport& report, std::optional<ExitCode> exit_code) {
  std::string text = json_text(head_of(report, exit_code), -1);
  text.pop_back();
  text += ",\"targets\":[";
  for (const TargetResult& result : report.results)
    text += (text.back() == '[' ? "\n" : ",\n") + json_text(json_of(result), -1);
  return text + "\n]}\n";
}

FleetReport parse_fleet_report(std::string_view text, const std::string& file) {
  const auto refuse = [&](const std::string& why) {
    throw UsageError("'" + file + "' is no file of results: " + why);
  };
  try {
    return report_of(Json::parse(text));
  } catch (const Json::exception&) {
    refuse("it was not written by --results");
  } catch (const UsageError& error) {
    refuse(error.what());
  }
  return {};
}

}  // namespace ebbtide

#include "cli/json/lint.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "executor/version.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using lint::Finding;
using lint::Severity;

Json silenced_of(const Finding& one) {
  if (!one.silenced) return nullptr;
  return Json{{"how", one.silenced->how}, {"reason", one.silenced->reason}};
}

Json finding_json(const Finding& one) {
  const int line = std::max(one.where.line, 1), column = std::max(one.where.column, 1);
  return Json{{"rule", std::string(one.rule->id)},
              {"title", std::string(one.rule->title)},
              {"severity", std::string(lint::to_text(one.severity))},
              {"gate", one.is_destructive},
              {"file", one.where.file},
              {"line", line},
              {"column", column},
              {"end_line", line},
              {"end_column", column},
              {"changeset", one.change_set.empty() ? Json(nullptr) : Json(one.change_set)},
              {"object", one.object.empty() ? Json(nullptr) : Json(one.object)},
              {"message", one.message},
              {"remedy", one.remedy},
              {"fingerprint", one.fingerprint},
              {"suppressed", silenced_of(one)}};
}

/// A path as a part of a URL.
std::string uri_of(const std::string& path) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = is_word(c) || c == '/' || c == '.' || c == '-' || c == '~';
    if (is_plain && byte < 0x80) {
      uri += c;
    } else {
      uri += '%';
      uri += hex[byte >> 4];
      uri += hex[byte & 0xF];
    }
  }
  return uri;
}

std::string_view level_of(Severity severity) {
  return severity == Severity::info ? "note" : lint::to_text(severity);
}

Json sarif_rule(const lint::Rule& rule) {
  const std::string level(rule.severity == Severity::off ? "none" : level_of(rule.severity));
  const std::string why(rule.why), remedy(rule.remedy), boundary(rule.boundary);
  return Json{{"id", std::string(rule.id)},
              {"shortDescription", {{"text", std::string(rule.title)}}},
              {"fullDescription", {{"text", why}}},
              {"help",
               {{"text", "Instead: " + remedy + ". Not: " + boundary},
                {"markdown", why + "\n\n**Instead:** " + remedy + "\n\n**Not:** " + boundary}}},
              {"defaultConfiguration", {{"level", level}}}};
}

Json sarif_result(const Finding& one, std::size_t rule, const std::string& print) {
  Json logical = Json::array();
  if (!one.object.empty()) logical.push_back({{"name", one.object}, {"kind", "object"}});
  if (!one.change_set.empty())
    logical.push_back({{"fullyQualifiedName", one.change_set}, {"kind", "module"}});
  Json location{{"physicalLocation",
                 {{"artifactLocation", {{"uri", uri_of(one.where.file)}}},
                  {"region",
                   {{"startLine", std::max(one.where.line, 1)},
                    {"startColumn", std::max(one.where.column, 1)}}}}}};
  if (!logical.empty()) location["logicalLocations"] = std::move(logical);
  Json result{{"ruleId", std::string(one.rule->id)},
              {"ruleIndex", rule},
              {"level", std::string(level_of(one.severity))},
              {"message", {{"text", one.message + "; instead: " + one.remedy}}},
              {"locations", Json::array({std::move(location)})},
              {"partialFingerprints", {{"ebbtide/v1", print}}}};
  if (one.silenced)
    result["suppressions"] =
        Json::array({Json{{"kind", one.silenced->how == "comment" ? "inSource" : "external"},
                          {"justification", one.silenced->reason}}});
  return result;
}

/// Fingerprints, each once: of several findings that are one by theirs the later get a number.
class Prints {
 public:
  std::string of(const Finding& one) {
    const int count = ++seen_[one.fingerprint];
    return count == 1 ? one.fingerprint : one.fingerprint + "-" + std::to_string(count);
  }

 private:
  std::map<std::string, int> seen_;
};

std::string_view gitlab_severity(const Finding& one) {
  if (one.is_destructive) return "blocker";
  if (one.severity == Severity::error) return "critical";
  return one.severity == Severity::warning ? "minor" : "info";
}

Json json_of(const LintOutput& output) {
  const LintReport& report = output.report;
  Json findings = Json::array();
  for (const Finding& one : report.findings)
    if (!one.silenced || output.shows_silenced) findings.push_back(finding_json(one));
  return Json{{"schema", 1},
              {"tool", {{"name", "ebbtide"}, {"version", std::string(program_version)}}},
              {"scope",
               {{"dialect", report.dialect},
                {"version", report.version},
                {"deployment", report.deployment},
                {"changesets", report.subjects.size()}}},
              {"findings", std::move(findings)},
              {"summary",
               {{"error", report.count(Severity::error)},
                {"warning", report.count(Severity::warning)},
                {"info", report.count(Severity::info)},
                {"suppressed", report.silenced()},
                {"unread_statements", report.unread},
                {"unsearched_files", report.unsearched.size()}}}};
}

Json json_of(const Statistics& statistics) {
  Json tables = Json::object();
  for (const auto& [name, size] : statistics.tables)
    tables[name] = Json{{"rows", size.rows ? Json(*size.rows) : Json(nullptr)},
                        {"bytes", size.bytes ? Json(*size.bytes) : Json(nullptr)}};
  return Json{{"schema", 1},
              {"tables", std::move(tables)},
              {"invalid_indexes", statistics.invalid_indexes}};
}

}  // namespace

void write_json(Console& console, const Statistics& statistics) {
  write_json(console, json_of(statistics));
}

std::string statistics_json(const Statistics& statistics) {
  return json_text(json_of(statistics), 2) + "\n";
}

void write_json(Console& console, const LintOutput& output) {
  write_json(console, json_of(output));
}

void write_json(Console& console, const Approval& approval, const std::string& file) {
  write_json(console, Json{{"changeset", approval.change_set},
                           {"rules", approval.rules},
                           {"objects", approval.objects},
                           {"dialect", approval.dialect},
                           {"sha256", approval.sha256},
                           {"approver", approval.approver},
                           {"reason", approval.reason},
                           {"expires", approval.expires},
                           {"file", file}});
}

void write_json(Console& console, std::span<const lint::Rule* const> rules) {
  Json list = Json::array();
  for (const lint::Rule* const rule : rules) {
    Json databases = Json::array();
    for (const std::string_view name : {"postgresql", "mysql", "mariadb", "sqlite"})
      if ((rule->databases & lint::database_of(name)) != 0) databases.push_back(name);
    list.push_back({{"rule", rule->id},
                    {"title", rule->title},
                    {"severity", lint::to_text(rule->severity)},
                    {"gate", rule->is_gate},
                    {"databases", std::move(databases)},
                    {"why", rule->why},
                    {"remedy", rule->remedy},
                    {"boundary", rule->boundary}});
  }
  write_json(console, Json{{"rules", std::move(list)}});
}

void write_json(Console& console, const std::vector<JudgedApproval>& approvals) {
  Json list = Json::array();
  for (const JudgedApproval& one : approvals)
    list.push_back({{"changeset", one.approval->change_set},
                    {"approver", one.approval->approver},
                    {"state", one.state},
                    {"why", one.why}});
  write_json(console, Json{{"approvals", std::move(list)}});
}

std::string lint_json(const LintOutput& output) { return json_text(json_of(output), 2) + "\n"; }

std::string lint_sarif(const LintOutput& output) {
  constexpr std::size_t most = 25'000;
  Json rules = Json::array();
  std::map<std::string_view, std::size_t> index;
  for (const lint::Rule* const rule : lint::all_rules()) {
    index[rule->id] = rules.size();
    rules.push_back(sarif_rule(*rule));
  }
  Json results = Json::array();
  Prints prints;
  for (const Finding& one : output.report.findings) {
    if (results.size() == most) break;
    results.push_back(sarif_result(one, index[one.rule->id], prints.of(one)));
  }
  const Json driver{{"name", "ebbtide"},
                    {"semanticVersion", std::string(program_version)},
                    {"rules", std::move(rules)}};
  const Json run{{"tool", {{"driver", driver}}},
                 {"columnKind", "unicodeCodePoints"},
                 {"results", std::move(results)}};
  return json_text(Json{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", Json::array({run})}},
                   -1) +
         "\n";
}

std::string lint_gitlab(const LintOutput& output) {
  Json list = Json::array();
  Prints prints;
  for (const Finding& one : output.report.findings) {
    if (one.silenced) continue;
    list.push_back(
        {{"description", one.message + "; instead: " + one.remedy},
         {"check_name", std::string(one.rule->id)},
         {"fingerprint", prints.of(one)},
         {"severity", std::string(gitlab_severity(one))},
         {"location",
          {{"path", one.where.file}, {"lines", {{"begin", std::max(one.where.line, 1)}}}}}});
  }
  return json_text(list, 2) + "\n";
}

std::string lint_baseline(const LintReport& report) {
  Json list = Json::array();
  for (const Finding& one : report.findings)
    if (!one.silenced || one.silenced->how == "baseline")
      list.push_back({{"rule", std::string(one.rule->id)},
                      {"file", one.where.file},
                      {"changeset", one.change_set},
                      {"object", one.object},
                      {"fingerprint", one.fingerprint}});
  return json_text(Json{{"schema", 1}, {"findings", std::move(list)}}, 2) + "\n";
}

}  // namespace ebbtide

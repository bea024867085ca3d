// The result of a proof. `proved` is null where there was nothing to prove, which is neither true
// nor false; `before` and `after` are the definitions of an object as the server prints them, one
// of them empty where the object is on one side only.
#include "cli/json/reports.h"

#include <array>
#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json json_of(const TestFinding& finding) {
  Json one{{"changeset", finding.change_set}, {"step", finding.step}, {"message", finding.message}};
  if (!finding.difference) return one;
  constexpr std::array kinds{"missing", "additional", "changed"};
  const StructureDifference& difference = *finding.difference;
  one["difference"] = kinds[static_cast<std::size_t>(difference.kind)];
  one["kind"] = difference.object.kind;
  one["object"] = difference.object.to_text();
  one["before"] = difference.kind == StructureDifference::Kind::changed ? difference.before
                  : difference.kind == StructureDifference::Kind::missing
                      ? difference.object.definition
                      : "";
  one["after"] = difference.kind == StructureDifference::Kind::changed ? difference.after
                 : difference.kind == StructureDifference::Kind::additional
                     ? difference.object.definition
                     : "";
  return one;
}

}  // namespace

void write_json(Console& console, const ProofReport& proof, const std::string& database) {
  Json findings = Json::array();
  for (const TestFinding& finding : proof.findings) findings.push_back(json_of(finding));
  if (proof.tested == 0)
    return write_json(console, Json{{"database", database},
                                    {"changesets", 0},
                                    {"proved", nullptr},
                                    {"findings", findings}});
  write_json(console, Json{{"database", database},
                           {"testedOn", proof.place},
                           {"changesets", proof.tested},
                           {"proved", proof.findings.empty()},
                           {"findings", findings}});
}

}  // namespace ebbtide

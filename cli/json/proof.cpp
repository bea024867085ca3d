// The result of a proof. `proved` is null where there was nothing to prove, which is neither true
// nor false; `before` and `after` are the values of a property that is not as it was.
#include "cli/json/reports.h"

#include <array>
#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {
namespace {

Json json_of(const TestFinding& finding) {
  Json one{{"changeset", finding.change_set}, {"step", finding.step}, {"message", finding.message}};
  if (!finding.difference) return one;
  const schema::Difference& difference = *finding.difference;
  constexpr std::array words{"missing", "additional", "changed"};
  one["difference"] = words[static_cast<std::size_t>(difference.change)];
  one["kind"] = to_text(difference.kind);
  one["object"] = finding.object;
  one["property"] = difference.property;
  one["before"] = difference.expected;
  one["after"] = difference.found;
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

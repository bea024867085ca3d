#include "cli/testing_rollback.h"

#include <array>
#include <sstream>

#include <nlohmann/json.hpp>

#include "cli/json_output.h"
#include "cli/operation_options.h"
#include "cli/update.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

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

/// Nothing was tested, which proves nothing.
void report_nothing(Request& request) {
  const std::string database = request.database().shown();
  if (wants_json(request))
    return write_json(request, {{"database", database},
                                {"changesets", 0},
                                {"proved", nullptr},
                                {"findings", Json::array()}});
  request.console().out() << "Nothing is proved: no changeset is pending on " << database
                          << "; --all-changesets proves those that ran\n";
}

void report(Request& request, const ProofReport& proof) {
  if (proof.tested == 0) return report_nothing(request);
  if (wants_json(request)) {
    Json findings = Json::array();
    for (const TestFinding& finding : proof.findings) findings.push_back(json_of(finding));
    write_json(request, {{"database", request.database().shown()},
                         {"testedOn", proof.place},
                         {"changesets", proof.tested},
                         {"proved", proof.findings.empty()},
                         {"findings", findings}});
  } else {
    TextOutput& out = request.console().out();
    for (const TestFinding& finding : proof.findings)
      out << finding.step << ": " << finding.message
          << (finding.change_set.empty() ? "" : " [changeset " + finding.change_set + "]") << "\n";
    out << count_of(proof.tested, "changeset") << " tested on " << proof.place << ": "
        << (proof.findings.empty() ? "updated, undone, equal to the structure before, updated again"
                                   : count_of(proof.findings.size(), "finding"))
        << "\n";
  }
  if (!proof.findings.empty())
    throw Error("the rollback is not proved: " + count_of(proof.findings.size(), "finding"));
}

void prove_with(Request& request, ProofOptions options) {
  options.read = [&](OpenDatabase& scratch) { return request.project_for(scratch); };
  report(request, prove(request.project(), request.database(), options, request.surroundings()));
}

/// Beside a result that is data, the summary of the update has no place.
void update_after_proof(Request& request) {
  if (!wants_json(request)) return update(request);
  std::ostringstream unread;
  std::ostream& out = request.console().raw();
  request.console().redirect(unread);
  try {
    update(request);
  } catch (...) {
    request.console().redirect(out);
    throw;
  }
  request.console().redirect(out);
}

void say_that_nothing_was_run(Request& request) {
  request.console().say("Nothing was run on the database " + request.database().shown());
}

}  // namespace

void prove(Request& request) {
  const ProofOptions options = proof_options(request.settings());
  prove_with(request, options);
  if (!options.is_on_target) say_that_nothing_was_run(request);
}

void update_testing_rollback(Request& request) {
  const ProofOptions options = proof_options(request.settings());
  if (options.is_on_target) return prove_with(request, options);
  try {
    prove_with(request, options);
  } catch (const Error&) {
    say_that_nothing_was_run(request);
    throw;
  }
  update_after_proof(request);
}

}  // namespace ebbtide

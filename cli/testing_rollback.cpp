// `prove`, and `update-testing-rollback`, which is the proof and, where it holds, the update. The
// changelog is read once more for the scratch database, since `${database.…}` may stand for
// something else there. With --format=JSON the result is one document, the proof; the update that
// follows has no place in it and says what it does on standard error only.
#include <sstream>

#include "cli/commands.h"
#include "cli/json/reports.h"
#include "cli/operation_options.h"
#include "cli/request.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

void write_text(TextOutput& out, const ProofReport& proof, const std::string& database) {
  if (proof.tested == 0) {
    out << "Nothing is proved: no changeset is pending on " << database
        << "; --all-changesets proves those that ran\n";
    return;
  }
  for (const TestFinding& finding : proof.findings)
    out << finding.step << ": " << finding.message
        << (finding.change_set.empty() ? "" : " [changeset " + finding.change_set + "]") << "\n";
  out << count_of(proof.tested, "changeset") << " tested on " << proof.place << ": "
      << (proof.findings.empty() ? "updated, undone, equal to the structure before, updated again"
                                 : count_of(proof.findings.size(), "finding"))
      << "\n";
}

void report(Request& request, const ProofReport& proof) {
  const std::string database = request.database().shown();
  for (const TestFinding& finding : proof.findings)
    request.record().add({finding.change_set, finding.step, finding.message});
  if (request.wants_json()) {
    write_json(request.console(), proof, database);
  } else {
    write_text(request.console().out(), proof, database);
  }
  if (!proof.findings.empty())
    throw Error("the rollback is not proved: " + count_of(proof.findings.size(), "finding"));
}

/// The changelog of the request decides what is pending; the scratch database has it read once more
/// for itself.
void prove_with(Request& request, ProofOptions options) {
  options.read = [&](OpenDatabase& scratch) { return request.project_for(scratch); };
  report(request, prove(request.project(), request.database(), options, request.surroundings()));
}

/// Beside a result that is data, the summary of the update has no place.
void update_after_proof(Request& request) {
  if (!request.wants_json()) return command_named("update").run(request);
  std::ostringstream unread;
  std::ostream& out = request.console().raw();
  request.console().redirect(unread);
  try {
    command_named("update").run(request);
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

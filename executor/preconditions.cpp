// From answers to what becomes of a changeset or a run. Conditions that do not hold and those that
// could not be asked (a table of the query is missing, a number is no number) are two things, each
// with its own attribute for what is to happen and what is to be said:
//
//   does not hold     onFail    onFailMessage
//   cannot be asked   onError   onErrorMessage      HALT, CONTINUE, MARK_RAN or WARN
//
// In scripts onSqlOutput comes first: IGNORE runs the changeset without asking, FAIL makes it fail
// as if the conditions did not hold, TEST asks.
#include "executor/preconditions.h"

#include "text/ascii.h"

namespace ebbtide {
namespace {

Gate decide(Otherwise otherwise, const std::string& message, const PreconditionBlock& block,
            Observer& observer) {
  switch (otherwise) {
    case Otherwise::halt:
      throw Error(message, block.where);
    case Otherwise::continue_:
      return Gate::skip;
    case Otherwise::mark_ran:
      return Gate::mark_ran;
    case Otherwise::warn:
      observer.warning(block.where.to_text() + ": " + message);
      return Gate::run;
  }
  return Gate::run;
}

}  // namespace

Gate ask(const PreconditionBlock& block, const CheckContext& context, bool is_script,
         Observer& observer, const Interruption& interruption) {
  if (is_script && block.in_script() == InScript::ignore) return Gate::run;
  std::vector<std::string> reasons;
  try {
    reasons = is_script && block.in_script() == InScript::fail
                  ? std::vector<std::string>{"they are not for scripts, as onSqlOutput is FAIL; run "
                                             "'update' instead"}
                  : block.check(context);
    // A query that was cancelled may be an error, or an answer like any other.
    interruption.check();
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error& error) {
    interruption.check();
    const std::string own = block.on_error_message.value_or("");
    return decide(block.when_in_error(),
                  "the preconditions could not be checked: " +
                      (own.empty() ? error.what() : own + " (" + error.what() + ")"),
                  block, observer);
  }
  if (reasons.empty()) return Gate::run;
  const std::string own = block.on_fail_message.value_or("");
  return decide(block.when_failed(),
                own.empty() ? "Preconditions Failed: " + join(reasons, "; ") : own, block,
                observer);
}

}  // namespace ebbtide

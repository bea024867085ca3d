// Validation is asked for by itself, and before a migrate. There what is pending is no fault, since
// it is about to run. All faults are told in one message, in Flyway's words and with its codes
// (flyway/history.cpp). Callbacks of `validate` run around both; behind a fault those for errors
// do.
#include "operations/flyway/validate.h"

#include "flyway/failure.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

ValidateResult look(FlywayPlace& place, bool ignores_pending) {
  auto patterns =
      flyway::IgnorePatterns::parse(place.configuration().list("ignoreMigrationPatterns"));
  if (ignores_pending) patterns.add("*", "pending");
  // Who picks leaves others behind, and takes older ones.
  if (ignores_pending && !place.configuration().list("cherryPick").empty())
    patterns.add("versioned", "ignored");
  const auto rows = place.history();
  const flyway::Standing standing = place.standing(rows);
  ValidateResult result;
  for (const flyway::Invalid& one : flyway::validate(standing, patterns))
    result.invalid.push_back({told(*one.info), one.code, one.message});
  if (result.invalid.empty()) result.validated = standing.all.size();
  return result;
}

}  // namespace

ValidateResult validate(FlywayPlace& place) {
  const ToldOperation told_of(place.with().observer, "flyway validate");
  place.enter();
  const auto run = place.begin_run();
  VerbCallbacks callbacks(flyway::Phase::validate, place, run->context());
  ValidateResult result = look(place, false);
  result.about = about(place);
  if (result.invalid.empty()) callbacks.finish();
  return result;
}

std::size_t require_valid(FlywayPlace& place, bool ignores_pending) {
  place.enter();
  const auto run = place.begin_run();
  VerbCallbacks callbacks(flyway::Phase::validate, place, run->context());
  const ValidateResult result = look(place, ignores_pending);
  if (!result.invalid.empty())
    throw flyway::Failure("VALIDATE_ERROR", describe_invalid(result.invalid));
  callbacks.finish();
  return result.validated;
}

std::string messages_of(const std::vector<FlywayInvalid>& invalid) {
  std::vector<std::string> messages;
  for (const FlywayInvalid& one : invalid) messages.push_back(one.message);
  return join(messages, "\n");
}

std::string describe_invalid(const std::vector<FlywayInvalid>& invalid) {
  return "Validate failed: Migrations have failed validation\n" + messages_of(invalid) +
         "\nNeed more flexibility with validation rules? Learn more: "
         "https://help.red-gate.com/help/flyway-cli13/help_0.aspx?topic=flyway-blog/older-posts/"
         "customize-validation-rules-with-ignoremigrationpatterns";
}

}  // namespace ebbtide

// What is dropped cannot be had back, so whoever sits at a terminal is asked. As Liquibase does: a
// script is not, unless --require-force says that --force has to be given.
#include "operations/drop_all.h"

#include <istream>
#include <string>

#include "cli/config/password.h"
#include "cli/json/schema.h"
#include "cli/request.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Whether somebody at a terminal says yes.
bool is_wanted(Request& request, const std::vector<Drop>& drops) {
  const std::string question = "Drop " + count_of(drops.size(), "object") + " of " +
                               request.database().shown() + "? Type yes: ";
  request.console().lines([&](TextOutput& err) { err << question; });
  std::string answer;
  return request.input() != nullptr && std::getline(*request.input(), answer) &&
         equals_ignoring_case(trim(answer), "yes");
}

void require_consent(Request& request, const std::vector<Drop>& drops) {
  const Settings& settings = request.settings();
  if (settings.flag("force")) return;
  if (settings.flag("require-force"))
    throw UsageError(
        "The drop-all command may result in unrecoverable destructive changes by dropping all the "
        "objects at database '" +
        request.database().url().place() +
        "'.  This message can be suppressed and the drop-all command executed by adding the "
        "--force flag.");
  if (drops.empty() || !can_ask() || settings.flag("headless")) return;
  if (!is_wanted(request, drops)) throw Error("nothing was dropped");
}

}  // namespace

void drop_all(Request& request) {
  const Settings& settings = request.settings();
  const std::vector<Drop> drops =
      drops_of(request.database(), split_list(settings.text("schemas")));
  const bool is_plan = settings.flag_or("plan", false);
  if (!is_plan) {
    require_consent(request, drops);
    drop_all(request.database(), drops, settings.flag("force"), request.surroundings());
  }
  if (request.wants_json())
    return write_json(request.console(), drops, request.database().shown(), !is_plan);
  if (is_plan) {
    for (const Drop& one : drops) request.console().out().lines(one.sql) << ";\n";
    return;
  }
  request.console().say("All objects dropped from " + request.database().shown());
}

}  // namespace ebbtide

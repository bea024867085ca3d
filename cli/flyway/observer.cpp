#include "cli/flyway/observer.h"

namespace ebbtide {

void FlywayObserver::on(const Event& event) {
  const auto* const statement = std::get_if<StatementBegan>(&event);
  if (statement != nullptr && telling_.tells_statements)
    console_.lines([&](TextOutput& err) {
      err << "DEBUG: Executing statement " << statement->number << ": ";
      err.lines(statement->sql) << "\n";
    });
  if (const auto* const ended = std::get_if<ChangeSetEnded>(&event))
    changed_ += ended->outcome == Outcome::done || ended->outcome == Outcome::marked ? 1 : 0;
  if (telling_.is_quiet) return;
  const auto* const said = std::get_if<Said>(&event);
  if (said != nullptr && said->kind == Said::Kind::note)
    console_.lines([&](TextOutput& err) { err << "INFO: " << said->message << "\n"; });
  if (said != nullptr && said->kind == Said::Kind::warning)
    console_.lines([&](TextOutput& err) { err << "WARNING: " << said->message << "\n"; });
  if (std::holds_alternative<WaitingForLock>(event))
    console_.lines(
        [](TextOutput& err) { err << "Another run is at work on this schema history: waiting\n"; });
}

void tell_flyway_error(Console& console, const Error& error) {
  if (const auto* const several = dynamic_cast<const ValidationFailed*>(&error)) {
    for (const Problem& problem : several->problems()) console.problem(problem);
    return;
  }
  const std::string place = error.where().file.empty() ? "" : error.where().to_text() + ": ";
  console.lines([&](TextOutput& err) {
    err << "ERROR: ";
    err.lines(place + error.what()) << "\n";
  });
}

}  // namespace ebbtide

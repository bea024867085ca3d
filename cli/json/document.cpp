// One document for each command, however it ends. A command that has something to say says it by
// write_json, and it is kept until the end is known, as an error belongs into it. Others have what
// was run in it.
#include "cli/json/document.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/json/kept.h"
#include "database/interruption.h"
#include "operations/fleet.h"
#include "operations/rollback.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

template <class Kind>
bool is(const Error& error) {
  return dynamic_cast<const Kind*>(&error) != nullptr;
}

Json place_json(const Position& where) {
  if (where.file.empty()) return nullptr;
  return {{"file", where.file}, {"line", where.line}, {"column", where.column}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

/// The statement that the database has refused.
std::optional<FailedStatement> statement_of(const Error& error) {
  if (const auto* const failed = dynamic_cast<const ChangeSetFailed*>(&error))
    return failed->statement();
  const auto* const refused = dynamic_cast<const DatabaseError*>(&error);
  if (refused == nullptr || (refused->sql().empty() && refused->state().empty()))
    return std::nullopt;
  return FailedStatement{0, refused->sql(), refused->state(), refused->what()};
}

/// In milliseconds: what is less nobody measures here.
double shown_in_json(double seconds) { return std::round(seconds * 1000) / 1000; }

Json json_of(const RecordedChangeSet& one) {
  return {{"path", one.id.path},
          {"id", one.id.id},
          {"author", one.id.author},
          {"direction", one.way == Way::back ? "rollback" : "update"},
          {"outcome", word_of(one.outcome)},
          {"statements", one.statements},
          {"rows", one.rows},
          {"seconds", shown_in_json(one.seconds)}};
}

Json run_json(const RunDocument& run) {
  const RunTotals totals = run.record.totals(run.error);
  Json document{{"command", run.command}, {"database", run.database}};
  if (!run.script.empty()) document["script"] = run.script;
  const bool came_to_nothing = run.error != nullptr && !run.record.has_plan();
  if (!run.script.empty() || came_to_nothing) return document;
  document["changeSets"] = Json::array();
  for (const RecordedChangeSet& one : run.record.change_sets())
    document["changeSets"].push_back(json_of(one));
  document["totals"] = {{"done", totals.done},
                        {"marked", totals.marked},
                        {"left", totals.left},
                        {"failed", totals.failed},
                        {"notRun", totals.not_run},
                        {"takenBack", totals.taken_back},
                        {"statements", totals.statements},
                        {"rows", totals.rows},
                        {"seconds", shown_in_json(totals.seconds)}};
  document["warnings"] = run.record.warnings();
  document["permits"] = Json::array();
  for (const Permit& one : run.record.permits()) document["permits"].push_back(json_of(one));
  return document;
}

}  // namespace

std::string_view kind_of(const Error& error) {
  if (is<Interrupted>(error)) return "interrupted";
  if (exit_code_of(error) == ExitCode::refused) return "refused";
  if (is<UsageError>(error)) return "usage";
  if (is<ValidationFailed>(error)) return "validation";
  if (is<ChangeSetFailed>(error)) return "changeSet";
  if (is<ConnectionLost>(error) || is<TargetUnreachable>(error)) return "connection";
  if (is<DatabaseError>(error)) return "database";
  return "error";
}

// A message of ours says what is wrong and, behind a semicolon, what to do. Those of a database say
// what they like.
std::string remedy_of(const Error& error) {
  const std::string_view kind = kind_of(error);
  const std::string message = error.what();
  if (kind == "usage" || kind == "error") {
    const std::size_t at = message.find("; ");
    return at == std::string::npos ? "" : message.substr(at + 2);
  }
  if (kind == "changeSet")
    return "mend what the message names, then run the same command again; 'status' shows what has "
           "not run";
  if (kind == "validation") return "mend the problems, each of which says how; nothing was run";
  if (kind == "refused") return "nothing was run; each problem says what stands in the way";
  if (kind == "interrupted") return "run the same command again; it goes on where this one ended";
  if (kind == "connection")
    return "see that the server runs and the URL names it, then run the same command again";
  return "";
}

Json json_of(const Error& error, int exit_code) {
  const auto statement = statement_of(error);
  Json json{{"kind", kind_of(error)},
            {"message", error.what()},
            {"place", place_json(error.where())},
            {"changeSet", text_or_null(error.change_set())},
            {"statement", nullptr},
            {"sqlState", nullptr},
            {"remedy", text_or_null(remedy_of(error))},
            {"exitCode", exit_code}};
  if (statement) {
    json["statement"] = {{"number", statement->number == 0 ? Json() : Json(statement->number)},
                         {"sql", statement->sql}};
    json["sqlState"] = text_or_null(statement->state);
  }
  if (const auto* const many = dynamic_cast<const ValidationFailed*>(&error))
    json["problems"] = json_of(many->problems());
  return json;
}

std::string document_text(const Console& console, const RunDocument& run) {
  Json document = console.document() ? console.document()->value : run_json(run);
  if (run.error != nullptr) document["error"] = json_of(*run.error, run.exit_code);
  return json_text(document, 2) + "\n";
}

void write_document(Console& console, const RunDocument& run) {
  console.raw() << document_text(console, run) << std::flush;
}

void write_kept(Console& console) { console.raw() << kept_text(console) << std::flush; }

std::string kept_text(const Console& console) {
  return console.document() ? json_text(console.document()->value, 2) + "\n" : "";
}

void write_failure(Console& console, const Error& error, int exit_code) {
  console.raw() << json_text(Json{{"error", json_of(error, exit_code)}}, 2) << "\n" << std::flush;
}

}  // namespace ebbtide

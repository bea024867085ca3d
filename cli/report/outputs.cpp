// With --format=JSON nothing of what is written for people may stand before or behind the document:
// it is caught. What a command writes as SQL becomes a member of it.
#include "cli/report/outputs.h"

#include <cerrno>

#include "changelog/undo.h"
#include "cli/commands.h"
#include "cli/json/document.h"
#include "cli/report/report.h"
#include "cli/screen/target.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool is_page(std::string_view name) {
  return ends_with_ignoring_case(name, ".html") || ends_with_ignoring_case(name, ".htm");
}

/// Whether what the command writes as its result is a script.
bool writes_script(std::string_view command) {
  return command.ends_with("-sql") && command != "execute-sql";
}

/// How a changeset can be undone, for who reads of it: `automatic`, `written in the changelog`, or
/// why not. Empty where nobody can tell any more.
std::string undo_of(Request& request, const RecordedChangeSet& one) {
  const Project* const project = request.loaded_project();
  const ChangeSet* const found = project == nullptr ? nullptr : project->changelog().find(one.id);
  if (found == nullptr) return "";
  try {
    const Undo undo = plan_undo(*found, project->changelog(), request.database().target(*project));
    if (!undo.refusals.empty()) return "impossible: " + undo.refusals.front().message;
    return undo.is_automatic ? "automatic" : "written in the changelog";
  } catch (const Error&) {
    return "";
  }
}

}  // namespace

RunOutputs::RunOutputs(Request& request, const Command& command)
    : request_(request), command_(command) {
  const Settings& settings = request.settings();
  if (const auto name = settings.get("report-file")) {
    report_name_ = *name;
    if (!is_page(report_name_) && !ends_with_ignoring_case(report_name_, ".xml"))
      settings.refuse("report-file", "'" + report_name_ + "' ends neither in .html nor in .xml");
    report_.open(report_name_, std::ios::binary);
    if (!report_)
      throw Error("cannot write the report '" + report_name_ + "': " + system_message(errno));
    request.record().keep_statements();
  }
  if (const auto target = settings.get("events")) {
    event_file_.emplace(*target);
    events_.emplace(*event_file_);
    request.listeners().add(*events_);
    events_->begin(std::string(command.name), request.database().shown());
  }
  if (!request.wants_json()) return;
  result_ = &request.console().raw();
  request.console().redirect(caught_);
}

RunOutputs::~RunOutputs() {
  if (events_) request_.listeners().remove(*events_);
  if (result_ != nullptr) request_.console().redirect(*result_);
}

void RunOutputs::finish(const Error* error, int exit_code) {
  if (is_finished_) return;
  is_finished_ = true;
  write_document(error, exit_code);
  if (events_) events_->end(exit_code, error);
  try {
    write_report(error, exit_code);
  } catch (const Error& of_report) {
    if (error == nullptr) throw;
    request_.console().error(of_report);
  }
}

void RunOutputs::write_document(const Error* error, int exit_code) {
  if (result_ == nullptr) return;
  Console& console = request_.console();
  console.out().flush();
  console.redirect(*result_);
  result_ = nullptr;
  ebbtide::write_document(
      console,
      {std::string(command_.name), request_.database().shown(), request_.record(),
       writes_script(command_.name) && error == nullptr ? caught_.str() : "", error, exit_code});
}

void RunOutputs::write_report(const Error* error, int exit_code) {
  if (report_name_.empty()) return;
  RunReport report{std::string(command_.name), target_of(request_), request_.record(), error,
                   exit_code};
  if (request_.record().way() == Way::forward) {
    for (const RecordedChangeSet& one : request_.record().change_sets())
      report.undo.push_back(undo_of(request_, one));
  }
  if (is_page(report_name_)) {
    write_page(report_, report);
  } else {
    write_junit(report_, report);
  }
  report_.flush();
  if (!report_)
    throw Error("cannot write the report '" + report_name_ + "': " + system_message(errno));
}

}  // namespace ebbtide

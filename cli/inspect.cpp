// Commands that only look, beside status. Their text is Liquibase's, since scripts read it:
// `ann@jdbc:… is up to date`, `2 changesets have not been applied to …`. The history is shown by
// deployment, rows that follow each other with one DEPLOYMENT_ID; a duration is the time between
// the first and the last of its rows, which is all that the history knows of it.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <optional>

#include "changelog/identifier.h"
#include "cli/json/reports.h"
#include "cli/request.h"
#include "cli/summary.h"
#include "operations/inspect.h"
#include "operations/script.h"
#include "text/ascii.h"
#include "text/printable.h"
#include "text/wildcard.h"

namespace ebbtide {
namespace {

/// `2026-11-22 18:08:24.255` as `11/22/26, 6:08 PM`; other text as it is.
std::string shown_date(const std::string& stored) {
  std::tm moment{};
  int* const parts[] = {&moment.tm_year, &moment.tm_mon, &moment.tm_mday, &moment.tm_hour,
                        &moment.tm_min};
  const char* at = stored.data();
  const char* const end = at + stored.size();
  for (int* const part : parts) {
    const auto [next, error] = std::from_chars(at, end, *part);
    if (error != std::errc{}) return stored;
    at = next == end ? end : next + 1;
  }
  --moment.tm_mon;
  return short_date_time(moment);
}

/// The seconds since some day that a stored moment means; nothing for what is none.
std::optional<double> seconds_of(const std::string& stored) {
  int year = 0;
  unsigned month = 0, day = 0;
  int hour = 0, minute = 0;
  double second = 0;
  if (std::sscanf(stored.c_str(), "%d-%u-%u%*1[ T]%d:%d:%lf", &year, &month, &day, &hour, &minute,
                  &second) != 6)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<double>(days) * 24 * 3600 + hour * 3600 + minute * 60 + second;
}

/// From the first row to the last one; 0 where a row does not say when it ran.
double seconds_between(const HistoryRow& first, const HistoryRow& last) {
  const auto begin = seconds_of(first.executed_at), end = seconds_of(last.executed_at);
  return begin && end ? std::max(0.0, *end - *begin) : 0.0;
}

bool is_wanted(const HistoryRow& row, const Settings& settings) {
  const auto pattern = settings.get("tag-filter");
  if (!pattern) return !settings.flag("show-tags") || !row.tag.or_empty().empty();
  return row.tag && fits_wildcards(row.tag.or_empty(), *pattern, {.in_any_case = true});
}

/// The rows that are to be shown, in the order they are to be shown in.
History chosen(const History& all, const Settings& settings) {
  std::vector<HistoryRow> rows = all.rows();
  std::erase_if(rows, [&](const HistoryRow& row) { return !is_wanted(row, settings); });
  if (settings.get("limit")) {
    const int limit = settings.number("limit");
    if (limit < 1) settings.refuse("limit", "'" + std::to_string(limit) + "' is no number of rows");
    const auto most = static_cast<std::size_t>(limit);
    if (rows.size() > most) rows.erase(rows.begin(), rows.end() - limit);
  }
  if (settings.flag("newest-first")) std::reverse(rows.begin(), rows.end());
  return History(std::move(rows));
}

/// Rows that follow each other and belong to one run.
using Deployment = std::vector<const HistoryRow*>;

std::vector<Deployment> deployments(const History& history) {
  std::vector<Deployment> found;
  for (const HistoryRow& row : history.rows()) {
    if (found.empty() || !(found.back().back()->deployment == row.deployment)) found.emplace_back();
    found.back().push_back(&row);
  }
  return found;
}

void write_deployment_table(Request& request, const Deployment& deployment) {
  std::vector<std::vector<std::string>> rows{{"Deployment ID", "Update Date", "Changelog Path",
                                              "Changeset Author", "Changeset ID", "Tag"}};
  for (const HistoryRow* const row : deployment) {
    std::vector<std::string> cells{row->deployment.value_or(""),
                                   shown_date(row->executed_at),
                                   row->id.path,
                                   row->id.author,
                                   row->id.id,
                                   row->tag.value_or("")};
    std::transform(cells.begin(), cells.end(), cells.begin(), printable_line);
    rows.push_back(std::move(cells));
  }
  write_table(request.console().out(), rows, {}, request.console().out_columns());
  request.console().out() << "\n";
}

void write_deployment_text(Request& request, const Deployment& deployment) {
  TextOutput& out = request.console().out();
  const HistoryRow *first = deployment.front(), *last = deployment.back();
  if (request.settings().flag("newest-first")) std::swap(first, last);
  std::string duration = std::to_string(seconds_between(*first, *last));
  duration.erase(duration.find('.') + 4);
  while (duration.ends_with("0") && !duration.ends_with(".0")) duration.pop_back();
  out << "- Database updated at " << shown_date(first->executed_at) << ". Applied "
      << deployment.size() << " changeset(s)";
  if (deployment.size() > 1) out << " in " << duration << "s";
  out << ", DeploymentId: " << deployment.front()->deployment.value_or("") << "\n";
  for (const HistoryRow* const row : deployment) out << "  " << row->id.to_text() << "\n";
  out << "\n";
}

ChangeSetId wanted_change_set(const Settings& settings) {
  if (const auto identifier = settings.get("changeset-identifier"))
    return parse_identifier(*identifier);
  return {settings.required("changeset-path"), settings.required("changeset-id"),
          settings.required("changeset-author")};
}

}  // namespace

void validate(Request& request) {
  try {
    validate(request.project(), request.database(), request.settings().flag("strict"),
             request.surroundings());
  } catch (const ValidationFailed&) {
    request.console().say("Validation Failed:");  // as Liquibase's, for whoever looks for it
    throw;
  }
  if (request.wants_json()) return write_validity(request.console());
  request.console().say("No validation errors found.");
}

void history(Request& request) {
  const History all = recorded_history(request.database());
  const History ran = chosen(all, request.settings());
  const std::string format =
      request.settings().get("format") ? request.settings().choice("format") : "TABULAR";
  if (format == "JSON") return write_json(request.console(), ran, request.database().shown());
  TextOutput& out = request.console().out();
  out << "Liquibase History for " << request.database().url().place() << "\n\n";
  if (all.rows().empty()) {
    out << "No changesets deployed\n";
  } else if (ran.rows().empty()) {
    out << "No changesets with such a tag\n";
  }
  for (const Deployment& deployment : deployments(ran)) {
    format == "TEXT" ? write_deployment_text(request, deployment)
                     : write_deployment_table(request, deployment);
  }
}

void unexpected_changesets(Request& request) {
  const std::vector<ChangeSetId> unexpected =
      unexpected_change_sets(request.project(), request.database());
  if (request.wants_json())
    return write_json(request.console(), "unexpected", unexpected, request.database().shown());
  TextOutput& out = request.console().out();
  if (unexpected.empty()) {
    out << request.database().shown() << " contains no unexpected changes!\n";
    return;
  }
  out << unexpected.size() << " unexpected changes were found in " << request.database().shown()
      << "\n";
  if (!request.settings().flag("verbose")) return;
  for (const ChangeSetId& id : unexpected) out << "     " << id.to_text() << "\n";
}

void calculate_checksum(Request& request) {
  const ChangeSetId wanted = wanted_change_set(request.settings());
  const ChangeSet* const change_set = request.project().changelog().find(wanted);
  if (change_set == nullptr) {
    throw Error("No such changeSet identified by changeSet id: " + wanted.id +
                ", author: " + wanted.author + ", path: " + wanted.path);
  }
  const std::string checksum =
      change_set->checksum(request.database().target(request.project()).hashing()).to_text();
  if (request.wants_json()) return write_checksum(request.console(), checksum);
  // As Liquibase does: in its words it is no result.
  if (request.console().wording() == Wording::liquibase) return request.console().say(checksum);
  request.console().out() << checksum << "\n";
}

}  // namespace ebbtide

// The gate of `update`: chosen here, asked by operations/gate. `approve` writes what it takes.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/gate_choice.h"
#include "cli/json/lint.h"
#include "cli/wording.h"
#include "database/facts.h"
#include "operations/new_change_set.h"
#include "text/ascii.h"
#include "text/calendar_day.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

std::optional<lint::GateMode> asked_mode(const Settings& settings) {
  if (!settings.get("gate")) return std::nullopt;
  const std::string word = settings.choice("gate");
  if (word == "OFF") return lint::GateMode::off;
  return word == "WARN" ? lint::GateMode::warn : lint::GateMode::refuse;
}

std::string environment_of(const Settings& settings) {
  if (const auto given = settings.get("environment")) return *given;
  for (const auto& [name, value] : settings.environment())
    if (name == "EBBTIDE_ENVIRONMENT") return value;
  return "";
}

std::vector<Approval> approvals_in(const std::string& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return {};
  const auto text = read_whole_file(file);
  if (!text) throw Error("cannot read the approvals file '" + file + "'");
  return parse_approvals(file, *text);
}

/// The approvals file, which is named from the folder of the configuration.
std::string approvals_file(const lint::Settings& settings) {
  if (!settings.gate || settings.gate->approvals_file.empty()) return "";
  const std::filesystem::path folder = std::filesystem::path(settings.file).parent_path();
  return (folder / settings.gate->approvals_file).string();
}

}  // namespace

GateOptions gate_choice(Request& request) {
  const Settings& settings = request.settings();
  const lint::Settings configured = lint_configuration(request, settings.text("changelog-file"));
  GateOptions options = gate_options(configured, environment_of(settings),
                                     request.database().url().given, asked_mode(settings));
  options.today = today_in_utc();
  options.allowed = split_list(settings.text("allow-destructive"));
  if (settings.get("allow-destructive") && options.allowed.empty())
    throw UsageError("--allow-destructive wants a changeset: path::id::author");
  options.approvals_file = approvals_file(configured);
  options.folders = search_folders(settings);
  if (options.mode != lint::GateMode::off) options.approvals = approvals_in(options.approvals_file);
  return options;
}

std::optional<GateConsent> gate_consent(Request& request) {
  GateOptions options = gate_choice(request);
  if (options.mode == lint::GateMode::off) return std::nullopt;
  return std::optional<GateConsent>(std::in_place, request.database(), std::move(options),
                                    request.files(), request.surroundings());
}

void warn_of_gate(Request& request, const UpdateLimit& limit) {
  if (request.database().is_offline()) return;
  const GateOptions options = gate_choice(request);
  if (options.mode == lint::GateMode::off) return;
  std::vector<Destructive> all = find_pending_destructive(request.project(), request.database(),
                                                          limit, "", request.surroundings());
  require_known_flags(options, request.project().changelog());
  judge_approvals(all, options, request.database().names().facts().name);
  for (const Destructive& one : all) {
    if (one.is_approved) continue;
    for (const Problem& problem : problems_of(one, options))
      request.console().warning(problem.where.to_text() + ": " + problem.change_set + ": " +
                                problem.message);
  }
}

namespace {

/// The last day that was asked for; empty for always.
std::string expiry_of(const Settings& settings) {
  std::string day = settings.text("expires");
  if (!day.empty() && !is_calendar_day(day))
    settings.refuse(
        "expires", "Invalid argument '--expires': '" + day + "' is no day; write it as 2027-01-31");
  return day;
}

/// What an approval of a changeset has to say.
Approval approval_of(const Destructive& one, const Settings& settings, std::string_view dialect) {
  Approval approval{.change_set = one.change_set->id.to_text(),
                    .rules = {},
                    .dialect = std::string(dialect),
                    .sha256 = one.digest,
                    .approver = settings.text("approver"),
                    .reason = settings.text("reason"),
                    .expires = expiry_of(settings)};
  for (const lint::Finding& finding : one.findings) {
    const std::string rule(finding.rule->id);
    if (std::find(approval.rules.begin(), approval.rules.end(), rule) == approval.rules.end())
      approval.rules.push_back(rule);
    if (!finding.object.empty()) approval.objects.push_back(finding.object);
  }
  const bool is_of_all = std::any_of(one.findings.begin(), one.findings.end(),
                                     [](const auto& finding) { return finding.object.empty(); });
  if (is_of_all) approval.objects.clear();
  return approval;
}

/// What an approval is worth now, among the changesets that are about to destroy something.
JudgedApproval judged(const Approval& one, const std::vector<Destructive>& all,
                      const GateOptions& options, std::string_view dialect) {
  if (!one.expires.empty() && one.expires < options.today) return {&one, "expired", ""};
  const auto found = std::find_if(all.begin(), all.end(), [&](const Destructive& pending) {
    return pending.change_set->id.to_text() == one.change_set;
  });
  if (found == all.end() || found->digest != one.sha256) return {&one, "stale", ""};
  std::string doubt = doubt_of(one, *found, options, dialect);
  if (!doubt.empty()) return {&one, "refused", std::move(doubt)};
  return {&one, "used", ""};
}

/// Which approvals let something pass, which do not count, which are for what is no more, and which
/// have expired.
void check_approvals(Request& request) {
  GateOptions options = gate_choice(request);
  options.approvals = approvals_in(options.approvals_file);
  const std::vector<Destructive> all = find_pending_destructive(
      request.project(), request.database(), {}, "", request.surroundings());
  std::vector<JudgedApproval> approvals;
  for (const Approval& one : options.approvals)
    approvals.push_back(judged(one, all, options, request.database().names().facts().name));
  if (request.wants_json()) return write_json(request.console(), approvals);
  for (const JudgedApproval& one : approvals)
    request.console().out() << one.state << "  " << one.approval->change_set << " by "
                            << one.approval->approver << (one.why.empty() ? "" : ": ") << one.why
                            << "\n";
}

}  // namespace

void approve(Request& request) {
  const Settings& settings = request.settings();
  const lint::Settings configured = lint_configuration(request, settings.text("changelog-file"));
  if (settings.flag("check")) return check_approvals(request);
  const std::string file = approvals_file(configured);
  const std::string name = settings.required("changeset-identifier");
  if (trim(settings.text("reason")).empty())
    throw UsageError("an approval wants a reason: --reason='archived, SHOP-77'");
  const std::vector<Destructive> all = find_pending_destructive(
      request.project(), request.database(), {}, name, request.surroundings());
  if (all.empty())
    throw Error("the changeset " + name + " destroys nothing that is there; no approval is needed");
  Approval approval = approval_of(all.front(), settings, request.database().names().facts().name);
  if (approval.approver.empty())
    approval.approver = author_in(".", [&](const std::string& variable) {
      for (const auto& [key, value] : settings.environment())
        if (key == variable) return value;
      return std::string();
    });
  if (!file.empty()) add_approval(file, approval);
  if (request.wants_json()) {
    write_json(request.console(), approval, file);
  } else {
    request.console().out().lines((file.empty() ? "approvals:\n" : "") + to_text(approval));
  }
  if (!file.empty()) request.console().say("Approval written to " + file);
}

void init_gate(Request& request) {
  const std::string file = ".ebbtide-lint.yml";
  std::error_code error;
  if (std::filesystem::exists(file, error))
    throw Error("there is a " + file + " already; nothing was written");
  std::ofstream out(file, std::ios::binary);
  out << "version: 1\n"
         "gate:\n"
         "  environments:\n"
         "    dev:     { match: \"url=*localhost*\", mode: off }\n"
         "    staging: { mode: warn }\n"
         "    prod:    { mode: refuse, approvals: 1, not-author: true }\n"
         "  default: refuse            # where no environment is named and none fits\n"
         "  approvals-file: approvals.yml\n"
      << std::flush;
  if (!out) throw Error("cannot write " + file);
  request.console().say("Configuration written to " + file);
}

}  // namespace ebbtide

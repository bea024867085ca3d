// The gate judges with the linter's own rules, and asks more: it knows the database. A table
// without rows loses nothing, and a table that the run itself has made is none of those that
// anybody would miss. Comments, switched-off rules and contexts open nothing; only an approval
// does, and it counts for exactly the statements that run, by their digest.
//
// So the scene that is judged has no settings: its state is the live schema, all places of it, and
// its subjects are the changesets that are about to run, as one deployment. Of what is found only
// what the rules of the gate found counts.
//
//   rows      counted to a million and one at most, on a session of its own, in a transaction that
//             is undone. Where they cannot be counted, as there is no such table, the finding
//             stays. So it does where the run has set another default schema: a name without a
//             schema may be another table then than for the session that counts
//   digest    of the statements that run, without their comments and the default schema, so that
//             one approval fits all databases of a kind. Where SQL is made only while it runs, the
//             changeset's checksum goes in as well
//
// An approval counts where all of this holds, and the first that does not is told: it is for this
// kind of database; the digest is the same; it has not expired; its approver is among those who
// may, and is neither the changeset's author nor who committed its file last, where that is asked
// for; its rules and objects cover all that is destroyed. Two of one approver are one. The flag of
// the command line is one more, where the environment takes flags.
//
// The environment says how the gate behaves, and the command line can make it stricter, but laxer
// only where the environment lets it. The first environment whose pattern fits the URL counts; a
// name of the command line counts before it, where that makes nothing laxer.
#include "operations/gate.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "database/connection.h"
#include "database/facts.h"
#include "history/own_table.h"
#include "history/permit_table.h"
#include "lint/judge.h"
#include "operations/checks.h"
#include "operations/file_place.h"
#include "operations/git_command.h"
#include "operations/lint_subjects.h"
#include "operations/schema_reading.h"
#include "operations/script_schema.h"
#include "text/ascii.h"
#include "text/wildcard.h"

namespace ebbtide {

using lint::Finding;
using lint::GateMode;

namespace {

std::vector<std::string> sql_of(const ChangeSetImpact& impact) {
  std::vector<std::string> statements;
  for (const StatementImpact& one : impact.statements) statements.push_back(one.sql);
  return statements;
}

/// What the digest is made of: the statements, or the changeset's sum where its SQL is made when it
/// runs.
std::string digest_of_change_set(const ChangeSetImpact& impact, const Names& names,
                                 const Target& target) {
  std::vector<std::string> statements = sql_of(impact);
  const bool is_made_later = statements.empty() || !impact.notes.empty();
  if (is_made_later)
    statements.push_back("-- " + impact.change_set->checksum(target.hashing()).to_text());
  return digest_of(statements, names.facts().syntax, names.defaults().schema);
}

class Finder {
 public:
  Finder(const Prospect& prospect, OpenDatabase& database, const Files& files,
         const Surroundings& with)
      : prospect_(prospect),
        files_(files),
        reading_(database.options(), with.interruption),
        reader_(files, reading_, {"", nullptr, Properties(Selection{})}) {}

  std::vector<Destructive> run() {
    lint::Scene scene{.facts = reading_.names().facts(),
                      .database = lint::database_of(reading_.names().facts().name),
                      .version = ServerVersion::parse(reading_.connection().server_version()),
                      .settings = {},
                      .state = lint::State(lint_rules(reading_.names()))};
    schema::Scope all;
    all.all = true;
    scene.state.begin_with(schema_of(reading_, all, files_), scene.facts.syntax);
    scene.has_state = scene.is_one_deployment = true;
    const Target target = reading_.target(prospect_.changelog, files_, true);
    for (const ChangeSetImpact& one : prospect_.impact.change_sets) {
      scene.subjects.push_back(reader_.subject_of(*one.change_set, reading_.dbms(), target, true));
      scene.subjects.back().deployment = 1;
    }
    return gathered(lint::judge(scene), target);
  }

 private:
  std::vector<Destructive> gathered(const std::vector<Finding>& findings, const Target& target) {
    std::vector<Destructive> all;
    for (const ChangeSetImpact& one : prospect_.impact.change_sets) {
      Destructive destructive{
          .change_set = one.change_set, .digest = {}, .findings = {}, .doubts = {}};
      for (const Finding& finding : findings) {
        const bool is_its = finding.change_set == one.change_set->id.to_text();
        if (is_its && finding.is_destructive && !is_empty(finding))
          destructive.findings.push_back(finding);
      }
      if (destructive.findings.empty()) continue;
      destructive.digest = digest_of_change_set(one, reading_.names(), target);
      for (Finding& finding : destructive.findings) finding.message += count_of_rows(finding);
      all.push_back(std::move(destructive));
    }
    return all;
  }

  /// How many rows the table of a finding has; nothing where there is no such table, or where
  /// nobody can tell which one it is.
  std::optional<std::string> rows_of(const Finding& finding) {
    const sql::Name& table = finding.table;
    if (finding.object.empty() || table.name.empty() || finding.rule->id == "DS101")
      return std::nullopt;
    const Names names = reading_.names().with(Quoting::quote_all_objects);
    const std::string name = table.place.empty()
                                 ? names.object({"", "", table.name})
                                 : names.quote(table.place) + "." + names.quote(table.name);
    try {
      Transaction undone(reading_.connection());
      const Rows rows = reading_.connection().query(
          {"SELECT count(*) FROM (SELECT 1 AS one FROM " + name + " LIMIT 1000001) AS counted"});
      undone.rollback();
      return rows.rows.at(0).at(0);
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      return std::nullopt;
    }
  }

  bool is_empty(const Finding& finding) { return rows_of(finding) == "0"; }

  std::string count_of_rows(const Finding& finding) {
    const auto rows = rows_of(finding);
    if (!rows) return "";
    return " (" +
           (*rows == "1000001" ? "more than 1000000 rows"
                               : *rows + (*rows == "1" ? " row" : " rows")) +
           ")";
  }

  const Prospect& prospect_;
  const Files& files_;
  OpenDatabase reading_;
  SubjectReader reader_;
};

/// Who wrote the file of the changeset last, as git knows; empty where there is no git.
std::string last_author_of(const std::string& name, const std::vector<std::string>& folders) {
  const std::filesystem::path file = place_of_file(folders, name);
  if (file.empty()) return "";
  try {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    const auto lines =
        lines_of_git({"-C", folder, "log", "-1", "--format=%an", "--", file.filename().string()});
    return lines.empty() ? "" : lines.front();
  } catch (const Error&) {
    return "";
  }
}

void add_once(std::vector<std::string>& words, const std::string& word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

bool covers(const Approval& approval, const std::vector<Finding>& findings) {
  return std::all_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    const bool has_rule = std::any_of(
        approval.rules.begin(), approval.rules.end(),
        [&](const std::string& one) { return one == "all" || one == finding.rule->id; });
    const bool has_object =
        approval.objects.empty() ||
        std::any_of(approval.objects.begin(), approval.objects.end(), [&](const std::string& one) {
          return equals_ignoring_case(one, finding.object);
        });
    return has_rule && has_object;
  });
}

bool has_flag(const Destructive& one, const GateOptions& options) {
  const ChangeSetId& id = one.change_set->id;
  return std::any_of(options.allowed.begin(), options.allowed.end(), [&](const std::string& flag) {
    return flag == id.to_text() || flag == id.id;
  });
}

}  // namespace

std::string doubt_of(const Approval& approval, const Destructive& one, const GateOptions& options,
                     std::string_view dialect) {
  const lint::Environment& environment = options.environment;
  if (approval.dialect != dialect) return "it is for " + approval.dialect;
  if (approval.sha256 != one.digest) return "the changeset is not the one that was approved";
  if (!approval.expires.empty() && approval.expires < options.today)
    return "it has expired on " + approval.expires;
  const auto& known = environment.approvers;
  if (!known.empty() && std::find(known.begin(), known.end(), approval.approver) == known.end())
    return approval.approver + " is not among the approvers";
  const bool is_author =
      environment.not_author &&
      (approval.approver == one.change_set->id.author ||
       approval.approver == last_author_of(one.change_set->where.file, options.folders));
  if (is_author) return approval.approver + " is the author";
  return covers(approval, one.findings) ? "" : "it does not cover all that is destroyed";
}

std::vector<Destructive> find_destructive(const Prospect& prospect, OpenDatabase& database,
                                          const Files& files, const Surroundings& with) {
  if (database.is_offline()) return {};
  return Finder(prospect, database, files, with).run();
}

namespace {

/// The changesets that an update would run now.
std::vector<const ChangeSet*> pending_of(const Project& project, OpenDatabase& database,
                                         const UpdateLimit& limit, const Surroundings& with) {
  const History history = database.has_history_table() ? database.read_history() : History();
  const Checks checks(project, database, {}, with);
  std::vector<const ChangeSet*> pending;
  for (const PlannedChangeSet& one : checks.unchecked_plan(history, limit).change_sets)
    if (one.runs() && !one.is_invalid) pending.push_back(one.change_set);
  return pending;
}

const ChangeSet* change_set_named(const Changelog& changelog, const std::string& name) {
  const ChangeSet* found = nullptr;
  for (const ChangeSet& one : changelog.change_sets) {
    if (one.id.to_text() == name) return &one;
    if (one.id.id != name) continue;
    if (found != nullptr)
      throw Error("several changesets have the id '" + name + "'; write path::id::author");
    found = &one;
  }
  if (found == nullptr) throw Error("the changelog has no changeset '" + name + "'");
  return found;
}

}  // namespace

std::vector<Destructive> find_pending_destructive(const Project& project, OpenDatabase& database,
                                                  const UpdateLimit& limit, const std::string& only,
                                                  const Surroundings& with) {
  if (database.is_offline()) return {};
  std::vector<const ChangeSet*> wanted;
  if (only.empty()) {
    wanted = pending_of(project, database, limit, with);
  } else {
    wanted.push_back(change_set_named(project.changelog(), only));
  }
  std::vector<Intended> intended;
  for (const ChangeSet* const one : wanted) {
    intended.push_back({one, Way::forward, {}});
    for (const auto& change : one->changes) intended.back().changes.push_back(change.get());
  }
  const History no_history;
  SchemaCatalog catalog = script_catalog(project, database, no_history);
  const Impact impact =
      assess(intended, database.target(project, true).with(catalog, catalog.follower()), nullptr,
             with.interruption);
  return find_destructive({Way::forward, project.changelog(), impact}, database, project.files(),
                          with);
}

void require_known_flags(const GateOptions& options, const Changelog& changelog) {
  for (const std::string& flag : options.allowed) {
    try {
      change_set_named(changelog, flag);
    } catch (const Error& error) {
      throw UsageError(std::string("--allow-destructive: ") + error.what());
    }
  }
}

void judge_approvals(std::vector<Destructive>& all, const GateOptions& options,
                     std::string_view dialect) {
  for (Destructive& one : all) {
    std::set<std::string> approvers;
    for (const Approval& approval : options.approvals) {
      if (approval.change_set != one.change_set->id.to_text()) continue;
      const std::string doubt = doubt_of(approval, one, options, dialect);
      if (doubt.empty()) {
        if (approvers.insert(approval.approver).second) one.approvals.push_back(approval);
      } else {
        one.doubts.push_back("the approval by " + approval.approver + " does not count: " + doubt);
      }
    }
    one.is_flagged = has_flag(one, options) && options.environment.takes_flags;
    if (has_flag(one, options) && !one.is_flagged)
      one.doubts.emplace_back("--allow-destructive does not count in this environment");
    const int count = static_cast<int>(approvers.size()) + (one.is_flagged ? 1 : 0);
    one.is_approved = count > 0 && count >= options.environment.approvals;
    if (!one.is_approved && count > 0)
      one.doubts.push_back(std::to_string(count) + " of " +
                           std::to_string(options.environment.approvals) + " approvals are there");
  }
}

std::vector<Problem> problems_of(const Destructive& one, const GateOptions& options) {
  const std::string id = one.change_set->id.to_text();
  std::vector<Problem> problems;
  for (const Finding& finding : one.findings) {
    std::string message =
        std::string(finding.rule->id) + " " + finding.message + "; sha256 " + one.digest;
    if (!one.doubts.empty()) message += "; " + join(one.doubts, "; ");
    message += "; 'ebbtide approve " + id + " --reason=…' writes an approval" +
               (options.approvals_file.empty() ? "" : " to " + options.approvals_file);
    problems.push_back({finding.where, std::move(message), id});
  }
  return problems;
}

namespace {

/// The first environment whose pattern fits the URL; nullptr where none does.
const lint::Environment* environment_of(const lint::GateSettings& gate, const std::string& url) {
  const auto fits = [&](const lint::Environment& one) {
    const std::string pattern = one.match.starts_with("url=") ? one.match.substr(4) : one.match;
    return !pattern.empty() && fits_wildcards(url, pattern, {.has_question_mark = false});
  };
  const auto found = std::find_if(gate.environments.begin(), gate.environments.end(), fits);
  return found == gate.environments.end() ? nullptr : &*found;
}

/// The environment of this name. One that is known by its URL, or chosen for a URL that is known to
/// be another's, must not be laxer than what counts without a name.
const lint::Environment& named_environment(const lint::Settings& settings, const std::string& name,
                                           const lint::Environment* by_url) {
  const auto& all = settings.gate->environments;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const lint::Environment& one) { return one.name == name; });
  if (found == all.end())
    throw UsageError("there is no environment '" + name + "' in " + settings.file);
  const GateMode own = by_url == nullptr ? settings.gate->otherwise : by_url->mode;
  const bool is_known = by_url != nullptr || !found->match.empty();
  const bool is_overridable = by_url != nullptr && by_url->is_overridable;
  if (&*found == by_url || found->mode >= own || !is_known || is_overridable) return *found;
  throw UsageError(by_url == nullptr
                       ? "this database is none of '" + name + "', whose URL fits " + found->match +
                             "; name the environment that it is in"
                       : "this database is one of '" + by_url->name +
                             "' by its URL, whose gate is stricter than that of '" + name + "'");
}

}  // namespace

GateOptions gate_options(const lint::Settings& settings, const std::string& name,
                         const std::string& url, const std::optional<GateMode>& asked) {
  GateOptions options;
  const lint::GateSettings* const gate = settings.gate ? &*settings.gate : nullptr;
  if (gate == nullptr) {
    if (!name.empty())
      throw UsageError("there is no environment '" + name +
                       "': no configuration of a gate was found; 'ebbtide init gate' writes one");
    options.mode = asked.value_or(GateMode::off);
    return options;
  }
  options.approvals_file = gate->approvals_file;
  options.environment.mode = gate->otherwise;
  const lint::Environment* const by_url = environment_of(*gate, url);
  if (!name.empty()) {
    options.environment = named_environment(settings, name, by_url);
  } else if (by_url != nullptr) {
    options.environment = *by_url;
  }
  const GateMode own = options.environment.mode;
  options.mode = asked && (*asked > own || options.environment.is_overridable) ? *asked : own;
  return options;
}

std::vector<Permit> permits_of(const Destructive& one) {
  Permit permit{.id = one.change_set->id, .sha256 = one.digest};
  for (const Finding& finding : one.findings) {
    add_once(permit.rules, std::string(finding.rule->id));
    if (!finding.object.empty()) add_once(permit.objects, finding.object);
  }
  std::vector<Permit> all;
  const auto add = [&](std::string by, const std::string& approver, const std::string& reason) {
    permit.by = std::move(by);
    permit.approver = approver;
    permit.reason = reason;
    all.push_back(permit);
  };
  for (const Approval& approval : one.approvals)
    add("approval", approval.approver, approval.reason);
  if (one.is_flagged) add("flag", "", "--allow-destructive");
  if (!one.is_approved) {
    all.clear();
    add("warning", "", "");
  }
  return all;
}

std::vector<Problem> GateConsent::against(const Prospect& prospect) {
  permits_.clear();
  if (options_.mode == GateMode::off) return {};
  require_known_flags(options_, prospect.changelog);
  std::vector<Destructive> all = find_destructive(prospect, database_, files_, with_);
  judge_approvals(all, options_, database_.names().facts().name);
  std::vector<Problem> problems;
  for (const Destructive& one : all) {
    for (Permit& permit : permits_of(one)) permits_.push_back(std::move(permit));
    if (one.is_approved) continue;
    for (Problem& problem : problems_of(one, options_)) problems.push_back(std::move(problem));
  }
  if (options_.mode == GateMode::refuse) return problems;
  for (const Problem& one : problems)
    with_.observer.warning(one.where.to_text() + ": " + one.change_set + ": " + one.message);
  return {};
}

void GateConsent::granted() {
  if (permits_.empty()) return;
  const PermitTable table(database_.names(), database_.options().tracking);
  Connection& connection = database_.connection();
  try {
    connection.query({table.probe()});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    if (!is_about_missing_table(error, connection.facts())) throw;
    connection.execute({table.create()});
  }
  Transaction all(connection);
  for (const Permit& one : permits_)
    connection.execute({table.insert(one, database_.deployment())});
  all.commit();
  for (const Permit& one : permits_) {
    if (one.by != "warning")
      with_.observer.warning(one.id.to_text() + " destroys data and is let through, approved by " +
                             (one.approver.empty() ? "" : one.approver + ": ") + one.reason +
                             "; sha256 " + one.sha256);
    with_.observer.on(Permitted{one});
  }
}

}  // namespace ebbtide
